import type { Weigher } from './rows.ts'
import { type Scored, scoreSide } from './score.ts'
import { type Solution, solve } from './solve.ts'
import { bonusOf, planTiers } from './tiers.ts'
import { floor } from './weights.ts'

/**
 * How it is known that no tier was traded for a lower one: the weights see to it by size alone; nothing above worth could
 * be better; or the round was also solved for the tiers alone, and is as good. 'without worth' is the last resort.
 */
export type Order = 'by size' | 'nothing is left to better' | 'compared' | 'without worth' | 'not proved'

export type Ordered = { scored: Scored; weigher: Weigher; solution: Solution; order: Order }

type Solver = (scored: Scored) => { weigher: Weigher; solution: Solution }

/** What a matching is judged by before worth, the highest first; more is better in each. */
export function meritsOf(scored: Scored, mate: Int32Array): number[] {
  const { profiles } = scored
  let [covered, standby, protection, unmet, above] = [0, 0, 0, 0, 0]
  mate.forEach((v, u) => {
    if (v < 0) return
    const side = scoreSide(scored, u, v)
    covered += Number(!profiles[u]!.standby)
    standby += Number(profiles[u]!.standby)
    protection += profiles[u]!.standby ? 0 : profiles[u]!.level
    unmet += side.unmetMusts
    if (u < v) above += Number(side.points >= floor && scoreSide(scored, v, u).points >= floor)
  })
  return [covered, -standby, protection, -unmet, above]
}

/** What no matching can surpass: everybody paired with one volunteer at most, no must broken, all at or above the floor. */
function beyond({ profiles }: Scored): number[] {
  const ordinary = profiles.filter(({ standby }) => !standby)
  const odd = ordinary.length % 2
  const protection = ordinary.reduce((sum, { level }) => sum + level, 0)
  const helped = profiles.length > ordinary.length ? odd : 0
  const left = odd - helped
  const lowest = left ? Math.min(...ordinary.map(({ level }) => level)) : 0
  const covered = ordinary.length - left
  return [covered, -helped, protection - lowest, 0, (covered + helped) / 2]
}

const better = (one: number[], other: number[]) => {
  const at = one.findIndex((merit, i) => merit !== other[i])
  return at >= 0 && one[at]! > other[at]!
}

/** Solves a round so that people paired, protection, musts and floor come before worth, in that order, and says how sure it is. */
export function solveInOrder(
  scored: Scored,
  makeWeigher: (scored: Scored) => Weigher,
  onProgress?: (step: string, share: number) => void,
): Ordered {
  const solver: Solver = round => {
    const weigher = makeWeigher(round)
    return { weigher, solution: solve(weigher, round.tiers.offset, onProgress) }
  }
  const sized = (worths: number[]): Scored => {
    const tiers = planTiers(scored.profiles, worths)
    return { ...scored, tiers, bonus: bonusOf(scored.profiles, tiers) }
  }
  const found = solver(scored)
  if (scored.tiers.exact) return { scored, ...found, order: 'by size' }
  const merits = meritsOf(scored, found.solution.mate)
  if (!better(beyond(scored), merits)) return { scored, ...found, order: 'nothing is left to better' }

  const plain = sized([0])
  const bare = solver(plain)
  const best = meritsOf(plain, bare.solution.mate)
  if (!better(best, merits)) return { scored, ...found, order: plain.tiers.exact ? 'compared' : 'not proved' }
  for (const worth of [50, 20, 5]) {
    const coarser = sized([worth])
    const again = solver(coarser)
    if (!better(best, meritsOf(coarser, again.solution.mate))) {
      return { scored: coarser, ...again, order: plain.tiers.exact ? 'compared' : 'not proved' }
    }
  }
  return { scored: plain, ...bare, order: 'without worth' }
}
