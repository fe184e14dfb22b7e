import * as attribution from './words/attribution.ts'
import { type Label, labels } from './words/header-labels.ts'
import * as separators from './words/separators.ts'
import { signOffs } from './words/sign-offs.ts'

/** The form in which lists and lines are compared: composed, lower case, one kind of apostrophe, without Arabic vowel signs. */
export const fold = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[’‘ʼ＇]/g, "'")
    .replace(/[\u0307\u064b-\u0652\u0670]/g, '')

/** The parts of a line that speak: without marks of emphasis, entities left in plain text, and space at the ends. */
export function tidy(text: string): string {
  return fold(text)
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replace(/[*_~`]+/g, match => (match.length > 2 ? match : ''))
    .replace(/[\s\u200b-\u200d\u00a0]+/g, ' ')
    .trim()
}

/** An address somewhere: something, @, something with a dot. Linear: looks around each @. */
export function hasAddress(text: string): boolean {
  for (let at = text.indexOf('@'); at > 0; at = text.indexOf('@', at + 1)) {
    if (/[\p{L}\p{N}_.+\-=/%]/u.test(text[at - 1]!) && /^[\p{L}\p{N}[][\p{L}\p{N}.-]{1,250}/u.test(text.slice(at + 1, at + 260)))
      return true
  }
  return false
}

/** Scripts that write without spaces: there a word is looked for anywhere. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const isLetter = /[\p{L}\p{M}]/u

/** Words and phrases, found in folded text. One pass over the text for the words, one search for each phrase. */
export type Phrases = { words: Set<string>; phrases: string[] }

function phrasesOf(lists: Iterable<string>): Phrases {
  const words = new Set<string>()
  const phrases: string[] = []
  for (const entry of new Set([...lists].map(fold))) {
    if (!entry.includes(' ') && !unspaced.test(entry) && /^[\p{L}\p{M}]+$/u.test(entry)) words.add(entry)
    else phrases.push(entry)
  }
  return { words, phrases }
}

/** Whether `phrase` stands in `text` and is not the middle of a longer word. */
export function holdsPhrase(text: string, phrase: string, opts: { openEnd?: boolean } = {}): boolean {
  // Hebrew and Arabic write prepositions and articles together with the word
  const free = unspaced.test(phrase) || (opts.openEnd === true && /[\p{Script=Hebrew}\p{Script=Arabic}]/u.test(phrase))
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    if (free) return true
    const before = at > 0 ? text[at - 1]! : ' '
    const after = text[at + phrase.length] ?? ' '
    if ((!isLetter.test(before) || unspaced.test(before)) && (opts.openEnd || !isLetter.test(after) || unspaced.test(after)))
      return true
  }
  return false
}

export const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{M}']+/gu) ?? []

export const wrote = phrasesOf(Object.values(attribution.wrote).flat())
export const citing = attribution.citing.map(fold)
export const opens = new Set(Object.values(attribution.opens).flat().map(fold))
export const pronouns = new Set(attribution.pronouns.map(fold))
export const originals = new Set(separators.original.map(fold))
export const forwards = new Set(separators.forwarded.map(fold))
export const closings = new Set(signOffs.map(fold))

export const labelKinds = new Map<string, Label>()
for (const kind of ['other', 'cc', 'to', 'sent', 'subject', 'from'] as const)
  for (const label of labels[kind]) labelKinds.set(fold(label).replace(/[:ː]$/, ''), kind)
