import { months } from './words/months.ts'

/** What a line says of a moment. `year` is a date that names its year, or stands in figures only. */
export type DateEvidence = { year: boolean; day: boolean; time: boolean }

const names = new Set(Object.values(months).flatMap(list => list.split(/\s+/).filter(name => name !== '')))

const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0x1040, 0x17e0, 0xff10]

/** Digits of every script as 0–9. */
function westernDigits(text: string): string {
  if (!/[^\x00-\x7f]/.test(text)) return text
  return text.replace(/\p{Nd}/gu, digit => {
    const code = digit.codePointAt(0)!
    const zero = zeros.find(start => code >= start && code < start + 10)
    return zero === undefined ? digit : String(code - zero)
  })
}

const isDigits = (word: string) => word.length > 0 && word.length < 5 && /^\d+$/.test(word)
const isYear = (word: string) =>
  word.length === 4 &&
  isDigits(word) &&
  ((word > '1350' && word < '1500') || (word > '1950' && word < '2200') || (word > '2500' && word < '2700'))

/**
 * Looks for a date and a time of day in words, figures and any script.
 *
 * @param text one line or a few, lower case, at most some hundred characters
 */
export function dateIn(text: string): DateEvidence {
  const plain = westernDigits(text)
  const found = { year: false, day: false, time: false }
  if (!/\d/.test(plain)) return found
  let day = false
  let month = false
  let year = false
  // 2026年3月3日, 2026년 3월 3일
  if (/\d{1,2} ?[月월] ?\d{1,2} ?[日일]?/.test(plain)) {
    found.day = true
    if (/\d{4} ?[年년]/.test(plain)) found.year = true
  }
  // 3. 3. 2026, 03. 03. 26, 2026. 03. 03.
  if (/(?:^|\D)(?:\d{1,2}\. ?\d{1,2}\. ?\d{2,4}|\d{4}\. ?\d{1,2}\. ?\d{1,2})(?:\D|$)/.test(plain)) found.day = found.year = true
  // 02 de 03 de 2026, 02. 03 2026., ngày 02, 03 năm 2026; 2026 03 02
  if (
    /(?:^|\D)\d{1,2}[.,]? (?:de |tháng )?\d{1,2}[.,]? (?:de |del |năm )?(?:19|20)\d{2}(?:\D|$)/.test(plain) ||
    /(?:^|\D)(?:\d{1,2}-de-\d{1,2}-?(?:de)? |(?:19|20)\d{2} \d{1,2} )(?:de )?(?:19|20)?\d{2}(?:\D|$)/.test(plain)
  )
    found.day = found.year = true
  for (const rough of plain.split(/[\s,،，()（）<>[\]"“”'’‘־]+/)) {
    const word = rough.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu, '')
    if (word === '') continue
    if (/^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:t\d|г|\p{Script=Han}|$)/u.test(word)) found.year = found.day = true
    if (/^\d{1,2}[:.h時点]\d{2}(?:\D|$)/.test(word) || /^t?\d{1,2}:\d{2}/.test(word)) found.time = true
    if (/^\d{1,2}(?:st|nd|rd|th|e|er|º|ª|日|วัน)?$/.test(word)) day = true
    if (isYear(word.replace(/\D+$/, ''))) year = true
    const bare = word.replace(/^\d+\.?/, '')
    if (names.has(bare) || names.has(word) || (word.includes('.') && names.has(word.split('.')[0]!))) month = true
    if (bare !== word && names.has(bare)) day = true
    // March-09-12, 11-Apr-2011, 3/Mar/26
    if (word.length < 20 && /[-/]/.test(word)) {
      const pieces = word.split(/[-/]/)
      if (pieces.length === 3 && pieces.some(piece => names.has(piece.replace(/\.$/, '')))) found.day = found.year = true
    }
  }
  if (/\d{1,2} ?[時时시] ?\d{1,2} ?[分분]/.test(plain)) found.time = true
  if (/\d{1,2}[:.：]\d{2}/.test(plain)) found.time ||= /(?:^|[^\d.])\d{1,2}[:：.]\d{2}(?:[^\d.]|$)/.test(plain)
  if (month && day) found.day = true
  if (month && day && year) found.year = true
  if (year && month) found.year = true
  return found
}
