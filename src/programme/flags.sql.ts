import type { Sql } from '../db.ts'

/** What a flag is about. The first ones are shapes of a struggling partnership; the rest are tasks that no rule may decide. */
export type FlagKind =
  | 'never started'
  | 'gone quiet'
  | 'one-sided'
  | 'bounced'
  | 'asked for help'
  | 'left alone'
  | 'unread'
  | 'correction'
  | 'duplicate'
  | 'approval'
  | 'no address'
  | 'other address'
  | 'unsent'
  | 'doubtful letter'
  | 'lapsed'
  | 'broken arrival'

export type Flag = {
  id: number
  kind: FlagKind
  roundId: number | null
  partnershipId: number | null
  participantId: number | null
  applicationId: number | null
  inboxId: number | null
  outboxId: number | null
  reason: string
  suggestion: string
  details: Record<string, string | number | null>
  probability: number | null
  explicit: boolean
  urgent: boolean
  raisedAt: Date
  snoozedUntil: Date | null
  assignedId: number | null
  note: string | null
  closedAt: Date | null
  outcome: string | null
}

export type NewFlag = Pick<Flag, 'kind' | 'reason' | 'suggestion'> &
  Partial<
    Pick<
      Flag,
      | 'roundId'
      | 'partnershipId'
      | 'participantId'
      | 'applicationId'
      | 'inboxId'
      | 'outboxId'
      | 'details'
      | 'probability'
      | 'explicit'
      | 'urgent'
    >
  >

const columns = (sql: Sql) => sql`
  id, kind, round_id, partnership_id, participant_id, application_id, inbox_id, outbox_id, reason, suggestion, details, probability, explicit, urgent,
  raised_at, snoozed_until, assigned_id, note, closed_at, outcome`

/**
 * Asks a person to look at something. A flag that is open already keeps its place and gets the newer words.
 *
 * @returns the flag's id, and whether it is a new one
 */
export async function raiseFlag(sql: Sql, f: NewFlag, now: Date): Promise<{ id: number; isNew: boolean }> {
  const [row] = await sql<{ id: number; isNew: boolean }[]>`
    insert into flags as was (kind, round_id, partnership_id, participant_id, application_id, inbox_id, outbox_id, reason, suggestion, details, probability,
                       explicit, urgent, raised_at)
    values (${f.kind}, ${f.roundId ?? null}, ${f.partnershipId ?? null}, ${f.participantId ?? null}, ${f.applicationId ?? null}, ${f.inboxId ?? null},
            ${f.outboxId ?? null}, ${f.reason}, ${f.suggestion}, ${sql.json(f.details ?? {})}, ${f.probability ?? null}, ${f.explicit ?? false},
            ${f.urgent ?? false}, ${now})
    on conflict (kind, coalesce(partnership_id, 0), coalesce(participant_id, 0), coalesce(application_id, 0), coalesce(inbox_id, 0), coalesce(outbox_id, 0))
      where closed_at is null
      do update set reason = excluded.reason, suggestion = excluded.suggestion, details = excluded.details, probability = excluded.probability,
        explicit = was.explicit or excluded.explicit, urgent = was.urgent or excluded.urgent
    returning id, (xmax = 0) as is_new`
  return row!
}

export async function findFlag(sql: Sql, id: number): Promise<Flag | undefined> {
  const [row] = await sql<Flag[]>`select ${columns(sql)} from flags where id = ${id}`
  return row
}

export async function takeFlag(sql: Sql, id: number): Promise<Flag | undefined> {
  const [row] = await sql<Flag[]>`select ${columns(sql)} from flags where id = ${id} for update`
  return row
}

/** What waits for a person at a moment: open, and not snoozed. */
export const openFlags = (sql: Sql, now: Date) => sql<Flag[]>`
  select ${columns(sql)} from flags where closed_at is null and (snoozed_until is null or snoozed_until <= ${now})
  order by explicit desc, urgent desc, probability desc nulls last, raised_at, id`

/** Closes a flag with what a person found or did. @returns whether it was open */
export async function closeFlag(
  sql: Sql,
  id: number,
  outcome: string,
  coordinatorId: number | null,
  now: Date,
): Promise<boolean> {
  const rows = await sql`
    update flags set closed_at = ${now}, closed_by = ${coordinatorId}, outcome = ${outcome} where id = ${id} and closed_at is null returning id`
  return rows.length > 0
}

/** Closes what is left open about a partnership that ended. */
export const closeFlagsOf = (sql: Sql, partnershipId: number, outcome: string, now: Date) => sql`
  update flags set closed_at = ${now}, outcome = ${outcome}
  where partnership_id = ${partnershipId} and closed_at is null and kind not in ('unread', 'doubtful letter')`

export const closeFlagsAbout = (sql: Sql, participantId: number, kinds: FlagKind[], outcome: string, now: Date) => sql`
  update flags set closed_at = ${now}, outcome = ${outcome}
  where participant_id = ${participantId} and closed_at is null and kind in ${sql(kinds)}`

export const snoozeFlag = (sql: Sql, id: number, until: Date) => sql`update flags set snoozed_until = ${until} where id = ${id}`
export const assignFlag = (sql: Sql, id: number, coordinatorId: number) =>
  sql`update flags set assigned_id = ${coordinatorId} where id = ${id}`
export const noteFlag = (sql: Sql, id: number, note: string) => sql`
  update flags set note = concat_ws(' · ', note, ${note.slice(0, 500)}::text) where id = ${id}`

/** The shapes that the early warning raises, whose outcomes are counted. */
export const warningKinds: FlagKind[] = ['never started', 'gone quiet', 'one-sided']

/** Every flag that says that a pair may have stopped: what we worked out, and what somebody told us. */
export const alarmKinds: FlagKind[] = [...warningKinds, 'asked for help']

/**
 * How the alarms of a round did: those that proved true or false, and pairs that were lost without one. Who leaves tells us
 * so, which is no loss that was missed.
 */
export async function alarmQuality(
  sql: Sql,
  roundId: number,
): Promise<{ raised: number; true: number; false: number; open: number; missed: number }> {
  const [row] = await sql<{ raised: number; true: number; false: number; open: number; missed: number }[]>`
    select count(*)::int as raised,
      (count(*) filter (where outcome = 'stopped'))::int as true,
      (count(*) filter (where outcome = 'talking'))::int as false,
      (count(*) filter (where closed_at is null))::int as open,
      (select count(*)::int from partnerships s
        where s.round_id = ${roundId} and s.ended_because in ('silent', 'stopped')
          and not exists (select 1 from flags g where g.partnership_id = s.id and (g.kind in ${sql(alarmKinds)} or g.kind = 'bounced'))) as missed
    from flags where round_id = ${roundId} and kind in ${sql(alarmKinds)}`
  return row!
}
