import { dateIn } from './dates.ts'
import { isBlank, type Line } from './lines.ts'
import { citing, hasAddress, holdsPhrase, opens, pronouns, tidy, wordsOf, wrote } from './words.ts'

/** Who the letter is addressed to: their names and addresses, folded. A quotation usually credits one of them. */
export type Credited = {
  names: string[]
  addresses: string[]
  /** how many more lines are weighed: no letter that a person writes comes near the end of it */
  budget: { left: number }
}

/** A program wraps an attribution over at most this many lines. */
const linesAtMost = 5
const lengthAtMost = 420

const colons = /[:：﹕៖]$/
const dashes = /[-–—_]{2,}$/

type Evidence = { accepted: boolean; dated: boolean; said: boolean; address: boolean }

/** What stands below a line: how many quoted lines in a row, blank ones not counted. */
export type Below = (last: number) => number

const nothing: Evidence = { accepted: false, dated: false, said: false, address: false }

/** Whether one of the words for "wrote" is there. */
function saysWrote(text: string, words: string[]): boolean {
  return (
    words.some(word => wrote.words.has(word)) || wrote.phrases.some(phrase => text.includes(phrase) && holdsPhrase(text, phrase))
  )
}

/** "You wrote:", in the programs that address the one who is quoted. */
const addressed = new Set('you sie ihr du vous tu usted tú você vocês lei u jij je вы ты ви ти te ön'.split(' '))

const startsPersonally = (words: string[]) => pronouns.has(words[0] ?? '')

/** The word beside the verb is a pronoun: "on Monday she wrote". */
const tellsAStory = (words: string[], below: number) =>
  words.some((word, at) => {
    const beside = [words[at - 1] ?? '', words[at + 1] ?? '']
    return wrote.words.has(word) && beside.some(other => pronouns.has(other) && !(below > 0 && addressed.has(other)))
  })

/** Every word but the verb begins large, as names do, or in a script without large letters. */
function isNamed(joined: string): boolean {
  const text = joined.trim().replace(/\s*[:：﹕៖]$/, '')
  const folded = tidy(text)
  const verb = wrote.phrases.find(phrase => folded.includes(phrase) && holdsPhrase(folded, phrase))
  const verbs = new Set(verb?.split(' '))
  const words = text.split(/\s+/).filter(word => !wrote.words.has(tidy(word)) && !verbs.has(tidy(word)))
  const small = (word: string) => /^\p{Ll}/u.test(word)
  return words.length > 0 && words.length <= 6 && !small(words[0]!) && words.filter(small).length <= 1
}

/** "Peer Circle:", as some have mutt put it. */
const isNameAlone = (joined: string) => /^(?:[\p{Lu}"'][\p{L}.'"-]{1,30} ){1,4}[\p{Lu}"'][\p{L}.'"-]{1,30}:$/u.test(joined.trim())

/** The verb is the last word, without a colon: "Ana wrote". */
const endsInVerb = (text: string, words: string[]) =>
  wrote.words.has(words.at(-1) ?? '') || wrote.phrases.some(phrase => text.endsWith(phrase))

