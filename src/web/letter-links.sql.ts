import type { Sql } from '../db.ts'

/** A letter, as far as a link in it needs to know. */
export type LinkedLetter = {
  id: number
  template: string
  question: string | null
  coordinatorId: number | null
  subject: string | null
  data: Record<string, unknown>
  queuedAt: Date
  roundName: string | null
  /** of its reader */
  name: string
  locale: string
  zone: string | null
}

/** The letter that a link belongs to, by the hash of its token. */
export async function letterByLink(sql: Sql, hash: string): Promise<LinkedLetter | undefined> {
  const [row] = await sql<LinkedLetter[]>`
    select o.id, o.template, o.question, o.coordinator_id, o.subject, o.data, o.queued_at, r.name as round_name,
      coalesce(p.known_as, p.name, '') as name, coalesce(p.locale, o.locale, 'en') as locale, p.zone
    from outbox o left join participants p on p.id = o.participant_id left join rounds r on r.id = o.round_id
    where o.reply_hash = ${hash}`
  return row
}
