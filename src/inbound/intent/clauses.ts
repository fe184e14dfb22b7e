import { fold } from './fold.ts'

/** One stretch of text between marks, folded; `asked` when its sentence ends with a question mark. */
export type Stretch = { text: string; asked: boolean; sentence: number }

const longest = 6_000
const endings = new Set(['.', '!', '?', '\n', '。', '؟', '।', '॥', '።', '۔'])
const pauses = new Set([
  ',',
  ';',
  ':',
  '، ',
  '،',
  '؛',
  '、',
  '(',
  ')',
  '[',
  ']',
  '"',
  '«',
  '»',
  '“',
  '”',
  '„',
  '—',
  '–',
  '/',
  '…',
  '~',
])

/** How a question ends where people leave its mark out: Japanese, Chinese, Korean, Thai. */
const asking = /(?:ますか|ですか|でしょうか|ませんか|[吗嗎]|나요|까요|습니까|(?:ไหม|มั้ย|หรือยัง)(?:คะ|ครับ|ค่ะ)?)$/u

/**
 * Cuts a message at its punctuation. What stands between two marks is read as one thought, and a question mark
 * reaches back over the commas of its own sentence. Only the first 6,000 characters are read: nobody's answer to a
 * one-word question begins later.
 */
export function stretches(text: string, marks: 'stripped' | 'kept' = 'stripped'): Stretch[] {
  const folded = fold(text.slice(0, longest), marks)
  const greek = /[\u0370-\u03ff]/.test(folded)
  const found: Stretch[] = []
  let start = 0
  let sentence = 0
  const close = (end: number) => {
    const piece = folded.slice(start, end).trim()
    if (piece) found.push({ text: piece, asked: false, sentence })
    start = end + 1
  }
  const question = () => {
    for (const stretch of found) if (stretch.sentence === sentence) stretch.asked = true
  }
  const endSentence = () => {
    if (asking.test(found.at(-1)?.text.slice(-8) ?? '')) question()
    sentence += 1
  }
  for (let at = 0; at < folded.length; at++) {
    const mark = folded[at]!
    if (mark === '?' || mark === '؟' || (greek && mark === ';')) {
      close(at)
      question()
      sentence += 1
    } else if (endings.has(mark)) {
      // "16.3." and "3.5" are numbers
      if (mark === '.' && /\d/.test(folded[at - 1] ?? '') && /\d/.test(folded[at + 1] ?? '')) continue
      // a soft line break inside a sentence is no ending
      if (mark === '\n' && /[a-z\u00df-\u05ff,]/.test(folded[at + 1] ?? '') && at - start > 45) continue
      close(at)
      endSentence()
    } else if (pauses.has(mark) || (mark === '-' && folded[at - 1] === ' ')) close(at)
  }
  close(folded.length)
  endSentence()
  return found
}

const word = /[\p{L}\p{M}\p{N}]+/gu

/** The words of a folded stretch; apostrophes and hyphens divide. */
export function words(text: string): string[] {
  return text.match(word) ?? []
}
