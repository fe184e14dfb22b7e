import type { Candidates } from './graph.ts'

/** For each person the few pairs of least `key` seen so far in a pass over all pairs. */
export class Nearest {
  private readonly keep: number
  private readonly key: Float64Array
  private readonly who: Int32Array
  private readonly weight: Int32Array
  private readonly count: Int32Array
  /** a key must be below this to be taken up */
  readonly limit: Float64Array

  constructor(n: number, keep: number, limit = Number.POSITIVE_INFINITY) {
    this.keep = keep
    this.key = new Float64Array(n * keep)
    this.who = new Int32Array(n * keep)
    this.weight = new Int32Array(n * keep)
    this.count = new Int32Array(n)
    this.limit = new Float64Array(n).fill(limit)
  }

  /**
   * Takes (u, v) into u's few; the caller has looked at `limit`. Keys are integers, and equal ones are told apart by a
   * scattered fraction: were the first in the file preferred, everybody would want the same few.
   */
  take(u: number, v: number, whole: number, weight: number): void {
    const key = whole + (Math.imul(u + 1, 0x9e3779b1) ^ Math.imul(v + 1, 0x85ebca6b)) / 2 ** 32 + 0.5
    if (key >= this.limit[u]!) return
    const { keep, key: keys } = this
    const start = u * keep
    let at: number
    if (this.count[u]! < keep) {
      at = this.count[u]!++
    } else {
      at = keep - 1
    }
    while (at > 0 && keys[start + at - 1]! > key) {
      keys[start + at] = keys[start + at - 1]!
      this.who[start + at] = this.who[start + at - 1]!
      this.weight[start + at] = this.weight[start + at - 1]!
      at--
    }
    keys[start + at] = key
    this.who[start + at] = v
    this.weight[start + at] = weight
    if (this.count[u] === keep) this.limit[u] = keys[start + keep - 1]!
  }

  addTo(list: Candidates): void {
    this.count.forEach((count, u) => {
      for (let i = u * this.keep; i < u * this.keep + count; i++) list.add(u, this.who[i]!, this.weight[i]!)
    })
  }
}
