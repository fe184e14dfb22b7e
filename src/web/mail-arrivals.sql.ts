import { createHmac } from 'node:crypto'
import type { Sql } from '../db.ts'
import type { Arrival } from '../inbound/inbox.sql.ts'
import { hashToken } from '../reply-address.ts'
import { mostCounted } from './mail-limit.ts'

/** What the envelope of such a mail says under `waits`. */
const waitsBecause = 'more than 20 mails in an hour to one reply address'

/**
 * Keeps a mail to a busy one of our reply addresses, and counts it, in one statement and so in one transaction.
 *
 * @returns the row's id, or null when the same mail was there already
 */
export async function keepCounted(
  sql: Sql,
  { source, externalId, body, envelope = {} }: Arrival,
  token: string,
  now: Date,
): Promise<number | null> {
  const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body
  const [row] = await sql<{ id: number }[]>`
    with counted as (
      insert into tallies (subject, slot, n)
      select ${`token:${hashToken(token)}`}, ${now.toISOString().slice(0, 13)}, 1
      where not exists (select 1 from inbox where source = ${source} and external_id = ${externalId})
      on conflict (subject, slot) do update set n = tallies.n + 1
      returning n
    )
    insert into inbox (source, external_id, envelope, body, received_at)
    select ${source}, ${externalId},
           case when n > ${mostCounted} then ${JSON.stringify({ ...envelope, waits: waitsBecause })} else ${JSON.stringify(envelope)} end,
           ${bytes}, ${now}::timestamptz
    from counted
    on conflict (source, external_id) do nothing
    returning id`
  return row?.id ?? null
}

/**
 * Notes the day on which a pair copied a letter to its own address. Pair, day and a keyed hash: of the letter itself
 * nothing is written, here or anywhere.
 *
 * @param messageId of the letter, so that the same letter counts once
 */
export async function noteHeartbeat(sql: Sql, secret: string, token: string, messageId: string, now: Date): Promise<void> {
  const hash = hashToken(token)
  const messageHash = createHmac('sha256', secret).update(`heartbeat:${hash}:${messageId}`).digest('base64url')
  await sql`
    insert into heartbeats (partnership_id, day, message_hash, noted_at)
    select id, ${now.toISOString().slice(0, 10)}, ${messageHash}, ${now} from partnerships where heartbeat_hash = ${hash}
    on conflict (message_hash) do nothing`
}
