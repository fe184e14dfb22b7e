import type { Sql } from '../db.ts'

export type Partnership = {
  id: number
  roundId: number
  madeBy: 'matching' | 'coordinator' | 'rematch'
  madeAt: Date
  startsAt: Date
  rhythmDays: number | null
  frozenAt: Date | null
  leavingAt: Date | null
  leavingId: number | null
  endedAt: Date | null
  endedBecause: string | null
}

/** One half of a partnership, with what letters say of a person. */
export type Member = {
  partnershipId: number
  participantId: number
  side: 'a' | 'b'
  name: string
  knownAs: string | null
  email: string | null
  country: string | null
  place: string | null
  zone: string | null
  locale: string
  role: string | null
  employer: string | null
  about: string | null
  languages: { language: string; level: string }[]
  pace: 'more' | 'fewer' | null
  reasons: { words: string }[]
  pausedAt: Date | null
  awayUntil: Date | null
  optedOutAt: Date | null
  bouncedAt: Date | null
}

const columns = (sql: Sql) =>
  sql`id, round_id, made_by, made_at, starts_at, rhythm_days, frozen_at, leaving_at, leaving_id, ended_at, ended_because`

const memberColumns = (sql: Sql) => sql`
  m.partnership_id, m.participant_id, m.side, p.name, p.known_as, p.email, p.country, p.place, p.zone, p.locale, p.role, p.employer, p.about,
  p.languages, p.pace, m.reasons, p.paused_at, p.away_until, p.opted_out_at, p.bounced_at`

type NewPartnership = {
  roundId: number
  madeBy: Partnership['madeBy']
  startsAt: Date
  a: { id: number; reasons: { words: string }[] }
  b: { id: number; reasons: { words: string }[] }
  /** makes the hash of the pair's own address from the partnership's id */
  heartbeatHash: (id: number) => string
}

