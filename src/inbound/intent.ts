import { findDates } from './dates.ts'
import { stretches } from './intent/clauses.ts'
import { readSigns } from './intent/emoji.ts'
import { codeForLocale, lexiconOf } from './intent/languages.ts'
import { bare, listed } from './intent/lexicon.ts'
import { type Names, namesIn } from './intent/names.ts'
import { readAs } from './intent/read.ts'
import { endsWithWord, meaningOfWord, wordIn } from './intent/reply-words.ts'
import { type Candidate, languagesOf } from './language.ts'
import type { Known, Mail, Meaning, ReplyWord } from './mail.ts'

/** Nobody's answer to a one-word question begins later than this many characters. */
const longest = 12_000

export { replyWords, withoutWord } from './intent/reply-words.ts'

/**
 * What a writer means by their newly written words. Quotes, signatures and footers are gone already; of `mail` only
 * the subject is read, and only when there is no text. Calls no service and keeps nothing.
 *
 * @param text what was newly written, plain
 * @param known the stored locale goes first; `now` is the moment that "two weeks ago" counts from
 * @returns the intent with a confidence of 0 to 1; below .8 nobody should act on it
 */
export function meaningOf(text: string, mail: Mail | null, known: Known = {}): Meaning {
  const said = text.trim().slice(0, longest) || ownSubject(mail)
  if (!/\S/.test(said)) return { intent: 'none', confidence: 0.9, because: 'nothing was written', language: null }
  const signs = readSigns(said)
  if (signs) return { ...signs, because: 'a sign without words', language: null }

  const candidates = languagesOf(said, known.locale)
  const spoken = readIn(said, candidates, known.locale, namesIn(said, mail, known.partner))
  const language = candidates[0]?.score ? spoken.code.split('-')[0]! : null
  const word = wordOf(said, candidates, known.locale)
  const read: Meaning = {
    intent: spoken.intent,
    confidence: spoken.confidence,
    because: spoken.because,
    language,
    ...(spoken.courtesy ? { courtesy: true } : {}),
  }
  // a message without a date, read by nobody who knows the time: "next Monday" then names no day
  const now = known.now ?? mail?.date
  const meaning = now ? withDates(read, said, spoken.code, now) : read
  return word ? withWord(meaning, word) : meaning
}

/** Dates count where they answer something: until when somebody pauses, since when nobody wrote. */
function withDates(meaning: Meaning, text: string, code: string, now: Date): Meaning {
  const { until, lastContact, days } = findDates(text, code, now)
  const moved = (count: number) => new Date(Math.floor(now.getTime() / 86_400_000 + count) * 86_400_000)
  const silent = meaning.intent === 'not-talking' || meaning.intent === 'partner-silent'
  const end = until ?? (meaning.intent === 'pause' && days ? moved(days) : undefined)
  const contact = lastContact ?? (silent && days ? moved(-days) : undefined)
  return {
    ...meaning,
    ...(end ? { until: end } : {}),
    ...(contact && meaning.intent !== 'pause' ? { lastContact: contact } : {}),
  }
}

/** A subject counts as text only when it is the writer's own: no "Re:", no "Fwd:" in any language. */
function ownSubject(mail: Mail | null): string {
  const subject = mail?.subject.trim() ?? ''
  return /^[\p{L}]{1,6}(\[\d+\])?\s?[:：]/u.test(subject) || subject.length > 120 ? '' : subject
}

type Spoken = ReturnType<typeof readAs> & { code: string }

/** Reads the text in each language that it may be in, and lets the likelier and surer reading win. */
function readIn(text: string, candidates: Candidate[], locale: string | undefined, names: Names): Spoken {
  const cut = stretches(text)
  const top = candidates[0] ?? { code: 'en', score: 0 }
  const tried = candidates.filter(({ score }) => score >= top.score * 0.5).slice(0, 4)
  const readings = (tried.length ? tried : [top]).map(({ code, score }) => ({
    ...readAs(code, text, cut, names),
    code,
    worth: top.score ? score / top.score : 1,
  }))
  // the stored language may know a word to say nothing ("no" in Polish) where another would take it for an answer
  const stored = codeForLocale(locale)
  const silent = stored && stored !== 'en' ? { ...readAs(stored, text, cut, names), code: stored, worth: 1 } : undefined
  if (silent?.unclear) return silent
  // Danish may be taken for Norwegian: a report that either of two near languages hears is a report
  const near = listed(lexiconOf(top.code)?.file.near)
  const report = readings.find(one => near.includes(one.code) && one.intent === 'safety-report' && one.confidence >= 0.8)
  if (report && readings[0]!.intent !== 'safety-report') return report
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
  const lines = text
    .slice(0, 2_000)
    .split('\n')
    .filter(line => /\S/.test(line))
  const whole = bare(text.slice(0, 200))
  // Polish and Czech "no" means "well, yes"; there the English word does not count
  if (whole === 'no' && ['pl', 'cs', 'sk'].includes(locale?.slice(0, 2) ?? '')) return undefined
  const codes = [...new Set([...candidates.slice(0, 4).map(({ code }) => code), 'en'])]
  const among = (line: string) => codes.map(code => wordIn(code, line)).find(word => word !== undefined)
  const alone = text.length <= 200 ? among(whole) : undefined
  if (alone) return { word: alone, alone: true }
  const first = lines[0] ? among(bare(lines[0])) : undefined
  if (first) return { word: first, alone: false }
  // what is shared stands above the consent to share it
  if (endsWithWord(text, 'ok to share')) return { word: 'ok to share', alone: false }
  // "Here! I was busy and will write": an order of one word is a sentence of its own
  const sentence = /^[^.!\n]{2,40}(?=[.!])/u.exec((lines[0] ?? '').trim())?.[0]
  const order = sentence ? among(bare(sentence)) : undefined
  if (order && meaningOfWord[order] === 'none') return { word: order, alone: false }
  // "PAUSE until 3 May", "REPORT he writes…": the word in capitals, then its particulars
  const shouted = /^\s*(\p{Lu}{4,})[\s:,.-]+\S/u.exec(lines[0] ?? '')?.[1]
  const word = shouted ? among(bare(shouted)) : undefined
  if (word === 'report') return { word, alone: true }
  return word && meaningOfWord[word] !== 'still-talking' ? { word, alone: false } : undefined
}

function withWord(meaning: Meaning, { word, alone }: { word: ReplyWord; alone: boolean }): Meaning {
  const intent = meaningOfWord[word]
  if (alone) return { ...meaning, intent, word, confidence: 0.97, because: `the word ${word}` }
  const agrees = meaning.intent === intent || meaning.intent === 'none'
  if (agrees) return { ...meaning, intent, word, confidence: Math.max(0.93, meaning.confidence), because: `the word ${word}` }
  const order = intent === 'none' && !['safety-report', 'opt-out'].includes(meaning.intent)
  return order ? { ...meaning, intent, word, confidence: 0.9, because: `the word ${word}` } : meaning
}
