import type { Later } from '../kind.ts'
import type { KindRead, Mail } from '../mail.ts'
import { normal } from './reason.ts'
import { type AwayWords, asides, awayWords } from './words.ts'

const prefix = /^(?:(?:re|aw|sv|vs|odp|ynt|rv|antw|res|ref|rif|回复|答复|回覆|返信) ?[:：] ?)+/

/**
 * An automatic reply without any mark on it: vacation(1), web mailers, help desks. Its subject may give it away; else
 * two things must come together, such as being away and having no mail there. What somebody answers to our question
 * counts against: people say that they travel, too.
 */
export function looksAutomatic(mail: Mail, later: Later): KindRead | null {
  const whole = normal(mail.subject)
  const subject = whole.replace(prefix, '')
  const answered = subject !== whole
  const title = titleOf(subject)
  if (title?.sure && !answered) return { kind: 'auto-reply', because: `subject “${title.word}”` }

  const text = normal(later.written().slice(0, 4000))
  if (text === '' || text.length > 2500) return null
  let best = { score: 0, because: '', declared: false }
  for (const words of awayWords) {
    const read = weigh(text, words)
    if (read.score > best.score) best = read
  }
  const score =
    best.score +
    (title ? 2 : 0) -
    (asides.people.some(word => text.includes(word)) ? 2 : 0) -
    (asides.reported.some(word => text.includes(word)) ? 3 : 0)
  if (score < 3) return null
  const meaning = later.meaning()
  // safety is read by people; who uses a word of ours has read our letter
  if (meaning?.intent === 'safety-report' || meaning?.word) return null
  // “no access” and “not reading” are no answers; a yes, a wish or a question is
  const answers =
    meaning !== null && meaning.confidence >= 0.8 && ['still-talking', 'opt-out', 'question'].includes(meaning.intent)
  if (answers && score < 4 && !best.declared) return null
  return { kind: 'auto-reply', because: best.because || `subject “${title!.word}”` }
}

function titleOf(subject: string): { word: string; sure: boolean } | null {
  for (const { subjects } of awayWords) {
    for (const word of subjects) {
      if (!subject.startsWith(word) && !subject.startsWith(`[${word}`)) continue
      const after = subject.slice(word.length).trimStart()
      return {
        word,
        sure: says(word) || /^[:：\])\-–(]/.test(after) || word.endsWith(':') || (after === '' && word.includes(' ')),
      }
    }
  }
  return null
}

const says = (word: string) => asides.automatic.some(stem => word.includes(stem))

function weigh(text: string, { automatic, away, so }: AwayWords): { score: number; because: string; declared: boolean } {
  const found = (words: string[]) => words.filter(word => text.includes(word))
  const [declared, gone, therefore] = [found(automatic), found(away), found(so)]
  const declares = declared.filter(says)
  const desk = declared.length - declares.length
  let score = Math.min(desk, 3) + Math.min(therefore.length, 2) + (gone.length > 0 ? 2 : 0)
  const own = declares.length > 0 && isOwn(text, declares[0]!)
  if (declares.length > 0) score += own ? 3 : 2
  // “thank you for your message” alone is what people write
  if (declares.length === 0 && gone.length === 0 && desk < 2) score = Math.min(score, 2)
  return {
    score,
    declared: own,
    because: [declares[0] ?? declared[0], gone[0], therefore[0]]
      .filter(Boolean)
      .map(word => `“${word}”`)
      .join(', '),
  }
}

/** A program names itself at the start, at the end, or in brackets; a person tells of an automatic reply in passing. */
function isOwn(text: string, word: string): boolean {
  const at = text.indexOf(word)
  const before = text[at - 1]
  return (
    at < 40 ||
    at + word.length > text.length - 8 ||
    before === '(' ||
    before === '（' ||
    before === '[' ||
    before === '*' ||
    word.startsWith('this ')
  )
}
