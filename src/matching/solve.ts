import { assign, pairsOf, startAssignment } from './assign.ts'
import { Blossoms } from './blossoms.ts'
import { Candidates } from './graph.ts'
import { heaviest, priceAssignment, priceMatching } from './price.ts'
import type { Weigher } from './rows.ts'
import { Search } from './search.ts'

/** An optimal matching with its proof: duals doubled, see certificate.ts. */
export type Solution = {
  mate: Int32Array
  y: Float64Array
  blossoms: { z: number; members: number[] }[]
  /** passes over all pairs, pairs looked at closely, people whom the search for blossoms paired */
  effort: { passes: number; candidates: number; searches: number }
}

/** Pairs kept for each person at first, and added for each in a later pass. */
const first = 16
const more = 12

/**
 * Finds the heaviest matching when every pair also weighs `offset`, over all allowed pairs, holding few of them: an
 * assignment on candidates; all pairs priced against its duals, the violating ones and those nearest to it added; the
 * assignment again; then a search from each person whom an odd circle left out, and all pairs priced against the result.
 * A pair that violates even then joins the candidates, and both are done again. No violation is the proof.
 */
export function solve(weigher: Weigher, offset: number, onProgress?: (step: string, share: number) => void): Solution {
  const effort = { passes: 0, candidates: 0, searches: 0 }
  const step = (words: string) => {
    effort.passes++
    return (share: number) => onProgress?.(words, share)
  }
  const list = new Candidates(weigher.n)
  heaviest(weigher, first, step('looking for good pairs')).addTo(list)
  let graph = list.graph()
  const fraction = startAssignment(graph, weigher.bonus, offset)
  assign(graph, offset, fraction)
  priceAssignment(weigher, offset, fraction, more, step('comparing all pairs')).addTo(list)
  for (;;) {
    graph = list.graph()
    assign(graph, offset, fraction)
    const y = fraction.give.map((give, v) => give + fraction.take[v]!)
    const sets = new Blossoms(pairsOf(fraction))
    const search = new Search(graph, offset, sets, y)
    for (let v = 0; v < weigher.n; v++) {
      if (sets.mate[v]! >= 0 || y[v] === 0) continue
      search.from(v)
      effort.searches++
    }
    const { violations, urgent } = priceMatching(weigher, offset, y, sets, more, step('proving the result'))
    effort.candidates = graph.to.length / 2
    if (violations === 0) return { mate: withoutIdle(sets.mate, weigher, offset), y, blossoms: sets.list(), effort }
    urgent.addTo(list)
  }
}

/** Two on standby weigh nothing as a pair, so that whether they stand in the matching is chance: they stay free. */
function withoutIdle(mate: Int32Array, { bonus, weight }: Weigher, offset: number): Int32Array {
  if (offset > 0) return mate
  return mate.map((v, u) => (v >= 0 && bonus[u]! < 0 && bonus[v]! < 0 && weight(u, v) === 0 ? -1 : v))
}
