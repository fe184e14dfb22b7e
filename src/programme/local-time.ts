import { Temporal } from 'temporal-polyfill'

/** Is this a time zone that the program's data know? */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

const at = (zone: string, moment: Date) => Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(zone)
const dateOf = (zoned: { epochMilliseconds: number }) => new Date(zoned.epochMilliseconds)

/** The day it is somewhere: `2027-03-01`. */
export const localDay = (zone: string, moment: Date): string => at(zone, moment).toPlainDate().toString()

/** The day it is somewhere, as a sentence says it: `1 March`. */
export const dayInWords = (zone: string, moment: Date): string => dateInWords(localDay(zone, moment))

/** A date without a place, `2027-03-01`, as a sentence says it: `1 March`. */
const dateInWords = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))

/**
 * The first moment in somebody's morning, `from` to `until` o'clock where they are: now, when it is morning there.
 * Summer time is the zone's own affair, so a morning stays a morning.
 */
export function nextMorning(zone: string, moment: Date, from = 7, until = 10): Date {
  const here = at(zone, moment)
  if (here.hour >= from && here.hour < until) return moment
  const opening = here.withPlainTime({ hour: from })
  return dateOf(here.hour < from ? opening : opening.add({ days: 1 }))
}

/** The latest Monday at `hour` o'clock somewhere that is not after `moment`. */
export function lastMonday(zone: string, moment: Date, hour = 8): Date {
  const here = at(zone, moment)
  const monday = here.subtract({ days: here.dayOfWeek - 1 }).withPlainTime({ hour })
  return dateOf(Temporal.ZonedDateTime.compare(monday, here) <= 0 ? monday : monday.subtract({ weeks: 1 }))
}

/** The latest `hour` o'clock somewhere that is not after `moment`. */
export function lastDaily(zone: string, moment: Date, hour: number): Date {
  const here = at(zone, moment)
  const today = here.withPlainTime({ hour })
  return dateOf(Temporal.ZonedDateTime.compare(today, here) <= 0 ? today : today.subtract({ days: 1 }))
}

/** The same clock time so many calendar months later; the 31st becomes a month's last day. */
export const addMonths = (zone: string, moment: Date, months: number): Date => dateOf(at(zone, moment).add({ months }))

/** The same clock time so many calendar days later, over a change of summer time too. */
export const addDays = (zone: string, moment: Date, days: number): Date => dateOf(at(zone, moment).add({ days }))

/** Midnight at the beginning of a day, `2027-03-01`, somewhere. */
export const startOfDay = (zone: string, day: string): Date =>
  dateOf(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone }))

/** Minutes that a zone is ahead of UTC at a moment. */
export const offsetMinutes = (zone: string, moment: Date): number => at(zone, moment).offsetNanoseconds / 60e9

/**
 * Reads a moment as a person gives it: with an offset it is exact, without one it is the clock of the round's zone.
 *
 * @throws RangeError when it is no date
 */
export function readMoment(text: string, zone: string): Date {
  const trimmed = text.trim()
  if (/(z|[+-]\d\d:?\d\d)$/i.test(trimmed) && /t/i.test(trimmed)) return dateOf(Temporal.Instant.from(trimmed))
  return dateOf(Temporal.PlainDateTime.from(trimmed).toZonedDateTime(zone))
}

/** A country's one zone: its only one, or one of several whose clocks go alike. Null where they differ, and one must ask. */
export function oneZoneOf(country: string): string | null {
  const zones = zonesOf(country)
  const [january, july] = [new Date('2026-01-15T12:00:00Z'), new Date('2026-07-15T12:00:00Z')]
  const clocks = new Set(zones.map(zone => `${offsetMinutes(zone, january)} ${offsetMinutes(zone, july)}`))
  return clocks.size === 1 ? zones[0]! : null
}

/** The zones of a country, in the order that the data have them; empty when the country is unknown. */
function zonesOf(country: string): string[] {
  try {
    const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones?: () => string[] | undefined }
    return locale.getTimeZones?.() ?? []
  } catch {
    return []
  }
}
