import type { Applicant } from './applicant.ts'
import { type Interests, interestPoints, readInterests, sharedInterests } from './interests.ts'
import { parts } from './parts.ts'
import { type Profile, profileOf } from './profile.ts'
import { bonusOf, planTiers, type Tiers, worthOf } from './tiers.ts'
import { floor } from './weights.ts'
import { meets } from './wishes.ts'

/** A round's people, read and weighed against each other. */
export type Scored = {
  people: Applicant[]
  profiles: Profile[]
  interests: Interests
  tiers: Tiers
  bonus: Int32Array
  index: Map<string, number>
  /** by person: those never to be paired with them, besides compatriots; symmetric */
  barred: Map<number, Set<number>>
}

/**
 * @param forbiddenPairs ids that a coordinator keeps apart, besides what the applications say
 * @throws when two people have one id
 */
export function scoreRound(people: Applicant[], forbiddenPairs: readonly (readonly [string, string])[] = []): Scored {
  const index = new Map<string, number>()
  people.forEach(({ id }, i) => {
    if (index.has(id)) throw new Error(`two people have the id '${id}' (places ${index.get(id)} and ${i})`)
    index.set(id, i)
  })
  const barred: Scored['barred'] = new Map()
  const bar = (a: number, id: string) => {
    const b = index.get(id)
    if (b === undefined || a === b) return
    barred.set(a, (barred.get(a) ?? new Set()).add(b))
    barred.set(b, (barred.get(b) ?? new Set()).add(a))
  }
  people.forEach((person, i) => {
    for (const id of person.previousPartners ?? []) bar(i, id)
    for (const id of person.blocked ?? []) bar(i, id)
  })
  for (const [a, b] of forbiddenPairs) if (index.has(a)) bar(index.get(a)!, b)
  const profiles = people.map(profileOf)
  const tiers = planTiers(profiles)
  return { people, profiles, interests: readInterests(people, profiles), tiers, bonus: bonusOf(profiles, tiers), index, barred }
}

/** Why these two can never be partners; null when they can. */
export function whyForbidden({ people, profiles, barred }: Scored, u: number, v: number): string | null {
  const [a, b] = [profiles[u]!.country, profiles[v]!.country]
  if (u === v) return 'one person'
  if (a === null || b === null) return 'no country known'
  if (a === b) return 'same country'
  if (!barred.get(u)?.has(v)) return null
  const listed = (x: number, y: number, list: 'previousPartners' | 'blocked') => people[x]![list]?.includes(people[y]!.id)
  if (listed(u, v, 'previousPartners') || listed(v, u, 'previousPartners')) return 'partners before'
  return listed(u, v, 'blocked') || listed(v, u, 'blocked') ? 'blocked' : 'kept apart by a coordinator'
}

export type SideScore = {
  /** by part: wishes are counted in the part they are about */
  parts: { name: string; points: number }[]
  /** 0 to 100 */
  points: number
  unmetMusts: number
  /** indexes into the applicant's wishes */
  met: number[]
  unmet: number[]
}

/** How good `v` is for `u`, part by part: the plain form of what rows.ts does with tables, and tested against it. */
export function scoreSide({ people, profiles, interests }: Scored, u: number, v: number): SideScore {
  const [p, q] = [profiles[u]!, profiles[v]!]
  const units = sharedInterests(interests, u, v).reduce((sum, { mine }) => sum + mine, 0)
  let unmetMusts = 0
  const list = parts.map(part => {
    const side = part.side(p, q)
    unmetMusts += side >> 8
    return { name: part.name as string, points: side & 255 }
  })
  let interestSum = interestPoints(units)
  const met = new Set<number>()
  for (const want of p.wants) {
    const is = meets(want, p, q, units > 0)
    if (is) met.add(want.wish)
    if (want.kind !== 'interest') continue
    if (is) interestSum += want.points
    else if (want.must) unmetMusts += 1
  }
  list.push({ name: 'interests', points: interestSum })
  const points = Math.min(
    100,
    list.reduce((sum, part) => sum + part.points, 0),
  )
  const judged = new Set([...p.wants.map(({ wish }) => wish), ...p.unclear])
  const unmet = (people[u]!.wishes ?? []).map((_, i) => i).filter(i => judged.has(i) && !met.has(i))
  return { parts: list, points, unmetMusts, met: [...met], unmet }
}

/** The pair's weight, as it stands in the weight file: -1 when forbidden. */
export function weigh(scored: Scored, u: number, v: number): number {
  if (whyForbidden(scored, u, v) !== null) return -1
  const { profiles, tiers, bonus } = scored
  if (profiles[u]!.standby && profiles[v]!.standby) return 0
  const [a, b] = [scoreSide(scored, u, v), scoreSide(scored, v, u)]
  const musts = (2 * tiers.musts - a.unmetMusts - b.unmetMusts) * tiers.must
  const fair = a.points >= floor && b.points >= floor ? tiers.floor : 0
  return worthOf(a.points, tiers) + worthOf(b.points, tiers) + musts + fair + bonus[u]! + bonus[v]!
}
