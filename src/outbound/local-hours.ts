import { Temporal } from 'temporal-polyfill'

const zones = new Map<string, string>()

/** The zone itself when the program's data know it, else UTC: a letter leaves even where a zone was mistyped. */
export function knownZone(zone: string | null | undefined): string {
  if (!zone) return 'UTC'
  let known = zones.get(zone)
  if (known === undefined) {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone })
      known = zone
    } catch {
      known = 'UTC'
    }
    zones.set(zone, known)
  }
  return known
}

const there = (zone: string, moment: Date) => Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(zone)

/** The day it is in a zone: `2027-03-01`. */
export const dayIn = (zone: string, moment: Date): string => there(zone, moment).toPlainDate().toString()

/** Hours of the day: from `from` o'clock, up to but without `until` o'clock. */
export type Hours = { from: number; until: number }

/** The first moment not before `moment` that lies within the hours of a zone; `moment` itself when it does. */
export function firstWithin(zone: string, moment: Date, { from, until }: Hours): Date {
  const here = there(zone, moment)
  if (here.hour >= from && here.hour < until) return moment
  const opening = here.withPlainTime({ hour: from })
  return new Date((here.hour < from ? opening : opening.add({ days: 1 })).epochMilliseconds)
}

/** `from` o'clock on the next day of a zone. */
export const nextDayAt = (zone: string, moment: Date, from: number): Date =>
  new Date(there(zone, moment).add({ days: 1 }).withPlainTime({ hour: from }).epochMilliseconds)
