import type { Letter } from './letters.ts'
import { hoursApart, momentText, placeOf } from './words-formats.ts'

/** What a letter can say that follows from its data and its reader's zone. */
export function derivedOf(letter: Letter, zone: string, locale: string): Record<string, unknown> {
  switch (letter.template) {
    case 'introduction':
      return meetingsOf(letter.data, zone, locale)
    case 'digest': {
      const { items, conduct } = letter.data
      return { count: items.length, reports: conduct.length, dated: conduct }
    }
    case 'proposal': {
      const { pairs, unmetMusts, left } = letter.data
      return { count: pairs.length, musts: unmetMusts.length, leftOver: left.length }
    }
    default:
      return {}
  }
}

/** The hours between two partners, and suggested meetings as each of them would say them. */
function meetingsOf(
  { partner, meetings, firstCheckInAt }: Extract<Letter, { template: 'introduction' }>['data'],
  zone: string,
  locale: string,
) {
  const there = partner.zone
  if (there === null) return { hours: null, apart: null, meetingRows: [] }
  const hours = hoursApart(zone, there, meetings[0] ?? firstCheckInAt)
  const meetingRows = meetings.map(startAt => ({
    startAt,
    thereTime: momentText(startAt, 'time', locale, there),
    therePlace: placeOf(there),
    thereDay: momentText(startAt, 'day', locale, there),
    otherDay: momentText(startAt, 'day', 'en', there) === momentText(startAt, 'day', 'en', zone) ? 'no' : 'yes',
  }))
  return { hours, apart: true, meetingRows }
}
