import { words } from './clauses.ts'
import { fold } from './fold.ts'

/** A language as its file says it. What each list is for stands in languages/README.md. */
export type LanguageFile = {
  language: string
  name: string
  checkedBy: string
  /** letters that only this language, or few, use */
  letters?: string
  /** the language's commonest little words, by which it is recognised */
  common: string
  /** no spaces between words, or so few that they cannot be relied on */
  unspaced?: boolean
  /** accents make other words: a message that has accents is read with them, one without by longer phrases only */
  tones?: boolean
  /** "never stopped answering" says that they answer; in most languages a second no only underlines the first */
  twoNegativesMakeYes?: boolean
  /** languages that this one is easily taken for */
  near?: string
  /** nouns begin with a capital, so that a capital tells no name */
  capitalNouns?: boolean
  /** a clause after "but" that names nobody has the subject of the one before */
  subjectsCarry?: boolean
  /** the subject stands behind its verb where something else begins the clause */
  subjectsInvert?: boolean
  /** the word for not stands after what it denies */
  notFollows?: boolean
  prefixes?: string
  notPrefixes?: string
  notInside?: string
  replyWords: Record<string, string>
  whole: Record<string, string>
  words: Record<string, string>
  phrases?: Record<string, string>
  dates?: Record<string, string>
  examples: Record<string, string[]>
}

export type Token = { kind: 'is' | 'begins' | 'ends' | 'has' | 'gap'; text: string }
/** `nth`: where it stands in its file, for phrases with gaps are laid over each other in that order */
export type Entry = { tokens: Token[]; concepts: string[]; weight: number; negates: boolean; nth: number }
/** Entries by a first token given whole (in scripts without blanks by its first letter), by its beginning, and the rest. */
export type Index = { exact: Map<string, Entry[]>; stems: Map<string, Entry[]>; inner: Entry[] }

export type Lexicon = {
  file: LanguageFile
  unspaced: boolean
  plain: Index
  gapped: Index
  prefixes: string[]
  notPrefixes: string[]
  notInside: string[]
  /** the commonest little words */
  little: ReadonlySet<string>
}

/** A list in a language file: comma-separated, blanks around it free; "he|she asked" stands for two. */
export const listed = (text: string | undefined): string[] =>
  (text ?? '')
    .split(/[,،、]/)
    .map(entry => entry.trim())
    .filter(Boolean)
    .flatMap(entry => (entry.includes('|') ? alternatives(entry) : [entry]))

/** Every entry that one with alternatives stands for: "a|b c|d" is "a c", "a d", "b c" and "b d". */
const alternatives = (entry: string): string[] =>
  entry
    .split(/\s+/)
    .map(place => place.split('|'))
    .reduce<string[]>((heads, place) => heads.flatMap(head => place.map(word => (head ? `${head} ${word}` : word))), [''])

/** Phrases share most of their words: each is made once. */
const made = new Map<string, Token>()

function token(written: string): Token {
  const there = made.get(written)
  if (there) return there
  const one = makeToken(written)
  made.set(written, one)
  return one
}

function makeToken(written: string): Token {
  if (written === '_') return { kind: 'gap', text: '' }
  const begins = written.endsWith('*')
  const ends = written.startsWith('*')
  const text = written.replaceAll('*', '')
  return { kind: begins && ends ? 'has' : begins ? 'begins' : ends ? 'ends' : 'is', text }
}

/** How people write letters that their keyboard lacks: "fuer", "moede", "faar"; only the forms that differ. */
function respelled(list: string): string[] {
  const forms: string[] = []
  if (/[äöü]/i.test(list))
    forms.push(
      ...listed(list)
        .filter(one => /[äöü]/i.test(one))
        .map(one => one.replace(/ä/gi, 'ae').replace(/ö/gi, 'oe').replace(/ü/gi, 'ue')),
    )
  if (/[øå]/i.test(list))
    forms.push(
      ...listed(list)
        .filter(one => /[øå]/i.test(one))
        .map(one => one.replace(/ø/gi, 'oe').replace(/å/gi, 'aa')),
    )
  return forms
}

/** Without tones, one short syllable is too many words: only plain ones and phrases of two syllables remain. */
const untoned = (list: string) =>
  listed(list)
    .filter(one => one.includes(' ') || one.length > 4 || /^[a-z]+$/.test(one))
    .join(',')

/** Splits, folded, "never answer*" or "take _ off" into tokens that know how they match. */
function tokensOf(written: string, unspaced: boolean): Token[] {
  const marked = written.replace(/[^\p{L}\p{M}\p{N}*_ ]/gu, ' ')
  if (!unspaced) return marked.split(' ').filter(Boolean).map(token)
  return marked
    .split('_')
    .map(part => part.replace(/[ *]/g, ''))
    .flatMap((part, at) => [...(at ? [{ kind: 'gap' as const, text: '' }] : []), { kind: 'begins' as const, text: part }])
    .filter(part => part.kind === 'gap' || part.text)
}

/**
 * Makes a language file quick to look things up in. A list's name holds its concepts: "not+answer" is one word or
 * phrase that carries both. Costs some tens of milliseconds a language, once.
 */
export function compile(file: LanguageFile, marks: 'stripped' | 'kept' = 'stripped'): Lexicon {
  const unspaced = file.unspaced ?? false
  const lexicon: Lexicon = {
    file,
    unspaced,
    plain: { exact: new Map(), stems: new Map(), inner: [] },
    gapped: { exact: new Map(), stems: new Map(), inner: [] },
    prefixes: listed(fold(file.prefixes ?? '')),
    notPrefixes: listed(fold(file.notPrefixes ?? '')),
    notInside: listed(fold(file.notInside ?? '')),
    little: new Set(words(fold(file.common))),
  }
  let nth = 0
  const add = (concepts: string[], negates: boolean, written: string) => {
    const tokens = tokensOf(written, unspaced)
    const first = tokens[0]
    if (!first) return
    const entry: Entry = {
      tokens,
      concepts,
      weight: tokens.reduce((sum, { text, kind }) => sum + 100 + text.length * 2 + (kind === 'is' ? 1 : 0), 0),
      negates,
      nth: nth++,
    }
    const index = tokens.some(({ kind }) => kind === 'gap') ? lexicon.gapped : lexicon.plain
    if (unspaced) push(index.exact, first.text[0]!, entry)
    else if (first.kind === 'is') push(index.exact, first.text, entry)
    else if (first.kind === 'begins') push(index.stems, first.text, entry)
    else index.inner.push(entry)
  }
  for (const [name, list] of [...Object.entries(file.words), ...Object.entries(file.phrases ?? {})]) {
    const spelled = file.tones && marks === 'stripped' ? untoned(list) : [list, ...respelled(list)].join(',')
    const names = name.split('+')
    const negates = names.length > 1 && names.includes('not')
    const concepts = negates ? names.filter(concept => concept !== 'not') : names
    for (const written of listed(fold(spelled, marks))) add(concepts, negates, written)
  }
  return lexicon
}

function push(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const there = map.get(key)
  if (there) there.push(entry)
  else map.set(key, [entry])
}

/** A whole message or line as it is compared with lists of whole answers: only its words, one blank apart. */
export const bare = (text: string): string => words(fold(text)).join(' ')
