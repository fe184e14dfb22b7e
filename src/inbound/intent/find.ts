import { words } from './clauses.ts'
import type { Entry, Index, Lexicon, Token } from './lexicon.ts'

/** A word or phrase of the lists, where it stood (in words; in unspaced scripts two characters count as one). */
export type Found = { at: number; end: number; concepts: string[]; negated: boolean; written: string }

const fits = (wanted: Token, word: string | undefined): boolean => {
  if (word === undefined) return false
  if (wanted.kind === 'is') return word === wanted.text
  if (wanted.kind === 'begins') return word.startsWith(wanted.text)
  if (wanted.kind === 'ends') return word.endsWith(wanted.text)
  return word.includes(wanted.text)
}

const nobody: ReadonlySet<string> = new Set()

/**
 * Everything in a stretch that the lexicon knows, left to right, longest first, no word used twice but by phrases with gaps.
 *
 * @param names folded words that name the partner; one that the lexicon knows as a word stays that word
 */
export function findConcepts(text: string, lexicon: Lexicon, names = nobody): { found: Found[]; length: number; known: number } {
  return lexicon.unspaced ? findInUnspaced(text.replaceAll(' ', ''), lexicon, names) : findInWords(words(text), lexicon, names)
}

const partner = (at: number, end: number, written: string): Found => ({ at, end, concepts: ['they'], negated: false, written })

function findInWords(tokens: string[], lexicon: Lexicon, names: ReadonlySet<string>) {
  const found: Found[] = []
  let known = 0
  for (let at = 0; at < tokens.length; ) {
    const best = bestAt(tokens, at, lexicon)
    if (!best) {
      if (names.has(tokens[at]!)) {
        found.push(partner(at, at + 1, tokens[at]!))
        known += 1
      }
      at += 1
      continue
    }
    found.push({
      at,
      end: at + best.size,
      concepts: best.concepts,
      negated: best.negated,
      written: tokens.slice(at, at + best.size).join(' '),
    })
    known += best.size
    at += best.size
  }
  for (const entry of gappedIn(tokens, lexicon.gapped)) {
    for (let at = 0; at < tokens.length; at++) {
      const end = fits(entry.tokens[0]!, tokens[at]) ? gappedEnd(entry, tokens, at) : 0
      if (!end) continue
      addGapped(found, entry, at, end, tokens.slice(at, end).join(' '))
      break
    }
  }
  return { found, length: tokens.length, known }
}

/** The phrases with gaps whose first word stands among these, in the order of their file. */
function gappedIn(tokens: string[], { exact, stems, inner }: Index): Entry[] {
  const entries = new Set(inner)
  const take = (some: Entry[] | undefined) => {
    for (const entry of some ?? []) entries.add(entry)
  }
  for (const word of new Set(tokens)) {
    take(exact.get(word))
    if (stems.size) for (let length = 1; length <= word.length; length++) take(stems.get(word.slice(0, length)))
  }
  return [...entries].sort((a, b) => a.nth - b.nth)
}

/** A gap is at most four words. */
function gappedEnd(entry: Entry, tokens: string[], at: number): number {
  let here = at
  let gap = 0
  for (const wanted of entry.tokens) {
    if (wanted.kind === 'gap') {
      gap = 4
      continue
    }
    let skipped = 0
    while (skipped <= gap && !fits(wanted, tokens[here + skipped])) skipped += 1
    if (skipped > gap) return 0
    here += skipped + 1
    gap = 0
  }
  return here
}

/** A phrase with gaps takes its words away from shorter finds that say a part of the same. */
function addGapped(found: Found[], entry: Entry, at: number, end: number, written: string): void {
  const inside = found.filter(one => one.at >= at && one.end <= end && one.negated && entry.negates)
  for (const one of inside) found.splice(found.indexOf(one), 1)
  if (entry.negates)
    for (const one of found.filter(({ at: there, concepts }) => there >= at && there < end && concepts.includes('not')))
      found.splice(found.indexOf(one), 1)
  found.push({ at, end, concepts: entry.concepts, negated: entry.negates, written })
}

