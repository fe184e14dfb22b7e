import type { Blossoms } from './blossoms.ts'

/** Where a set stands in the tree of a search. */
export const free = 0
export const even = 1
export const odd = 2

/** The tree of a search: alternating pairs out and pairs back, its nodes the outermost sets of the moment. */
export class Tree {
  protected readonly sets: Blossoms
  protected readonly label: Uint8Array
  /** the pair by which an odd set was reached: from the tree, into the set */
  protected readonly entryFrom: Int32Array
  protected readonly entryTo: Int32Array
  /** sets merged in this search point to the blossom around them */
  protected readonly within: Int32Array
  private readonly mark: Int32Array
  private marks = 0

  constructor(sets: Blossoms) {
    const { room } = sets
    this.sets = sets
    this.label = new Uint8Array(room)
    this.entryFrom = new Int32Array(room)
    this.entryTo = new Int32Array(room)
    this.within = Int32Array.from({ length: room }, (_, b) => b)
    this.mark = new Int32Array(room)
  }

  /** The outermost set that holds a person now; paths are halved on the way. */
  protected find(v: number): number {
    const { within } = this
    let b = this.sets.top[v]!
    while (within[b] !== b) {
      const up = within[within[b]!]!
      within[b] = up
      b = up
    }
    return b
  }

  /** The nearest even set that stands above both in the tree. */
  protected common(one: number, other: number): number {
    const mark = ++this.marks
    let [x, y] = [one, other]
    for (;;) {
      if (x >= 0) {
        if (this.mark[x] === mark) return x
        this.mark[x] = mark
        x = this.above(x)
      }
      if (y >= 0) {
        if (this.mark[y] === mark) return y
        this.mark[y] = mark
        y = this.above(y)
      }
    }
  }

  private above(set: number): number {
    const out = this.sets.mate[this.sets.base[set]!]!
    return out < 0 ? -1 : this.find(this.entryFrom[this.find(out)]!)
  }

  /** Gives `s`, at even distance, the partner `partner` (-1: nobody), and turns every pair between there and the root. */
  protected turn(s: number, partner: number): void {
    const { sets } = this
    for (;;) {
      const set = this.find(s)
      const out = sets.mate[sets.base[set]!]!
      sets.rebase(set, s)
      sets.mate[s] = partner
      if (out < 0) return
      const t = this.find(out)
      const [from, to] = [this.entryFrom[t]!, this.entryTo[t]!]
      sets.rebase(t, to)
      sets.mate[to] = from
      s = from
      partner = to
    }
  }
}
