import { meetingTogether, wakingTogether } from './hours.ts'
import type { Profile } from './profile.ts'
import { points } from './weights.ts'
import { meets, type WantKind } from './wishes.ts'

/**
 * What one part of the score gives to `person` for having `other`: points, and how many musts stay unmet. All parts but
 * interests depend on a few traits only, so that tables of classes can hold them: see tables.ts.
 */
export type Side = { points: number; unmet: number }
export type Part = {
  name: 'career' | 'place' | 'hours' | 'language'
  key: (p: Profile) => string
  side: (p: Profile, q: Profile) => Side
}

function wished(person: Profile, other: Profile, kinds: WantKind[], side: Side): Side {
  for (const want of person.wants) {
    if (!kinds.includes(want.kind)) continue
    if (meets(want, person, other, false)) side.points += want.points
    else if (want.must) side.unmet += 1
  }
  return side
}

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
export function languagePoints(p: Profile, q: Profile): number {
  if (!p.languages.size || !q.languages.size) return points.languageUnknown
  let best = 0
  for (const [key, level] of p.languages) {
    const other = q.languages.get(key)
    if (!other) continue
    const weak = Number(level === 1) + Number(other === 1)
    best = Math.max(best, weak === 0 ? points.languageBothWell : weak === 1 ? points.languageOneBasic : points.languageBothBasic)
  }
  return best
}

/** Six hours are shared by everybody on earth, fifteen by neighbours; unknown zones count half. */
export function hoursPoints(p: Profile, q: Profile): number {
  if (p.offset === null || q.offset === null) return (points.wakingHours + points.meetingTimes) / 2
  const awake = Math.round((points.wakingHours * (wakingTogether(p.offset, q.offset) - 360)) / 540)
  if (p.window === null || q.window === null) return awake + points.meetingTimes / 2
  return awake + (meetingTogether(p.offset, p.window, q.offset, q.window) >= 60 ? points.meetingTimes : 0)
}

export const parts: Part[] = [
  {
    name: 'career',
    key: p => `${p.sector}|${p.stage}|${p.wants.length ? '' : 'none'}|${wishKey(p, ['sector', 'stage'])}`,
    side: (p, q) =>
      wished(p, q, ['sector', 'stage'], { points: careerPoints(p, q) + (p.wants.length ? 0 : points.noWishes), unmet: 0 }),
  },
  {
    name: 'place',
    key: p => `${p.country}|${p.region}|${wishKey(p, ['region', 'country'])}`,
    side: (p, q) => wished(p, q, ['region', 'country'], { points: 0, unmet: 0 }),
  },
  {
    name: 'hours',
    key: p => `${p.offset}|${p.window}`,
    side: (p, q) => ({ points: hoursPoints(p, q), unmet: 0 }),
  },
  {
    name: 'language',
    key: p => `${[...p.languages].map(([key, level]) => `${key}${Math.min(level, 2)}`).sort()}|${wishKey(p, ['language'])}`,
    side: (p, q) => wished(p, q, ['language'], { points: languagePoints(p, q), unmet: 0 }),
  },
]
