import type { Sql } from '../db.ts'

type Offered = { participantId: number; roundId: number; inboxId: number; text: string }

/** Keeps what somebody allows us to show to others, until a coordinator has read it. */
export const offerAnswer = (sql: Sql, { participantId, roundId, inboxId, text }: Offered, now: Date) => sql`
  insert into shared_answers (participant_id, round_id, inbox_id, text, offered_at)
  values (${participantId}, ${roundId}, ${inboxId}, ${text}, ${now}) on conflict (inbox_id) do nothing`

/** A coordinator has read it: it may stand in a letter, or never will. */
export const decideAnswer = (sql: Sql, inboxId: number, accepted: boolean, now: Date) =>
  accepted
    ? sql`update shared_answers set accepted_at = ${now} where inbox_id = ${inboxId} and withdrawn_at is null`
    : sql`update shared_answers set withdrawn_at = ${now} where inbox_id = ${inboxId} and withdrawn_at is null`

/** Its writer has changed their mind. @returns whether anything was still to be shown */
export async function withdrawAnswers(sql: Sql, participantId: number, now: Date): Promise<boolean> {
  const { count } = await sql`
    update shared_answers set withdrawn_at = ${now} where participant_id = ${participantId} and withdrawn_at is null`
  return count > 0
}

export type SharedAnswer = { participantId: number; text: string; name: string; knownAs: string | null; country: string | null }

/** Answers of a round that were accepted since a moment, the newest first; of people who left none. */
export const answersToShow = (sql: Sql, roundId: number, since: Date) => sql<SharedAnswer[]>`
  select a.participant_id, a.text, p.name, p.known_as, p.country from shared_answers a join participants p on p.id = a.participant_id
  where a.round_id = ${roundId} and a.accepted_at > ${since} and a.withdrawn_at is null and p.opted_out_at is null
  order by a.accepted_at desc, a.id desc limit 12`
