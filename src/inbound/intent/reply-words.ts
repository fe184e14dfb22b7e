import type { Intent, ReplyWord } from '../mail.ts'
import { codeForLocale, languageFiles } from './languages.ts'
import { bare, listed } from './lexicon.ts'

/** What each of the programme's words says about the pair or the writer. Most are orders, not news. */
export const meaningOfWord: Record<ReplyWord, Intent> = {
  yes: 'still-talking',
  slow: 'still-talking',
  no: 'not-talking',
  here: 'none',
  rematch: 'none',
  wait: 'none',
  pause: 'pause',
  resume: 'none',
  stop: 'opt-out',
  undo: 'none',
  remove: 'opt-out',
  more: 'none',
  fewer: 'none',
  skip: 'none',
  again: 'none',
  ok: 'none',
  'ok to share': 'none',
  'send my data': 'none',
  'erase me': 'opt-out',
  help: 'question',
  report: 'safety-report',
  'every week': 'none',
  'every fortnight': 'none',
  'every month': 'none',
}

const tables = new Map<string, Map<string, ReplyWord>>()

function tableOf(code: string): Map<string, ReplyWord> {
  const there = tables.get(code)
  if (there) return there
  const table = new Map<string, ReplyWord>()
  for (const [word, list] of Object.entries(languageFiles().get(code)?.replyWords ?? {}))
    for (const form of listed(list)) table.set(bare(form), word as ReplyWord)
  tables.set(code, table)
  return table
}

const courtesies = new Map<string, Set<string>>()

/** Courtesies that may stand round a word: "again, please", "gracias, cambio". */
function courtesiesOf(code: string): Set<string> {
  const there = courtesies.get(code)
  if (there) return there
  const made = new Set(listed(languageFiles().get(code)?.words?.polite).map(bare).filter(Boolean))
  courtesies.set(code, made)
  return made
}

/** The text without the longest courtesy that it begins or ends with, four times over. */
function withoutCourtesies(code: string, text: string): string {
  const polite = courtesiesOf(code)
  let left = text.split(' ')
  for (let turns = 0; turns < 4; turns++) {
    let size = left.length - 1
    while (size > 0 && !polite.has(left.slice(-size).join(' ')) && !polite.has(left.slice(0, size).join(' '))) size -= 1
    if (size <= 0) break
    left = polite.has(left.slice(-size).join(' ')) ? left.slice(0, -size) : left.slice(size)
  }
  return left.join(' ')
}

/** Lines that say more than this say more than a word. */
const mostOfALine = 60

/** The programme's word that a line is, in one language; the text is compared without accents, capitals, marks and courtesies. */
export function wordIn(code: string, bareText: string): ReplyWord | undefined {
  const table = tableOf(code)
  return table.get(bareText) ?? (bareText.length <= mostOfALine ? table.get(withoutCourtesies(code, bareText)) : undefined)
}

/**
 * The words to print in letters and on buttons, the first spelling of each, for a locale; English where the language
 * has no list or lacks the word.
 */
export function replyWords(locale: string): Record<ReplyWord, string> {
  const english = languageFiles().get('en')?.replyWords ?? {}
  const own = languageFiles().get(codeForLocale(locale) ?? 'en')?.replyWords ?? {}
  return Object.fromEntries(
    Object.keys(meaningOfWord).map(word => [word, listed(own[word])[0] ?? listed(english[word])[0] ?? word]),
  ) as Record<ReplyWord, string>
}

const spelled = new Map<ReplyWord, { written: string[]; plain: string[] }>()

/** Every spelling of one of the programme's words, in all languages, longest first: as written, and plain. */
function spellings(word: ReplyWord): { written: string[]; plain: string[] } {
  const there = spelled.get(word)
  if (there) return there
  const all = new Set([...languageFiles().values()].flatMap(file => listed(file.replyWords[word])))
  const written = [...all].sort((a, b) => b.length - a.length)
  const made = { written, plain: written.map(bare) }
  spelled.set(word, made)
  return made
}

/** Does a message end with this word, on a line of its own or behind its last sentence? */
export const endsWithWord = (text: string, word: ReplyWord): boolean => {
  const end = ` ${bare(text.slice(-200))}`
  return spellings(word).plain.some(spelling => end.endsWith(` ${spelling}`))
}

/** A message without one of the programme's words: where it is a whole line, or begins or ends one. */
export function withoutWord(text: string, word: ReplyWord): string {
  const forms = spellings(word).written
  return text
    .split('\n')
    .map(line => {
      const lower = line.toLowerCase()
      const end = forms.find(form => lower.replace(/[\s.!)]+$/, '').endsWith(form))
      if (end) return line.slice(0, lower.lastIndexOf(end)).replace(/[\s(,:;–-]+$/, '')
      const start = forms.find(form => lower.trimStart().startsWith(form))
      return start
        ? line
            .trimStart()
            .slice(start.length)
            .replace(/^[\s).,:;!–-]+/, '')
        : line
    })
    .join('\n')
    .trim()
}
