import type { Sql } from '../db.ts'
import type { Application } from './application.ts'

export type Participant = {
  id: number
  email: string | null
  name: string
  knownAs: string | null
  country: string | null
  place: string | null
  zone: string | null
  sector: string | null
  careerStage: string | null
  role: string | null
  employer: string | null
  interests: string[]
  about: string | null
  languages: { language: string; level: string }[]
  locale: string
  pace: 'more' | 'fewer' | null
  confirmedAt: Date | null
  optedOutAt: Date | null
  complainedAt: Date | null
  bouncedAt: Date | null
  pausedAt: Date | null
  pausedUntil: Date | null
  awayUntil: Date | null
  erasedAt: Date | null
}

const columns = (sql: Sql) => sql`
  id, email, name, known_as, country, place, zone, sector, career_stage, role, employer, interests, about, languages, locale, pace,
  confirmed_at, opted_out_at, complained_at, bounced_at, paused_at, paused_until, away_until, erased_at`

/** What somebody is called in prose: as they like to be known, else their whole name. */
export const calledBy = (person: { knownAs: string | null; name: string }): string => person.knownAs ?? person.name

export async function findParticipant(sql: Sql, id: number): Promise<Participant | undefined> {
  const [row] = await sql<Participant[]>`select ${columns(sql)} from participants where id = ${id}`
  return row
}

/** Many at once, by their ids. */
export async function findParticipants(sql: Sql, ids: number[]): Promise<Map<number, Participant>> {
  const rows = await sql<Participant[]>`select ${columns(sql)} from participants where id = any(${ids}::int[])`
  return new Map(rows.map(row => [row.id, row]))
}

export async function findByAddress(sql: Sql, address: string): Promise<Participant | undefined> {
  const [row] = await sql<
    Participant[]
  >`select ${columns(sql)} from participants where lower(email) = ${address.trim().toLowerCase()}`
  return row
}

/**
 * Keeps what an application says of its sender: a new person, or news of one we know. What the application leaves out
 * stays as it was.
 */
export async function keepParticipant(sql: Sql, a: Application & { email: string }, now: Date): Promise<Participant> {
  const [row] = await sql<Participant[]>`
    insert into participants (email, name, known_as, country, place, zone, sector, career_stage, role, employer, interests, about, languages, locale,
                              heard_from, convinced_by, added_at)
    values (${a.email}, ${a.name}, ${a.knownAs}, ${a.country}, ${a.place}, ${a.zone}, ${a.sector}, ${a.careerStage}, ${a.role}, ${a.employer},
            ${a.interests}, ${a.about}, ${sql.json(a.languages)}, ${a.locale}, ${a.heardFrom}, ${a.convincedBy}, ${now})
    on conflict (lower(email)) where email is not null do update set
      name = coalesce(nullif(excluded.name, ''), participants.name),
      known_as = coalesce(excluded.known_as, participants.known_as),
      country = coalesce(excluded.country, participants.country),
      place = coalesce(excluded.place, participants.place),
      zone = coalesce(excluded.zone, participants.zone),
      sector = coalesce(excluded.sector, participants.sector),
      career_stage = coalesce(excluded.career_stage, participants.career_stage),
      role = coalesce(excluded.role, participants.role),
      employer = coalesce(excluded.employer, participants.employer),
      interests = case when excluded.interests = '{}' then participants.interests else excluded.interests end,
      about = coalesce(excluded.about, participants.about),
      languages = case when excluded.languages = '[]' then participants.languages else excluded.languages end,
      locale = excluded.locale
    returning ${columns(sql)}`
  return row!
}

export type Facts = Partial<
  Pick<
    Participant,
    'name' | 'country' | 'place' | 'zone' | 'sector' | 'careerStage' | 'interests' | 'languages' | 'about' | 'role' | 'employer'
  >
>

/** Changes facts that somebody told us by letter. */
export async function changeFacts(sql: Sql, id: number, facts: Facts): Promise<void> {
  const { languages, ...others } = facts
  const changed = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined))
  if (Object.keys(changed).length > 0)
    await sql`update participants set ${sql(changed as Record<string, never>)} where id = ${id}`
  if (languages) await sql`update participants set languages = ${sql.json(languages)} where id = ${id}`
}

/** Somebody else with the same name and country, and employer or place, under another address. */
export async function likelyDouble(sql: Sql, person: Participant): Promise<number | null> {
  const [row] = await sql<{ id: number }[]>`
    select id from participants
    where id <> ${person.id} and erased_at is null and lower(name) = lower(${person.name}) and country = ${person.country}
      and name <> '' and (lower(employer) = lower(${person.employer}) or lower(place) = lower(${person.place}))
    order by id limit 1`
  return row?.id ?? null
}

export const confirmAddress = (sql: Sql, id: number, now: Date) => sql`
  update participants set confirmed_at = coalesce(confirmed_at, ${now}) where id = ${id}`

/** Our mail to this person stops, at once. */
export const optOut = (sql: Sql, id: number, now: Date) => sql`
  update participants set opted_out_at = coalesce(opted_out_at, ${now}) where id = ${id}`

export const optIn = (sql: Sql, id: number) => sql`update participants set opted_out_at = null where id = ${id}`

export const markComplained = (sql: Sql, id: number, now: Date) => sql`
  update participants set complained_at = coalesce(complained_at, ${now}), opted_out_at = coalesce(opted_out_at, ${now}) where id = ${id}`

export const markBounced = (sql: Sql, id: number, now: Date) => sql`
  update participants set bounced_at = coalesce(bounced_at, ${now}) where id = ${id}`

export const markAway = (sql: Sql, id: number, until: Date) => sql`
  update participants set away_until = greatest(away_until, ${until}) where id = ${id}`

export const markPaused = (sql: Sql, id: number, until: Date | null, now: Date) => sql`
  update participants set paused_at = ${now}, paused_until = ${until} where id = ${id}`

export const markResumed = (sql: Sql, id: number) => sql`
  update participants set paused_at = null, paused_until = null, away_until = null where id = ${id}`

/** Breaks that are over at this moment. */
export const endedBreaks = (sql: Sql, now: Date) => sql<{ id: number }[]>`
  select id from participants where paused_at is not null and paused_until <= ${now} and erased_at is null order by id`

export const setPace = (sql: Sql, id: number, pace: 'more' | 'fewer' | null) =>
  sql`update participants set pace = ${pace} where id = ${id}`
