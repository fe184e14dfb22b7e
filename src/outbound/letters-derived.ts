import type { ReasonCode } from './letter-parts.ts'
import type { Letter } from './letters.ts'
import { shorten } from './letters-shortened.ts'
import { hoursApart, momentText, placeOf } from './words-formats.ts'

/** What a letter can say that follows from its data and its reader's zone. */
export function derivedOf(letter: Letter, zone: string, locale: string): Record<string, unknown> {
  switch (letter.template) {
    case 'introduction':
      return introductionOf(letter.data, zone, locale)
    case 'missing':
      return { count: letter.data.fields.length }
    case 'digest': {
      const items = letter.data.items.map(item => ({ ...item, sayText: item.say.join(', ') }))
      return {
        items,
        count: items.length,
        reports: letter.data.conduct.length,
        waiting: letter.data.done.waiting,
        bounced: letter.data.done.bounced,
      }
    }
    case 'proposal': {
      const { pairs, shortened } = shorten(letter.data.pairs)
      return { pairs, shortened, count: pairs.length, musts: letter.data.unmetMusts.length }
    }
    case 'alert':
      return { alertAbout: letter.data.about }
    case 'receipt':
      return {
        lines: [],
        undoByAt: null,
        receiptAbout: letter.data.about,
        opensLater: letter.data.about === 'again' && letter.data.opensAt === null,
        ...letter.data,
      }
    case 'help':
      return { helpRows: helpRows(), several: '1 rematch, 2 snooze 14d, 3 write' }
    default:
      return {}
  }
}

/** Who the partner is in two lines, the hours between the two, and suggested meetings as each of them would say them. */
function introductionOf(
  { partner, meetings, firstCheckInAt, reasonCodes = [] }: Extract<Letter, { template: 'introduction' }>['data'],
  zone: string,
  locale: string,
) {
  const { role, employer, about, languages, place, zone: there } = partner
  const who = {
    place,
    work: [role, employer].filter(Boolean).join(', '),
    writesIn: languages,
    about,
    reasonRows: reasonCodes.map(reasonRow),
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

/** Sectors that every language has a word for; any other is said in its owner's own. */
const sectors: Record<string, string> = {
  academic: 'academic',
  public: 'public',
  school: 'school',
  special: 'special',
  government: 'government',
  'archive or museum': 'archive',
  'studying librarianship': 'student',
}

/** One reason, as the words of a language ask for it. */
function reasonRow({ code, values }: ReasonCode): Record<string, unknown> {
  const text = (key: string) => String(values[key] ?? '')
  const theirs = code === 'wish-sector' ? text('want') : text('theirs')
  return {
    code: code === 'wish-same-sector' || code === 'wish-different-sector' ? 'wish-sector' : code,
    want: text('want'),
    theirCountry: code === 'wish-country' ? text('want') : theirs,
    theirs: sectors[theirs] ?? 'other',
    theirsText: theirs,
    yours: sectors[text('yours')] ?? 'other',
    yoursText: text('yours'),
    inLanguages: [text('language')],
    interests: values.interests ?? [],
    hours: values.hours ?? 0,
    which: text('which'),
  }
}

/** What coordinators can say, as they type it; `commands by reply` reads the same words. */
const helpWords = {
  ok: 'OK',
  rematch: '1 rematch',
  snooze: '1 snooze 14d',
  send: '1 send',
  write: '1 write',
  note: '1 note …',
  end: '1 end',
  yes: '1 yes, slow, no',
  accept: '1 accept',
  undo: 'UNDO',
  away: 'AWAY 30 NOV',
}

const helpRows = () => Object.entries(helpWords).map(([key, word]) => ({ key, typed: word }))
