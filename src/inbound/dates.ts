import { calendarOf, fromSolar, type Names } from './intent/calendar.ts'
import { fold } from './intent/fold.ts'

/**
 * `until` the day to which somebody is away or pauses; `lastContact` the day on or after which the pair last wrote;
 * `days` a length of time whose direction the sentence leaves open ("two months").
 */
export type Dates = { until?: Date; lastContact?: Date; days?: number }

type Mention = { at: number; end: number; date?: Date; month?: number; day?: number; days?: number; direction?: 1 | -1 }

const dayLength = 86_400_000
const midnight = (year: number, month: number, day: number) => new Date(Date.UTC(year, month - 1, day))
const sound = (month: number, day: number) => month >= 1 && month <= 12 && day >= 1 && day <= 31

/**
 * Dates that a writer names: calendar dates in the language's own words and digits, Buddhist and Iranian years,
 * "two weeks ago", "next Monday". Days are midnight UTC. What may mean two days (03/04 in English, "after Eid",
 * Hindi "kal") is left out.
 *
 * @param locale BCP 47 or a language file's name
 * @param now the moment from which "next" and "ago" count
 */
export function findDates(text: string, locale: string, now: Date): Dates {
  const folded = fold(text.slice(0, 2_000))
  const code = locale.includes('Latn') ? locale : locale.split(/[-_]/)[0]!
  const names = calendarOf(code)
  const mentions = [
    ...numericDates(folded, locale, now),
    ...namedDates(folded, names),
    ...relativeDates(folded, names, now),
  ].sort((a, b) => a.at - b.at)
  const dates: Dates = {}
  for (const mention of mentions) {
    const role = roleOf(mention, folded, names.words)
    const date = mention.date ?? (mention.month ? placed(mention, role, now) : undefined)
    if (mention.days && !date) {
      if (role === 'until') dates.until ??= days(now, mention.days)
      else if (role === 'since') dates.lastContact ??= days(now, -mention.days)
      else dates.days ??= mention.days
    } else if (date) {
      const past = role === 'since' || (role === undefined && date.getTime() <= now.getTime())
      if (past && date.getTime() <= now.getTime()) dates.lastContact ??= date
      else if (!past && date.getTime() >= now.getTime() - dayLength) dates.until ??= date
    }
  }
  return dates
}

const days = (from: Date, count: number) => new Date(Math.floor(from.getTime() / dayLength) * dayLength + count * dayLength)

/** A month or day without a year: the next one for "until", the latest one for "since", else the nearer of the two. */
function placed({ month, day }: Mention, role: 'until' | 'since' | undefined, now: Date): Date | undefined {
  if (!sound(month!, day ?? 1)) return undefined
  const year = now.getUTCFullYear()
  const options = [year - 1, year, year + 1].map(one => midnight(one, month!, day ?? 1))
  const next = options.find(date => date.getTime() >= now.getTime() - dayLength)!
  const latest = options.findLast(date => date.getTime() <= now.getTime())!
  if (role === 'until') return next
  if (role === 'since') return latest
  if (!day) return undefined
  return next.getTime() - now.getTime() < 183 * dayLength ? next : latest
}

