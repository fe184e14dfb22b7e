import { addDays, addMonths, startOfDay } from './local-time.ts'

export type RoundDates = { zone: string; opensAt: Date; closesAt: Date; startsAt: Date; endsAt: Date }
export type TopicDate = { id: number | null; month: number | null; onDate: Date | null; extra: boolean }
export type Step = { kind: 'open' | 'propose' | 'prompt' | 'end'; topicId: number | null; dueAt: Date; lapsesAt: Date }

/** Days after the beginning of its month that a topic's prompt is due: the introduction has the first week to itself. */
const promptAfterDays = 7
/** A month's topic may still leave until this many days after it was due; then the next one is near. */
const promptLapsesAfterDays = 25

/**
 * What is wrong with a round's dates, in the order in which they must lie.
 *
 * @returns one sentence, or null when they are right
 */
export function datesCross(dates: RoundDates): string | null {
  const order = [
    ['opens', dates.opensAt],
    ['closes', dates.closesAt],
    ['starts', dates.startsAt],
    ['ends', dates.endsAt],
  ] as const
  for (let i = 1; i < order.length; i++) {
    const [[before, earlier], [after, later]] = [order[i - 1]!, order[i]!]
    const touching = after === 'starts' // applications may close at the very start
    if (touching ? later < earlier : later <= earlier)
      return `the round's dates cross: it ${before} at ${earlier.toISOString()} but ${after} at ${later.toISOString()}`
  }
  return null
}

/**
 * The calendar of a round: when it opens, when matching is proposed, each topic's prompt, and its end.
 *
 * @param topics with a month (1 is the first) or a date of their own; extras have no date, and go to those who ask for more
 */
export function calendar(dates: RoundDates, topics: TopicDate[]): Step[] {
  const { zone, opensAt, closesAt, startsAt, endsAt } = dates
  const dated = topics.flatMap(topic => {
    if (topic.extra) return []
    if (topic.onDate) return [{ id: topic.id, dueAt: topic.onDate }]
    return topic.month === null
      ? []
      : [{ id: topic.id, dueAt: addDays(zone, addMonths(zone, startsAt, topic.month - 1), promptAfterDays) }]
  })
  const prompts = dated
    .filter(({ dueAt }) => dueAt >= startsAt && dueAt < endsAt)
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
    .map(({ id, dueAt }): Step => ({ kind: 'prompt', topicId: id, dueAt, lapsesAt: addDays(zone, dueAt, promptLapsesAfterDays) }))
  return [
    { kind: 'open', topicId: null, dueAt: opensAt, lapsesAt: closesAt },
    { kind: 'propose', topicId: null, dueAt: closesAt, lapsesAt: endsAt },
    ...prompts,
    { kind: 'end', topicId: null, dueAt: endsAt, lapsesAt: addDays(zone, endsAt, 60) },
  ]
}

export type RoundState = 'coming' | 'open' | 'closed' | 'proposed' | 'approved' | 'running' | 'ended'

/** Where a round stands at a moment: read from its dates and marks, never stored. */
export function roundState(
  round: RoundDates & { approvedAt: Date | null; endedAt: Date | null },
  proposed: boolean,
  now: Date,
): RoundState {
  if (round.endedAt) return 'ended'
  if (round.approvedAt) return now >= round.startsAt ? 'running' : 'approved'
  if (proposed) return 'proposed'
  if (now >= round.closesAt) return 'closed'
  return now >= round.opensAt ? 'open' : 'coming'
}

/** A topic's own date, as its author wrote it, in the round's zone at seven in the morning. */
export const topicDate = (zone: string, day: string): Date => new Date(startOfDay(zone, day).getTime() + 7 * 3_600_000)
