import { tidy } from './attribution.ts'
import { disclaimerBegins, messageWords, secrecyWords } from './words/disclaimers.ts'
import { begins, devices, ends, sentWords } from './words/footers.ts'
import { fold, holdsPhrase, wordsOf } from './words.ts'

const foldAll = (list: string[]) => [...new Set(list.map(fold))]
const sent = foldAll(sentWords)
const things = foldAll(devices)
const starts = foldAll(begins)
const lasts = foldAll(ends)
const about = foldAll(messageWords)
const secret = foldAll(secrecyWords)
const notices = foldAll(disclaimerBegins)

/** Without brackets around it, links and the full stop after it. */
function bare(line: string): string {
  let text = tidy(line)
  for (const [open, shut] of ['<>', '()', '[]', '«»'] as const) {
    // the address of a link, as mail programs print it
    for (let from = text.indexOf(`${open}http`); from >= 0; from = text.indexOf(`${open}http`)) {
      const to = text.indexOf(shut!, from)
      text = text.slice(0, from) + (to < 0 ? '' : text.slice(to + 1))
    }
  }
  return text
    .replace(/^[\s<([«\-–—]+/, '')
    .replace(/[\s>)\]».!。\-–—]+$/, '')
    .replace(/\bhttps?:\S*/g, '')
    .replaceAll(/[[\]]/g, '')
    .trim()
}

/**
 * Whether a line is one that a phone or a program puts below a letter: "Sent from my iPhone", in any language.
 * It has to stand alone; a sentence that begins so is told apart by its length and its device.
 */
export function isFooter(line: string): boolean {
  if (line.length > 260 || line.length < 4) return false
  const text = bare(line)
  if (text.length < 4 || text.length > 120) return false
  const words = wordsOf(text)
  if (words.length > 16) return false
  const device = things.some(thing => text.includes(thing) && holdsPhrase(text, thing, { openEnd: true }))
  const said = sent.some(word => text.includes(word) && holdsPhrase(text, word, { openEnd: true }))
  if (device && said && words.length <= 12) return true
  const start = starts.some(phrase => text.startsWith(phrase))
  if (start && (device || words.length <= 8 || text.includes('excus'))) return true
  return device && words.length <= 8 && lasts.some(phrase => text.endsWith(phrase))
    ? true
    : words.length <= 3 && lasts.some(phrase => text === phrase)
}

/** Whether a paragraph is a notice of confidentiality, or asks not to print. */
export function isDisclaimer(paragraph: string): boolean {
  const text = tidy(paragraph.slice(0, 1_500))
  if (text.length < 20) return false
  const start = text.replace(/^[^\p{L}]+/u, '').slice(0, 80)
  if (notices.some(phrase => start.startsWith(phrase))) return true
  let count = 0
  for (const word of secret) if (text.includes(word) && holdsPhrase(text, word, { openEnd: true })) count += 1
  if (count < 2) return false
  return count >= 4 || about.some(word => text.includes(word) && holdsPhrase(text, word, { openEnd: true }))
}