const letter = /[\p{L}\p{M}]/u
const spaceless = /[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/

/** Whether a word stands at a place, with no letters of another word around it (scripts without blanks excepted). */
function standsAt(text: string, word: string, at: number): boolean {
  if (spaceless.test(word)) return true
  return !letter.test(text[at - 1] ?? ' ') && !letter.test(text[at + word.length] ?? ' ')
}

const beside = (text: string, from: number, to: number, list: string[] = []) =>
  list.some(word => {
    for (let at = text.indexOf(word, from); at >= 0 && at + word.length <= to; at = text.indexOf(word, at + 1))
      if (standsAt(text, word, at)) return true
    return false
  })

/** "Until" or "since" is read from the words just before a date, or after it where the language puts them there. */
function roleOf({ at, end, direction }: Mention, text: string, words: Record<string, string[]>): 'until' | 'since' | undefined {
  const before = Math.max(0, at - 18)
  const after = Math.min(text.length, end + 14)
  if (direction) return direction > 0 ? 'until' : 'since'
  if (beside(text, before, at, words.until)) return 'until'
  if (beside(text, before, at, words.since) || beside(text, before, at, words.last)) return 'since'
  if (beside(text, end, after, words.until)) return 'until'
  if (beside(text, end, after, words.since)) return 'since'
  return undefined
}

function numericDates(text: string, locale: string, now: Date): Mention[] {
  const found: Mention[] = []
  const add = (at: number, length: number, year: number, month: number, day: number) => {
    const full = year < 100 ? 2000 + year : year > 2400 ? year - 543 : year
    if (!sound(month, day) || found.some(one => one.at <= at && one.end > at)) return
    const date = full > 1300 && full < 1500 ? fromSolar(full, month, day) : midnight(full, month, day)
    if (Math.abs(date.getTime() - now.getTime()) < 1_500 * dayLength) found.push({ at, end: at + length, date })
  }
  for (const one of text.matchAll(/\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b/g))
    add(one.index, one[0].length, +one[1]!, +one[2]!, +one[3]!)
  for (const one of text.matchAll(/(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일号號]?/g))
    add(one.index, one[0].length, +one[1]!, +one[2]!, +one[3]!)
  for (const one of text.matchAll(/(\d{1,2}) ?[月월](?: ?(\d{1,2}) ?[日일号號])?/g))
    if (!found.some(({ at, end }) => at <= one.index && end > one.index))
      found.push({ at: one.index, end: one.index + one[0].length, month: +one[1]!, ...(one[2] ? { day: +one[2] } : {}) })
  for (const one of text.matchAll(/\b(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2})\b|\.(?!\d)|\b)/g)) {
    const [first, second] = [+one[1]!, +one[2]!]
    // 03/04 is two days in English; elsewhere the day comes first
    const american = /^en-us/i.test(locale)
    if (locale.startsWith('en') && !american && one[0].includes('/') && first <= 12 && second <= 12 && first !== second) continue
    if (!one[3] && !one[0].includes('/') && !one[0].endsWith('.')) continue
    const [day, month] = second > 12 || (american && one[0].includes('/')) ? [second, first] : [first, second]
    if (one[3]) add(one.index, one[0].length, +one[3], month, day)
    else if (sound(month, day)) found.push({ at: one.index, end: one.index + one[0].length, month, day })
  }
  return found
}

/** A one-letter preposition that Hebrew and Arabic write onto the month. */
const clitic = /(?:^|[^\p{L}])[במלבלو]$/u

function namedDates(text: string, { months, solar }: Names): Mention[] {
  const found: Mention[] = []
  for (const [list, iranian] of [
    [solar, true],
    [months, false],
  ] as const)
    for (const [name, month] of list) {
      for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
        if (
          !spaceless.test(name) &&
          ((letter.test(text[at - 1] ?? ' ') && !clitic.test(text.slice(Math.max(0, at - 2), at))) ||
            (name.length < 4 && letter.test(text[at + name.length] ?? ' ')))
        )
          continue
        if (found.some(one => one.at < at + name.length && one.end > at)) continue
        let end = at + name.length
        while (letter.test(text[end] ?? ' ') && !spaceless.test(name) && end - at < name.length + 5) end += 1
        const before = /(\d{1,2})(?:\.|º|er|st|nd|rd|th|\.?\s*de|\s*of|-?[\p{L}\p{M}]{1,2})?\s*(?:\p{L}{2}\s|[במל])?$/u.exec(
          text.slice(Math.max(0, at - 12), at),
        )
        const after = /^[\s.,]*(\d{1,2})(?!\d)(?:st|nd|rd|th)?/.exec(text.slice(end, end + 8))
        const year = /^[\s.,]*(?:de\s+|del\s+)?(\d{4})\b/.exec(
          text.slice(before ? end : end + (after?.[0].length ?? 0)).slice(0, 12),
        )
        const day = before ? +before[1]! : after ? +after[1]! : undefined
        const start = before ? at - before[0].length : at
        if (year && day && sound(month, day)) {
          const full = +year[1]! > 2400 ? +year[1]! - 543 : +year[1]!
          found.push({
            at: start,
            end: end + year[0].length,
            date: full < 1500 ? fromSolar(full, month, day) : midnight(full, month, day),
          })
        } else if (iranian) found.push({ at: start, end, ...solarDay(month, day) })
        else found.push({ at: start, end, month, ...(day && day <= 31 ? { day } : {}) })
      }
    }
  return found
}

