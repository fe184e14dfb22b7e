import type { Assignment } from './assign.ts'
import type { Blossoms } from './blossoms.ts'
import { Nearest } from './nearest.ts'
import type { Weigher } from './rows.ts'

type Progress = (share: number) => void

/** Looks at every pair once, a row at a time; `see` gets each row's start and weights. */
function eachRow({ n, fillRow }: Weigher, progress: Progress, see: (u: number, row: Int32Array) => void): void {
  const row = new Int32Array(n)
  const pairs = (n * (n - 1)) / 2
  let done = 0
  for (let u = 0; u < n - 1; u++) {
    fillRow(u, row)
    see(u, row)
    done += n - 1 - u
    if (u % 64 === 0) progress(done / pairs)
  }
}

/** The first candidates: for each person those of greatest weight, what the partner brings to any pair left out. */
export function heaviest(weigher: Weigher, keep: number, progress: Progress): Nearest {
  const { n, bonus } = weigher
  const best = new Nearest(n, keep)
  const { limit } = best
  eachRow(weigher, progress, (u, row) => {
    const mine = bonus[u]!
    for (let v = u + 1; v < n; v++) {
      const w = row[v]!
      if (w < 0 || (mine < 0 && bonus[v]! < 0)) continue
      const key = mine + bonus[v]! - w
      if (key < limit[u]!) best.take(u, v, key, w)
      if (key < limit[v]!) best.take(v, u, key, w)
    }
  })
  return best
}

/**
 * Every pair against the duals of an assignment: for each person the few that violate it most, or, where fewer do,
 * those nearest to being tight.
 */
export function priceAssignment(
  weigher: Weigher,
  offset: number,
  { give, take }: Assignment,
  keep: number,
  progress: Progress,
): Nearest {
  const { n } = weigher
  const urgent = new Nearest(n, keep)
  const { limit } = urgent
  eachRow(weigher, progress, (u, row) => {
    const g = give[u]! - offset
    const t = take[u]! - offset
    for (let v = u + 1; v < n; v++) {
      const w = row[v]!
      if (w < 0) continue
      const forth = g + take[v]! - w
      const back = t + give[v]! - w
      const key = forth < 0 || back < 0 ? Math.min(forth, back) : forth + back
      if (key < limit[u]!) urgent.take(u, v, key, w)
      if (key < limit[v]!) urgent.take(v, u, key, w)
    }
  })
  return urgent
}

/** Every pair against the duals of a matching. No violation is the proof. */
export function priceMatching(
  weigher: Weigher,
  offset: number,
  y: Float64Array,
  sets: Blossoms,
  keep: number,
  progress: Progress,
) {
  const { n } = weigher
  const shared = sets.sharedDuals()
  const urgent = new Nearest(n, keep)
  const { limit } = urgent
  let violations = 0
  eachRow(weigher, progress, (u, row) => {
    const mine = y[u]! - 2 * offset
    const both = shared(u)
    for (let v = u + 1; v < n; v++) {
      const w = row[v]!
      if (w < 0) continue
      const slack = mine + y[v]! + both[v]! - 2 * w
      if (slack >= 0) continue
      violations++
      if (slack < limit[u]!) urgent.take(u, v, slack, w)
      if (slack < limit[v]!) urgent.take(v, u, slack, w)
    }
  })
  return { violations, urgent }
}
