import type { Sql } from '../db.ts'

export type Decision = {
  id: number
  outboxId: number | null
  inboxId: number | null
  coordinatorId: number
  flagId: number | null
  number: number | null
  act: string
  arguments: { days?: number; text?: string; to?: string }
  decidedAt: Date
  actAt: Date
  undoneAt: Date | null
  doneAt: Date | null
  result: string | null
}

const columns = (sql: Sql) =>
  sql`id, outbox_id, inbox_id, coordinator_id, flag_id, number, act, arguments, decided_at, act_at, undone_at, done_at, result`

/** How long a coordinator can take a decision back. */
export const undoMinutes = 60

type NewDecision = Pick<Decision, 'outboxId' | 'inboxId' | 'coordinatorId' | 'flagId' | 'number' | 'act' | 'arguments' | 'actAt'>

export const keepDecision = (sql: Sql, d: NewDecision, now: Date) => sql<{ id: number }[]>`
  insert into decisions (outbox_id, inbox_id, coordinator_id, flag_id, number, act, arguments, decided_at, act_at)
  values (${d.outboxId}, ${d.inboxId}, ${d.coordinatorId}, ${d.flagId}, ${d.number}, ${d.act}, ${sql.json(d.arguments)}, ${now}, ${d.actAt})
  returning id`

export const dueDecisions = (sql: Sql, now: Date) => sql<{ id: number }[]>`
  select id from decisions where act_at <= ${now} and done_at is null and undone_at is null order by act_at, id`

export async function takeDecision(sql: Sql, id: number): Promise<Decision | undefined> {
  const [row] = await sql<Decision[]>`
    select ${columns(sql)} from decisions where id = ${id} and done_at is null and undone_at is null for update`
  return row
}

export const markDecisionDone = (sql: Sql, id: number, result: string, now: Date) => sql`
  update decisions set done_at = ${now}, result = ${result} where id = ${id}`

/** What somebody already decided about a flag and did not take back, the newest. */
export async function decidedAlready(sql: Sql, flagId: number): Promise<(Decision & { who: string }) | undefined> {
  const [row] = await sql<(Decision & { who: string })[]>`
    select d.id, d.outbox_id, d.inbox_id, d.coordinator_id, d.flag_id, d.number, d.act, d.arguments, d.decided_at, d.act_at, d.undone_at, d.done_at, d.result,
      c.name as who
    from decisions d join coordinators c on c.id = d.coordinator_id
    where d.flag_id = ${flagId} and d.undone_at is null and d.act not in ('note', 'assign') order by d.id desc limit 1`
  return row
}

/**
 * Takes back everything that was decided in answer to a letter and has not happened yet; and what colleagues decided about
 * the same items in answer to their own copies, since any coordinator of the round may stop it.
 */
export const undoDecisions = (sql: Sql, outboxId: number, coordinatorId: number, now: Date) => sql<
  { id: number; number: number | null; act: string }[]
>`
  update decisions set undone_at = ${now}, undone_by = ${coordinatorId}
  where (outbox_id = ${outboxId} or flag_id in (select flag_id from digest_items where outbox_id = ${outboxId}))
    and done_at is null and undone_at is null and act_at > ${now}
  returning id, number, act`

/** The numbers of one digest. */
export const digestItems = (sql: Sql, outboxId: number) => sql<{ number: number; flagId: number }[]>`
  select number, flag_id from digest_items where outbox_id = ${outboxId} order by number`

export const keepDigestItem = (sql: Sql, outboxId: number, number: number, flagId: number) => sql`
  insert into digest_items (outbox_id, number, flag_id) values (${outboxId}, ${number}, ${flagId}) on conflict do nothing`
