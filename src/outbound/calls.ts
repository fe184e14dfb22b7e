/** A promise that somebody will await later; should it fail before that, it is not yet an error. */
export function ahead<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {})
  return promise
}

/** So many calls at a time. The first failure of our own, a lost database above all, ends the run. */
export class Calls {
  #most: number
  #open = new Set<Promise<void>>()
  #failed: unknown
  constructor(most: number) {
    this.#most = most
  }
  begin(call: Promise<void>) {
    const entry: Promise<void> = call
      .catch(error => {
        this.#failed ??= error
      })
      .finally(() => this.#open.delete(entry))
    this.#open.add(entry)
  }
  async room() {
    while (this.#open.size >= this.#most) await Promise.race(this.#open)
    if (this.#failed) {
      await Promise.all(this.#open)
      throw this.#failed
    }
  }
  async end() {
    await Promise.all(this.#open)
    if (this.#failed) throw this.#failed
  }
}
