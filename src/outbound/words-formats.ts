/** Moments, countries, languages and lists in a reader's own language; every Intl object is made once. */
const made = new Map<string, unknown>()
function once<T>(key: string, make: () => T): T {
  const known = made.get(key)
  if (known !== undefined) return known as T
  const fresh = make()
  made.set(key, fresh)
  return fresh
}

/** Western digits and the Gregorian calendar everywhere: partners compare times, and reply by number. */
const tags: Record<string, string> = { en: 'en-GB', es: 'es', ar: 'ar-u-ca-gregory-nu-latn' }
export const intlTag = (locale: string): string => tags[locale] ?? `${locale}-u-ca-gregory-nu-latn`

const looks = {
  /** Friday 13 November */
  day: { weekday: 'long', day: 'numeric', month: 'long' },
  /** 17:00 */
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  /** November */
  month: { month: 'long' },
  /** November 2027 */
  year: { month: 'long', year: 'numeric' },
} satisfies Record<string, Intl.DateTimeFormatOptions>

/**
 * A moment as its reader says it: with the weekday and the month's name, never as numbers.
 *
 * @param zone IANA
 * @throws when the moment is not ISO 8601 or the zone is unknown
 */
export function momentText(moment: string, look: keyof typeof looks, locale: string, zone: string): string {
  const date = new Date(moment)
  if (Number.isNaN(date.getTime())) throw new Error(`'${moment}' is not an ISO moment`)
  const format = once(
    `${look} ${locale} ${zone}`,
    () => new Intl.DateTimeFormat(intlTag(locale), { ...looks[look], timeZone: zone }),
  )
  return format.format(date)
}

/** The place that a zone is named for: `America/Argentina/Buenos_Aires` is Buenos Aires. */
export const placeOf = (zone: string): string => {
  if (!zone.includes('/') || zone.startsWith('Etc/')) return 'UTC'
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')
}

/** How many hours two zones are apart at a moment, 0 to 12, halves and quarters kept. */
export function hoursApart(one: string, other: string, moment: string): number {
  const apart = Math.abs(offset(one, moment) - offset(other, moment))
  return Math.min(apart, 24 - apart)
}

/** Hours ahead of UTC. */
function offset(zone: string, moment: string): number {
  const format = once(`offset ${zone}`, () => new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }))
  const name = format.formatToParts(new Date(moment)).find(({ type }) => type === 'timeZoneName')!.value
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(name) ?? []
  const size = Number(hours ?? 0) + Number(minutes ?? 0) / 60
  return sign === '-' ? -size : size
}

export const countryText = (code: string, locale: string): string => displayed('region', code, locale)
export const languageText = (tag: string, locale: string): string => displayed('language', tag, locale)

/** A code that Intl cannot read is shown as it is: it came from a person, and a letter must not fail over it. */
function displayed(type: 'region' | 'language', code: string, locale: string): string {
  const names = once(`${type} ${locale}`, () => new Intl.DisplayNames(intlTag(locale), { type, fallback: 'code' }))
  try {
    const name = names.of(code) ?? code
    return name.toLowerCase() === code.toLowerCase() ? code : name
  } catch {
    return code
  }
}

export const listText = (parts: string[], locale: string): string =>
  once(`list ${locale}`, () => new Intl.ListFormat(intlTag(locale), { type: 'conjunction' })).format(parts)

export const numberText = (value: number, locale: string): string =>
  once(`number ${locale}`, () => new Intl.NumberFormat(intlTag(locale), { maximumFractionDigits: 2 })).format(value)
