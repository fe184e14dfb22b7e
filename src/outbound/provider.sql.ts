import { after, days } from '../clock.ts'
import type { Sql } from '../db.ts'

export type Look = 'suppressions' | 'failed arrivals'

/** Takes a look that is due, until the next is due; undefined when it is not, or another process was first. */
export async function takeLook(sql: Sql, now: Date, next: Date): Promise<Look | undefined> {
  const [row] = await sql<{ what: Look }[]>`
    update provider_looks set due_at = ${next}
    where what = (select what from provider_looks where due_at <= ${now} order by what limit 1 for update skip locked)
    returning what`
  return row?.what
}

/** A look that came to nothing is due again earlier. */
export const lookAgain = (sql: Sql, what: Look, at: Date) => sql`update provider_looks set due_at = ${at} where what = ${what}`

/** Days for the last letter to leave and be told of, before the provider is asked to forget. */
const grace = 1
/** Days after which the provider has forgotten by itself. */
const keptByProvider = 45

/** Has the provider's copies of somebody's mail removed, once their last letter has left. */
export const requestRemoval = (sql: Sql, address: string, now: Date) => sql`
  insert into provider_removals (address, asked_at, due_at) values (${address}, ${now}, ${after(now, days(grace))})`

/** Takes a removal that is due, until it may be tried again. */
export async function takeRemoval(
  sql: Sql,
  now: Date,
  next: Date,
): Promise<{ id: number; address: string; tries: number } | undefined> {
  const [row] = await sql<{ id: number; address: string; tries: number }[]>`
    update provider_removals set due_at = ${next}, tries = tries + 1
    where id = (select id from provider_removals where due_at <= ${now} order by id limit 1 for update skip locked)
    returning id, address, tries`
  return row
}

/** The provider has the request: here the address goes too. */
export const removalTaken = (sql: Sql, id: number) => sql`delete from provider_removals where id = ${id}`

/** What the provider has forgotten by itself meanwhile need not be asked. */
export const dropOldRemovals = (sql: Sql, now: Date) => sql`
  delete from provider_removals where asked_at < ${after(now, -days(keptByProvider))}`
