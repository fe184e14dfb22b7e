import { type Ask, weightOf } from './answering.ts'
import { addressDied, foundTalking, hearAnswer } from './evidence.ts'
import type { Pair, PairEvent, Side } from './history.ts'
import { introduce, type Letters, nextDay } from './letters.ts'
import type { Tables } from './tables.ts'

/** Everything the engine keeps of one pair. Days count from its introduction, whole. */
export type Followed = {
  pair: Pair
  letters: Letters
  asks: [Ask[], Ask[]]
  /** Events in order, for sentences and for starting over with better habits. */
  log: PairEvent[]
  heard: number
  optedOut: [boolean, boolean]
  bouncing: [boolean, boolean]
  flaggedOn: number | null
  /** Day of the last outcome "talking". */
  clearedOn: number | null
  closed: boolean
}

export const index = (side: Side): 0 | 1 => (side === 'a' ? 0 : 1)

export function followPair(pair: Pair, tables: Tables, room: number, log: PairEvent[] = []): Followed {
  return {
    pair,
    letters: introduce(tables, room),
    asks: [[], []],
    log,
    heard: 0,
    optedOut: [false, false],
    bouncing: [false, false],
    flaggedOn: null,
    clearedOn: null,
    closed: false,
  }
}

/** Brings a pair up to `day` (its own count), through the events that came meanwhile. */
export function bringUp(followed: Followed, tables: Tables, day: number): void {
  const { letters, log, pair } = followed
  for (;;) {
    const event = log[followed.heard]
    const due = event && Math.max(0, Math.floor(event.day - pair.start))
    const target = due !== undefined && due <= day ? due : day
    while (letters.day < target && !followed.closed) nextDay(letters, tables, copiedOn(followed, letters.day + 1))
    if (event === undefined || due === undefined || due > day) return
    followed.heard++
    hear(followed, tables, event)
  }
}

function copiedOn({ log, heard, pair }: Followed, day: number): boolean {
  for (let i = heard; i < log.length; i++) {
    const on = Math.floor(log[i]!.day - pair.start)
    if (on > day) return false
    if (on === day && log[i]!.kind === 'heartbeat') return true
  }
  return false
}

function hear(followed: Followed, tables: Tables, event: PairEvent): void {
  const { letters, pair, asks } = followed
  const local = (day: number) => Math.floor(day - pair.start)
  switch (event.kind) {
    case 'asked': {
      const list = asks[index(event.to)]
      const day = local(event.day)
      const inPrompt = event.inPrompt ?? false
      const away = letters.awayUntil[index(event.to)]
      list.push({
        day,
        counts: Math.max(day, away),
        weight: weightOf(list, day, inPrompt, tables.habits) * (away > day ? 0.5 : 1),
        answered: false,
        answeredOn: -1,
        void: false,
        inPrompt,
      })
      if (inPrompt) letters.prompted = day
      return
    }
    case 'reply': {
      const me = index(event.from)
      const asked = event.asked
      if (asked !== undefined) {
        const ask = asks[me].find(one => one.day === local(asked))
        if (ask) {
          ask.answered = true
          ask.answeredOn = letters.day
        }
      }
      followed.bouncing[me] = false
      letters.awayUntil[me] = Math.min(letters.awayUntil[me], letters.day)
      if (event.answer === 'optout') followed.optedOut[me] = true
      hearAnswer(
        letters,
        tables,
        event.from,
        event.answer,
        event.lastContact === undefined ? undefined : event.lastContact - pair.start,
        asked === undefined,
      )
      return
    }
    case 'auto': {
      const me = index(event.from)
      const until = event.until === null ? local(event.day) + 7 : local(event.until)
      letters.awayUntil[me] = Math.max(letters.awayUntil[me], until)
      for (const ask of asks[me])
        if (!ask.answered && ask.counts > letters.day - 4 && ask.counts < until) {
          ask.counts = until
          ask.weight *= 0.5
        }
      return
    }
    case 'paused': {
      const until = event.until === null ? local(event.day) + 30 : local(event.until)
      for (const me of event.from === undefined ? ([0, 1] as const) : [index(event.from)])
        letters.awayUntil[me] = Math.max(letters.awayUntil[me], until)
      return
    }
    case 'bounce': {
      const me = index(event.from)
      const last = asks[me].findLast(ask => !ask.answered && !ask.void)
      if (last) last.void = true
      if (event.hard) {
        if (!followed.bouncing[me]) addressDied(letters, tables, event.from)
        followed.bouncing[me] = true
      }
      return
    }
    case 'address':
      followed.bouncing[index(event.from)] = false
      return
    case 'rhythm': {
      const { tempi } = tables
      const told = Math.log(Math.max(1, event.every))
      for (let m = 0; m < tempi.length; m++) {
        const chance = Math.exp(-0.5 * ((Math.log(tempi[m]!) - told) / 0.4) ** 2) + 0.02
        letters.tempoWeights = letters.tempoWeights.map((weight, i) => (i === m ? weight * chance : weight))
        for (const row of [letters.alive[m * 2]!, letters.alive[m * 2 + 1]!])
          for (let L = letters.from; L <= letters.day; L++) row[L]! *= chance
      }
      const total = letters.tempoWeights.reduce((x, y) => x + y, 0)
      letters.tempoWeights = letters.tempoWeights.map(weight => weight / total)
      return
    }
    case 'flagged':
      followed.flaggedOn = local(event.day)
      return
    case 'review':
      if (event.verdict === 'stopped') followed.closed = true
      else {
        foundTalking(letters, followed.flaggedOn ?? letters.day)
        followed.clearedOn = letters.day
      }
      followed.flaggedOn = null
      return
    case 'closed':
      followed.closed = true
      return
    case 'heartbeat':
    case 'sign':
    case 'channel':
      return
  }
}
