import { Cohort } from '../../src/warning/cohort.ts'
import type { History, PairEvent } from '../../src/warning/history.ts'

export const calendar = { start: 0, end: 181, promptDays: [30, 60, 90, 120, 150], budgetPerMonth: 2 }
const names = { a: 'Ana', b: 'Ben' }

/** A cohort of Ana and Ben alone, introduced on day 0 unless said otherwise. */
export const anaAndBen = (events: PairEvent[], start = 0): History => ({
  ...calendar,
  pairs: [{ id: 'p', start, names, events }],
})

/** A number in [0, 1) that depends on the seed and on how often it was asked for. */
export function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * Lives through a cohort day by day, as the service does: hear, look, flag, ask. Every tenth pair ends on day 40; people
 * answer seven check-ins in ten. Gives the whole log and what was flagged when.
 */
export function liveThrough(pairs: number, days: number, seed: number) {
  const throwDie = dice(seed)
  const history: History = {
    ...calendar,
    pairs: Array.from({ length: pairs }, (_, i) => ({ id: `p${i}`, start: i % 7 === 6 ? 20 : 0, events: [] })),
  }
  const cohort = new Cohort(calendar)
  const due: { day: number; pair: number; event: PairEvent }[] = []
  const flags: string[] = []
  const asked: { day: number; pair: string; to: string; ridesInPrompt: boolean }[] = []
  const tell = (pair: number, event: PairEvent) => {
    history.pairs[pair]!.events.push(event)
    cohort.hear(`p${pair}`, event)
  }
  for (const { events, ...pair } of history.pairs) cohort.join(pair, events)
  for (let day = 0; day < days; day++) {
    for (const { pair, event } of due.filter(one => one.day === day)) tell(pair, event)
    history.pairs.forEach((pair, i) => {
      if (i % 13 === 5 && day > pair.start && throwDie() < 0.08) tell(i, { kind: 'heartbeat', day })
    })
    for (const look of cohort.risk(day)) {
      if (!look.flag) continue
      flags.push(`${day} ${look.pair} ${look.reason}`)
      const pair = Number(look.pair.slice(1))
      tell(pair, { kind: 'flagged', day })
      due.push({
        day: day + 7,
        pair,
        event: { kind: 'review', day: day + 7, verdict: pair % 10 === 3 && day >= 40 ? 'stopped' : 'talking' },
      })
    }
    for (const { pair, to, ridesInPrompt } of cohort.nextCheckIn(day)) {
      const i = Number(pair.slice(1))
      asked.push({ day, pair, to, ridesInPrompt })
      tell(i, { kind: 'asked', day, to, inPrompt: ridesInPrompt })
      if (throwDie() > 0.7) continue
      const when = day + 1 + Math.floor(throwDie() * 4)
      const over = i % 10 === 3 && when > 44
      const answer = over ? (to === 'a' ? 'silent' : 'no') : 'yes'
      const gap = over ? when - 40 : Math.floor(throwDie() * 9)
      if (over && to === 'b' && throwDie() < 0.6) continue
      due.push({ day: when, pair: i, event: { kind: 'reply', day: when, from: to, answer, asked: day, lastContact: when - gap } })
    }
  }
  return { history, flags, asked, cohort }
}
