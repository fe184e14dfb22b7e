import { daysBetween } from '../clock.ts'
import type { Database } from '../db.ts'
import { offered } from '../programme/commands.ts'
import type { Coordinator } from '../programme/coordinators.sql.ts'
import { countryName } from '../programme/countries.ts'
import { digestItems } from '../programme/decisions.sql.ts'
import { byWeight } from '../programme/digest.ts'
import { type Flag, openFlags } from '../programme/flags.sql.ts'
import { membersOf } from '../programme/partnerships.sql.ts'
import { type DigestLetter, peopleNamed, startsOf } from './console.sql.ts'

export type ShownFlag = Flag & {
  /** both partners, or the one person that it is about */
  people: { name: string; country: string | null }[]
  /** of the partnership */
  week: number | null
  /** in the reader's latest digest; null when it came since */
  number: number | null
  why: string
  /** what the suggestion would do, in one sentence */
  suggests: string | null
  /** what can be said about it, the suggestion first */
  commands: string[]
}

/** What waits for a person, ranked, as far as this coordinator is concerned: an ambassador sees their own countries. */
export async function flagsFor(
  sql: Database,
  reader: Coordinator,
  digest: DigestLetter | undefined,
  now: Date,
): Promise<ShownFlag[]> {
  const flags = [...(await openFlags(sql, now))].sort(byWeight)
  const pairs = flags.flatMap(({ partnershipId }) => partnershipId ?? [])
  const members = await membersOf(sql, pairs)
  const starts = new Map((await startsOf(sql, pairs)).map(({ id, startsAt }) => [id, startsAt]))
  const alone = await peopleNamed(
    sql,
    flags.flatMap(({ participantId }) => participantId ?? []),
  )
  const numbers = new Map(digest ? (await digestItems(sql, digest.id)).map(({ number, flagId }) => [flagId, number]) : [])
  return flags
    .map(flag => {
      const pair = members.filter(({ partnershipId }) => partnershipId === flag.partnershipId)
      const people = pair.length > 0 ? pair : alone.filter(({ id }) => id === flag.participantId)
      const startsAt = flag.partnershipId === null ? undefined : starts.get(flag.partnershipId)
      const number = numbers.get(flag.id) ?? null
      // the very words of the digest, for what it told
      const told = digest?.items.find(({ n }) => n === number)
      return {
        ...flag,
        people: people.map(({ name, country }) => ({ name, country })),
        week: startsAt ? Math.max(1, Math.floor(daysBetween(startsAt, now) / 7) + 1) : null,
        number,
        why: told?.why ?? flag.reason,
        suggests: told?.suggestion ?? null,
        commands: offered(flag.kind, flag.suggestion),
      }
    })
    .filter(
      ({ people }) =>
        reader.role === 'programme' || people.some(({ country }) => country !== null && reader.countries.includes(country)),
    )
}

export const describe = ({ name, country }: { name: string; country: string | null }): string =>
  country ? `${name} (${countryName(country)})` : name
