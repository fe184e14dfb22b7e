/** What invented people mean to do, by the moment at which they do it. */
export class Agenda {
  private readonly waiting: { at: number; order: number; act: () => Promise<void> }[] = []
  private order = 0

  add(at: number, act: () => Promise<void>): void {
    this.waiting.push({ at, order: this.order++, act })
    for (let i = this.waiting.length - 1; i > 0; ) {
      const parent = (i - 1) >> 1
      if (!this.before(i, parent)) break
      this.swap(i, parent)
      i = parent
    }
  }

  /** When the next thing is meant to happen; Infinity when nothing is. */
  get next(): number {
    return this.waiting[0]?.at ?? Number.POSITIVE_INFINITY
  }

  /** Does everything that is meant to have happened by `now`, in order. @returns how many things */
  async until(now: number): Promise<number> {
    let done = 0
    while (this.next <= now) {
      await this.take().act()
      done += 1
    }
    return done
  }

  private take() {
    const top = this.waiting[0]!
    const last = this.waiting.pop()!
    if (this.waiting.length > 0) {
      this.waiting[0] = last
      for (let i = 0; ; ) {
        const [left, right] = [2 * i + 1, 2 * i + 2]
        let first = i
        if (left < this.waiting.length && this.before(left, first)) first = left
        if (right < this.waiting.length && this.before(right, first)) first = right
        if (first === i) break
        this.swap(i, first)
        i = first
      }
    }
    return top
  }

  private before(i: number, j: number): boolean {
    const [x, y] = [this.waiting[i]!, this.waiting[j]!]
    return x.at < y.at || (x.at === y.at && x.order < y.order)
  }

  private swap(i: number, j: number): void {
    const held = this.waiting[i]!
    this.waiting[i] = this.waiting[j]!
    this.waiting[j] = held
  }
}
