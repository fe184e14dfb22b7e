import type { Sql } from '../db.ts'

export type NewSignal = {
  partnershipId: number
  participantId?: number | null
  kind: 'reply' | 'auto' | 'bounce' | 'address' | 'heartbeat' | 'review' | 'paused' | 'rhythm'
  answer?: 'yes' | 'slow' | 'no' | 'silent' | 'optout' | 'question' | 'stopped' | 'talking' | null
  at: Date
  askedAt?: Date | null
  lastContactAt?: Date | null
  until?: Date | null
  hard?: boolean | null
  everyDays?: number | null
  inboxId?: number | null
  outboxId?: number | null
}

/** Writes down one piece of evidence. The same arrival writes the same evidence once. */
export const noteSignal = (sql: Sql, s: NewSignal) => sql`
  insert into signals (partnership_id, participant_id, kind, answer, at, asked_at, last_contact_at, until, hard, every_days, inbox_id, outbox_id)
  values (${s.partnershipId}, ${s.participantId ?? null}, ${s.kind}, ${s.answer ?? null}, ${s.at}, ${s.askedAt ?? null}, ${s.lastContactAt ?? null},
          ${s.until ?? null}, ${s.hard ?? null}, ${s.everyDays ?? null}, ${s.inboxId ?? null}, ${s.outboxId ?? null})
  on conflict (inbox_id, kind, partnership_id, participant_id) where inbox_id is not null do update set
    answer = excluded.answer, last_contact_at = excluded.last_contact_at, until = excluded.until`

export type LoggedSignal = {
  partnershipId: number
  side: 'a' | 'b' | null
  kind: 'asked' | 'reply' | 'auto' | 'bounce' | 'address' | 'heartbeat' | 'review' | 'paused' | 'rhythm'
  answer: string | null
  at: Date
  askedAt: Date | null
  lastContactAt: Date | null
  until: Date | null
  hard: boolean | null
  everyDays: number | null
  inPrompt: boolean | null
}

/**
 * The whole log of these partnerships, in order: what people told us, the days of copied letters, and when we asked
 * (a question counts as asked when its letter left).
 */
export const logOf = (sql: Sql, partnershipIds: number[], until: Date) => sql<LoggedSignal[]>`
  select s.partnership_id, m.side, s.kind, s.answer, s.at, s.asked_at, s.last_contact_at, s.until, s.hard, s.every_days, null::boolean as in_prompt
  from signals s left join partnership_members m on m.partnership_id = s.partnership_id and m.participant_id = s.participant_id
  where s.partnership_id = any(${partnershipIds}::int[]) and s.at <= ${until}
  union all
  select h.partnership_id, null, 'heartbeat', null, h.noted_at, null, null, null, null, null, null
  from heartbeats h where h.partnership_id = any(${partnershipIds}::int[]) and h.noted_at <= ${until}
  union all
  select o.partnership_id, m.side, 'asked', null, o.sent_at, null, null, null, null, null, o.template = 'prompt'
  from outbox o join partnership_members m on m.partnership_id = o.partnership_id and m.participant_id = o.participant_id
  where o.partnership_id = any(${partnershipIds}::int[]) and o.question = 'check-in' and o.sent_at <= ${until}
  order by at`

/** When somebody was last asked whether they are still talking: the moment that their answer belongs to. */
export async function lastAsked(sql: Sql, partnershipId: number, participantId: number): Promise<Date | null> {
  const [row] = await sql<{ sentAt: Date }[]>`
    select sent_at from outbox
    where partnership_id = ${partnershipId} and participant_id = ${participantId} and question = 'check-in' and sent_at is not null
    order by sent_at desc limit 1`
  return row?.sentAt ?? null
}

/** The last letter of somebody's own that reached us about a partnership. */
export async function lastHeard(sql: Sql, partnershipId: number, participantId: number): Promise<Date | null> {
  const [row] = await sql<{ at: Date | null }[]>`
    select max(at) as at from signals
    where partnership_id = ${partnershipId} and participant_id = ${participantId} and kind = 'reply'`
  return row?.at ?? null
}