/** An Iranian month without a year, as the Gregorian month and day on which it begins or falls. */
function solarDay(month: number, day: number | undefined): { month: number; day: number } {
  const date = fromSolar(1404, month, day ?? 1)
  return { month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

const lengths = [
  ['day', 1],
  ['week', 7],
  ['fortnight', 14],
  ['month', 30],
  ['year', 365],
] as const // prettier-ignore

function relativeDates(text: string, { words, weekdays }: Names, now: Date): Mention[] {
  const found: Mention[] = []
  const { ago = [], numbers = [], next = [], last = [], yesterday = [] } = words
  for (const word of yesterday) {
    const at = text.indexOf(word)
    if (at >= 0 && standsAt(text, word, at)) found.push({ at, end: at + word.length, date: days(now, -1), direction: -1 })
  }
  for (const [unit, length] of lengths)
    for (const word of words[unit] ?? [])
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
        if (!standsAt(text, word, at)) continue
        const end = at + word.length
        const count = countBefore(text.slice(Math.max(0, at - 10), at), numbers)
        const around = [Math.max(0, at - 16), Math.min(text.length, end + 12)] as const
        if (count) {
          const past = beside(text, end, around[1], ago) || beside(text, around[0], at, ago)
          found.push({ at, end, days: count * length, ...(past ? { direction: -1 as const } : {}) })
        } else if (beside(text, at - 10, at, last) || beside(text, end, end + 10, last))
          found.push({ at, end, date: days(now, -length), direction: -1 })
      }
  // Arabic and Hebrew have a form of their own for two days, weeks, months, years
  for (const [place, word] of (words.pairs ?? []).entries()) {
    const at = text.indexOf(word)
    if (at < 0) continue
    const past = beside(text, Math.max(0, at - 10), at, ago)
    found.push({ at, end: at + word.length, days: 2 * [1, 7, 30, 365][place]!, ...(past ? { direction: -1 as const } : {}) })
  }
  for (const [name, weekday] of weekdays) {
    const at = text.indexOf(name)
    if (at < 0 || !standsAt(text, name, at)) continue
    const ahead = ((weekday - now.getUTCDay() + 6) % 7) + 1
    if (
      beside(text, Math.max(0, at - 12), at, [...next, ...(words.until ?? [])]) ||
      beside(text, at + name.length, at + name.length + 10, next)
    )
      found.push({ at, end: at + name.length, date: days(now, ahead), direction: 1 })
    else if (beside(text, Math.max(0, at - 10), at, last) || beside(text, at + name.length, at + name.length + 10, last))
      found.push({ at, end: at + name.length, date: days(now, ahead - 7 || -7), direction: -1 })
  }
  return found
}

/** The number that ends a stretch of text, in digits or words up to six. */
function countBefore(text: string, numbers: string[]): number | undefined {
  const digits = /(\d{1,3})\s*$/.exec(text)
  if (digits) return +digits[1]! <= 100 ? +digits[1]! : undefined
  const trimmed = text.trimEnd()
  const at = numbers.findIndex(
    number =>
      trimmed.endsWith(number) && (spaceless.test(number) || !letter.test(trimmed[trimmed.length - number.length - 1] ?? ' ')),
  )
  return at < 0 ? undefined : at + 1
}
