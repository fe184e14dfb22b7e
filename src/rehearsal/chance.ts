import { createHash } from 'node:crypto'

/** A stream of chance that depends on its key alone, so that the same seed plays the same round in whatever order things happen. */
export type Chance = {
  /** 0 to 1 */
  unit: () => number
  is: (probability: number) => boolean
  pick: <T>(list: readonly T[]) => T
  /** by weight */
  pickBy: <T extends string>(weights: Record<T, number>) => T
  int: (below: number) => number
  /** about `median`, now and then far more */
  lognormal: (median: number, sd: number) => number
}

export function chanceOf(...key: (string | number)[]): Chance {
  let state = createHash('sha256').update(key.join('|')).digest().readUInt32LE(0)
  const unit = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const int = (below: number) => Math.floor(unit() * below)
  return {
    unit,
    int,
    is: probability => unit() < probability,
    pick: list => list[int(list.length)]!,
    pickBy: weights => {
      const entries = Object.entries<number>(weights)
      let left = unit() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [name, weight] of entries) if ((left -= weight) < 0) return name as never
      return entries[0]![0] as never
    },
    lognormal: (median, sd) => median * Math.exp(sd * Math.sqrt(-2 * Math.log(unit() + 1e-12)) * Math.cos(2 * Math.PI * unit())),
  }
}
