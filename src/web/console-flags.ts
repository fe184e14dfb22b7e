import type { Database } from '../db.ts'
import type { Coordinator } from '../programme/coordinators.sql.ts'
import { countryName } from '../programme/countries.ts'
import { digestItems } from '../programme/decisions.sql.ts'
import { type Flag, openFlags } from '../programme/flags.sql.ts'
import { membersOf } from '../programme/partnerships.sql.ts'
import { peopleNamed } from './console.sql.ts'

export type ShownFlag = Flag & {
  /** both partners, or the one person that it is about */
  people: { name: string; country: string | null }[]
  /** in the reader's latest digest; null when it came since */
  number: number | null
  /** what can be said about it, the suggestion first */
  commands: string[]
}

/** What a flag of each kind can be answered with, besides its own suggestion. */
const usual: Record<string, string[]> = {
  'never started': ['rematch', 'write', 'snooze 14d', 'end'],
  'gone quiet': ['rematch', 'write', 'snooze 14d', 'end'],
  'one-sided': ['rematch', 'write', 'snooze 14d', 'end'],
  bounced: ['rematch', 'snooze 14d', 'end'],
  'asked for help': ['write', 'rematch', 'snooze 7d', 'end'],
  'left alone': ['rematch', 'snooze 7d', 'write'],
  unread: ['yes', 'slow', 'no', 'write'],
}
const firstWord = (command: string) => command.split(' ')[0]

/** What waits for a person, ranked, as far as this coordinator is concerned: an ambassador sees their own countries. */
export async function flagsFor(
  sql: Database,
  reader: Coordinator,
  digestId: number | undefined,
  now: Date,
): Promise<ShownFlag[]> {
  const flags = await openFlags(sql, now)
  const members = await membersOf(
    sql,
    flags.flatMap(({ partnershipId }) => partnershipId ?? []),
  )
  const alone = await peopleNamed(
    sql,
    flags.flatMap(({ participantId }) => participantId ?? []),
  )
  const numbers = new Map(digestId ? (await digestItems(sql, digestId)).map(({ number, flagId }) => [flagId, number]) : [])
  return flags
    .map(flag => {
      const pair = members.filter(({ partnershipId }) => partnershipId === flag.partnershipId)
      const people = pair.length > 0 ? pair : alone.filter(({ id }) => id === flag.participantId)
      const suggested = flag.suggestion.trim()
      const others = (usual[flag.kind] ?? ['snooze 7d']).filter(one => firstWord(one) !== firstWord(suggested))
      return {
        ...flag,
        people: people.map(({ name, country }) => ({ name, country })),
        number: numbers.get(flag.id) ?? null,
        commands: suggested ? [suggested, ...others] : others,
      }
    })
    .filter(
      ({ people }) =>
        reader.role === 'programme' || people.some(({ country }) => country !== null && reader.countries.includes(country)),
    )
}

export const describe = ({ name, country }: { name: string; country: string | null }): string =>
  country ? `${name} (${countryName(country)})` : name
