import type { Sql } from '../db.ts'

/** The next moment at which something is due by its row; null when nothing is. */
export async function nextDue(sql: Sql, now: Date): Promise<Date | null> {
  const [row] = await sql<{ at: Date | null }[]>`
    select least(
      (select min(due_at) from outbox where state = 'queued' and due_at > ${now}),
      (select min(act_at) from decisions where done_at is null and undone_at is null and act_at > ${now}),
      (select min(due_at) from round_steps where done_at is null and lapsed_at is null and due_at > ${now}),
      (select min(leaving_at) from partnerships where ended_at is null and leaving_at > ${now}),
      (select min(paused_until) from participants where paused_at is not null and paused_until > ${now})) as at`
  return row?.at ?? null
}
