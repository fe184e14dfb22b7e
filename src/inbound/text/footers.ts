import { disclaimerBegins, messageWords, narrators, secrecyWords } from './words/disclaimers.ts'
import { begins, devices, ends, sentWords } from './words/footers.ts'
import { fold, holdsPhrase, tidy, wordsOf } from './words.ts'

const foldAll = (list: string[]) => [...new Set(list.map(fold))]
const sent = foldAll(sentWords)
const things = foldAll(devices)
const starts = foldAll(begins)
const lasts = foldAll(ends)
const about = foldAll(messageWords)
const secret = foldAll(secrecyWords)
const tellers = new Set(foldAll(narrators))
/** Those who act in a sentence. A program's line has none. */
const speakers = new Set(
  'i he she him her we they us ich wir je nous elle tu yo nosotros él ella ele ela nós io noi ik wij hij jeg jag я мы он она ми'.split(
    ' ',
  ),
)
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
  // what Gmail leaves of a picture, and Avast of its mark
  if (/^\s{0,9}(?:\[(?:image|cid|inline image|bild|imagen|immagine)\b[^\]]{0,200}\]|<#[\dA-Fa-f-]{20,60}>)\s{0,9}$/.test(line))
    return true
  const text = bare(line)
  if (text.length < 4 || text.length > 120) return false
  const words = wordsOf(text)
  if (words.length > 16) return false
  const device = things.some(thing => text.includes(thing) && holdsPhrase(text, thing, { openEnd: true }))
  const said = sent.some(word => text.includes(word) && holdsPhrase(text, word, { openEnd: true }))
  const start = starts.some(phrase => text.startsWith(phrase))
  // "I sent it from my mobile", "We talk by phone. I sent him …"
  const spoken = words.some(word => speakers.has(word)) || /[.!?] +\p{L}/u.test(text)
  if (device && said && words.length <= 12 && (start || !spoken)) return true
  if (start && (device || words.length <= 8 || text.includes('excus'))) return true
  return device && !spoken && words.length <= 8 && lasts.some(phrase => text.endsWith(phrase))
    ? true
    : words.length <= 3 && lasts.some(phrase => text === phrase)
}

/** English "i" is "and" in Polish and an article in Italian: it counts beside "the" or "and" only. */
const tellsOfSomebody = (words: string[]) =>
  words.some(word => tellers.has(word)) ||
  (words.includes('i') && (words.includes('the') || words.includes('and') || words.includes('to')))

/** Whether a paragraph is a notice of confidentiality, or asks not to print. A person's own story of a secret is not. */
export function isDisclaimer(paragraph: string): boolean {
  const text = tidy(paragraph.slice(0, 1_500))
  if (text.length < 20) return false
  const start = text.replace(/^[^\p{L}]+/u, '').slice(0, 80)
  if (notices.some(phrase => start.startsWith(phrase))) return true
  let count = 0
  for (const word of secret) if (text.includes(word) && holdsPhrase(text, word, { openEnd: true })) count += 1
  if (count < 2 || (count < 6 && tellsOfSomebody(wordsOf(text)))) return false
  const names = (where: string) => about.some(word => where.includes(word) && holdsPhrase(where, word, { openEnd: true }))
  return count >= 4 || (count === 3 && names(text)) || names(text.slice(0, 40))
}
