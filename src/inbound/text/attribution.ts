import { dateIn } from './dates.ts'
import { isBlank, type Line } from './lines.ts'
import { fold, holdsPhrase, opens, pronouns, wordsOf, wrote } from './words.ts'

/** Who the letter is addressed to: their names and addresses, folded. A quotation usually credits one of them. */
export type Credited = { names: string[]; addresses: string[] }

/** A program wraps an attribution over at most this many lines. */
const linesAtMost = 5
const lengthAtMost = 420

const colons = /[:：﹕]$/
const dashes = /[-–—_]{2,}$/

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

type Evidence = { accepted: boolean; dated: boolean; said: boolean; address: boolean }

/** Whether one of the words for "wrote" is there. */
function saysWrote(text: string): boolean {
  for (const word of wordsOf(text)) if (wrote.words.has(word)) return true
  return wrote.phrases.some(phrase => text.includes(phrase) && holdsPhrase(text, phrase))
}

/** Weighs what a line, or some joined lines, offer: a date, an address, a verb, an end that announces. */
function weigh(joined: string, quoteFollows: boolean, credited: Credited): Evidence {
  const text = tidy(joined)
  const none = { accepted: false, dated: false, said: false, address: false }
  if (text.length < 6 || text.length > lengthAtMost) return none
  const colon = colons.test(text)
  const fenced = dashes.test(text) && /^[-–—_]{2,}/.test(text)
  if (!colon && !fenced && !quoteFollows) {
    // "On Wed … wrote:> I'm gonna", and Japanese or Chinese programs that end without a colon are left to the follower
    return none
  }
  const date = dateIn(text)
  const address = hasAddress(text)
  const said = saysWrote(text)
  const words = wordsOf(text)
  const dated = date.year || (date.day && date.time)
  const known = credited.addresses.some(one => text.includes(one)) || credited.names.some(one => text.includes(one))
  const personal = words.some(word => pronouns.has(word))
  const named = credited.names.some(one => text.includes(one))
  const long = words.length > (address ? 45 : 22)
  const evidence = { dated, said, address }
  const yes = { ...evidence, accepted: true }
  if (long) return { ...evidence, accepted: false }
  if (said && address && (dated || colon || fenced)) {
    // "I asked noor@example.org and she wrote:" tells a story
    if (dated || quoteFollows || !personal || text.indexOf('@') > text.length - 60)
      if (dated || !startsPersonally(words)) return yes
  }
  if (said && dated && (colon || fenced || quoteFollows) && (!personal || quoteFollows || known) && !tellsAStory(words))
    return yes
  if (dated && address && (colon || quoteFollows)) return yes
  if (dated && known && (colon || quoteFollows)) return yes
  if (dated && colon && quoteFollows && words.length <= 14) return yes
  if (said && fenced && words.length <= 10) return yes
  if (said && colon && known && !startsPersonally(words) && (quoteFollows || words.length <= named_limit)) return yes
  if (said && colon && quoteFollows && !personal && words.length <= 7 && wordsOf(joined.trim())[0] !== wordsOf(text)[0] && !named)
    return yes
  return { ...evidence, accepted: false }
}

const named_limit = 8
const startsPersonally = (words: string[]) => pronouns.has(words[0] ?? '')
/** The word before the verb is a pronoun, and there is no address to credit. */
const tellsAStory = (words: string[]) => words.some((word, at) => wrote.words.has(word) && pronouns.has(words[at - 1] ?? ''))

/** How such a line may begin: a preposition of dates, a figure, a date. Anything else may be the end of a sentence above. */
function opensLikeOne(text: string): boolean {
  const first = tidy(text).replace(/^[^\p{L}\p{N}]+/u, '')
  const date = dateIn(first)
  if (date.year || (date.day && date.time)) return true
  return opens.has(wordsOf(first)[0] ?? '') || /^\p{Nd}/u.test(first)
}

/**
 * Whether an attribution ("On Tuesday Ana wrote:") begins at a line, in whatever language and wrapped however.
 *
 * @param quoteFollows whether the line with this number is followed by quoted lines
 * @returns the line after it, or null
 */
export function attributionAt(
  lines: Line[],
  start: number,
  quoteFollows: (last: number) => boolean,
  credited: Credited,
): number | null {
  const first = lines[start]!
  if (isBlank(first.text)) return null
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
    const tail = tidy(line.text)
    const follows = quoteFollows(at)
    if (!colons.test(tail) && !dashes.test(tail) && !follows) continue
    const here = weigh(joined, follows, credited)
    if (!here.accepted) {
      if (colons.test(tail) && !here.dated) return null
      continue
    }
    if (used > 1) {
      const rest = weigh(
        lines
          .slice(start + 1, at + 1)
          .map(({ text }) => text)
          .join(' '),
        follows,
        credited,
      )
      if (rest.accepted && !opensLikeOne(first.text)) return null
      if (rest.accepted && rest.dated) return null
    }
    return at + 1
  }
  return null
}
