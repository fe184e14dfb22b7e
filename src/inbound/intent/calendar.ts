import { fold } from './fold.ts'
import { languageFiles } from './languages.ts'
import { listed } from './lexicon.ts'

/** A month or weekday by its folded name; months 1 to 12, weekdays 0 (Sunday) to 6. */
export type Names = {
  months: [string, number][]
  solar: [string, number][]
  weekdays: [string, number][]
  words: Record<string, string[]>
}

const known = new Map<string, Names>()

/** The calendar's words in one language: names from the platform, small words from the language's file. */
export function calendarOf(code: string): Names {
  const there = known.get(code)
  if (there) return there
  const base = code.split('-')[0]!
  const dates = languageFiles().get(code)?.dates ?? languageFiles().get(base)?.dates ?? languageFiles().get('en')!.dates!
  const words = Object.fromEntries(Object.entries(dates).map(([key, list]) => [key, listed(fold(list))]))
  // a language may name its months itself, spellings parted by a slash, where the platform's names do not serve
  const own = (list: string[] = []) => list.flatMap((slot, at) => slot.split('/').map((name): [string, number] => [name, at + 1]))
  const named = dates.months ? own(words.months) : [...months(base, 'gregory'), ...own(words.moreMonths)]
  const names: Names = {
    months: named.sort(([a], [b]) => b.length - a.length),
    solar: base === 'fa' ? months('fa', 'persian') : [],
    weekdays: weekdays(base),
    words,
  }
  known.set(code, names)
  return names
}

/** Every form the platform knows, and its stem, since most languages bend the names of months. */
function months(base: string, calendar: string): [string, number][] {
  const found = new Map<string, number>()
  for (const options of [{ month: 'long' }, { month: 'long', day: 'numeric' }] as const) {
    const format = new Intl.DateTimeFormat(`${base}-u-ca-${calendar}-nu-latn`, { ...options, timeZone: 'UTC' })
    for (let month = 0; month < 12; month++) {
      // the twenty-fifth of March is in the first month of the Iranian year
      const day = new Date(Date.UTC(2025, calendar === 'persian' ? month + 2 : month, calendar === 'persian' ? 25 : 10))
      const name = fold(format.formatToParts(day).find(({ type }) => type === 'month')?.value ?? '').replace(
        /[^\p{L}\p{M}]/gu,
        '',
      )
      if (name.length < (/[a-z]/.test(name) ? 3 : 2)) continue
      found.set(name, month + 1)
      // "Sept", "Nov", "янв": the first letters, where people shorten
      if (/^[a-z\u0400-\u04ff]{5,}$/.test(name) && !found.has(name.slice(0, 3))) found.set(name.slice(0, 3), month + 1)
    }
  }
  const full = [...found].sort(([a], [b]) => b.length - a.length)
  const taken = new Set(found.keys())
  const stems = full
    .filter(([name]) => name.length > 5)
    .map(([name, month]): [string, number] => [name.slice(0, name.length > 7 ? -2 : -1), month])
    .filter(([stem]) => !taken.has(stem))
  return [...full, ...stems]
}

function weekdays(base: string): [string, number][] {
  const format = new Intl.DateTimeFormat(base, { weekday: 'long', timeZone: 'UTC' })
  return Array.from({ length: 7 }, (_, day) => [fold(format.format(new Date(Date.UTC(2025, 5, 1 + day)))), day])
}

/** The Gregorian day of a day in the Iranian solar calendar; the new year falls on 20 or 21 March. */
export function fromSolar(year: number, month: number, day: number): Date {
  const format = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    timeZone: 'UTC',
  })
  const guess = Date.UTC(year + 621, 2, 19) + ((month - 1) * 31 - Math.max(0, month - 7) + day - 1) * 86_400_000
  for (let days = 0; days < 6; days++) {
    const date = new Date(guess + days * 86_400_000)
    const parts = format.formatToParts(date)
    const part = (wanted: string) => Number.parseInt(parts.find(({ type }) => type === wanted)?.value ?? '0', 10)
    if (part('month') === month && part('day') === day) return date
  }
  return new Date(guess)
}
