import type { Sql } from '../db.ts'

export type WeekCounts = {
  checkIns: number
  answered: number
  yes: number
  slow: number
  no: number
  waiting: number
  bounced: number
}

/** What happened by itself since the last digest. */
export async function doneSince(sql: Sql, since: Date): Promise<WeekCounts> {
  const [row] = await sql<WeekCounts[]>`
    with asked as (select partnership_id, participant_id, max(sent_at) as at from outbox where question = 'check-in' and sent_at > ${since} group by 1, 2),
      said as (
        select a.partnership_id, a.participant_id,
          (select g.answer from signals g where g.partnership_id = a.partnership_id and g.participant_id = a.participant_id and g.kind = 'reply'
            and g.at > ${since} order by g.at desc limit 1) as answer,
          exists (select 1 from signals g where g.partnership_id = a.partnership_id and g.participant_id = a.participant_id and g.kind = 'reply' and g.at > ${since}) as answered
        from asked a)
    select count(*)::int as check_ins, (count(*) filter (where answered))::int as answered,
      (count(*) filter (where answer = 'yes'))::int as yes, (count(*) filter (where answer = 'slow'))::int as slow,
      (count(*) filter (where answer in ('no', 'silent')))::int as no, (count(*) filter (where not answered))::int as waiting,
      (select count(distinct participant_id)::int from signals where kind = 'bounce' and at > ${since}) as bounced
    from said`
  return row!
}

/** Flags that a digest to this coordinator has told of already. */
export const toldOf = (sql: Sql, coordinatorId: number) => sql<{ flagId: number }[]>`
  select distinct i.flag_id from digest_items i join outbox o on o.id = i.outbox_id where o.coordinator_id = ${coordinatorId}`

export async function lastDigestAt(sql: Sql, coordinatorId: number): Promise<Date | null> {
  const [row] = await sql<
    { at: Date | null }[]
  >`select max(queued_at) as at from outbox where coordinator_id = ${coordinatorId} and template = 'digest'`
  return row?.at ?? null
}

/** Is there a programme to tell of: a round between its opening and a week after its end? */
export async function activeRound(
  sql: Sql,
  now: Date,
): Promise<{ id: number; name: string; startsAt: Date; opensAt: Date; closesAt: Date; approvedAt: Date | null } | undefined> {
  const [row] = await sql<{ id: number; name: string; startsAt: Date; opensAt: Date; closesAt: Date; approvedAt: Date | null }[]>`
    select id, name, starts_at, opens_at, closes_at, approved_at from rounds
    where opens_at <= ${now} and (ended_at is null or ended_at > ${now}::timestamptz - interval '8 days')
    order by (approved_at is not null and ended_at is null) desc, opens_at desc limit 1`
  return row
}

/** Steps that lapsed since a moment: nothing is sent late, but somebody should know. */
export const lapsedSince = (sql: Sql, since: Date) => sql<{ kind: string; title: string | null; dueAt: Date; round: string }[]>`
  select s.kind, t.title, s.due_at, r.name as round from round_steps s join rounds r on r.id = s.round_id left join topics t on t.id = s.topic_id
  where s.lapsed_at > ${since} order by s.due_at`

/** Letters that were not sent in time, since a moment, by kind. */
export const expiredSince = (sql: Sql, since: Date) => sql<{ template: string; n: number }[]>`
  select template, count(*)::int as n from outbox where state = 'expired' and not_after > ${since} group by 1 order by 2 desc, 1`

/** Applications of a round, for the weeks before it starts. */
export async function applicationCounts(
  sql: Sql,
  roundId: number,
): Promise<{ accepted: number; unconfirmed: number; waiting: number }> {
  const [row] = await sql<{ accepted: number; unconfirmed: number; waiting: number }[]>`
    select (count(*) filter (where state = 'accepted'))::int as accepted, (count(*) filter (where state in ('unconfirmed', 'missing')))::int as unconfirmed,
      (count(*) filter (where state = 'waiting list'))::int as waiting
    from applications where round_id = ${roundId}`
  return row!
}