/** Weighs what a line, or some joined lines, offer: a date, an address, a verb, an end that announces, a quotation below. */
function weigh(joined: string, below: number, credited: Credited): Evidence {
  const text = tidy(joined)
  if (text.length < 6 || text.length > lengthAtMost) return nothing
  const colon = colons.test(text)
  const fenced = dashes.test(text) && /^[-–—_]{2,}/.test(text)
  if ((!colon && !fenced && below === 0) || (credited.budget.left -= 1) < 0) return nothing
  const words = wordsOf(text)
  const address = hasAddress(text)
  const date = dateIn(text)
  const dated = date.year || (date.day && date.time)
  const said = saysWrote(text, words) || (colon && citing.some(phrase => text.startsWith(`${phrase} `)))
  const evidence = { dated, said, address }
  const announced = colon || fenced
  const personal = words.some(word => pronouns.has(word))
  const known = credited.addresses.some(one => text.includes(one)) || credited.names.some(one => text.includes(one))
  const accepted =
    words.length <= (address ? 45 : 22) &&
    ((said &&
      address &&
      (below > 0 || !tellsAStory(words, below)) &&
      (dated || (announced && !startsPersonally(words) && words.length <= 16))) ||
      (said && dated && !tellsAStory(words, below) && (below > 0 || known || !personal)) ||
      (dated && (address || known) && !(said && tellsAStory(words, below))) ||
      (dated && colon && below > 0 && words.length <= 14) ||
      (said && fenced && words.length <= 10) ||
      (said && colon && known && !startsPersonally(words) && words.length <= 8) ||
      (address && colon && below >= 3 && !personal && words.length <= 12) ||
      (colon && below >= 4 && isNameAlone(joined)) ||
      // a date in a language that nobody listed
      (said && colon && date.time && below >= 3 && !tellsAStory(words, below)) ||
      (said && (colon || endsInVerb(text.replace(/[.։]$/, ''), words)) && below >= 3 && !personal && isNamed(joined)))
  return { ...evidence, accepted }
}

/** How such a line may begin: a preposition of dates, a figure, a date. Anything else may be the end of a sentence above. */
function opensLikeOne(text: string): boolean {
  const first = tidy(text).replace(/^[^\p{L}\p{N}]+/u, '')
  const date = dateIn(first)
  return date.year || (date.day && date.time) || opens.has(wordsOf(first)[0] ?? '') || /^\p{Nd}/u.test(first)
}

/** Whether the first line brings something that the rest of the attribution lacks, or is the end of the prose above it. */
function belongsTo(rest: Evidence, first: string): boolean {
  const text = tidy(first)
  if (!rest.dated && opensLikeOne(first)) return true
  if (!rest.address && hasAddress(text)) return true
  return !rest.said && saysWrote(text, wordsOf(text)) && !/[.!?]$/.test(text)
}

/**
 * Yahoo on a phone, and some who lost their line ends, go on behind the attribution: "On … Ana <…> wrote:   Hi Sam".
 * Only a complete one counts: date, address and verb.
 */
function runsOn(text: string, credited: Credited): boolean {
  if (!opensLikeOne(text.slice(0, 60))) return false
  for (let at = text.indexOf(':'), tries = 0; at >= 0 && at < 300 && tries < 6; at = text.indexOf(':', at + 1), tries += 1) {
    if (at < 20 || /\p{Nd}/u.test(text[at + 1] ?? '')) continue
    const found = weigh(text.slice(0, at + 1), 0, credited)
    if (found.accepted && found.dated && found.said && found.address) return true
  }
  return false
}

/**
 * Whether an attribution ("On Tuesday Ana wrote:") begins at a line, in whatever language and wrapped however.
 *
 * @returns the line after it, or null
 */
export function attributionAt(lines: Line[], start: number, below: Below, credited: Credited): number | null {
  if (credited.budget.left <= 0) return null
  const first = lines[start]!
  if (first.text.length > 40 && first.text.includes('@') && runsOn(first.text.slice(0, 400), credited)) return start + 1
  let joined = ''
  let used = 0
  for (let at = start; at < lines.length && used < linesAtMost; at += 1) {
    const line = lines[at]!
    if (line.depth !== first.depth) return null
    if (isBlank(line.text)) {
      // Polymail leaves a blank line inside; nobody else does
      if (used !== 1 || !lines[at + 1]?.text.trim().startsWith('<')) return null
      continue
    }
    joined = joined === '' ? line.text : `${joined} ${line.text.trim()}`
    used += 1
    if (joined.length > lengthAtMost * 2) return null
    const tail = tidy(line.text.slice(-80))
    const follows = below(at)
    if (!colons.test(tail) && !dashes.test(tail) && follows === 0) continue
    const here = weigh(joined, follows, credited)
    if (!here.accepted) continue
    if (used > 1) {
      const rest = weigh(
        lines
          .slice(start + 1, at + 1)
          .map(({ text }) => text)
          .join(' '),
        follows,
        credited,
      )
      if (rest.accepted && !belongsTo(rest, first.text)) return null
    }
    return at + 1
  }
  return null
}
