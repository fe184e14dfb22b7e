import type { Blossoms } from './blossoms.ts'
import type { Graph } from './graph.ts'
import { Heap } from './heap.ts'
import { even, free, odd, Tree } from './tree.ts'

/** second field of an event that opens a blossom */
const opens = -(2 ** 31)

/**
 * Edmonds' search from one unpaired person, in the order of time: the duals of people at even distance fall by one a
 * unit of time, those at odd distance rise. It ends when another unpaired person is reached, or somebody's dual is
 * zero, who may then stay unpaired. Duals are written back only then; `since` holds them shifted by their time of entry.
 *
 * All duals and slacks are doubled. Whoever is in the tree is linked by tight pairs, so their duals have one parity, and
 * every time is an integer.
 */
export class Search extends Tree {
  private readonly graph: Graph
  private readonly offset: number
  private readonly y: Float64Array
  private readonly heap = new Heap()
  private readonly state: Uint8Array
  private readonly since: Float64Array
  private readonly zSince: Float64Array
  /** the even person nearest to each person: how soon, and who */
  private readonly nearest: Float64Array
  private readonly nearestWho: Int32Array
  private reached: number[] = []
  private near: number[] = []
  private born: number[] = []
  private readonly toScan: number[] = []
  private zeroTime = 0
  private zeroWho = -1
  /** no event later than this matters */
  private bound = 0

  constructor(graph: Graph, offset: number, sets: Blossoms, y: Float64Array) {
    super(sets)
    const { n, room } = sets
    this.graph = graph
    this.offset = offset
    this.y = y
    this.state = new Uint8Array(n)
    this.since = new Float64Array(n)
    this.zSince = new Float64Array(room)
    this.nearest = new Float64Array(n).fill(Number.POSITIVE_INFINITY)
    this.nearestWho = new Int32Array(n)
  }

  /** Pairs `root`, or leaves them or another unpaired at a dual of zero. */
  from(root: number): void {
    const { heap, sets } = this
    heap.clear()
    this.zeroTime = Number.POSITIVE_INFINITY
    this.bound = Number.POSITIVE_INFINITY
    this.labelEven(sets.top[root]!, 0)
    this.scanAll()
    for (;;) {
      const time = heap.earliest
      if (time >= this.zeroTime) {
        this.turn(this.zeroWho, -1)
        this.finish(this.zeroTime)
        return
      }
      const { a, b } = heap
      heap.pop()
      if (b === opens) this.openOdd(a, time)
      else if (b < 0) this.meet(a, ~b, time)
      else if (this.state[b] === free && time === this.nearest[b]! + this.y[b]!) {
        const set = this.find(b)
        const out = sets.mate[sets.base[set]!]!
        if (out < 0) {
          sets.rebase(set, b)
          sets.mate[b] = a
          this.turn(a, b)
          this.finish(time)
          return
        }
        this.labelOdd(set, time, a, b)
        this.labelEven(this.find(out), time)
      }
      this.scanAll()
    }
  }

  private labelEven(set: number, time: number): void {
    this.label[set] = even
    this.reached.push(set)
    if (set >= this.sets.n) this.zSince[set] = this.sets.z[set]! - 2 * time
    this.sets.eachPerson(set, v => this.enterEven(v, this.y[v]! + time))
  }

  private enterEven(v: number, since: number): void {
    this.state[v] = even
    this.since[v] = since
    this.toScan.push(v)
    if (since >= this.zeroTime) return
    this.zeroTime = since
    this.zeroWho = v
    if (since < this.bound) this.bound = since
  }

  private labelOdd(set: number, time: number, from: number, to: number): void {
    this.label[set] = odd
    this.reached.push(set)
    this.entryFrom[set] = from
    this.entryTo[set] = to
    this.sets.eachPerson(set, v => {
      this.state[v] = odd
      this.since[v] = this.y[v]! - time
    })
    if (set < this.sets.n) return
    this.zSince[set] = this.sets.z[set]! + 2 * time
    this.push(this.zSince[set]! / 2, set, opens)
  }

  private push(time: number, a: number, b: number): void {
    if (time <= this.bound) this.heap.push(time, a, b)
  }

  private scanAll(): void {
    while (this.toScan.length) this.scan(this.toScan.pop()!)
  }

  private scan(u: number): void {
    const { off, to, weight } = this.graph
    const { state, since, nearest, nearestWho, offset, y } = this
    const mine = since[u]!
    for (let i = off[u]!; i < off[u + 1]!; i++) {
      const v = to[i]!
      const key = mine - 2 * (weight[i]! + offset)
      if (state[v] === even) {
        const time = (key + since[v]!) / 2
        if (time <= this.bound && this.find(u) !== this.find(v)) this.heap.push(time, u, ~v)
      } else if (key < nearest[v]!) {
        if (nearest[v] === Number.POSITIVE_INFINITY) this.near.push(v)
        nearest[v] = key
        nearestWho[v] = u
        if (state[v] === free) this.reach(v, key + y[v]!, u)
      }
    }
  }

