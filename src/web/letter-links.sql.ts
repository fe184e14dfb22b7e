import type { Sql } from '../db.ts'

/** A letter, as far as a link in it needs to know. */
export type LinkedLetter = {
  id: number
  template: string
  question: string | null
  coordinatorId: number | null
  partner: string | null
  queuedAt: Date
}

/** The letter that a link belongs to, by the hash of its token. */
export async function letterByLink(sql: Sql, hash: string): Promise<LinkedLetter | undefined> {
  const [row] = await sql<LinkedLetter[]>`
    select id, template, question, coordinator_id, case jsonb_typeof(data->'partner') when 'string' then data->>'partner' end as partner, queued_at
    from outbox where reply_hash = ${hash}`
  return row
}
