import type { Belief } from './belief.ts'
import type { Side } from './history.ts'
import { type Followed, index } from './pair.ts'
import { ages, at, type Tables } from './tables.ts'

/** How likely each kind of answer would be today, should one come: alive, and ended; each triple sums to the chance of that state. */
export type Forecast = {
  alive: [yes: number, silent: number, no: number]
  ended: [yes: number, silent: number, no: number]
}

/** Share of a living pair's courses in which each would complain of the partner's silence, and of the pair's. */
export type Complaints = { silent: [number, number]; no: [number, number] }

/** How living pairs in this one's place would complain today, a and b. */
export function complaintsOf({ letters }: Followed, tables: Tables): Complaints {
  const { complainsSilent, complainsNo } = tables.habits
  const now = letters.day
  let mass = letters.unbegun
  const quiet = [letters.unbegun * tables.impatient[at(now)]!, 0, 0]
  const alone = [0, 0]
  const longest = tables.impatient[at(now)]!
  for (let i = 0; i < letters.alive.length; i++) {
    const row = letters.alive[i]!
    const base = (i >> 1) * ages
    let sum = 0
    let both = 0
    let waiting = 0
    for (let L = letters.from; L <= now; L++) {
      const here = row[L]!
      const age = now - L < ages ? now - L : ages - 1
      sum += here
      both += here * tables.impatient[age]!
      waiting += here * Math.min(longest, tables.impatientWriter[base + age]!)
    }
    mass += sum
    quiet[1 + (i & 1)]! += both
    alone[i & 1]! += waiting
  }
  if (!(mass > 0)) return { silent: [0, 0], no: [0, 0] }
  const no = (me: number) => (complainsNo * (quiet[0]! + quiet[2 - me]! + (1 - complainsSilent) * quiet[1 + me]!)) / mass
  return { silent: [(complainsSilent * alone[0]!) / mass, (complainsSilent * alone[1]!) / mass], no: [no(0), no(1)] }
}

/** What one person would say today if asked, without dates. Uses the courses as they stand. */
export function forecast(complaints: Complaints, tables: Tables, belief: Belief, side: Side): Forecast {
  const { habits } = tables
  const me = index(side)
  const living = 1 - belief.ended
  const silent = complaints.silent[me] + habits.slip
  const no = complaints.no[me] + habits.slip
  const alive: [number, number, number] = [living * (1 - silent - no), living * silent, living * no]
  const age = Math.min(ages * 2 - 1, Math.max(0, Math.round(belief.sinceEnd)))
  const ended: [number, number, number] = [0, 0, 0]
  const add = (share: number, yes: number, silentShare: number, answers: number) => {
    const weight = share * answers
    ended[0] += weight * yes
    ended[1] += weight * (1 - yes) * silentShare
    ended[2] += weight * (1 - yes) * (1 - silentShare)
  }
  add(belief.left[me], tables.leaverYes[age]!, 0.02, habits.leaverAnswers)
  add(belief.left[1 - me]!, tables.waiterYes[age]!, 0.72, 1)
  add(belief.faded, tables.faderYes[age]!, 0.3, habits.faderAnswers)
  return { alive, ended }
}

/**
 * What asking one person now is worth: bits by which an answer, or its absence, settles on average whether the pair has ended.
 * `chance`: that a living person answers within the days that still count.
 */
export function worthAsking(view: Forecast, chance: number, belief: Belief): number {
  let after = 0
  let quietEnded = belief.ended
  let quietAlive = 1 - belief.ended
  for (let i = 0; i < 3; i++) {
    const ended = chance * view.ended[i]!
    const alive = chance * view.alive[i]!
    quietEnded -= ended
    quietAlive -= alive
    after += doubt(ended, alive)
  }
  return doubt(belief.ended, 1 - belief.ended) - after - doubt(quietEnded, quietAlive)
}

/** Bits of doubt in two masses, times their sum. */
function doubt(ended: number, alive: number): number {
  const total = ended + alive
  if (ended <= 1e-12 || alive <= 1e-12) return 0
  return -(ended * Math.log2(ended / total) + alive * Math.log2(alive / total))
}
