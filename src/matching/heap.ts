/** A binary heap of (time, a, b), earliest first, in typed arrays; it grows and never shrinks. */
export class Heap {
  size = 0
  private time = new Float64Array(1024)
  private first = new Int32Array(1024)
  private second = new Int32Array(1024)

  clear(): void {
    this.size = 0
  }

  /** Time of the earliest; Infinity when empty. */
  get earliest(): number {
    return this.size ? this.time[0]! : Number.POSITIVE_INFINITY
  }
  get a(): number {
    return this.first[0]!
  }
  get b(): number {
    return this.second[0]!
  }

  push(time: number, a: number, b: number): void {
    if (this.size === this.time.length) this.grow()
    const { time: times, first, second } = this
    let i = this.size++
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (times[parent]! <= time) break
      times[i] = times[parent]!
      first[i] = first[parent]!
      second[i] = second[parent]!
      i = parent
    }
    times[i] = time
    first[i] = a
    second[i] = b
  }

  /** Takes the earliest away; read it from `earliest`, `a` and `b` before. */
  pop(): void {
    const last = --this.size
    if (last <= 0) return
    const { time: times, first, second } = this
    const time = times[last]!
    let i = 0
    for (;;) {
      let child = 2 * i + 1
      if (child >= last) break
      if (child + 1 < last && times[child + 1]! < times[child]!) child++
      if (times[child]! >= time) break
      times[i] = times[child]!
      first[i] = first[child]!
      second[i] = second[child]!
      i = child
    }
    times[i] = time
    first[i] = first[last]!
    second[i] = second[last]!
  }

  private grow(): void {
    const room = this.time.length * 2
    const copy = <T extends Float64Array | Int32Array>(from: T, to: T): T => {
      to.set(from)
      return to
    }
    this.time = copy(this.time, new Float64Array(room))
    this.first = copy(this.first, new Int32Array(room))
    this.second = copy(this.second, new Int32Array(room))
  }
}
