import { betaWeights, type Spread, weightOf } from './answering.ts'
import { factsOf } from './facts.ts'
import { type Complaints, complaintsOf, forecast, worthAsking } from './forecast.ts'
import { type Habits, usualHabits } from './habits.ts'
import type { Assessment, Calendar, CheckIn, Names, Pair, PairEvent, PlainWord, Side } from './history.ts'
import { type Belief, believe, bringUp, type Followed, followPair, index } from './pair.ts'
import { inWords, plainWords, reasonFor, shapeOf, suggestionFor } from './reasons.ts'
import { type Tables, tablesOf } from './tables.ts'

export type Knobs = {
  limit: number
  worthPull: number
  quiet: number
  gap: number
  least: number
  firstAsk: number
  front: number
  chanceDays: number
  power: number
  spread: number
}
export const usualKnobs: Knobs = {
  limit: 0.35,
  worthPull: 0,
  quiet: 10,
  gap: 9,
  least: 0.004,
  firstAsk: 8,
  front: 1,
  chanceDays: 10,
  power: 0.9,
  spread: 0.1,
}

/** A cohort that is followed from day to day: give it what happened, then look. Same events and looks, same answers. */
export class Cohort {
  private readonly calendar: Calendar
  private readonly pairs = new Map<string, Followed>()
  private habits: Habits
  private tables: Tables
  private spread: Spread
  private beliefs = new Map<string, Belief>()
  private readonly touched = new Map<string, Followed>()
  private lookedAt = Number.NEGATIVE_INFINITY
  private readonly knobs: Knobs

  constructor(calendar: Calendar, habits: Habits = usualHabits, knobs: Knobs = usualKnobs) {
    this.calendar = calendar
    this.habits = habits
    this.tables = cachedTables(habits)
    this.knobs = knobs
    this.spread = { readiness: betaWeights(habits.answers, habits.answersConcentration), arrived: usualArrivals() }
  }

  /** A pair was introduced. Its events may follow at once or later, in order. */
  join(pair: Pair, events: PairEvent[] = []): void {
    const room = Math.max(40, Math.ceil(this.calendar.end - pair.start) + 2)
    const followed = followPair(pair, this.tables, room, [...events])
    this.pairs.set(pair.id, followed)
    this.touched.set(pair.id, followed)
  }

  /** Something happened to a pair. Events of one pair come in order of their days. */
  hear(pair: string, event: PairEvent): void {
    let followed = this.pairs.get(pair)
    if (!followed) throw new Error(`no pair '${pair}' was introduced to this cohort`)
    followed.log.push(event)
    const day = Math.floor(event.day - followed.pair.start)
    const late = event.kind === 'heartbeat' ? day <= followed.letters.day && day > 0 : day < followed.letters.day
    if (late) this.pairs.set(pair, (followed = this.startOver(followed)))
    if (event.kind !== 'flagged') this.touched.set(pair, followed)
    else followed.flaggedOn = Math.floor(event.day - followed.pair.start)
  }

  /** A pair from its first day again: an event came late, or habits were learnt. */
  private startOver({ pair, log }: Followed): Followed {
    const room = Math.max(40, Math.ceil(this.calendar.end - pair.start) + 2)
    return followPair(pair, this.tables, room, log)
  }

  private bringUp(now: number): void {
    const moved = this.lookedAt !== now
    this.lookedAt = now
    for (const [id, followed] of moved ? this.pairs : this.touched) {
      const day = Math.floor(now - followed.pair.start)
      if (day < 0) continue
      if (!followed.closed) bringUp(followed, this.tables, day)
      if (followed.closed) this.beliefs.delete(id)
      else this.beliefs.set(id, believe(followed, this.tables, this.spread))
    }
    this.touched.clear()
  }

  /** Every open pair as it looks on day `now`. */
  risk(now: number): Assessment[] {
    this.bringUp(now)
    const out: Assessment[] = []
    for (const [id, belief] of this.beliefs) {
      const followed = this.pairs.get(id)!
      if (followed.closed) continue
      const optedOut = followed.optedOut[0] || followed.optedOut[1]
      const odds = (belief.ended / Math.max(1e-9, 1 - belief.ended)) ** this.knobs.power
      const probability = optedOut ? 1 : odds / (1 + odds)
      const day = followed.letters.day
      const waits = followed.flaggedOn !== null && day - followed.flaggedOn < 14
      const cleared = followed.clearedOn !== null && day - followed.clearedOn < this.knobs.quiet && !optedOut
      const flag = !waits && !cleared && probability * (1 + this.knobs.worthPull * belief.worth) >= this.knobs.limit
      out.push(this.describe(followed, belief, probability, now, flag))
    }
    return out
  }

