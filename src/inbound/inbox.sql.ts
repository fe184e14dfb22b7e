import type { Sql } from '../db.ts'

/** What a door knew besides the body; stored as JSON text, so that no key of it is renamed. */
type Envelope = Record<string, string>

export type Arrival = { source: string; externalId: string; body: Uint8Array | string; envelope?: Envelope }

export type InboxRow = {
  id: number
  source: string
  externalId: string
  envelope: string
  body: Uint8Array | null
  receivedAt: Date
  attempts: number
  processedAt: Date | null
}

/**
 * Keeps what came, raw, before anyone thinks about it. Once committed it cannot be lost.
 *
 * @returns the row's id, or null when the same arrival was there already
 */
export async function keep(sql: Sql, { source, externalId, body, envelope = {} }: Arrival, now: Date): Promise<number | null> {
  const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : Buffer.from(body)
  const [row] = await sql<{ id: number }[]>`
    insert into inbox (source, external_id, envelope, body, received_at)
    values (${source}, ${externalId.slice(0, 500)}, ${JSON.stringify(envelope)}, ${bytes}, ${now})
    on conflict (source, external_id) do nothing
    returning id`
  return row?.id ?? null
}

/** Arrivals that nobody has processed yet, the oldest first. */
export const waitingArrivals = (sql: Sql, now: Date) => sql<{ id: number }[]>`
  select id from inbox
  where processed_at is null and failed_at is null and received_at <= ${now} and (retry_at is null or retry_at <= ${now})
  order by id`

/** Takes one arrival for the length of the transaction; undefined when another process was first. */
export async function takeArrival(sql: Sql, id: number): Promise<InboxRow | undefined> {
  const [row] = await sql<InboxRow[]>`
    select id, source, external_id, envelope, body, received_at, attempts, processed_at
    from inbox where id = ${id} and processed_at is null and failed_at is null
    for update`
  return row
}

/** Says that an arrival is done with, and what it was, in a few words of ours. */
export const markProcessed = (
  sql: Sql,
  id: number,
  { participantId = null, outcome }: { participantId?: number | null; outcome: string },
  now: Date,
) => sql`
  update inbox set processed_at = ${now}, participant_id = ${participantId}, outcome = ${outcome.slice(0, 300)}, error = null where id = ${id}`

const mostAttempts = 4

/** Notes that processing failed: tried again in a while, and after the fourth time left to a person. */
export async function markFailed(sql: Sql, id: number, error: string, now: Date): Promise<{ givenUp: boolean }> {
  const [row] = await sql<{ attempts: number }[]>`
    update inbox set attempts = attempts + 1, error = ${error.slice(0, 300)},
      retry_at = ${now}::timestamptz + interval '1 minute' * power(4, attempts),
      failed_at = case when attempts + 1 >= ${mostAttempts} then ${now}::timestamptz end
    where id = ${id}
    returning attempts`
  return { givenUp: (row?.attempts ?? mostAttempts) >= mostAttempts }
}

/** Is an arrival with this key kept already? */
export async function arrivedAlready(sql: Sql, source: string, externalId: string): Promise<boolean> {
  const rows = await sql`select 1 from inbox where source = ${source} and external_id = ${externalId}`
  return rows.length > 0
}
