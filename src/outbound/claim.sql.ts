import type { Sql, Transaction } from '../db.ts'
import type { LetterKind } from './letters.ts'

/** A row of the outbox, as the claim needs it. */
export type OutboxRow = {
  id: number
  purpose: string
  template: LetterKind
  participantId: number | null
  coordinatorId: number | null
  address: string | null
  locale: string | null
  data: Record<string, unknown>
  roundId: number | null
  partnershipId: number | null
  question: string | null
  scheduled: boolean
  pairKey: string | null
  inReplyTo: string | null
  answers: string | null
  queuedAt: Date
  dueAt: Date
  notAfter: Date
  state: 'queued' | 'sending' | 'sent' | 'unknown' | 'failed' | 'cancelled' | 'expired'
  attempt: number
  claimedAt: Date | null
  messageId: string | null
  subject: string | null
  bodyText: string | null
  bodyHtml: string | null
}

const columns = (sql: Sql) => sql`
  id, purpose, template, participant_id, coordinator_id, address, locale, data, round_id, partnership_id, question, scheduled,
  pair_key, in_reply_to, answers, queued_at, due_at, not_after, state, attempt, claimed_at, message_id, subject, body_text, body_html`

/** One claim at a time, whoever makes it: counts of a day and of a pair then need no other lock. Claims are short. */
export const waitForTurn = (tx: Transaction) => tx`select pg_advisory_xact_lock(5063, 1)`

/** Letters due now that nobody else holds: answers first, then what was planned. */
export async function dueLetters(
  tx: Transaction,
  now: Date,
  { most, except, only }: { most: number; except: number[]; only?: string[] },
): Promise<OutboxRow[]> {
  // When the day's ration is used up: what no ration holds back, and what a pair is owed.
  const ration = only
    ? tx`and (template = any(${only}::text[]) or pair_key is not null and exists (
           select from outbox twin where twin.pair_key = outbox.pair_key and twin.id <> outbox.id
             and twin.state in ('sending', 'unknown', 'sent')))`
    : tx``
  const direct = await tx<OutboxRow[]>`
    select ${columns(tx)} from outbox
    where state = 'queued' and not scheduled and due_at <= ${now} and id <> all(${except}::int[]) ${ration}
    order by due_at, id limit ${most} for update skip locked`
  if (direct.length === most) return direct
  const planned = await tx<OutboxRow[]>`
    select ${columns(tx)} from outbox
    where state = 'queued' and scheduled and due_at <= ${now} and id <> all(${except}::int[]) ${ration}
    order by due_at, id limit ${most - direct.length} for update skip locked`
  return [...direct, ...planned]
}

/** All letters of these pair keys, whatever became of them. */
export const lettersOfPairs = (tx: Transaction, pairKeys: string[]) => tx<OutboxRow[]>`
  select ${columns(tx)} from outbox where pair_key = any(${pairKeys}::text[])`

export type ParticipantRow = {
  id: number
  email: string | null
  name: string
  knownAs: string | null
  locale: string
  zone: string | null
  optedOutAt: Date | null
  complainedAt: Date | null
  bouncedAt: Date | null
  pausedAt: Date | null
  pausedUntil: Date | null
  awayUntil: Date | null
  erasedAt: Date | null
}

/**
 * Readers, held so that nobody opts out between this look and the commit of the claim. A row that somebody is changing
 * right now is left out: its letter waits for the next look.
 */
export const holdParticipants = (tx: Transaction, ids: number[]) => tx<ParticipantRow[]>`
  select id, email, name, known_as, locale, zone, opted_out_at, complained_at, bounced_at, paused_at, paused_until, away_until,
         erased_at
  from participants where id = any(${ids}::int[]) for share skip locked`

export type CoordinatorRow = { id: number; email: string; name: string; zone: string; removedAt: Date | null }

export const readCoordinators = (tx: Transaction, ids: number[]) => tx<CoordinatorRow[]>`
  select id, email, name, zone, removed_at from coordinators where id = any(${ids}::int[])`

export type PartnershipRow = { id: number; frozenAt: Date | null; endedAt: Date | null }

/** Pairs, held and left out like readers. */
export const holdPartnerships = (tx: Transaction, ids: number[]) => tx<PartnershipRow[]>`
  select id, frozen_at, ended_at from partnerships where id = any(${ids}::int[]) for share skip locked`

/** Both members of pairs, with their addresses as they are now. */
export const membersOf = (tx: Transaction, ids: number[]) => tx<
  { partnershipId: number; participantId: number; email: string | null }[]
>`
  select m.partnership_id, m.participant_id, p.email
  from partnership_members m join participants p on p.id = m.participant_id
  where m.partnership_id = any(${ids}::int[])`

export type RoundRow = { id: number; name: string; zone: string; endedAt: Date | null }

