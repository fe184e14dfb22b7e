import type { Belief } from './belief.ts'
import type { Followed } from './pair.ts'

/**
 * When a pair is shown to the coordinator.
 *
 * A flag is worth raising when what it may save outweighs the false alarm that it may be. A pair that ended lately can still
 * be helped in time, so less certainty will do: with the precision P and timeliness U that such rounds reach, the harmonic
 * mean of both rises with a flag of probability p and worth c when p·(1 + 2c) exceeds a limit near their level.
 */
export type FlagRules = {
  /** Least p·(1 + pull·c). */
  limit: number
  pull: number
  /** Days of peace after a finding "talking", and days that a flag may wait for its outcome before it is raised anew. */
  peace: number
  patience: number
}

export const usualFlagRules: FlagRules = { limit: 0.57, pull: 2, peace: 10, patience: 14 }

/** Share of open pairs that have ended, on most days. */
const usualShare = 0.05
/** Pieces of evidence lean on one another: together they move us a little less far than they say. */
const trust = 0.9

const oddsOf = (probability: number) => Math.max(1e-9, probability) / Math.max(1e-9, 1 - probability)

/** That the pair has ended, as the coordinator is told it. Who asked to leave has ended it. */
export function probabilityOf(followed: Followed, belief: Belief): number {
  if (followed.optedOut[0] || followed.optedOut[1]) return 1
  const odds = oddsOf(usualShare) * (oddsOf(belief.ended) / oddsOf(usualShare)) ** trust
  return odds / (1 + odds)
}

/** Whether the coordinator is told today. A person's wish to leave waits for no peace. */
export function isDue(followed: Followed, belief: Belief, probability: number, rules: FlagRules): boolean {
  const { day } = followed.letters
  if (followed.flaggedOn !== null && day - followed.flaggedOn < rules.patience) return false
  if (probability < 1 && followed.clearedOn !== null && day - followed.clearedOn < rules.peace) return false
  return probability * (1 + rules.pull * belief.worth) >= rules.limit
}
