import { daysBetween } from '../clock.ts'
import type { History, PairEvent, Side } from '../warning/history.ts'
import type { LoggedSignal } from './signals.sql.ts'

type RoundDates = { startsAt: Date; endsAt: Date }
export type PairLog = {
  id: number
  startsAt: Date
  endedAt: Date | null
  frozen: boolean
  names: { a: string; b: string }
  signals: LoggedSignal[]
  flaggedAt: Date[]
}

/** Letters a person and month that the service may send: prompts, and a little more than every second month a question. */
const budgetPerMonth = (prompts: number, months: number): number => Math.max(2, prompts / Math.max(1, months) + 0.6)

/**
 * The rows of a round as the early warning reads them: days from the round's start, and nothing of what partners wrote.
 *
 * @param promptAt the moments of the round's prompts
 */
export function historyOf(round: RoundDates, promptAt: Date[], pairs: PairLog[]): History {
  const day = (moment: Date) => daysBetween(round.startsAt, moment)
  const months = daysBetween(round.startsAt, round.endsAt) / 30.4
  return {
    start: 0,
    end: day(round.endsAt),
    promptDays: promptAt.map(at => Math.floor(day(at))),
    budgetPerMonth: budgetPerMonth(promptAt.length, months),
    pairs: pairs.map(pair => ({
      id: String(pair.id),
      start: day(pair.startsAt),
      names: pair.names,
      events: [
        ...pair.signals.flatMap(signal => eventOf(signal, day)),
        ...pair.flaggedAt.map((at): PairEvent => ({ day: day(at), kind: 'flagged' })),
        ...(pair.endedAt ? [{ day: day(pair.endedAt), kind: 'closed' as const }] : []),
      ].sort(inOrder),
    })),
  }
}

/** Of one moment: what came first, then what we did, and the end last; so that the same rows always read the same. */
const ranks: Partial<Record<PairEvent['kind'], number>> = { asked: 1, flagged: 2, closed: 3 }
const rank = (event: PairEvent) => ranks[event.kind] ?? 0
const tie = (event: PairEvent) => JSON.stringify(event)
const inOrder = (x: PairEvent, y: PairEvent) => x.day - y.day || rank(x) - rank(y) || (tie(x) < tie(y) ? -1 : 1)

function eventOf(signal: LoggedSignal, day: (moment: Date) => number): PairEvent[] {
  const at = { day: day(signal.at) }
  const from = signal.side as Side
  switch (signal.kind) {
    case 'heartbeat':
      return [{ ...at, kind: 'heartbeat' }]
    case 'review':
      return signal.answer === 'stopped' || signal.answer === 'talking' ? [{ ...at, kind: 'review', verdict: signal.answer }] : []
    case 'rhythm':
      return signal.everyDays ? [{ ...at, kind: 'rhythm', every: signal.everyDays }] : []
  }
  if (!signal.side) return []
  switch (signal.kind) {
    case 'asked':
      return [{ ...at, kind: 'asked', to: from, ...(signal.inPrompt ? { inPrompt: true } : {}) }]
    case 'reply': {
      const answer = signal.answer as 'yes' | 'slow' | 'no' | 'silent' | 'optout' | 'question' | null
      if (answer === null) return [{ ...at, kind: 'sign', from }]
      return [
        {
          ...at,
          kind: 'reply',
          from,
          answer,
          ...(signal.askedAt ? { asked: day(signal.askedAt) } : {}),
          ...(signal.lastContactAt ? { lastContact: day(signal.lastContactAt) } : {}),
        },
      ]
    }
    case 'auto':
      return [{ ...at, kind: 'auto', from, until: signal.until ? day(signal.until) : null }]
    case 'paused':
      return [{ ...at, kind: 'paused', from, until: signal.until ? day(signal.until) : null }]
    case 'bounce':
      return [{ ...at, kind: 'bounce', from, hard: signal.hard ?? false }]
    case 'address':
      return [{ ...at, kind: 'address', from }]
    default:
      return []
  }
}
