import type { Clause } from './clause-features.ts'
import type { Placed } from './judge.ts'

/** What two grounds for doubt leave of a confidence: too little to act on. */
const unsure = 0.82
/** Evidence that is worth a thought. */
const counts = 0.6
/** Evidence that was right nearly always, when it was tried on sentences that nobody had seen. */
const strong = 0.915
/** More words than most answers have; of syllables and pairs of characters it takes more to say as much. */
const many = { words: 12, syllables: 18 }
/** Fewer words may be a greeting or a name. */
const few = 2.5

/**
 * How much of a reading's confidence stands: all of it, or too little to act on where two grounds speak against it. Of
 * readings with two grounds every sixth was wrong, of the others every fiftieth.
 */
export const certainty = (clauses: Clause[], placed: Placed[], confidence: number, counted: keyof typeof many): number =>
  groundsForDoubt(clauses, placed, confidence, counted) < 2 ? 1 : unsure

/**
 * A point each: evidence for two meanings (for three, or for leaving and a break, two points), weak evidence, a sentence of
 * which nothing was understood, many words; and two for a turn that was not understood.
 */
function groundsForDoubt(clauses: Clause[], placed: Placed[], confidence: number, counted: keyof typeof many): number {
  const found = placed.filter(one => one.weight >= counts)
  const understood = new Set(found.map(one => one.place))
  const meanings = new Set(found.map(one => one.intent))
  const several = meanings.has('opt-out') && meanings.has('pause') ? 2 : Math.max(0, Math.min(2, meanings.size - 1))
  // "yes, but he …": what turns, and is not understood, may be anything
  const turns = clauses.some(({ afterBut, length }, place) => afterBut && length >= few && !understood.has(place))
  const length = clauses.reduce((total, clause) => total + clause.length, 0)
  return (
    several +
    2 * Number(turns) +
    Number(confidence < strong) +
    Number(isDark(clauses, understood)) +
    Number(length > many[counted])
  )
}

/** Is there a sentence of which nothing was understood? */
function isDark(clauses: Clause[], understood: Set<number>): boolean {
  const sentences = new Map<number, { length: number; light: boolean }>()
  for (const [place, { sentence, length }] of clauses.entries()) {
    const { length: before, light } = sentences.get(sentence) ?? { length: 0, light: false }
    sentences.set(sentence, { length: before + length, light: light || understood.has(place) })
  }
  return [...sentences.values()].some(({ length, light }) => length >= few && !light)
}
