import type { Letter } from './letters.ts'
import { countryText, hoursApart, momentText, placeOf } from './words-formats.ts'

/** What a letter can say that follows from its data and its reader's zone. */
export function derivedOf(letter: Letter, zone: string, locale: string): Record<string, unknown> {
  switch (letter.template) {
    case 'introduction':
      return introductionOf(letter.data, zone, locale)
    case 'missing':
      return { count: letter.data.fields.length }
    case 'digest': {
      const { items, conduct } = letter.data
      return { count: items.length, reports: conduct.length }
    }
    case 'proposal': {
      const { pairs, unmetMusts } = letter.data
      const joined = pairs.map(pair => ({ ...pair, metText: pair.met.join('; '), unmetText: pair.unmet.join('; ') }))
      return { pairs: joined, count: pairs.length, musts: unmetMusts.length }
    }
    default:
      return {}
  }
}

/** Who the partner is in two lines, the hours between the two, and suggested meetings as each of them would say them. */
function introductionOf(
  { partner, meetings, firstCheckInAt }: Extract<Letter, { template: 'introduction' }>['data'],
  zone: string,
  locale: string,
) {
  const { role, employer, about, languages, country, place, zone: there } = partner
  const who = {
    partnerWhere: [place, countryText(country, locale)].filter(Boolean).join(locale === 'ar' ? '، ' : ', '),
    work: [role, employer].filter(Boolean).join(', '),
    writesIn: languages,
    about,
  }
  if (there === null) return { ...who, hours: null, meetingRows: [] }
  const hours = hoursApart(zone, there, meetings[0] ?? firstCheckInAt)
  const meetingRows = meetings.map(startAt => ({
    startAt,
    thereTime: momentText(startAt, 'time', locale, there),
    therePlace: placeOf(there),
    thereDay: momentText(startAt, 'day', locale, there),
    otherDay: momentText(startAt, 'day', 'en', there) === momentText(startAt, 'day', 'en', zone) ? 'no' : 'yes',
  }))
  return { ...who, hours, meetingRows }
}
