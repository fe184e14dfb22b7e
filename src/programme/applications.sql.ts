import type { Sql } from '../db.ts'
import type { Wish } from './application.ts'

export type ApplicationState = 'unconfirmed' | 'missing' | 'held' | 'accepted' | 'waiting list' | 'withdrawn' | 'removed'

export type ApplicationRow = {
  id: number
  participantId: number
  roundId: number | null
  state: ApplicationState
  because: string | null
  standby: boolean
  wishes: Wish[]
  missing: string[]
  queuedFirst: boolean
  conductAt: Date | null
  appliedAt: Date
  confirmedAt: Date | null
  remindedAt: Date | null
}

const columns = (sql: Sql) => sql`
  id, participant_id, round_id, state, because, standby, wishes, missing, queued_first, conduct_at, applied_at, confirmed_at, reminded_at`

type NewApplication = {
  participantId: number
  roundId: number | null
  standby: boolean
  wishes: Wish[]
  comment: string | null
  conduct: string | null
  missing: string[]
}

/**
 * Keeps a wish to take part. Applying again for the same round changes the wish; a withdrawn one begins anew, when it was
 * withdrawn before.
 *
 * @param now the moment that the application came
 */
export async function keepApplication(sql: Sql, a: NewApplication, now: Date): Promise<ApplicationRow & { isNew: boolean }> {
  const [row] = await sql<(ApplicationRow & { isNew: boolean })[]>`
    insert into applications as was (participant_id, round_id, state, standby, wishes, comment, conduct_version, conduct_at, missing, applied_at)
    values (${a.participantId}, ${a.roundId}, 'unconfirmed', ${a.standby}, ${sql.json(a.wishes as never)}, ${a.comment}, ${a.conduct},
            ${a.conduct ? now : null}, ${a.missing}, ${now})
    on conflict (participant_id, round_id) do update set
      standby = excluded.standby, wishes = excluded.wishes, comment = coalesce(excluded.comment, was.comment),
      conduct_version = coalesce(excluded.conduct_version, was.conduct_version), conduct_at = coalesce(excluded.conduct_at, was.conduct_at),
      missing = excluded.missing,
      state = case when was.state in ('withdrawn', 'removed') and was.decided_at <= ${now} then 'unconfirmed' else was.state end,
      confirmed_at = case when was.state in ('withdrawn', 'removed') and was.decided_at <= ${now} then null else was.confirmed_at end,
      applied_at = case when was.state in ('withdrawn', 'removed') and was.decided_at <= ${now} then excluded.applied_at else was.applied_at end
    returning ${columns(sql)}, (xmax = 0) as is_new`
  return row!
}

export async function findApplication(sql: Sql, id: number): Promise<ApplicationRow | undefined> {
  const [row] = await sql<ApplicationRow[]>`select ${columns(sql)} from applications where id = ${id}`
  return row
}

/** A person's application that is still on its way or in force, the newest first. */
export async function currentApplication(sql: Sql, participantId: number): Promise<ApplicationRow | undefined> {
  const [row] = await sql<ApplicationRow[]>`
    select ${columns(sql)} from applications
    where participant_id = ${participantId} and state not in ('withdrawn', 'removed')
    order by applied_at desc, id desc limit 1`
  return row
}

export const markApplicationConfirmed = (sql: Sql, id: number, now: Date) => sql`
  update applications set confirmed_at = coalesce(confirmed_at, ${now}) where id = ${id}`

export const markConductAccepted = (sql: Sql, id: number, version: string, now: Date) => sql`
  update applications set conduct_version = ${version}, conduct_at = ${now} where id = ${id}`

export const setMissing = (sql: Sql, id: number, missing: string[]) =>
  sql`update applications set missing = ${missing} where id = ${id}`

export const decideApplication = (sql: Sql, id: number, state: ApplicationState, because: string | null, now: Date) => sql`
  update applications set state = ${state}, because = ${because}, decided_at = ${now} where id = ${id}`

/** Whoever left and applies again waits for a coordinator's word, and confirms anew. */
export const holdUnconfirmed = (sql: Sql, id: number, because: string) => sql`
  update applications set state = 'held', because = ${because}, confirmed_at = null where id = ${id}`