export const readRounds = (tx: Transaction, ids: number[]) => tx<RoundRow[]>`
  select id, name, zone, ended_at from rounds where id = any(${ids}::int[])`

export type SuppressionRow = { addressHash: string; because: 'opted out' | 'complained' | 'bounced'; since: Date }

export const readSuppressions = (tx: Transaction, hashes: string[]) => tx<SuppressionRow[]>`
  select address_hash, because, since from suppressions where address_hash = any(${hashes}::text[])`

/** When planned letters left, or may have left, to these people around this moment. */
export const plannedLately = (tx: Transaction, participantIds: number[], now: Date) => tx<{ participantId: number; at: Date }[]>`
  select participant_id, coalesce(sent_at, claimed_at) as at from outbox
  where participant_id = any(${participantIds}::int[]) and (scheduled or template = 'introduction')
    and (sent_at > ${now}::timestamptz - interval '2 days' and state = 'sent'
      or sent_at is null and state in ('sending', 'unknown') and claimed_at > ${now}::timestamptz - interval '2 days')`

/** Introductions of these people that are due, or whose other half has gone. */
export const introductionsWaiting = (tx: Transaction, participantIds: number[], now: Date) => tx<{ participantId: number }[]>`
  select distinct o.participant_id from outbox o
  where o.participant_id = any(${participantIds}::int[]) and o.sent_at is null and o.state = 'queued' and o.pair_key is not null
    and o.not_after > ${now}
    and (o.due_at <= ${now}::timestamptz + interval '1 day'
      or exists (select from outbox t where t.pair_key = o.pair_key and t.id <> o.id and t.state in ('sending', 'unknown', 'sent')))`

/** How many letters were handed over since a moment; and how many are owed because their pair's other letter went. */
export async function ration(tx: Transaction, since: Date): Promise<{ gone: number; owed: number }> {
  const [row] = await tx<{ gone: number; owed: number }[]>`
    select
      (select count(*)::int from outbox where claimed_at >= ${since} and state in ('sending', 'sent', 'unknown', 'failed')) as gone,
      (select count(*)::int from outbox o where o.state = 'queued' and o.pair_key is not null and exists (
         select from outbox t where t.pair_key = o.pair_key and t.id <> o.id and t.state in ('sending', 'unknown', 'sent'))) as owed`
  return row ?? { gone: 0, owed: 0 }
}

export type Taken = { id: number; messageId: string; replyHash: string; settleAt: Date }

/** Takes letters into our hands: from the commit on, they count as possibly sent. */
export async function take(tx: Transaction, taken: Taken[], now: Date): Promise<Map<number, number>> {
  if (!taken.length) return new Map()
  const rows = await tx<{ id: number; attempt: number }[]>`
    update outbox o set state = 'sending', attempt = attempt + 1, claimed_at = ${now}, settle_at = t.settle_at::timestamptz,
      message_id = coalesce(o.message_id, t.message_id), reply_hash = coalesce(o.reply_hash, t.reply_hash), because = null
    from unnest(${taken.map(t => t.id)}::int[], ${taken.map(t => t.messageId)}::text[], ${taken.map(t => t.replyHash)}::text[],
                ${taken.map(t => t.settleAt.toISOString())}::text[]) as t (id, message_id, reply_hash, settle_at)
    where o.id = t.id and o.state = 'queued'
    returning o.id, o.attempt`
  return new Map(rows.map(row => [row.id, row.attempt]))
}

export const putOff = (tx: Transaction, waits: { id: number; until: Date }[]) =>
  waits.length
    ? tx`update outbox o set due_at = w.until::timestamptz
         from unnest(${waits.map(w => w.id)}::int[], ${waits.map(w => w.until.toISOString())}::text[]) as w (id, until)
         where o.id = w.id and o.state = 'queued'`
    : undefined

export const drop = (tx: Transaction, drops: { id: number; state: 'cancelled' | 'expired'; because: string | null }[]) =>
  drops.length
    ? tx`update outbox o set state = d.state, because = d.because, body_text = null, body_html = null
         from unnest(${drops.map(d => d.id)}::int[], ${drops.map(d => d.state)}::text[], ${drops.map(d => d.because)}::text[]) as d (id, state, because)
         where o.id = d.id and o.state = 'queued'`
    : undefined

/** Is there anything to look at? Most of the time there is not, and the answer costs one look into an index. */
export async function anythingDue(sql: Sql, now: Date): Promise<boolean> {
  const [row] = await sql<{ due: boolean }[]>`
    select exists (select from outbox where state = 'queued' and (due_at <= ${now} or not_after <= ${now})) as due`
  return row?.due ?? false
}

/** Letters whose time went by before they could leave. @returns how many */
export async function expireLate(sql: Sql, now: Date): Promise<number> {
  const { count } = await sql`
    update outbox set state = 'expired', because = 'too late' where state = 'queued' and not_after <= ${now}`
  return count
}
