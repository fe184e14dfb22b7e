const formats = new Map<string, Intl.DateTimeFormat>()

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options)
  const have = formats.get(key) ?? new Intl.DateTimeFormat('en-GB', options)
  formats.set(key, have)
  return have
}

const day = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const
const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** The place that a zone is named for. */
const placeOf = (zone: string) =>
  zone.includes('/') && !zone.startsWith('Etc/') ? zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ') : 'UTC'

/** `Friday 13 November 2027`, as it is in a zone. */
export const longDay = (moment: Date, zone: string): string =>
  format({ ...day, timeZone: zone })
    .format(moment)
    .replace(',', '')

/** A moment that must not be missed: day, hour, and whose hour it is. */
export const deadline = (moment: Date, zone: string): string =>
  `${longDay(moment, zone)}, ${format({ ...time, timeZone: zone }).format(moment)} in ${placeOf(zone)}`

export const utc = (moment: Date): string =>
  `${format({ day: 'numeric', month: 'long', timeZone: 'UTC' }).format(moment)}, ${format({ ...time, timeZone: 'UTC' }).format(moment)} UTC`

/** `13 Nov 2027, 09:05`, in a zone. */
export const shortMoment = (moment: Date, zone = 'UTC'): string =>
  format({ day: 'numeric', month: 'short', year: 'numeric', ...time, timeZone: zone }).format(moment)

export const shortDay = (moment: Date, zone = 'UTC'): string =>
  format({ day: 'numeric', month: 'short', year: 'numeric', timeZone: zone }).format(moment)
