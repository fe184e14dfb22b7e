import type { Profile } from './profile.ts'
import { floor } from './weights.ts'

/**
 * One integer weight a pair that holds, from the highest: whether somebody who must be paired is (only needed beside
 * standby people; otherwise the offset says it), who is protected, musts met, both sides at or above the floor, and
 * worth. Each is meant to outweigh all that stands below it, over the whole round.
 */
export type Tiers = {
  /** worth of a side of 100 points; a pair's worth lies between 0 and twice this */
  worth: number
  /** both sides at or above the floor: more than all worth of the round together */
  floor: number
  /** one must that is met */
  must: number
  /** one level of protection of one person */
  protect: number
  /** one person who must be paired is */
  cover: number
  /** most musts that any application has */
  musts: number
  /** added to every pair before weighing, so that the number of pairs comes first; 0 beside standby people */
  offset: number
  /** every tier outweighs the sum of those below by size alone; else only the floor does, and solving is followed by a check */
  exact: boolean
}

const int32 = 2 ** 31 - 2

function build(
  worth: number,
  reach: number,
  pairs: number,
  musts: number,
  levels: number,
  standby: boolean,
): Tiers & { most: number } {
  const times = Math.min(reach, pairs)
  const floorTier = pairs * 2 * worth + 1
  const fair = floorTier + 2 * worth
  const must = musts ? times * fair + 1 : 0
  const below = fair + 2 * musts * must
  const protect = levels ? times * below + 1 : 0
  const cover = standby ? 2 * levels * protect + (levels ? protect : times * below + 1) : 0
  const most = below + 2 * levels * protect + 4 * cover
  return {
    worth,
    floor: floorTier,
    must,
    protect,
    cover,
    musts,
    offset: standby ? 0 : pairs * most + 1,
    exact: times === pairs,
    most,
  }
}

/**
 * Sizes the tiers so that the heaviest pair fits 32 bits. Where all cannot outweigh each other by size, worth is made
 * coarser first, then the upper tiers reach over fewer pairs (the floor tier never): `exact` is then false.
 *
 * @param worths sizes of a side's worth that may be tried, falling
 */
export function planTiers(profiles: Profile[], worths: number[] = [500, 200, 100]): Tiers {
  const pairs = Math.max(1, Math.floor(profiles.length / 2))
  const musts = Math.max(0, ...profiles.map(({ wants }) => wants.filter(({ must }) => must).length))
  const standby = profiles.some(person => person.standby)
  const lowest = Math.min(...profiles.filter(person => !person.standby).map(({ level }) => level))
  const levels = Math.max(0, ...profiles.filter(person => !person.standby).map(({ level }) => level - lowest))
  for (const worth of worths) {
    const plan = build(worth, pairs, pairs, musts, levels, standby)
    if (plan.most <= int32) return plan
  }
  const worth = pairs <= 1500 ? (worths.at(-2) ?? worths.at(-1)!) : worths.at(-1)!
  let reach = 1
  while (build(worth, reach + 1, pairs, musts, levels, standby).most <= int32) reach++
  return build(worth, reach, pairs, musts, levels, standby)
}

/** What each person brings to any pair, whoever the partner is. */
export function bonusOf(profiles: Profile[], tiers: Tiers): Int32Array {
  const lowest = Math.min(...profiles.filter(person => !person.standby).map(({ level }) => level))
  return Int32Array.from(profiles, ({ standby, level }) =>
    standby ? -tiers.cover : 2 * tiers.cover + (level - lowest) * tiers.protect,
  )
}

/** Worth of a side: rises ever more slowly, so that lifting a poor partner counts more than polishing a good one. */
export function worthOf(points: number, { worth }: Tiers): number {
  const x = Math.min(100, Math.max(0, points))
  return Math.round((worth * x * (200 - x)) / 10_000)
}

/** Tables over a packed side (points in 8 bits, unmet musts in 3): its weight, and all ones when at or above the floor. */
export function sideTables(tiers: Tiers): { weight: Int32Array; above: Int32Array } {
  const weight = new Int32Array(2048)
  const above = new Int32Array(2048)
  for (let side = 0; side < 2048; side++) {
    const unmet = Math.min(side >> 8, tiers.musts)
    weight[side] = worthOf(side & 255, tiers) + (tiers.musts - unmet) * tiers.must
    above[side] = (side & 255) >= floor ? -1 : 0
  }
  return { weight, above }
}
