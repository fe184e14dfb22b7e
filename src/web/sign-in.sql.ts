import type { Sql } from '../db.ts'
import type { Coordinator } from '../programme/coordinators.sql.ts'

/** Keeps a way in: the hash of a secret that only the letter and the requesting browser hold together. */
export const keepSignIn = (sql: Sql, tokenHash: string, coordinatorId: number, now: Date, expiresAt: Date) => sql`
  insert into sign_ins (token_hash, coordinator_id, made_at, expires_at) values (${tokenHash}, ${coordinatorId}, ${now}, ${expiresAt})`

/** Uses a way in, once. Every other way of the same person ends with it, and the letters that held them are forgotten. */
export async function useSignIn(sql: Sql, tokenHash: string, now: Date): Promise<number | undefined> {
  const [row] = await sql<{ coordinatorId: number }[]>`
    update sign_ins set used_at = ${now}
    where token_hash = ${tokenHash} and used_at is null and expires_at > ${now}
    returning coordinator_id`
  if (!row) return undefined
  await sql`update sign_ins set used_at = ${now} where coordinator_id = ${row.coordinatorId} and used_at is null`
  await sql`
    update outbox set data = '{}', body_text = null, body_html = null, forgotten_at = ${now}
    where template = 'sign-in' and coordinator_id = ${row.coordinatorId} and state not in ('queued', 'sending') and forgotten_at is null`
  return row.coordinatorId
}

export const keepSession = (sql: Sql, tokenHash: string, coordinatorId: number, csrf: string, now: Date, expiresAt: Date) => sql`
  insert into sessions (token_hash, coordinator_id, csrf, made_at, expires_at)
  values (${tokenHash}, ${coordinatorId}, ${csrf}, ${now}, ${expiresAt})`

export type Session = Coordinator & { csrf: string }

/** The coordinator whose session this is, as long as both are in office. */
export async function findSession(sql: Sql, tokenHash: string, now: Date): Promise<Session | undefined> {
  const [row] = await sql<Session[]>`
    select c.id, c.email, c.name, c.role, c.countries, c.zone, c.safety_since, c.away_until, s.csrf
    from sessions s join coordinators c on c.id = s.coordinator_id
    where s.token_hash = ${tokenHash} and s.expires_at > ${now} and c.removed_at is null`
  return row
}

export const endSession = (sql: Sql, tokenHash: string) => sql`delete from sessions where token_hash = ${tokenHash}`

/** Sweeps away what is over, whenever somebody comes in. */
export async function sweep(sql: Sql, now: Date): Promise<void> {
  await sql`delete from sessions where expires_at <= ${now}`
  await sql`delete from sign_ins where expires_at <= ${now}`
}
