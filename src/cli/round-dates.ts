import { UsageError } from '../errors.ts'
import { isZone, readMoment } from '../programme/local-time.ts'

/** A zone from the command line. @throws UsageError */
export function zoneFrom(given: string): string {
  if (!isZone(given)) throw new UsageError(`--zone '${given}' is no time zone; say Africa/Nairobi`)
  return given
}

/** A moment from the command line: exact with an offset, else by the clock of the round's zone. @throws UsageError */
export function momentFrom(given: string | undefined, option: string, zone: string): Date {
  if (!given) throw new UsageError(`--${option} is missing`)
  try {
    return readMoment(given, zone)
  } catch {
    throw new UsageError(`--${option} '${given}' is no moment; say 2027-03-01T09:00:00Z`)
  }
}

export function shareFrom(given: string | undefined): number {
  const share = Number(given)
  if (!(share > 0 && share <= 1)) throw new UsageError(`--country-share must lie between 0 and 1, not '${given}'`)
  return share
}
