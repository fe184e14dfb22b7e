import type { Sql } from '../db.ts'

export type Standing = { waitingSince: Date | null; letterDueSince: Date | null; lastArrivalAt: Date | null }

/** The oldest arrival that could be processed and is not, the oldest letter that is due, and the last arrival. */
export async function howWeStand(sql: Sql, now: Date): Promise<Standing> {
  const [row] = await sql<Standing[]>`
    select (select coalesce(retry_at, received_at) from inbox
            where processed_at is null and failed_at is null and (retry_at is null or retry_at <= ${now})
            order by id limit 1) as waiting_since,
           (select due_at from outbox where state = 'queued' and due_at <= ${now} order by due_at limit 1) as letter_due_since,
           (select received_at from inbox order by id desc limit 1) as last_arrival_at`
  return row!
}
