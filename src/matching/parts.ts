import { meetingTogether, wakingTogether } from './hours.ts'
import { levelIn, type Profile } from './profile.ts'
import { points } from './weights.ts'
import { meets, type WantKind } from './wishes.ts'

/**
 * What one part of the score gives to a person for having another: points in the lower 8 bits, above them how many musts
 * stay unmet. All parts but interests depend on a few traits only, so that tables of classes can hold them: see tables.ts.
 */
type Side = number
export const oneMust = 256
export type Part = {
  name: 'career' | 'place' | 'hours' | 'language'
  key: (p: Profile) => string
  side: (p: Profile, q: Profile) => Side
}

function wished(person: Profile, other: Profile, kinds: WantKind[]): Side {
  let side = 0
  for (let i = 0; i < person.wants.length; i++) {
    const want = person.wants[i]!
    if (!kinds.includes(want.kind)) continue
    if (meets(want, person, other, false)) side += want.points
    else if (want.must) side += oneMust
  }
  return side
}

const aboutCareer: WantKind[] = ['sector', 'stage']
const aboutPlace: WantKind[] = ['region', 'country']
const aboutLanguage: WantKind[] = ['language']

const wishKey = (person: Profile, kinds: WantKind[]) =>
  person.wants
    .filter(want => kinds.includes(want.kind))
    .map(({ kind, op, value, points, must }) => `${kind} ${op} ${value} ${points}${must ? '!' : ''}`)
    .join('|')

const careerPoints = (p: Profile, q: Profile) => {
  const sector = p.sector === null || q.sector === null ? 0 : p.sector === q.sector ? points.sectorSame : points.sectorDifferent
  if (p.stage === null || q.stage === null) return sector
  const steps = Math.abs(p.stage - q.stage)
  return sector + (steps === 0 ? points.stageSame : steps === 1 ? points.stageOneStep : points.stageFar)
}

/** The better of the two languages they share, by the weaker writer of each. */
function languagePoints(p: Profile, q: Profile): number {
  if (!p.languages.length || !q.languages.length) return points.languageUnknown
  let best = 0
  for (let i = 0; i < p.languages.length; i++) {
    const { key, level } = p.languages[i]!
    const other = levelIn(q, key)
    if (other === 0) continue
    const weak = Number(level === 1) + Number(other === 1)
    best = Math.max(best, weak === 0 ? points.languageBothWell : weak === 1 ? points.languageOneBasic : points.languageBothBasic)
  }
  return best
}

/** Six hours are shared by everybody on earth, fifteen by neighbours; unknown zones count half. */
function hoursPoints(p: Profile, q: Profile): number {
  if (p.offset === null || q.offset === null) return (points.wakingHours + points.meetingTimes) / 2
  const awake = Math.round((points.wakingHours * (wakingTogether(p.offset, q.offset) - 360)) / 540)
  if (p.window === null || q.window === null) return awake + points.meetingTimes / 2
  return awake + (meetingTogether(p.offset, p.window, q.offset, q.window) >= 60 ? points.meetingTimes : 0)
}

export const parts: Part[] = [
  {
    name: 'career',
    key: p => `${p.sector}|${p.stage}|${p.wants.length ? '' : 'none'}|${wishKey(p, aboutCareer)}`,
    side: (p, q) => careerPoints(p, q) + (p.wants.length ? wished(p, q, aboutCareer) : points.noWishes),
  },
  {
    name: 'place',
    key: p => `${p.country}|${p.region}|${wishKey(p, aboutPlace)}`,
    side: (p, q) => wished(p, q, aboutPlace),
  },
  {
    name: 'hours',
    key: p => `${p.offset}|${p.window}`,
    side: (p, q) => hoursPoints(p, q),
  },
  {
    name: 'language',
    key: p => `${p.languages.map(({ key, level }) => `${key}${Math.min(level, 2)}`).sort()}|${wishKey(p, aboutLanguage)}`,
    side: (p, q) => languagePoints(p, q) + wished(p, q, aboutLanguage),
  },
]
