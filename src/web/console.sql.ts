import type { Sql } from '../db.ts'

/** What the console's first page counts of a round. */
export type RoundFigures = {
  accepted: number
  waiting: number
  unconfirmed: number
  pairs: number
  flagged: number
  heardThisWeek: number
}

export async function figuresOf(sql: Sql, roundId: number, weekAgo: Date): Promise<RoundFigures> {
  const [row] = await sql<RoundFigures[]>`
    select (select count(*)::int from applications where round_id = ${roundId} and state = 'accepted') as accepted,
           (select count(*)::int from applications where round_id = ${roundId} and state in ('missing', 'held', 'waiting list')) as waiting,
           (select count(*)::int from applications where round_id = ${roundId} and state = 'unconfirmed') as unconfirmed,
           (select count(*)::int from partnerships where round_id = ${roundId} and ended_at is null) as pairs,
           (select count(distinct partnership_id)::int from flags where round_id = ${roundId} and closed_at is null) as flagged,
           (select count(distinct s.partnership_id)::int from signals s join partnerships p on p.id = s.partnership_id
             where p.round_id = ${roundId} and p.ended_at is null and s.kind in ('reply', 'heartbeat') and s.at > ${weekAgo}) as heard_this_week`
  return row!
}

export type DigestLetter = { id: number; sentAt: Date; items: { n: number; why: string; suggestion: string | null }[] }

/** The newest digest to a coordinator that left: whose numbers a line on the console means. */
export async function latestDigest(sql: Sql, coordinatorId: number): Promise<DigestLetter | undefined> {
  const [row] = await sql<DigestLetter[]>`
    select id, sent_at, coalesce(data->'items', '[]') as items from outbox
    where coordinator_id = ${coordinatorId} and template = 'digest' and sent_at is not null
    order by sent_at desc, id desc limit 1`
  return row
}

/** The letter that brought a proposal to a coordinator. */
export async function proposalLetter(sql: Sql, coordinatorId: number, roundId: number, madeAt: Date): Promise<number | null> {
  const [row] = await sql<{ id: number }[]>`
    select id from outbox
    where coordinator_id = ${coordinatorId} and template = 'proposal' and round_id = ${roundId} and sent_at >= ${madeAt}
    order by sent_at desc, id desc limit 1`
  return row?.id ?? null
}

/**
 * May this coordinator answer this letter here? Their own digests and proposals; and whatever a colleague decided may be
 * undone by anybody.
 */
export async function mayAnswer(sql: Sql, outboxId: number, coordinatorId: number, line: string): Promise<boolean> {
  const isUndo = /^undo$/i.test(line)
  const rows = await sql`
    select 1 from outbox where id = ${outboxId} and template in ('digest', 'proposal') and (coordinator_id = ${coordinatorId} or ${isUndo})`
  return rows.length > 0
}

export const startsOf = (sql: Sql, partnershipIds: number[]) => sql<{ id: number; startsAt: Date }[]>`
  select id, starts_at from partnerships where id = any(${partnershipIds}::int[])`

/** Gives a flag a number in a letter, the next free one; the one it has already when there is one. */
export async function numberIn(tx: Sql, outboxId: number, flagId: number): Promise<number> {
  await tx`select id from outbox where id = ${outboxId} for update`
  const [had] = await tx<
    { number: number }[]
  >`select number from digest_items where outbox_id = ${outboxId} and flag_id = ${flagId}`
  if (had) return had.number
  const [row] = await tx<{ number: number }[]>`
    insert into digest_items (outbox_id, number, flag_id)
    select ${outboxId}::int, coalesce(max(number), 0) + 1, ${flagId}::int from digest_items where outbox_id = ${outboxId}
    returning number`
  return row!.number
}

export type Person = { id: number; name: string; knownAs: string | null; country: string | null }

export const peopleNamed = (sql: Sql, ids: number[]) => sql<Person[]>`
  select id, name, known_as, country from participants where id = any(${ids}::int[])`

export type Waiting = {
  id: number
  who: string
  act: string
  number: number | null
  flagId: number | null
  outboxId: number | null
  actAt: Date
}

/** What was decided and has not happened yet: it can still be taken back. */
export const waitingDecisions = (sql: Sql, now: Date) => sql<Waiting[]>`
  select d.id, c.name as who, d.act || coalesce(' ' || (d.arguments->>'days') || 'd', '') as act, d.number, d.flag_id, d.outbox_id, d.act_at
  from decisions d join coordinators c on c.id = d.coordinator_id
  where d.done_at is null and d.undone_at is null and d.act_at > ${now} order by d.act_at, d.id limit 50`

/** The text of a report, as it was sent to this one of the named people; null when none of their letters holds it. */
export async function reportText(sql: Sql, reportId: number, coordinatorId: number): Promise<string | null> {
  const [row] = await sql<{ text: string | null }[]>`
    select data->>'text' as text from outbox where purpose = ${`alert/conduct:${reportId}/coordinator:${coordinatorId}`}`
  return row?.text ?? null
}

/** How many people wait for the next round: kept early, on the waiting list, or asked to be in it again. */
export async function wantingNext(sql: Sql): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(distinct participant_id)::int as n from applications where round_id is null and state in ('accepted', 'unconfirmed', 'waiting list')`
  return row!.n
}