export async function makePartnership(sql: Sql, n: NewPartnership, now: Date): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into partnerships (round_id, made_by, made_at, starts_at, heartbeat_hash)
    values (${n.roundId}, ${n.madeBy}, ${now}, ${n.startsAt}, gen_random_uuid()::text)
    returning id`
  const { id } = row!
  await sql`update partnerships set heartbeat_hash = ${n.heartbeatHash(id)} where id = ${id}`
  await sql`
    insert into partnership_members (partnership_id, participant_id, side, reasons)
    values (${id}, ${n.a.id}, 'a', ${sql.json(n.a.reasons)}), (${id}, ${n.b.id}, 'b', ${sql.json(n.b.reasons)})`
  return id
}

export async function findPartnership(sql: Sql, id: number): Promise<Partnership | undefined> {
  const [row] = await sql<Partnership[]>`select ${columns(sql)} from partnerships where id = ${id}`
  return row
}

/** Takes a partnership for the length of the transaction. */
export async function takePartnership(sql: Sql, id: number): Promise<Partnership | undefined> {
  const [row] = await sql<Partnership[]>`select ${columns(sql)} from partnerships where id = ${id} for update`
  return row
}

/** Both halves, a before b. */
export const membersOf = (sql: Sql, partnershipIds: number[]) =>
  sql<Member[]>`
    select ${memberColumns(sql)} from partnership_members m join participants p on p.id = m.participant_id
    where m.partnership_id = any(${partnershipIds}::int[]) order by m.partnership_id, m.side`

/** Somebody's partnership that has not ended, the newest when hands crossed. */
export async function currentPartnership(sql: Sql, participantId: number): Promise<Partnership | undefined> {
  const [row] = await sql<Partnership[]>`
    select ${columns(sql)} from partnerships
    where ended_at is null and id in (select partnership_id from partnership_members where participant_id = ${participantId})
    order by id desc limit 1`
  return row
}

/** The pair of this partnership, seen from one of them. */
export async function pairSeenFrom(
  sql: Sql,
  partnershipId: number,
  participantId: number,
): Promise<{ self: Member; partner: Member } | undefined> {
  const members = await membersOf(sql, [partnershipId])
  const self = members.find(m => m.participantId === participantId)
  const partner = members.find(m => m.participantId !== participantId)
  return self && partner ? { self, partner } : undefined
}

/** The newest partnership of somebody with whoever has one of these addresses. */
export async function partnershipWith(
  sql: Sql,
  participantId: number,
  addresses: string[],
): Promise<{ id: number; email: string } | undefined> {
  const [row] = await sql<{ id: number; email: string }[]>`
    select m.partnership_id as id, lower(p.email) as email from partnership_members m
      join partnership_members o on o.partnership_id = m.partnership_id and o.participant_id <> m.participant_id
      join participants p on p.id = o.participant_id
    where m.participant_id = ${participantId} and lower(p.email) = any(${addresses}) order by m.partnership_id desc limit 1`
  return row
}

/** Whether conduct was reported in a partnership, whatever became of the report. */
export async function conductReported(sql: Sql, partnershipId: number): Promise<boolean> {
  const rows = await sql`select 1 from conduct_reports where partnership_id = ${partnershipId} limit 1`
  return rows.length > 0
}

/** What somebody's partners are called, so that a name in their letters is known for a person. */
export async function partnerNames(sql: Sql, participantId: number): Promise<string[]> {
  const rows = await sql<{ name: string; knownAs: string | null }[]>`
    select p.name, p.known_as from partnership_members m
      join partnership_members o on o.partnership_id = m.partnership_id and o.participant_id <> m.participant_id
      join participants p on p.id = o.participant_id
    where m.participant_id = ${participantId} order by m.partnership_id desc limit 3`
  return rows.flatMap(({ name, knownAs }) => (knownAs ? [name, knownAs] : [name]))
}

/** Pairs of a round that go on: made, not ended. */
export const standing = (sql: Sql, roundId: number) => sql<Partnership[]>`
  select ${columns(sql)} from partnerships where round_id = ${roundId} and ended_at is null order by id`

/** @returns whether it was still standing */
export async function endPartnership(sql: Sql, id: number, because: string, now: Date): Promise<boolean> {
  const rows =
    await sql`update partnerships set ended_at = ${now}, ended_because = ${because} where id = ${id} and ended_at is null returning id`
  return rows.length > 0
}

/** Takes an end back, when neither has found another partner since. */
export async function reopenPartnership(sql: Sql, id: number): Promise<boolean> {
  const rows = await sql`
    update partnerships set ended_at = null, ended_because = null, leaving_at = null, leaving_id = null
    where id = ${id} and ended_at is not null and not exists (
      select 1 from partnership_members m
      join partnership_members other on other.participant_id = m.participant_id and other.partnership_id > m.partnership_id
      where m.partnership_id = ${id})
    returning id`
  return rows.length > 0
}

export const freeze = (sql: Sql, id: number, now: Date) =>
  sql`update partnerships set frozen_at = coalesce(frozen_at, ${now}) where id = ${id}`
export const unfreeze = (sql: Sql, id: number) => sql`update partnerships set frozen_at = null where id = ${id}`

/** Somebody wants to leave: the partnership ends at that moment, unless the wish is taken back. */
export const markLeaving = (sql: Sql, id: number, participantId: number, at: Date) => sql`
  update partnerships set leaving_at = least(coalesce(leaving_at, ${at}), ${at}), leaving_id = ${participantId} where id = ${id} and ended_at is null`
export const unmarkLeaving = (sql: Sql, participantId: number) => sql`
  update partnerships set leaving_at = null, leaving_id = null where leaving_id = ${participantId} and ended_at is null`
export const dueLeavings = (sql: Sql, now: Date) => sql<{ id: number; leavingId: number }[]>`
  select id, leaving_id from partnerships where ended_at is null and leaving_at <= ${now} order by id`

export const setRhythm = (sql: Sql, id: number, everyDays: number, now: Date) => sql`
  update partnerships set rhythm_days = ${everyDays}, rhythm_told_at = ${now} where id = ${id}`

/** Everybody somebody ever had as partner, and when. */
export const partnersSoFar = (sql: Sql, participantId: number) => sql<
  { name: string; country: string | null; email: string | null; fromAt: Date }[]
>`
  select p.name, p.country, p.email, s.starts_at as from_at
  from partnership_members m
  join partnerships s on s.id = m.partnership_id
  join partnership_members o on o.partnership_id = s.id and o.participant_id <> m.participant_id
  join participants p on p.id = o.participant_id
  where m.participant_id = ${participantId} and p.erased_at is null
    and not exists (select 1 from conduct_reports c where c.partnership_id = s.id)
  order by s.starts_at`

/** Every pair among these people that must not be made: earlier partners, and bars. */
export const pairsToAvoid = (sql: Sql, participantIds: number[]) => sql<{ aId: number; bId: number; earlier: boolean }[]>`
  select m.participant_id as a_id, o.participant_id as b_id, true as earlier
  from partnership_members m join partnership_members o on o.partnership_id = m.partnership_id and o.participant_id > m.participant_id
  where m.participant_id = any(${participantIds}::int[]) and o.participant_id = any(${participantIds}::int[])
  union
  select a_id, b_id, false from bars where a_id = any(${participantIds}::int[]) and b_id = any(${participantIds}::int[])`

/** Keyed hashes of earlier partners whose owners were forgotten and came back. */
export const hashedPartners = (sql: Sql, hashes: string[]) => sql<
  { addressHash: string; partnerHash: string; barred: boolean }[]
>`
  select address_hash, partner_hash, barred from past_partners where address_hash = any(${hashes}) and partner_hash = any(${hashes})`

export const setBar = (sql: Sql, one: number, other: number, because: string, now: Date) => sql`
  insert into bars (a_id, b_id, because, set_at) values (${Math.min(one, other)}, ${Math.max(one, other)}, ${because}, ${now})
  on conflict do nothing`

/** People of a round who could be paired now: accepted, reachable, no partner, nobody's conduct case. */
export const freePeople = (sql: Sql, roundId: number) => sql<{ participantId: number; leftAlone: boolean; standby: boolean }[]>`
  select a.participant_id, a.standby,
    exists (select 1 from partnership_members m join partnerships s on s.id = m.partnership_id where m.participant_id = a.participant_id and s.round_id = ${roundId}) as left_alone
  from applications a join participants p on p.id = a.participant_id
  where a.round_id = ${roundId} and a.state = 'accepted'
    and p.opted_out_at is null and p.bounced_at is null and p.paused_at is null and p.erased_at is null
    and not exists (select 1 from partnership_members m join partnerships s on s.id = m.partnership_id
                    where m.participant_id = p.id and s.round_id = ${roundId} and s.ended_at is null)
    and not exists (select 1 from partnership_members m join conduct_reports c on c.partnership_id = m.partnership_id
                    where m.participant_id = p.id and c.closed_at is null and c.reporter_id is distinct from p.id)
    and not exists (select 1 from partnership_members m join partnerships s on s.id = m.partnership_id
                    where m.participant_id = p.id and s.round_id = ${roundId} and s.ended_because = 'silent' and s.leaving_id = p.id)
  order by left_alone desc, a.standby, a.participant_id`
