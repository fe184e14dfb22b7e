import type { Side } from './history.ts'
import { type Belief, type Followed, index } from './pair.ts'
import { ages, at, type Tables } from './tables.ts'

/** How likely each kind of answer would be today, should one come: alive, and ended; each triple sums to the chance of that state. */
export type Forecast = {
  alive: [yes: number, silent: number, no: number]
  ended: [yes: number, silent: number, no: number]
  endedAnswers: number
}

/** What one person would say today if asked, without dates. Uses the courses as they stand. */
export function forecast(followed: Followed, tables: Tables, belief: Belief, side: Side): Forecast {
  const { letters } = followed
  const { habits } = tables
  const me = index(side)
  const now = letters.day
  let mass = letters.unbegun
  let silent = 0
  let no = letters.unbegun * habits.complainsNo * tables.impatient[at(now)]!
  for (let i = 0; i < letters.alive.length; i++) {
    const row = letters.alive[i]!
    const mine = i % 2 === me
    const base = (i >> 1) * ages
    for (let L = letters.from; L <= now; L++) {
      const here = row[L]!
      if (here === 0) continue
      const age = at(now - L)
      mass += here
      if (mine) silent += here * habits.complainsSilent * tables.impatientWriter[base + age]!
      no += here * (mine ? 1 - habits.complainsSilent : 1) * habits.complainsNo * tables.impatient[age]!
    }
  }
  const living = 1 - belief.ended
  const scale = mass > 0 ? living / mass : 0
  const alive: [number, number, number] = [
    living - (silent + no + 2 * habits.slip) * scale,
    (silent + habits.slip) * scale,
    (no + habits.slip) * scale,
  ]
  const age = Math.min(ages * 2 - 1, Math.max(0, Math.round(belief.sinceEnd)))
  const ended: [number, number, number] = [0, 0, 0]
  let endedAnswers = 0
  const add = (share: number, yes: number, silentShare: number, answers: number) => {
    endedAnswers += share * answers
    const weight = share * answers
    ended[0] += weight * yes
    ended[1] += weight * (1 - yes) * silentShare
    ended[2] += weight * (1 - yes) * (1 - silentShare)
  }
  add(belief.left[me], tables.leaverYes[age]!, 0.02, habits.leaverAnswers)
  add(belief.left[1 - me]!, tables.waiterYes[age]!, 0.72, 1)
  add(belief.faded, tables.faderYes[age]!, 0.3, habits.faderAnswers)
  return { alive, ended, endedAnswers }
}

/**
 * What asking one person now is worth: how much better the decision to flag can be made, on average, once the answer or its
 * absence is known. `chance`: that a living person answers within the days that still count. `limit`: the probability at
 * which a flag is raised. 0 to 1.
 */
export function worthAsking(view: Forecast, chance: number, limit: number, belief: Belief): number {
  const before = gain(belief.ended, 1 - belief.ended, limit)
  let after = 0
  let quietEnded = belief.ended
  let quietAlive = 1 - belief.ended
  for (let i = 0; i < 3; i++) {
    const ended = chance * view.ended[i]!
    const alive = chance * view.alive[i]!
    quietEnded -= ended
    quietAlive -= alive
    after += gain(ended, alive, limit)
  }
  after += gain(quietEnded, quietAlive, limit)
  return after - before
}

/** A smooth hinge, in place of the hard one of the decision: what does not cross the limit today may help to cross it later. */
function gain(ended: number, alive: number, limit: number): number {
  const total = ended + alive
  if (total <= 1e-12) return 0
  const p = ended / total
  const entropy = -(p > 0 ? p * Math.log2(p) : 0) - (p < 1 ? (1 - p) * Math.log2(1 - p) : 0)
  return total * ((Math.max(0, p - limit) / (1 - limit)) * HINGE - entropy * ENTROPY)
}
export let HINGE = 0
export let ENTROPY = 1
export const tune = (h: number, e: number) => {
  HINGE = h
  ENTROPY = e
}