  private reach(v: number, time: number, from: number): void {
    if (time > this.bound) return
    this.heap.push(time, from, v)
    const { mate, base } = this.sets
    if (mate[v]! < 0 || mate[base[this.find(v)]!]! < 0) this.bound = time
  }

  /** Two even people whose pair has become tight: a blossom, unless one holds both already. */
  private meet(u: number, v: number, time: number): void {
    const [one, other] = [this.find(u), this.find(v)]
    if (one === other) return
    const { base, mate, n, z } = this.sets
    const root = this.common(one, other)
    const kids = [root]
    const links: number[] = []
    const down: number[] = []
    for (let set = one; set !== root; set = this.find(this.entryFrom[down.at(-1)!]!)) down.push(set, this.find(mate[base[set]!]!))
    for (let i = down.length - 2; i >= 0; i -= 2) {
      const [s, t] = [down[i]!, down[i + 1]!]
      kids.push(t, s)
      links.push(this.entryFrom[t]!, this.entryTo[t]!, mate[base[s]!]!, base[s]!)
    }
    links.push(u, v)
    for (let set = other; set !== root; ) {
      const t = this.find(mate[base[set]!]!)
      kids.push(set, t)
      links.push(base[set]!, mate[base[set]!]!, this.entryTo[t]!, this.entryFrom[t]!)
      set = this.find(this.entryFrom[t]!)
    }
    const b = this.sets.make(kids, links)
    this.label[b] = even
    this.zSince[b] = -2 * time
    this.born.push(b)
    for (const kid of kids) {
      if (kid >= n) z[kid] = this.label[kid] === even ? this.zSince[kid]! + 2 * time : this.zSince[kid]! - 2 * time
      this.within[kid] = b
      if (this.label[kid] === odd) this.sets.eachPerson(kid, x => this.enterEven(x, this.since[x]! + 2 * time))
    }
  }

  /** An odd blossom whose dual has come to zero: its children take their places in the tree, or leave it. */
  private openOdd(b: number, time: number): void {
    if (this.label[b] !== odd || this.within[b] !== b || this.zSince[b]! / 2 !== time) return
    const { sets } = this
    const kids = sets.kids[b]!
    const links = sets.links[b]!
    const entry = kids.indexOf(sets.childOf(b, this.entryTo[b]!))
    sets.eachPerson(b, v => {
      this.y[v] = this.since[v]! + time
      this.state[v] = free
    })
    this.label[b] = free
    sets.open(b)
    const forward = entry % 2 === 1
    const size = kids.length
    const next = (i: number) => (forward ? (i + 1) % size : (i + size - 1) % size)
    const link = (i: number): [number, number] =>
      forward ? [links[2 * i]!, links[2 * i + 1]!] : [links[2 * next(i) + 1]!, links[2 * next(i)]!]
    let [from, to] = [this.entryFrom[b]!, this.entryTo[b]!]
    let at = entry
    for (;;) {
      this.labelOdd(kids[at]!, time, from, to)
      if (at === 0) break
      at = next(at)
      this.labelEven(kids[at]!, time)
      ;[from, to] = link(at)
      at = next(at)
    }
    for (const kid of kids) {
      if (this.label[kid] !== free) continue
      sets.eachPerson(kid, v => {
        if (this.nearest[v]! < Number.POSITIVE_INFINITY) this.reach(v, this.nearest[v]! + this.y[v]!, this.nearestWho[v]!)
      })
    }
  }

  /** Writes the duals of everybody reached, keeps the blossoms that have a dual, and forgets the rest of the search. */
  private finish(time: number): void {
    const { sets, label, within, y, since } = this
    const { n, z } = sets
    const settle = (set: number) => {
      if (label[set] === free || within[set] !== set) return
      const up = label[set] === odd
      if (set >= n) z[set] = up ? this.zSince[set]! - 2 * time : this.zSince[set]! + 2 * time
    }
    for (const set of this.reached) settle(set)
    for (const b of this.born) settle(b)
    for (const set of this.reached) {
      if (label[set] === free) continue
      sets.eachPerson(set, v => {
        if (this.state[v] === free) return
        y[v] = this.state[v] === even ? since[v]! - time : since[v]! + time
        this.state[v] = free
      })
    }
    this.keepBorn()
    for (const v of this.near) this.nearest[v] = Number.POSITIVE_INFINITY
    for (const set of this.reached) label[set] = free
    this.reached = []
    this.near = []
    this.born = []
    this.toScan.length = 0
  }

  private keepBorn(): void {
    const { sets, within, label } = this
    const outermost = this.born.filter(b => within[b] === b)
    for (const b of this.born) for (const kid of sets.kids[b]!) within[kid] = kid
    for (const b of this.born) label[b] = free
    while (outermost.length) {
      const b = outermost.pop()!
      if (sets.z[b]! > 0) {
        sets.eachPerson(b, v => {
          sets.top[v] = b
        })
      } else {
        const kids = sets.kids[b]!
        sets.open(b)
        outermost.push(...kids.filter(kid => kid >= sets.n))
      }
    }
  }
}