type Best = { size: number; concepts: string[]; negated: boolean; weight: number }

function bestAt(tokens: string[], at: number, lexicon: Lexicon): Best | null {
  const word = tokens[at]!
  let best = lookUp(tokens, at, word, lexicon)
  if (best && best.weight >= 100 + word.length * 2) return best
  for (const prefix of lexicon.prefixes) {
    if (!word.startsWith(prefix) || word.length - prefix.length < 2) continue
    const other = lookUp(tokens, at, word.slice(prefix.length), lexicon)
    if (other && (!best || other.weight > best.weight)) best = other
  }
  if (best) return best
  for (const prefix of lexicon.notPrefixes) {
    if (!word.startsWith(prefix) || word.length - prefix.length < 3) continue
    const other = lookUp(tokens, at, word.slice(prefix.length), lexicon)
    if (other) return { ...other, negated: true }
  }
  return null
}

function lookUp(tokens: string[], at: number, word: string, lexicon: Lexicon): Best | null {
  let best: Best | null = null
  const consider = (entries: Entry[] | undefined) => {
    for (const entry of entries ?? []) {
      const size = entry.tokens.length
      if (!fits(entry.tokens[0]!, word)) continue
      let all = true
      for (let next = 1; next < size && all; next++) all = fits(entry.tokens[next]!, tokens[at + next])
      if (!all) continue
      const last = entry.tokens[size - 1]!
      const rest = last.kind === 'begins' ? (size === 1 ? word : tokens[at + size - 1]!).slice(last.text.length) : ''
      const negated =
        entry.negates || (rest !== '' && lexicon.notInside.some(sign => rest.slice(0, sign.length + 4).includes(sign)))
      if (!best || entry.weight > best.weight) best = { size, concepts: entry.concepts, negated, weight: entry.weight }
      else if (entry.weight === best.weight && size === best.size)
        best = { ...best, concepts: [...new Set([...best.concepts, ...entry.concepts])], negated: best.negated || negated }
    }
  }
  const { exact, stems, inner } = lexicon.plain
  consider(exact.get(word))
  for (let length = 1; length <= word.length; length++) consider(stems.get(word.slice(0, length)))
  consider(inner)
  return best
}

function findInUnspaced(text: string, lexicon: Lexicon, names: ReadonlySet<string>) {
  const found: Found[] = []
  let known = 0
  for (let at = 0; at < text.length; ) {
    let best: Entry | null = null
    let concepts: string[] = []
    for (const entry of lexicon.plain.exact.get(text[at]!) ?? []) {
      if (!text.startsWith(entry.tokens[0]!.text, at)) continue
      if (!best || entry.weight > best.weight) {
        best = entry
        concepts = entry.concepts
      } else if (entry.weight === best.weight) concepts = [...new Set([...concepts, ...entry.concepts])]
    }
    if (!best) {
      const name = [...names].find(one => text.startsWith(one, at))
      if (name) found.push(partner(at / 2, (at + name.length) / 2, name))
      at += name?.length ?? 1
      continue
    }
    const size = best.tokens[0]!.text.length
    found.push({ at: at / 2, end: (at + size) / 2, concepts, negated: best.negates, written: text.slice(at, at + size) })
    known += size
    at += size
  }
  for (const entry of gappedIn([...text], lexicon.gapped)) {
    const span = gappedSpan(entry, text)
    if (span) addGapped(found, entry, span[0] / 2, span[1] / 2, text.slice(span[0], span[1]))
  }
  return { found, length: text.length / 2, known: known / 2 }
}

/** In unspaced scripts a gap is at most ten characters. */
function gappedSpan(entry: Entry, text: string): [number, number] | null {
  const [first, ...rest] = entry.tokens.filter(({ kind }) => kind !== 'gap')
  for (let start = text.indexOf(first!.text); start >= 0; start = text.indexOf(first!.text, start + 1)) {
    let end = start + first!.text.length
    for (const { text: part } of rest) {
      const there = text.indexOf(part, end)
      end = there < 0 || there - end > 10 ? -1 : there + part.length
      if (end < 0) break
    }
    if (end > 0) return [start, end]
  }
  return null
}
