import { type Spread, silences } from './answering.ts'
import { aliveMass } from './letters.ts'
import type { Followed } from './pair.ts'
import type { Tables } from './tables.ts'

/** What follows from letters and silences together. */
export type Belief = {
  /** That the pair has ended. */
  ended: number
  /** Worth of a flag today, 0 to 1, should the pair have ended: all within a week, none after seven. */
  worth: number
  /** Of the ended courses: never begun. */
  never: number
  /** Shares of all courses: a left, b left, both faded (never begun counts among them). */
  left: [number, number]
  faded: number
  /** Mean days since the end, over the ended courses. */
  sinceEnd: number
  /** Mean chance that each person answers while the pair lives. */
  ready: [number, number]
}

const worthOf = (days: number) => Math.min(1, Math.max(0, 1 - (days - 7) / 42))

export function believe(followed: Followed, tables: Tables, spread: Spread): Belief {
  const { letters } = followed
  const { habits } = tables
  const now = letters.day
  const a = silences(followed.asks[0], spread, now, habits.leaverAnswers, habits.faderAnswers)
  const b = silences(followed.asks[1], spread, now, habits.leaverAnswers, habits.faderAnswers)
  const alive = aliveMass(letters)
  let ended = 0
  let worth = 0
  let since = 0
  const left: [number, number] = [0, 0]
  let faded = 0
  let ka = 0
  let kb = 0
  for (let L = 0; L <= now; L++) {
    while (ka < a.days.length && a.days[ka]! < L - 1) ka++
    while (kb < b.days.length && b.days[kb]! < L - 1) kb++
    const i = L * 6
    const aLeft = (letters.ended[i]! + letters.ended[i + 1]!) * a.asLeaver[ka]!
    const bLeft = (letters.ended[i + 2]! + letters.ended[i + 3]!) * b.asLeaver[kb]!
    const both = (letters.ended[i + 4]! + letters.ended[i + 5]!) * a.asFader[ka]! * b.asFader[kb]!
    const mass = aLeft + bLeft + both
    ended += mass
    worth += mass * worthOf(now - L)
    since += mass * (now - L)
    left[0] += aLeft
    left[1] += bLeft
    faded += both
  }
  const n = letters.never
  const neverLeft = [
    n[1]! * a.asLeaver[0]! + n[3]! * a.asLeaver[0]! * b.asFader[0]!,
    n[0]! * b.asLeaver[0]! + n[4]! * b.asLeaver[0]! * a.asFader[0]!,
  ] as const
  const neverFaded = n[2]! * a.asFader[0]! * b.asFader[0]!
  const never = now < 7 ? 0 : neverLeft[0] + neverLeft[1] + neverFaded
  ended += never
  worth += never * worthOf(now - 7)
  since += never * now
  const total = Math.max(1e-300, alive + ended)
  return {
    ended: ended / total,
    worth: ended > 0 ? worth / ended : 0,
    sinceEnd: ended > 0 ? since / ended : 0,
    never: never / total,
    left: [(left[0] + neverLeft[0]) / total, (left[1] + neverLeft[1]) / total],
    faded: (faded + neverFaded) / total,
    ready: [a.mean, b.mean],
  }
}
