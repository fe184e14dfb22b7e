import { createHash } from 'node:crypto'

/** A number from 0 up to 1 that follows from a seed and what it is for: the same run, the same faults, in any order of calls. */
export const share = (seed: number, ...about: (string | number)[]): number =>
  createHash('sha256')
    .update(`${seed}:${about.join(':')}`)
    .digest()
    .readUInt32BE(0) /
  2 ** 32

/** The same things in another order, which follows from the seed. */
export const shuffled = <T>(things: readonly T[], seed: number): T[] =>
  things
    .map((thing, i) => [share(seed, 'shuffle', i), thing] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, thing]) => thing)
