/** The pairs that the solver looks at, as rows: the neighbours of v stand at off[v] … off[v + 1] in `to` and `weight`. */
export type Graph = { n: number; off: Int32Array; to: Int32Array; weight: Int32Array }

/** A growing list of candidate pairs, each stored once from either end; doubles are dropped when rows are made. */
export class Candidates {
  count = 0
  private u = new Int32Array(4096)
  private v = new Int32Array(4096)
  private w = new Int32Array(4096)
  readonly n: number

  constructor(n: number) {
    this.n = n
  }

  add(u: number, v: number, w: number): void {
    if (this.count === this.u.length) {
      const wider = (from: Int32Array) => {
        const to = new Int32Array(from.length * 2)
        to.set(from)
        return to
      }
      this.u = wider(this.u)
      this.v = wider(this.v)
      this.w = wider(this.w)
    }
    this.u[this.count] = u
    this.v[this.count] = v
    this.w[this.count++] = w
  }

  /** Rows over all candidates so far; doubles are also forgotten here, so the list stays as small as the graph. */
  graph(): Graph {
    const { n, u, v, w } = this
    const full = new Int32Array(n + 1)
    for (let i = 0; i < this.count; i++) {
      full[u[i]! + 1]!++
      full[v[i]! + 1]!++
    }
    for (let x = 0; x < n; x++) full[x + 1]! += full[x]!
    const at = full.slice()
    const to = new Int32Array(2 * this.count)
    const weight = new Int32Array(2 * this.count)
    for (let i = 0; i < this.count; i++) {
      to[at[u[i]!]!] = v[i]!
      weight[at[u[i]!]!++] = w[i]!
      to[at[v[i]!]!] = u[i]!
      weight[at[v[i]!]!++] = w[i]!
    }
    const off = new Int32Array(n + 1)
    const seen = new Int32Array(n).fill(-1)
    let kept = 0
    this.count = 0
    for (let x = 0; x < n; x++) {
      for (let i = full[x]!; i < full[x + 1]!; i++) {
        const other = to[i]!
        if (seen[other] === x) continue
        seen[other] = x
        if (x < other) this.add(x, other, weight[i]!)
        to[kept] = other
        weight[kept++] = weight[i]!
      }
      off[x + 1] = kept
    }
    return { n, off, to: to.slice(0, kept), weight: weight.slice(0, kept) }
  }
}
