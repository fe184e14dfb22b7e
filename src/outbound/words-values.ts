import { mailto } from './layout-mailto.ts'
import type { Said, Words } from './words.ts'
import { replyWord } from './words.ts'
import { isolate, oneLine } from './words-direction.ts'
import { countryText, languageText, listText, momentText, numberText, placeOf } from './words-formats.ts'

/** What the words of a letter can ask for. */
export type Scope = {
  /** as it was given: to choose between forms, to loop over */
  raw: (name: string, where: string) => unknown
  /** as its reader reads it */
  value: (name: string, where: string) => Said
}

type Bag = Record<string, unknown>
const moment = /^(.*At)(|Time|Place|Month|Year)$/
const link = /(?:^u|U)rl$/
const address = /(?:^e|E)mail$|^pairAddress$/

/**
 * Where the words of a letter find their values. An argument's name says how it is read: `endsAt` a day, `endsAtTime`
 * an hour, `endsAtPlace` the place whose hour it is, `endsAtMonth`, `endsAtYear`; `country` and `…Country` a country's
 * name; `languages` their names; `…Url` and `…Email` a link; capitals (`YES`, `OK_TO_SHARE`) a reply word, with `_LINK` one that opens a letter;
 * `partnerKnownAs` the `knownAs` of `partner`; a name with a country is both.
 *
 * @param bags nearest first: the item of a list, the letter's data, its frame
 * @param zone IANA, the reader's
 */
export function scopeOf(words: Words, zone: string, bags: Bag[]): Scope {
  const given = (text: string, href?: string): Said => ({ text: isolate(text, words.dir), from: 'value', href })

  const raw = (name: string, where: string): unknown => {
    const found = look(name, bags)
    if (found === undefined || found === null) throw new Error(`${where} has no value for {${name}}`)
    return found
  }

  const value = (name: string, where: string): Said => {
    if (/^[A-Z_]+$/.test(name)) return ours(name)
    const [, moments, look] = moment.exec(name) ?? []
    if (moments) return { text: momentIn(String(raw(moments, where)), look!), from: 'us' }
    const found = raw(name, where)
    if (typeof found === 'number') return { text: numberText(found, words.locale), from: 'us' }
    if (isPerson(found)) return { text: person(found), from: 'value' }
    if (/(?:^c|C)ountry$/.test(name)) return given(oneLine(countryText(String(found), words.locale)))
    if (Array.isArray(found)) {
      const read = name.endsWith('anguages') ? (tag: string) => languageText(tag, words.locale) : String
      const parts = found.map(part => isolate(oneLine(read(part)), words.dir))
      return { text: listText(parts, words.locale), from: 'value' }
    }
    const text = oneLine(String(found))
    if (link.test(name)) return { text, from: 'value', href: text }
    if (address.test(name)) return { text, from: 'value', href: `mailto:${text}` }
    return given(text)
  }

  /** `STOP` is a reply word; `STOP_LINK` also opens a letter that says it. */
  const ours = (name: string): Said => {
    const text = replyWord(
      words,
      name
        .replace(/_LINK$/, '')
        .toLowerCase()
        .replaceAll('_', ' '),
    )
    return name.endsWith('_LINK')
      ? { text, from: 'us', href: mailto(String(raw('leaveEmail', name)), text) }
      : { text, from: 'us' }
  }

  /** `Amina Otieno (Kenya)`, each in its own direction */
  const person = ({ name, country }: Person): string => {
    const [who, where] = [name, country === null ? '' : countryText(country, words.locale)].map(part =>
      isolate(oneLine(part!), words.dir),
    )
    return where === '' ? who! : `${who} (${where})`
  }

  const momentIn = (iso: string, as: string): string => {
    if (as === 'Place') return isolate(placeOf(zone), words.dir)
    const looks = { '': 'day', Time: 'time', Month: 'month', Year: 'year' } as const
    return momentText(iso, looks[as as keyof typeof looks], words.locale, zone)
  }

  return { raw, value }
}

type Person = { name: string; country: string | null }
const isPerson = (found: unknown): found is Person =>
  typeof found === 'object' && found !== null && 'name' in found && 'country' in found

/** `partnerKnownAs`: a value of that name, else the `knownAs` of a `partner`. */
function look(name: string, bags: Bag[]): unknown {
  for (const bag of bags) if (Object.hasOwn(bag, name)) return bag[name]
  for (const { index } of name.matchAll(/(?<=[a-z])[A-Z]/g)) {
    const inner = name.charAt(index).toLowerCase() + name.slice(index + 1)
    for (const bag of bags) {
      const outer = bag[name.slice(0, index)]
      if (typeof outer === 'object' && outer !== null && Object.hasOwn(outer, inner)) return (outer as Bag)[inner]
    }
  }
  return undefined
}
