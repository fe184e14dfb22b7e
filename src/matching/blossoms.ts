/**
 * The matching and its blossoms: nested odd sets, each with its children in a ring. A number below n is a person, one
 * from n on a blossom. Everything walks with a stack of its own: nesting can be as deep as the round is large.
 */
export class Blossoms {
  readonly n: number
  /** partner, or -1 */
  readonly mate: Int32Array
  /** outermost set that holds each person */
  readonly top: Int32Array
  /** the next set around each set; -1 outermost */
  readonly parent: Int32Array
  /** the one person of a set who has no partner within it */
  readonly base: Int32Array
  /** dual of each set, doubled */
  readonly z: Float64Array
  /** children in a ring, the one that holds the base first */
  readonly kids: (number[] | undefined)[]
  /** links[b][2i], links[b][2i + 1]: the tight pair between child i and child i + 1 */
  readonly links: (number[] | undefined)[]
  private readonly spare: number[] = []
  private readonly walk: number[] = []

  constructor(mate: Int32Array) {
    this.n = mate.length
    // sets of three or more that nest or stay apart: never more than n / 2, and one to spare while two overlap
    const room = this.n + (this.n >> 1) + 2
    this.mate = mate
    this.top = Int32Array.from(mate, (_, v) => v)
    this.parent = new Int32Array(room).fill(-1)
    this.base = Int32Array.from({ length: room }, (_, v) => v)
    this.z = new Float64Array(room)
    this.kids = new Array(room)
    this.links = new Array(room)
    for (let b = room - 1; b >= this.n; b--) this.spare.push(b)
  }

  get room(): number {
    return this.parent.length
  }

  make(kids: number[], links: number[]): number {
    const b = this.spare.pop()
    if (b === undefined) throw new Error('more blossoms than nested odd sets can be')
    this.kids[b] = kids
    this.links[b] = links
    this.base[b] = this.base[kids[0]!]!
    this.z[b] = 0
    this.parent[b] = -1
    for (const kid of kids) this.parent[kid] = b
    return b
  }

  /** Takes an outermost blossom apart; its children become outermost. */
  open(b: number): void {
    for (const kid of this.kids[b]!) {
      this.parent[kid] = -1
      this.eachPerson(kid, v => {
        this.top[v] = kid
      })
    }
    this.kids[b] = undefined
    this.links[b] = undefined
    this.z[b] = 0
    this.spare.push(b)
  }

  eachPerson(set: number, visit: (v: number) => void): void {
    if (set < this.n) {
      visit(set)
      return
    }
    const stack = [set]
    while (stack.length) {
      const b = stack.pop()!
      for (const kid of this.kids[b]!) {
        if (kid < this.n) visit(kid)
        else stack.push(kid)
      }
    }
  }

  /** Every blossom that has a dual, with its members. */
  list(): { z: number; members: number[] }[] {
    const out: { z: number; members: number[] }[] = []
    for (let b = this.n; b < this.room; b++) {
      if (!this.kids[b] || this.z[b] === 0) continue
      const members: number[] = []
      this.eachPerson(b, v => members.push(v))
      out.push({ z: this.z[b]!, members: members.sort((p, q) => p - q) })
    }
    return out
  }

  /**
   * A function that gives, for one person at a time, the sum of the duals of all sets that hold both that person and v,
   * for every v. The array is used again by the next call; good until the matching changes.
   */
  sharedDuals(): (u: number) => Float64Array {
    const { n, parent, z, room, top } = this
    // people in an order in which the members of every set stand together: from start[b] to end[b]
    const order = new Int32Array(n)
    const start = new Int32Array(room)
    const end = new Int32Array(room)
    const sum = new Float64Array(room)
    let placed = 0
    const stack = [...new Set(top)]
    while (stack.length) {
      const b = stack.pop()!
      if (b < 0) {
        end[~b] = placed
        continue
      }
      start[b] = placed
      sum[b] = (parent[b]! < 0 ? 0 : sum[parent[b]!]!) + (b < n ? 0 : z[b]!)
      stack.push(~b)
      if (b < n) order[placed++] = b
      else stack.push(...this.kids[b]!)
    }
    const shared = new Float64Array(n)
    let filled = -1
    return u => {
      if (top[u] !== filled) shared.fill(0)
      filled = top[u]!
      let inner = u
      for (let b = parent[u]!; b >= 0; b = parent[b]!) {
        for (let i = start[b]!; i < start[inner]!; i++) shared[order[i]!] = sum[b]!
        for (let i = end[inner]!; i < end[b]!; i++) shared[order[i]!] = sum[b]!
        inner = b
      }
      return shared
    }
  }

  /** The child of `b` that holds `v`. */
  childOf(b: number, v: number): number {
    let c = v
    while (this.parent[c] !== b) c = this.parent[c]!
    return c
  }

  /** Turns the matching within `set` so that `v` is the one left to be matched outside. */
  rebase(set: number, v: number): void {
    const { walk, n, base, mate } = this
    walk.push(set, v)
    while (walk.length) {
      const to = walk.pop()!
      const b = walk.pop()!
      if (b < n || base[b] === to) continue
      const kids = this.kids[b]!
      const links = this.links[b]!
      const child = this.childOf(b, to)
      const j = kids.indexOf(child)
      const [from, until] = j % 2 === 0 ? [0, j] : [j + 1, kids.length]
      for (let i = from; i < until; i += 2) {
        const p = links[2 * i]!
        const q = links[2 * i + 1]!
        mate[p] = q
        mate[q] = p
        walk.push(kids[i]!, p, kids[(i + 1) % kids.length]!, q)
      }
      walk.push(child, to)
      if (j > 0) {
        this.kids[b] = [...kids.slice(j), ...kids.slice(0, j)]
        this.links[b] = [...links.slice(2 * j), ...links.slice(0, 2 * j)]
      }
      base[b] = to
    }
  }
}