/** Seats taken in a round: all, and by people of one country. The round's row is locked, so that the last seat goes once. */
export async function seatsTaken(
  sql: Sql,
  roundId: number,
  country: string | null,
): Promise<{ seated: number; compatriots: number }> {
  await sql`select 1 from rounds where id = ${roundId} for update`
  const [row] = await sql<{ seated: number; compatriots: number }[]>`
    select count(*)::int as seated, (count(*) filter (where p.country = ${country}))::int as compatriots
    from applications a join participants p on p.id = a.participant_id
    where a.round_id = ${roundId} and a.state = 'accepted' and p.opted_out_at is null and p.erased_at is null`
  return row!
}

/** Unanswered confirmations that are due their one reminder: three days old, the round not closed yet. */
export const toRemind = (sql: Sql, now: Date) => sql<{ id: number; participantId: number; roundId: number | null }[]>`
  select a.id, a.participant_id, a.round_id
  from applications a left join rounds r on r.id = a.round_id
  where a.state = 'unconfirmed' and a.confirmed_at is null and a.reminded_at is null
    and a.applied_at <= ${now}::timestamptz - interval '3 days' and a.applied_at > ${now}::timestamptz - interval '30 days'
    and (r.id is null or r.closes_at > ${now})
  order by a.id`

export const markReminded = (sql: Sql, id: number, now: Date) =>
  sql`update applications set reminded_at = ${now} where id = ${id}`

/** Wishes to take part that no round has taken up yet, confirmed ones. */
export const keptForLater = (sql: Sql) => sql<
  { id: number; participantId: number; because: string | null; queuedFirst: boolean }[]
>`
  select a.id, a.participant_id, a.because, a.queued_first
  from applications a join participants p on p.id = a.participant_id
  where a.round_id is null and a.state in ('accepted', 'unconfirmed', 'waiting list') and p.confirmed_at is not null
    and p.opted_out_at is null and p.bounced_at is null and p.erased_at is null
  order by a.queued_first desc, a.confirmed_at, a.id`

/** Moves a kept wish into a round; one that is there already takes its place. */
export async function moveToRound(sql: Sql, id: number, roundId: number): Promise<boolean> {
  const rows = await sql`
    update applications as a set round_id = ${roundId}
    where id = ${id} and not exists (select 1 from applications b where b.participant_id = a.participant_id and b.round_id = ${roundId})
    returning id`
  return rows.length > 0
}

/** Leaves a wish for the next round, with first place in it when somebody was left over. */
export async function keepForNextRound(
  sql: Sql,
  a: { participantId: number; first: boolean; because: string; wishes: Wish[]; standby: boolean },
  now: Date,
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into applications (participant_id, round_id, state, because, standby, wishes, queued_first, applied_at, confirmed_at, conduct_at)
    values (${a.participantId}, null, 'waiting list', ${a.because}, ${a.standby}, ${sql.json(a.wishes as never)}, ${a.first}, ${now}, ${now}, ${now})
    on conflict (participant_id, round_id) do update set queued_first = excluded.queued_first or applications.queued_first, because = excluded.because,
      state = 'waiting list'
    returning id`
  return row!.id
}

/** Everybody who has a place in a round, in the order in which they came to it. */
export const acceptedIn = (sql: Sql, roundId: number) => sql<(ApplicationRow & { leftBefore: boolean; earlier: number })[]>`
  select ${columns(sql)},
    exists (select 1 from applications w where w.participant_id = a.participant_id and w.round_id is distinct from a.round_id and w.because in ('odd one out', 'nobody fits')) as left_before,
    (select count(*)::int from partnership_members m join partnerships s on s.id = m.partnership_id
      where m.participant_id = a.participant_id and s.round_id <> a.round_id) as earlier
  from applications a
  where round_id = ${roundId} and state = 'accepted'
  order by confirmed_at, id`

export const withdraw = (sql: Sql, participantId: number, state: 'withdrawn' | 'removed', now: Date) => sql`
  update applications set state = ${state}, decided_at = ${now}
  where participant_id = ${participantId} and state not in ('withdrawn', 'removed')
    and (round_id is null or round_id in (select id from rounds where ended_at is null))
  returning id, round_id, state`
