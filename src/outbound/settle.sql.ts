import type { Sql, Transaction } from '../db.ts'

export type Unsettled = {
  id: number
  attempt: number
  state: 'sending' | 'unknown'
  resends: number
  claimedAt: Date
  notAfter: Date
  messageId: string | null
  /** its call may have begun */
  mayHaveLeft: boolean
}

/** Is any letter past its settle moment? */
export async function anythingUnsettled(sql: Sql, now: Date): Promise<boolean> {
  const [row] = await sql<{ due: boolean }[]>`
    select exists (select from outbox where state in ('sending', 'unknown') and settle_at <= ${now}) as due`
  return row?.due ?? false
}

/**
 * Letters whose outcome nobody noted in time, and whom no living worker holds. A worker that sleeps for longer than
 * `overdue` says is taken for dead.
 */
export const unsettled = (tx: Transaction, now: Date, overdue: Date) => tx<Unsettled[]>`
  with due as materialized (
    select id, attempt, state, resends, claimed_at, not_after, message_id, body_text is not null and ready_at is null as may_have_left
    from outbox where state in ('sending', 'unknown') and settle_at <= ${now}
    order by settle_at limit 100 for update skip locked)
  select id, attempt, state, resends, claimed_at, not_after, message_id, may_have_left
  from due where claimed_at < ${overdue} or pg_try_advisory_xact_lock(5064, id)`

/** Takes the looking up upon us until `until`; should we be killed, somebody else does it then. */
export const lease = (tx: Transaction, ids: number[], until: Date) => tx`
  update outbox set settle_at = ${until}, because = case when state = 'sending' then 'its worker did not come back' else because end,
    state = 'unknown'
  where id = any(${ids}::int[])`

/** Never handed over: it waits again as if nothing had been. */
export const giveBack = (tx: Transaction, ids: number[]) => tx`
  update outbox set state = 'queued', settle_at = null, ready_at = null where id = any(${ids}::int[]) and state = 'sending'`

type Hold = { id: number; attempt: number }

/** It had been accepted after all. What left, left when it was claimed. */
export const noteFound = (sql: Sql, { id, attempt }: Hold, providerId: string | null) => sql`
  update outbox set state = 'sent', sent_at = coalesce(sent_at, claimed_at), provider_id = coalesce(provider_id, ${providerId}),
    settle_at = null, because = null
  where id = ${id} and attempt = ${attempt} and state = 'unknown'`

/** Not to be found: once more, in the same words and under the same Message-ID. */
export async function sendOnceMore(sql: Sql, { id, attempt }: Hold, most: number, now: Date): Promise<boolean> {
  const { count } = await sql`
    update outbox set state = 'queued', due_at = ${now}, settle_at = null, resends = resends + 1, because = 'not found at the provider'
    where id = ${id} and attempt = ${attempt} and state = 'unknown' and resends < ${most}`
  return count > 0
}

/** Left as it is, for a person; only the provider itself may still say what became of it. */
export async function leaveToPerson(sql: Sql, { id, attempt }: Hold): Promise<boolean> {
  const { count } = await sql`
    update outbox set settle_at = null where id = ${id} and attempt = ${attempt} and state = 'unknown'`
  return count > 0
}

export type EventOutcome = {
  outboxId: number
  participantId: number | null
  coordinatorId: number | null
  partnershipId: number | null
  roundId: number | null
  template: string
}

/** What a delivery or a bounce proves: the letter had been accepted. Said twice, or in any order, it means the same. */
export async function noteEvent(
  sql: Sql,
  {
    outboxId,
    providerId,
    mark,
    deliveredAt,
    bounced,
  }: { outboxId: number | null; providerId: string | null; mark: string | null; deliveredAt: Date | null; bounced: boolean },
): Promise<EventOutcome | undefined> {
  const [row] = await sql<EventOutcome[]>`
    update outbox set state = 'sent', sent_at = coalesce(sent_at, claimed_at), settle_at = null,
      provider_id = coalesce(provider_id, ${providerId}),
      delivered_at = least(delivered_at, ${deliveredAt}),
      because = case when ${bounced} or (state = 'sent' and because = 'bounced') then 'bounced' end
    where claimed_at is not null
      and ${outboxId === null ? sql`provider_id = ${providerId}` : sql`id = ${outboxId}`}
      and (${mark}::text is null or split_part(split_part(message_id, '@', 1), '.', 2) = ${mark})
    returning id as outbox_id, participant_id, coordinator_id, partnership_id, round_id, template`
  return row
}

export const closeDoubt = (sql: Sql, outboxId: number, outcome: string, now: Date) => sql`
  update flags set closed_at = ${now}, outcome = ${outcome}
  where outbox_id = ${outboxId} and kind = 'doubtful letter' and closed_at is null`
