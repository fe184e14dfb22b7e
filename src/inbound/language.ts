import { words } from './intent/clauses.ts'
import { fold } from './intent/fold.ts'
import { codeForLocale, languageFiles } from './intent/languages.ts'

export type Candidate = { code: string; score: number }

const scripts: [name: string, letters: RegExp][] = [
  ['kana', /[\u3040-\u30ff]/g],
  ['hangul', /[\uac00-\ud7af\u3131-\u318e]/g],
  ['han', /[\u4e00-\u9fff]/g],
  ['thai', /[\u0e00-\u0e7f]/g],
  ['hebrew', /[\u05d0-\u05ea]/g],
  ['greek', /[\u0370-\u03ff]/g],
  ['devanagari', /[\u0900-\u097f]/g],
  ['bengali', /[\u0980-\u09ff]/g],
  ['tamil', /[\u0b80-\u0bff]/g],
  ['arabic', /[\u0621-\u06ff]/g],
  ['cyrillic', /[\u0400-\u04ff]/g],
  ['latin', /[a-z]/g],
]

/** The script most of a folded text is in; kana makes it Japanese however much Han stands around it. */
function scriptOf(folded: string): string | null {
  let most: string | null = null
  let count = 0
  for (const [name, letters] of scripts) {
    const found = (folded.match(letters)?.length ?? 0) * (name === 'kana' ? 9 : name === 'latin' ? 0.6 : 1)
    if (found > count) {
      most = name
      count = found
    }
  }
  return most
}

/** Languages of a script as the bits of a number, in the order of `codes`: a hundred thousand words cost little so. */
type Languages = number
type Index = { exact: Map<string, Languages>; stems: Map<string, Languages>; codes: string[]; letters: [string, string][] }
const indexes = new Map<string, Index>()
const scriptsOfFiles = new Map<string, string>()

/** Which word belongs to which languages of one script, from the files' own lists. Made when the script is first met. */
function indexed(script: string): Index {
  const there = indexes.get(script)
  if (there) return there
  const index: Index = { exact: new Map(), stems: new Map(), codes: [], letters: [] }
  for (const [code, file] of languageFiles()) {
    if (!scriptsOfFiles.has(code)) scriptsOfFiles.set(code, scriptOf(fold(file.common)) ?? 'latin')
    if (scriptsOfFiles.get(code) !== script) continue
    const language = 1 << (index.codes.push(code) - 1)
    const put = (map: Map<string, Languages>, word: string) => map.set(word, (map.get(word) ?? 0) | language)
    if (file.letters) index.letters.push([code, file.letters])
    if (file.unspaced) continue
    for (const word of words(fold(file.common))) put(index.exact, word)
    const lists = [...Object.values(file.words), ...Object.values(file.replyWords), ...Object.values(file.whole)]
    for (const piece of fold(lists.join(',')).match(/[\p{L}\p{M}\p{N}*]+/gu) ?? []) {
      if (piece.length < 2 || piece.startsWith('*')) continue
      if (piece.endsWith('*')) put(index.stems, piece.slice(0, -1))
      else put(index.exact, piece)
    }
  }
  indexes.set(script, index)
  return index
}

/**
 * Which languages a message may be in, likeliest first. Counts how many of its words each language's own lists know,
 * rare words more than shared ones; letters that few languages use help; the stored locale comes first where the
 * message says nothing against it.
 *
 * @param locale BCP 47, as stored with the writer
 */
export function languagesOf(text: string, locale?: string): Candidate[] {
  const folded = fold(text.slice(0, 1_500))
  const stored = codeForLocale(locale)
  const script = scriptOf(folded)
  if (!script) return [{ code: stored ?? 'en', score: 0 }]
  if (script === 'kana' || script === 'han') return orderHan(script, stored)
  const { exact, stems, letters, codes } = indexed(script)
  // a script that one language of ours uses says enough by itself
  const scores = new Map<string, number>(codes.map(code => [code, codes.length === 1 ? 3 : 0]))
  for (const token of words(folded).slice(0, 60)) {
    const exactly = exact.get(token) ?? 0
    let known = exactly
    for (let length = 3; length <= token.length; length++) known |= stems.get(token.slice(0, length)) ?? 0
    if (!known) continue
    const knownBy = codes.filter((_, at) => known & (1 << at))
    for (const code of knownBy)
      scores.set(code, scores.get(code)! + (exactly & (1 << codes.indexOf(code)) ? 1 : 0.7) / knownBy.length ** 0.35)
  }
  const written = text.slice(0, 1_500).toLowerCase()
  for (const [code, own] of letters)
    if ([...own].some(letter => written.includes(letter))) scores.set(code, scores.get(code)! + 0.9)
  if (stored && scores.has(stored)) scores.set(stored, scores.get(stored)! * 1.15 + 0.9)
  // what is written in borrowed letters borrows words too: English is likelier than Hindi in Latin letters
  return [...scores]
    .map(([code, score]) => ({ code, score: code.includes('-') && code !== stored ? score * 0.9 : score }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
}

function orderHan(script: string, stored: string | undefined): Candidate[] {
  const japanese = script === 'kana' || stored === 'ja'
  return japanese
    ? [{ code: 'ja', score: 3 }]
    : [
        { code: 'zh', score: 3 },
        { code: 'ja', score: 1 },
      ]
}

/** The language of a text, BCP 47 without a script, or null when nothing in it is known. */
export function languageOf(text: string, locale?: string): string | null {
  const first = languagesOf(text, locale)[0]
  return first && first.score > 0 ? first.code.split('-')[0]! : null
}
