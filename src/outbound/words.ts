import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { type Direction, directionOf } from './words-direction.ts'
import { intlTag } from './words-formats.ts'
import type { Scope } from './words-values.ts'

export const lettersFolder = new URL('../../templates/letters/', import.meta.url)
/** Words that every letter shares: greeting, signature, footer, reply words. */
const shared = '_frame'

/** One message of a template in one language, ready to be said. */
type Message = {
  format: IntlMessageFormat
  /** arguments that choose between forms: they are handed over as they are */
  choosing: Set<string>
}

export type Words = { template: string; locale: string; dir: Direction; messages: Map<string, Message> }

/** Part of a message: our words, or a value that somebody gave. */
export type Said = { text: string; from: 'us' | 'value'; href?: string }

/** The languages that letters are written in: one file each beside the shared words. */
export const locales: string[] = readdirSync(new URL(`${shared}/`, lettersFolder))
  .filter(name => /^[a-z]{2,3}\.json$/.test(name))
  .map(name => name.slice(0, -'.json'.length))
  .sort((a, b) => Number(b === 'en') - Number(a === 'en') || a.localeCompare(b))

/** The language we have for a reader: theirs, else English. */
export const localeFor = (wanted: string): string => {
  const language = wanted.toLowerCase().split(/[-_]/)[0]!
  return locales.includes(language) ? language : 'en'
}

const known = new Map<string, Words>()

/**
 * The words of a letter in one language, shared words included.
 *
 * @throws when the letter does not exist, has no file for the language, or a message is not ICU
 */
export function wordsOf(template: string, locale: string): Words {
  const key = `${template}/${locale}`
  const have = known.get(key)
  if (have) return have
  const texts = { ...read(shared, locale), ...(template === shared ? {} : read(template, locale)) }
  const messages = new Map<string, Message>()
  for (const [name, text] of Object.entries(texts)) messages.set(name, compile(text, locale, `${key} '${name}'`))
  const words: Words = { template, locale, dir: directionOf(texts.greeting ?? ''), messages }
  known.set(key, words)
  return words
}

function read(template: string, locale: string): Record<string, string> {
  const file = new URL(`${template}/${locale}.json`, lettersFolder)
  if (!existsSync(file)) throw new Error(`there is no letter '${template}' in '${locale}': ${template}/${locale}.json is missing`)
  return JSON.parse(readFileSync(file, 'utf8'))
}

function compile(text: string, locale: string, where: string): Message {
  try {
    const format = new IntlMessageFormat(text, intlTag(locale), undefined, { ignoreTag: true })
    return { format, choosing: choosing(format.getAst()) }
  } catch (error) {
    throw new Error(`${where} is not an ICU message: ${(error as Error).message}`)
  }
}

function choosing(ast: ReturnType<IntlMessageFormat['getAst']>, found = new Set<string>()): Set<string> {
  for (const element of ast) {
    if ('options' in element) {
      found.add(element.value)
      for (const option of Object.values(element.options)) choosing(option.value, found)
    }
  }
  return found
}

/**
 * Says one message with the values of a scope.
 *
 * @returns the message in pieces, so that HTML can escape each and link what is ours to link
 * @throws `prompt/es 'subject' has no value for {topic}`
 */
export function say(words: Words, key: string, scope: Scope): Said[] {
  const message = words.messages.get(key)
  if (!message) throw new Error(`${words.template}/${words.locale} has no words '${key}'`)
  const values = new Proxy({} as Record<string, unknown>, {
    has: () => true,
    get: (_, name: string) => {
      const where = `${words.template}/${words.locale} '${key}'`
      return message.choosing.has(name) ? scope.raw(name, where) : scope.value(name, where)
    },
  })
  return message.format.formatToParts(values as never).map(part => {
    const value: unknown = part.value
    return typeof value === 'object' && value !== null ? (value as Said) : { text: String(value), from: 'us' }
  })
}

/** Words that hold no value, or null where this language has none: the label of a field. */
export function plainWord(template: string, key: string, locale: string): string | null {
  const message = wordsOf(template, locale).messages.get(key)
  return message ? String(message.format.format()) : null
}

/** A word that the programme teaches its readers, as this language shows it; the English words always work too. */
export function replyWord(words: Words, word: string): string {
  const message = words.messages.get(`word.${word}`)
  if (!message) throw new Error(`${words.template}/${words.locale} has no reply word '${word}'`)
  return String(message.format.format())
}
