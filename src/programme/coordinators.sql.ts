import type { Sql } from '../db.ts'

export type Coordinator = {
  id: number
  email: string
  name: string
  role: 'programme' | 'ambassador'
  countries: string[]
  zone: string
  safetySince: Date | null
  awayUntil: Date | null
}

const columns = (sql: Sql) => sql`id, email, name, role, countries, zone, safety_since, away_until`

/** Coordinators in office. An away one still is, but hands over. */
export const coordinators = (sql: Sql) =>
  sql<Coordinator[]>`select ${columns(sql)} from coordinators where removed_at is null order by id`

export async function findCoordinator(sql: Sql, id: number): Promise<Coordinator | undefined> {
  const [row] = await sql<Coordinator[]>`select ${columns(sql)} from coordinators where id = ${id} and removed_at is null`
  return row
}

export async function coordinatorAt(sql: Sql, address: string): Promise<Coordinator | undefined> {
  const [row] = await sql<
    Coordinator[]
  >`select ${columns(sql)} from coordinators where lower(email) = ${address.trim().toLowerCase()} and removed_at is null`
  return row
}

/** The named people who get conduct reports. */
export const safetyPeople = (sql: Sql) => sql<Coordinator[]>`
  select ${columns(sql)} from coordinators where removed_at is null and safety_since is not null order by id`

type NewCoordinator = {
  email: string
  name: string
  role: Coordinator['role']
  countries: string[]
  zone: string
  safety: boolean
}

/** Adds a coordinator, or changes the one with this address. */
export async function keepCoordinator(sql: Sql, c: NewCoordinator, now: Date): Promise<Coordinator> {
  const [row] = await sql<Coordinator[]>`
    insert into coordinators as was (email, name, role, countries, zone, safety_since, added_at)
    values (${c.email}, ${c.name}, ${c.role}, ${c.countries}, ${c.zone}, ${c.safety ? now : null}, ${now})
    on conflict (lower(email)) do update set name = excluded.name, role = excluded.role, countries = excluded.countries, zone = excluded.zone,
      safety_since = case when ${c.safety} then coalesce(was.safety_since, excluded.safety_since) end, removed_at = null
    returning ${columns(sql)}`
  return row!
}

export const setAway = (sql: Sql, id: number, until: Date | null) =>
  sql`update coordinators set away_until = ${until} where id = ${id}`
