import type { Intent } from '../mail.ts'
import { type Clause, clausesOf } from './clause-features.ts'
import { type Stretch, stretches, words } from './clauses.ts'
import { findConcepts } from './find.ts'
import { judge, type Verdict } from './judge.ts'
import { languageFiles, lexiconOf } from './languages.ts'
import { bare, type Lexicon, listed } from './lexicon.ts'
import { type Names, namesFor } from './names.ts'

const nameless: Names = { known: new Set(), likely: new Set() }
const wholes = new Map<string, Map<string, Intent | 'unclear'>>()

/** Answers that mean something only when they are the whole message. */
function wholeAnswers(lexicon: Lexicon, code: string): Map<string, Intent | 'unclear'> {
  const there = wholes.get(code)
  if (there) return there
  const table = new Map<string, Intent | 'unclear'>()
  for (const [intent, list] of Object.entries(lexicon.file.whole))
    for (const form of listed(list)) table.set(bare(form), intent as Intent | 'unclear')
  wholes.set(code, table)
  return table
}

/** Reads cut-up text as one language. `share` is how much of it the language's lists knew, 0 to 1. */
export function readAs(
  code: string,
  text: string,
  plain: Stretch[],
  names: Names = nameless,
): Verdict & { share: number; unclear?: boolean; courtesy?: boolean } {
  const marked = languageFiles().get(code)?.tones && /[\u0300-\u036f]/.test(text.slice(0, 2_000).normalize('NFD'))
  const lexicon = lexiconOf(code, marked ? 'kept' : 'stripped')
  const cut = marked ? stretches(text, 'kept') : plain
  if (!lexicon) return { intent: 'none', confidence: 0, because: 'a language without lists', share: 0 }
  const partner = namesFor(lexicon, names)
  const clauses: Clause[] = []
  const told: string[] = []
  let length = 0
  let known = 0
  for (const [place, stretch] of cut.entries()) {
    const read = findConcepts(stretch.text, lexicon, partner)
    if (/\d{1,2} ?[月월]/.test(stretch.text))
      read.found.push({ at: read.length, end: read.length, concepts: ['date'], negated: false, written: '' })
    length += read.length
    known += read.known
    const polite = read.found.filter(one => one.concepts.includes('polite'))
    const rest = read.found.filter(one => !one.concepts.includes('polite'))
    const taken = polite.reduce((sum, one) => sum + one.end - one.at, 0)
    // a greeting or thanks, perhaps with a name, says nothing
    if (polite.length && !rest.length && read.length - taken <= 3 && !stretch.asked) continue
    told.push(
      without(
        stretch.text,
        polite.map(one => one.written),
        lexicon.unspaced,
      ),
    )
    clauses.push(
      ...clausesOf(rest, {
        asked: stretch.asked,
        sentence: stretch.sentence,
        length: read.length - taken,
        first: place === 0,
        grammar: lexicon.file,
      }),
    )
  }
  const share = length ? known / length : 0
  if (length > 0 && told.length === 0)
    return { intent: 'none', confidence: 0.9, because: 'a greeting or thanks alone', share, courtesy: true }
  const whole = wholeAnswers(lexicon, code).get(bare(told.join(' ')))
  if (whole === 'unclear')
    return { intent: 'none', confidence: 0.4, because: 'says yes, no or nothing by itself', share: 1, unclear: true }
  if (whole) return { intent: whole, confidence: 0.95, because: told.join(' '), share: 1 }
  const verdict = judge(clauses, lexicon.unspaced || lexicon.file.tones ? 'syllables' : 'words')
  // where our lists knew less than half of the words, every third reading of the pair's news was wrong
  const strange = length > 3 && share < 0.5 && !['safety-report', 'opt-out'].includes(verdict.intent)
  return { ...verdict, confidence: verdict.confidence * (strange ? 0.84 : 1), share }
}

function without(text: string, polite: string[], unspaced: boolean): string {
  if (unspaced) return polite.reduce((left, one) => left.replace(one, ''), text.replaceAll(' ', ''))
  const plain = ` ${words(text).join(' ')} `
  return polite.reduce((left, one) => left.replace(` ${one} `, ' '), plain).trim()
}
