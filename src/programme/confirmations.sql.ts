import type { Sql } from '../db.ts'

/** Acts of weight that wait for their owner's YES at the registered address. */
type ConfirmedAct = 'end pair' | 'export' | 'erase' | 'new address' | 'digest reply' | 'approve'

export type Confirmation = {
  id: number
  outboxId: number
  participantId: number | null
  coordinatorId: number | null
  act: ConfirmedAct
  arguments: Record<string, string | number | null>
  askedAt: Date
  expiresAt: Date
  answeredAt: Date | null
}

type NewConfirmation = Pick<Confirmation, 'outboxId' | 'participantId' | 'coordinatorId' | 'act' | 'arguments' | 'expiresAt'>

export const keepConfirmation = (sql: Sql, c: NewConfirmation, now: Date) => sql`
  insert into confirmations (outbox_id, participant_id, coordinator_id, act, arguments, asked_at, expires_at)
  values (${c.outboxId}, ${c.participantId}, ${c.coordinatorId}, ${c.act}, ${sql.json(c.arguments)}, ${now}, ${c.expiresAt})
  on conflict (outbox_id) do nothing`

/** The act that a letter asked back, once: undefined when it was answered, or its time is over. */
export async function takeConfirmation(sql: Sql, outboxId: number, now: Date): Promise<Confirmation | undefined> {
  const [row] = await sql<Confirmation[]>`
    update confirmations set answered_at = ${now}
    where outbox_id = ${outboxId} and answered_at is null and expires_at > ${now}
    returning id, outbox_id, participant_id, coordinator_id, act, arguments, asked_at, expires_at, answered_at`
  return row
}
