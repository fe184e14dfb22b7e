import type { Sql } from '../db.ts'

/** Letters in our hands are told apart by id and attempt: who comes late, after somebody else took over, changes nothing. */
export type Hold = { id: number; attempt: number }

/**
 * Keeps the words of letters before they are handed over, so that a second try says the same.
 *
 * @returns the ids of those that are still ours; no other may be handed over
 */
export async function keepWords(
  sql: Sql,
  letters: (Hold & { subject: string; text: string; html: string })[],
  now: Date,
): Promise<Set<number>> {
  const rows = await sql<{ id: number }[]>`
    update outbox o set subject = w.subject, body_text = w.body_text, body_html = w.body_html, ready_at = ${now}
    from unnest(${letters.map(l => l.id)}::int[], ${letters.map(l => l.attempt)}::int[], ${letters.map(l => l.subject)}::text[],
                ${letters.map(l => l.text)}::text[], ${letters.map(l => l.html)}::text[])
      as w (id, attempt, subject, body_text, body_html)
    where o.id = w.id and o.attempt = w.attempt and o.state = 'sending'
    returning o.id`
  return new Set(rows.map(row => row.id))
}

/**
 * The call begins with the next line: from this commit on the letter may have left.
 *
 * @returns false when it is not ours any more, and must not be handed over
 */
export async function aboutToLeave(sql: Sql, { id, attempt }: Hold): Promise<boolean> {
  const { count } = await sql`
    update outbox set ready_at = null where id = ${id} and attempt = ${attempt} and state = 'sending'`
  return count > 0
}

/**
 * The provider took it. That stays true however late we learn it: also after the letter was given up for unknown, or
 * queued for a second try that nobody has begun.
 *
 * @returns false when somebody else had taken the letter over
 */
export async function noteAccepted(sql: Sql, { id, attempt }: Hold, providerId: string | null, now: Date): Promise<boolean> {
  const { count } = await sql`
    update outbox set state = 'sent', sent_at = ${now}, provider_id = ${providerId}, settle_at = null, because = null
    where id = ${id} and attempt = ${attempt} and (state in ('sending', 'unknown') or state = 'queued' and resends > 0)`
  return count > 0
}

/** Nobody knows whether the provider took it. It is looked up once its settle moment has come. */
export async function noteUnknown(sql: Sql, { id, attempt }: Hold, because: string): Promise<boolean> {
  const { count } = await sql`
    update outbox set state = 'unknown', because = ${because}
    where id = ${id} and attempt = ${attempt} and state = 'sending'`
  return count > 0
}

/**
 * Counts that the provider turned it away.
 *
 * @returns how often it has by now, at least once
 */
export async function countTurnedAway(sql: Sql, { id, attempt }: Hold): Promise<number> {
  const [row] = await sql<{ turnedAway: number }[]>`
    update outbox set turned_away = turned_away + 1 where id = ${id} and attempt = ${attempt} and state = 'sending'
    returning turned_away`
  return row?.turnedAway ?? 1
}

/** The provider did not take it, or it was never handed over: it waits for another try, and is written afresh then. */
export async function noteLater(sql: Sql, { id, attempt }: Hold, because: string | null, dueAt: Date | null): Promise<boolean> {
  const { count } = await sql`
    update outbox set state = 'queued', because = ${because}, due_at = coalesce(${dueAt}, due_at), settle_at = null, ready_at = null,
      body_text = case when resends > 0 then body_text end, body_html = case when resends > 0 then body_html end
    where id = ${id} and attempt = ${attempt} and state = 'sending'`
  return count > 0
}

/** It will never be taken. */
export async function noteFailed(sql: Sql, { id, attempt }: Hold, because: string): Promise<boolean> {
  const { count } = await sql`
    update outbox set state = 'failed', because = ${because}, settle_at = null
    where id = ${id} and attempt = ${attempt} and state = 'sending'`
  return count > 0
}

/** Puts a letter that a person must look at into the digest, once. */
export const raiseLetterFlag = (
  sql: Sql,
  kind: 'unsent' | 'doubtful letter',
  outboxId: number,
  { reason, suggestion, urgent }: { reason: string; suggestion: string; urgent: boolean },
  now: Date,
) => sql`
  insert into flags (kind, round_id, partnership_id, participant_id, outbox_id, reason, suggestion, urgent, raised_at)
  select ${kind}, round_id, partnership_id, participant_id, id, ${reason}, ${suggestion}, ${urgent}, ${now}
  from outbox where id = ${outboxId}
  on conflict do nothing`

/**
 * The provider holds the address inactive: nothing more is sent there until an address is confirmed anew.
 *
 * @returns the participant that is cut off by it, null when it was known or the reader is none
 */
export async function noteUnreachable(sql: Sql, outboxId: number, now: Date): Promise<number | null> {
  const [row] = await sql<{ id: number }[]>`
    update participants p set bounced_at = ${now}
    from outbox o where o.id = ${outboxId} and p.id = o.participant_id and p.bounced_at is null and p.erased_at is null
    returning p.id`
  return row?.id ?? null
}

/** Who signs letters: the programme coordinator who has been there longest. */
export async function signatory(sql: Sql): Promise<string | null> {
  const [row] = await sql<{ name: string }[]>`
    select name from coordinators where role = 'programme' and removed_at is null order by id limit 1`
  return row?.name ?? null
}

/** Keeps letters in a living worker's hands: who settles asks whether somebody still holds them. Held to the end of the transaction. */
export const holdOn = (tx: Sql, ids: number[]) => tx`select pg_advisory_xact_lock(5064, id) from unnest(${ids}::int[]) as t (id)`
