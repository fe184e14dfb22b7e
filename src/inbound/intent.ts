import { findDates } from './dates.ts'
import { stretches } from './intent/clauses.ts'
import { readSigns } from './intent/emoji.ts'
import { bare } from './intent/lexicon.ts'
import { readAs } from './intent/read.ts'
import { meaningOfWord, wordIn } from './intent/reply-words.ts'
import { type Candidate, languagesOf } from './language.ts'
import type { Known, Mail, Meaning, ReplyWord } from './mail.ts'

export { replyWords } from './intent/reply-words.ts'

/**
 * What a writer means by their newly written words. Quotes, signatures and footers are gone already; of `mail` only
 * the subject is read, and only when there is no text. Calls no service and keeps nothing.
 *
 * @param text what was newly written, plain
 * @param known the stored locale goes first; `now` is the moment that "two weeks ago" counts from
 * @returns the intent with a confidence of 0 to 1; below .8 nobody should act on it
 */
export function meaningOf(text: string, mail: Mail | null, known: Known = {}): Meaning {
  const said = text.trim() || ownSubject(mail)
  if (!/\S/.test(said)) return { intent: 'none', confidence: 0.9, because: 'nothing was written', language: null }
  const signs = readSigns(said)
  if (signs) return { ...signs, because: 'a sign without words', language: null }

  const candidates = languagesOf(said, known.locale)
  const spoken = readIn(said, candidates)
  const language = candidates[0]?.score ? spoken.code.split('-')[0]! : null
  const word = wordOf(said, candidates, known.locale)
  const dates = findDates(said, language ?? known.locale ?? 'en', known.now ?? mail?.date ?? new Date())
  const meaning: Meaning = { intent: spoken.intent, confidence: spoken.confidence, because: spoken.because, language }
  if (dates.until) meaning.until = dates.until
  if (dates.lastContact) meaning.lastContact = dates.lastContact
  return word ? withWord(meaning, word) : meaning
}

/** A subject counts as text only when it is the writer's own: no "Re:", no "Fwd:" in any language. */
function ownSubject(mail: Mail | null): string {
  const subject = mail?.subject.trim() ?? ''
  return /^[\p{L}]{1,6}(\[\d+\])?\s?[:：]/u.test(subject) || subject.length > 120 ? '' : subject
}

type Spoken = ReturnType<typeof readAs> & { code: string }

/** Reads the text in each language that it may be in, and lets the likelier and surer reading win. */
function readIn(text: string, candidates: Candidate[]): Spoken {
  const cut = stretches(text)
  const top = candidates[0] ?? { code: 'en', score: 0 }
  const tried = candidates.filter(({ score }) => score >= top.score * 0.5).slice(0, 4)
  const readings = (tried.length ? tried : [top]).map(({ code, score }) => ({
    ...readAs(code, cut),
    code,
    worth: top.score ? score / top.score : 1,
  }))
  const value = (one: (typeof readings)[number]) => one.worth * (one.intent === 'none' ? 0.6 : 0.6 + 0.4 * one.confidence)
  const best = readings.toSorted((a, b) => value(b) - value(a))[0]!
  const against = readings.some(
    one =>
      one !== best &&
      one.worth >= best.worth * 0.85 &&
      one.intent !== best.intent &&
      one.intent !== 'none' &&
      one.confidence >= 0.7,
  )
  return against ? { ...best, confidence: Math.min(best.confidence, 0.7) } : best
}

/** The programme's word, when the answer is one: the whole message or its first line, greeting and marks apart. */
function wordOf(
  text: string,
  candidates: Candidate[],
  locale: string | undefined,
): { word: ReplyWord; alone: boolean } | undefined {
  const lines = text.split('\n').map(bare).filter(Boolean)
  const codes = [...new Set([...candidates.slice(0, 4).map(({ code }) => code), 'en'])]
  const whole = bare(text)
  for (const code of codes) {
    // Polish and Czech "no" means "well, yes"; there the English word does not count
    const native = locale && locale.slice(0, 2) !== 'en' ? ['pl', 'cs', 'sk'].includes(locale.slice(0, 2)) : false
    if (native && code === 'en' && whole === 'no') continue
    const alone = wordIn(code, whole)
    if (alone) return { word: alone, alone: true }
  }
  for (const code of codes) {
    const word = lines[0] ? wordIn(code, lines[0]) : undefined
    if (word) return { word, alone: false }
  }
  return undefined
}

function withWord(meaning: Meaning, { word, alone }: { word: ReplyWord; alone: boolean }): Meaning {
  const intent = meaningOfWord[word]
  if (alone) return { ...meaning, intent, word, confidence: 0.97, because: `the word ${word}` }
  const agrees = meaning.intent === intent || meaning.intent === 'none'
  if (agrees) return { ...meaning, intent, word, confidence: Math.max(0.93, meaning.confidence), because: `the word ${word}` }
  const order = intent === 'none' && !['safety-report', 'opt-out'].includes(meaning.intent)
  return order ? { ...meaning, intent, word, confidence: 0.9, because: `the word ${word}` } : meaning
}
