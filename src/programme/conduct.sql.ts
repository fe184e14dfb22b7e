import type { Sql } from '../db.ts'

export type ConductReport = {
  id: number
  inboxId: number | null
  reporterId: number | null
  partnershipId: number | null
  roundId: number | null
  reportedAt: Date
  closedAt: Date | null
  outcome: string | null
}

const columns = (sql: Sql) => sql`id, inbox_id, reporter_id, partnership_id, round_id, reported_at, closed_at, outcome`

type NewReport = Pick<ConductReport, 'inboxId' | 'reporterId' | 'partnershipId' | 'roundId'>

export async function keepReport(sql: Sql, r: NewReport, now: Date): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into conduct_reports (inbox_id, reporter_id, partnership_id, round_id, reported_at)
    values (${r.inboxId}, ${r.reporterId}, ${r.partnershipId}, ${r.roundId}, ${now})
    on conflict (inbox_id) do update set reporter_id = excluded.reporter_id
    returning id`
  return row!.id
}

export const openReports = (sql: Sql) =>
  sql<ConductReport[]>`select ${columns(sql)} from conduct_reports where closed_at is null order by reported_at, id`

export async function findReport(sql: Sql, id: number): Promise<ConductReport | undefined> {
  const [row] = await sql<ConductReport[]>`select ${columns(sql)} from conduct_reports where id = ${id}`
  return row
}

/** Is there an open case that this person is part of, as reporter or as partner? Then nothing of theirs is erased yet. */
export async function hasOpenCase(sql: Sql, participantId: number): Promise<boolean> {
  const [row] = await sql`
    select 1 from conduct_reports c
    where c.closed_at is null and (c.reporter_id = ${participantId}
      or c.partnership_id in (select partnership_id from partnership_members where participant_id = ${participantId}))
    limit 1`
  return Boolean(row)
}

/** Closes a case: only ever by a named person's own hand. */
export async function closeReport(
  sql: Sql,
  id: number,
  coordinatorId: number | null,
  outcome: string,
  now: Date,
): Promise<boolean> {
  const rows = await sql`
    update conduct_reports set closed_at = ${now}, closed_by = ${coordinatorId}, outcome = ${outcome} where id = ${id} and closed_at is null returning id`
  return rows.length > 0
}