  /** Words are made when they are read: most pairs are in no trouble on most days. */
  private describe({ pair, log }: Followed, belief: Belief, probability: number, now: number, flag: boolean): Assessment {
    const upTo = log.length
    const heard = () => log.slice(0, upTo)
    const names = pair.names ?? unnamed
    return {
      pair: pair.id,
      probability,
      flag,
      inWords: inWords(probability),
      get reason() {
        return reasonFor(heard(), names, pair.start, now)
      },
      get lastGoodSignA() {
        return factsOf(heard(), 'a', now).goodSign
      },
      get lastGoodSignB() {
        return factsOf(heard(), 'b', now).goodSign
      },
      get shape() {
        return shapeOf(heard(), now, belief)
      },
      get suggestion() {
        return suggestionFor(this.shape, heard(), now, probability)
      },
    }
  }

  /** People's own words about open pairs since `since` (exclusive), for lines of their own. */
  plainWords(since: number, now: number): PlainWord[] {
    const out: PlainWord[] = []
    for (const { pair, log } of this.pairs.values()) out.push(...plainWords(pair.id, log, pair.names ?? unnamed, since, now))
    return out
  }

  /** Whom to ask on day `now`. */
  nextCheckIn(now: number): CheckIn[] {
    this.bringUp(now)
    const { calendar, knobs } = this
    const out: CheckIn[] = []
    const wanted: { pair: string; to: Side; bits: number }[] = []
    let spent = 0
    let personDays = 0
    let ahead = 0
    for (const [id, followed] of this.pairs) {
      const { pair, letters, asks } = followed
      for (const list of asks) for (const ask of list) if (!ask.inPrompt) spent++
      personDays += 2 * (followed.closed ? letters.day : Math.floor(now - pair.start) + 1)
      if (followed.closed || now < pair.start) continue
      ahead += 2 * Math.max(0, calendar.end - now)
      const prompt = (pair.promptDays ?? calendar.promptDays).includes(Math.floor(now))
      const belief = this.beliefs.get(id)
      if (!belief || followed.flaggedOn !== null) {
        if (!prompt) continue
      }
      let complaints: Complaints | undefined
      for (const to of ['a', 'b'] as const) {
        const me = index(to)
        const list = asks[me]
        const last = list.at(-1)
        if (followed.optedOut[me] || followed.bouncing[me] || letters.awayUntil[me] > letters.day || last?.day === letters.day)
          continue
        if (prompt) {
          out.push({
            pair: id,
            to,
            why: 'the question rides in the prompt',
            ridesInPrompt: true,
            askRhythm: asksRhythm(followed),
          })
          continue
        }
        if (letters.day < knobs.firstAsk || (last && letters.day - last.day < knobs.gap)) continue
        const weight = weightOf(list, letters.day, false, this.habits)
        const chance = belief!.ready[me] * weight * this.spread.arrived[knobs.chanceDays]!
        const bits =
          worthAsking(
            forecast((complaints ??= complaintsOf(followed, this.tables)), this.tables, belief!, to),
            chance,
            knobs.limit,
            belief!,
          ) *
          (0.2 + belief!.worth)
        if (bits > knobs.least) wanted.push({ pair: id, to, bits })
      }
    }
    const perDay = calendar.budgetPerMonth / 30.4 - calendar.promptDays.length / (calendar.end - calendar.start + 1)
    const whole = (personDays + ahead) * perDay
    const share = Math.min(1, personDays / (personDays + ahead) / knobs.front)
    const quota = Math.floor(Math.min(whole * 0.985 - spent, whole * share - spent))
    wanted.sort((x, y) => y.bits - x.bits || (x.pair < y.pair ? -1 : 1))
    const chosen = new Set<string>()
    for (const { pair, to } of wanted) {
      if (out.length >= quota && quota < out.length + 1 && !false) {
        if (chosen.size >= quota) break
      }
      if (chosen.has(pair)) continue
      chosen.add(pair)
      out.push({
        pair,
        to,
        why: 'its answer would tell most',
        ridesInPrompt: false,
        askRhythm: asksRhythm(this.pairs.get(pair)!),
      })
    }
    return out
  }
}

/** The first letter that asks a pair anything asks how they write too, until they have told. */
const asksRhythm = ({ asks, log }: Followed) =>
  asks[0].length + asks[1].length === 0 && !log.some(event => event.kind === 'rhythm' || event.kind === 'channel')

const unnamed: Names = { a: 'the first partner', b: 'the second partner' }

const kept = new Map<string, Tables>()
function cachedTables(habits: Habits): Tables {
  const key = JSON.stringify(habits)
  let tables = kept.get(key)
  if (!tables) kept.set(key, (tables = tablesOf(habits)))
  return tables
}

/** Share of answers that have come after 0, 1, 2 … days: the same day for nearly half, else a median of 2.5 to 3 days. */
function usualArrivals(): Float64Array {
  return Float64Array.from({ length: 32 }, (_, wait) => {
    if (wait < 1) return 0
    const z = Math.log((wait + 0.5) / 3) / 1
    return Math.min(1, 0.42 + 0.58 / (1 + Math.exp(-1.7 * z)))
  })
}
