import type { Weigher } from './rows.ts'
import type { Solution } from './solve.ts'

/** What problem.json and duals.json hold; the format is `matching-certificate/1`. */
export type Certificate = {
  problem: {
    format: 'matching-certificate/1'
    n: number
    weights: { file: string; layout: 'upper-triangle-int32le' }
    offset: number
    /** 'weight' beside standby people, whose staying unpaired costs nothing; else the number of pairs comes first */
    objective?: 'weight'
  }
  /** doubled duals; by complementary slackness they prove that no other matching weighs more */
  duals: { y: number[]; blossoms: { z: number; members: number[] }[]; barrier?: number[] }
}

/** The weights as the proof's weight file has them: for each i the pairs (i, j > i), -1 for forbidden. One buffer, used again. */
export function* weightRows({ n, fillRow }: Pick<Weigher, 'n' | 'fillRow'>): Generator<Int32Array> {
  const row = new Int32Array(n)
  for (let u = 0; u < n - 1; u++) {
    fillRow(u, row)
    yield row.subarray(u + 1)
  }
}

/** The proof of a solution, as data. */
export function certify({ mate, y, blossoms }: Solution, offset: number, objective?: 'weight'): Certificate {
  const problem = {
    format: 'matching-certificate/1' as const,
    n: y.length,
    weights: { file: 'weights.i32', layout: 'upper-triangle-int32le' as const },
    offset,
    ...(objective && { objective }),
  }
  // without any pair no weight bounds the offset; then everybody stands alone, which the empty barrier proves
  const none = mate.every(v => v < 0)
  return { problem, duals: { y: Array.from(y), blossoms, ...(none && { barrier: [] }) } }
}

/**
 * Checks a solution against its own duals: everything but the slack of pairs that were not chosen, which the solver's
 * last pass over all pairs has looked at.
 *
 * @throws when the solution is not proved; a proposal without a proof is an error
 */
export function mustBeProved({ mate, y, blossoms }: Solution, weigher: Weigher, offset: number): void {
  const fail = (what: string) => {
    throw new Error(`matching is not proved optimal: ${what}`)
  }
  let primal = 0n
  let dual = 0n
  mate.forEach((v, u) => {
    if (!Number.isSafeInteger(y[u]!) || y[u]! < 0) fail(`dual of person ${u} is ${y[u]}`)
    if (v < 0 && y[u] !== 0) fail(`unpaired person ${u} has a dual of ${y[u]}`)
    if (v >= 0 && mate[v] !== u) fail(`person ${u} is paired with ${v}, who is not`)
    dual += BigInt(y[u]!)
    if (v < u) return
    const weight = weigher.weight(u, v)
    if (weight < 0) fail(`pair ${u}, ${v} is forbidden`)
    primal += 2n * (BigInt(weight) + BigInt(offset))
  })
  for (const { z, members } of blossoms) {
    if (!Number.isSafeInteger(z) || z < 0) fail(`dual of a set is ${z}`)
    const inside = new Set(members)
    if (members.filter(v => inside.has(mate[v]!)).length !== members.length - 1) fail('a set is not full')
    dual += BigInt(z) * BigInt((members.length - 1) / 2)
  }
  if (primal !== dual) fail(`pairs weigh ${primal}, duals ${dual}`)
}
