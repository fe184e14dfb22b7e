import type { Spread } from './answering.ts'
import { type Belief, believe } from './belief.ts'
import { type AskingRules, chooseCheckIns, usualAskingRules } from './check-ins.ts'
import { factsOf } from './facts.ts'
import { type FlagRules, isDue, probabilityOf, usualFlagRules } from './flags.ts'
import { type Habits, usualHabits } from './habits.ts'
import type { Assessment, Calendar, CheckIn, Names, Pair, PairEvent, PlainWord } from './history.ts'
import { learnAnswers, learnTempi, usualSpread } from './learn.ts'
import { bringUp, type Followed, followPair } from './pair.ts'
import { inWords, plainWords, reasonFor, shapeOf, suggestionFor } from './reasons.ts'
import { type Tables, tablesOf } from './tables.ts'

/** What the engine assumes, and how it decides. Only trials change them. */
export type Settings = { habits: Habits; flags: FlagRules; asking: AskingRules; learn: { answers: boolean; tempi: boolean } }

const usualSettings: Settings = {
  habits: usualHabits,
  flags: usualFlagRules,
  asking: usualAskingRules,
  learn: { answers: true, tempi: true },
}

const daysBetweenLessons = 14
/** Of these lessons, those in which tempi are learnt, on days 28, 56 and 84: each has every pair followed anew. */
const lessonsInTempi = new Set([0, 2, 4])
/** Pairs that a lesson is drawn from, at most: more would teach nothing new. */
const enoughToLearnFrom = 400

/**
 * A cohort that is followed from day to day: give it what happened, then look. It goes forward only, and each look costs what
 * changed since the last: a step a day for an open pair, its events, nothing for a closed one. What was decided, `flagged`
 * and `asked`, is told to it like anything else. The answers depend on the events alone, not on which days somebody looked.
 */
export class Cohort {
  private readonly calendar: Calendar
  private readonly pairs = new Map<string, Followed>()
  private habits: Habits
  private tables: Tables
  private spread: Spread
  private beliefs = new Map<string, Belief>()
  private readonly touched = new Map<string, Followed>()
  private lookedAt = Number.NEGATIVE_INFINITY
  private readonly settings: Settings
  private lesson: number
  private lessons = 0

  constructor(calendar: Calendar, settings: Settings = usualSettings) {
    this.calendar = calendar
    this.settings = settings
    this.habits = settings.habits
    this.tables = cachedTables(settings.habits)
    this.spread = usualSpread(settings.habits)
    this.lesson = Math.floor(calendar.start) + 2 * daysBetweenLessons
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

  /** Learns at the end of every fourteenth day, so that it never matters on which days somebody looked. */
  private learnUntil(now: number): void {
    for (; this.lesson < Math.floor(now); this.lesson += daysBetweenLessons) {
      const known = []
      for (const followed of this.pairs.values()) {
        const day = Math.floor(this.lesson - followed.pair.start)
        if (day < 0) continue
        if (!followed.closed) bringUp(followed, this.tables, day)
        if (followed.closed || known.length >= enoughToLearnFrom) continue
        known.push({ followed, livelihood: 1 - believe(followed, this.tables, this.spread).ended })
      }
      if (this.settings.learn.answers) this.spread = learnAnswers(known, this.habits)
      if (!this.settings.learn.tempi || !lessonsInTempi.has(this.lessons++)) continue
      const tempoWeights = learnTempi(known, this.settings.habits.tempoWeights)
      this.habits = { ...this.habits, tempoWeights }
      this.tables = { ...this.tables, habits: this.habits }
      for (const [id, followed] of this.pairs) if (!followed.closed) this.pairs.set(id, this.startOver(followed))
      this.lookedAt = Number.NEGATIVE_INFINITY
    }
  }

  private bringUp(now: number): void {
    this.learnUntil(now)
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
      const probability = probabilityOf(followed, belief)
      const flag = isDue(followed, belief, probability, this.settings.flags)
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
        return factsOf(heard(), 'a', pair.start, now).goodSign
      },
      get lastGoodSignB() {
        return factsOf(heard(), 'b', pair.start, now).goodSign
      },
      get shape() {
        return shapeOf(heard(), pair.start, now, belief)
      },
      get suggestion() {
        return suggestionFor(this.shape, heard(), pair.start, now, probability)
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
    const open = [...this.pairs.values()].map(followed => ({ followed, belief: this.beliefs.get(followed.pair.id) }))
    return chooseCheckIns(open, now, {
      calendar: this.calendar,
      tables: this.tables,
      spread: this.spread,
      rules: this.settings.asking,
    })
  }
}

const unnamed: Names = { a: 'the first partner', b: 'the second partner' }

const kept = new Map<string, Tables>()
function cachedTables(habits: Habits): Tables {
  const key = JSON.stringify(habits)
  let tables = kept.get(key)
  if (!tables) kept.set(key, (tables = tablesOf(habits)))
  return tables
}
