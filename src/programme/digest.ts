import { lastDaily, lastMonday, localDay } from './local-time.ts'

/** The hour at which a coordinator's digest leaves, where they live. */
const digestHour = 8

/** A digest is about as much as a screen shows. */
export const mostItems = 12

export type DigestDue = { kind: 'week' | 'day'; since: Date; slot: string }

/**
 * Which digest a coordinator should have by now, if any: the weekly one since Monday at eight where they live; on another
 * day at eight only when something must not wait.
 *
 * @param urgent whether something urgent is open that no digest told this coordinator of
 */
export function digestDue(zone: string, now: Date, urgent: boolean): DigestDue[] {
  const monday = lastMonday(zone, now, digestHour)
  const weekly: DigestDue = { kind: 'week', since: monday, slot: `week:${localDay(zone, monday)}` }
  const today = lastDaily(zone, now, digestHour)
  const isMonday = localDay(zone, today) === localDay(zone, monday)
  return urgent && !isMonday ? [weekly, { kind: 'day', since: today, slot: `day:${localDay(zone, today)}` }] : [weekly]
}

type Ranked = { explicit: boolean; urgent: boolean; probability: number | null; raisedAt: Date }

/** People's own words first, then what is urgent, then by probability, then what has waited longest. */
export const byWeight = (x: Ranked, y: Ranked): number =>
  Number(y.explicit) - Number(x.explicit) ||
  Number(y.urgent) - Number(x.urgent) ||
  (y.probability ?? 0.5) - (x.probability ?? 0.5) ||
  x.raisedAt.getTime() - y.raisedAt.getTime()

/** An example of an answer, made from what the digest offers. */
export function exampleOf(items: { n: number; say: string[] }[]): string | null {
  const said = items.slice(0, 3).flatMap(({ n, say }) => (say[0] ? [`${n} ${say[0]}`] : []))
  return said.length > 0 ? said.join(', ') : null
}
