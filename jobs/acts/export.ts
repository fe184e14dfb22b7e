import type { Sql } from '../../src/db.ts'
import type { Participant } from '../../src/programme/participants.sql.ts'
import { type Acting, send } from './context.ts'

/** Everything held about one person, as plain JSON: what they told us, what we sent, what arrived, what was decided. */
export async function everythingAbout(sql: Sql, participantId: number): Promise<Record<string, unknown>> {
  const [person] = await sql`select * from participants where id = ${participantId}`
  const applications = await sql`
    select a.*, r.name as round from applications a left join rounds r on r.id = a.round_id where a.participant_id = ${participantId} order by a.id`
  const partnerships = await sql`
    select s.id, r.name as round, s.made_at, s.starts_at, s.ended_at, s.rhythm_days, p.name as partner, m.reasons
    from partnership_members m join partnerships s on s.id = m.partnership_id join rounds r on r.id = s.round_id
    join partnership_members o on o.partnership_id = s.id and o.participant_id <> m.participant_id join participants p on p.id = o.participant_id
    where m.participant_id = ${participantId} order by s.id`
  const letters = await sql`
    select template, state, queued_at, sent_at, delivered_at, subject, body_text from outbox where participant_id = ${participantId} order by id`
  const arrivals = await sql<{ source: string; receivedAt: Date; outcome: string | null; body: Uint8Array | null }[]>`
    select source, received_at, outcome, body from inbox where participant_id = ${participantId} order by id`
  const signals = await sql`
    select kind, answer, at, last_contact_at, until, every_days from signals where participant_id = ${participantId} order by at, id`
  const heartbeats = await sql`
    select h.day::text from heartbeats h join partnership_members m on m.partnership_id = h.partnership_id where m.participant_id = ${participantId} order by h.day`
  const flags =
    await sql`select kind, raised_at, reason, closed_at, outcome from flags where participant_id = ${participantId} order by id`
  const shared = await sql`
    select text, offered_at, accepted_at, withdrawn_at from shared_answers where participant_id = ${participantId} order by id`
  return {
    person: person ?? null,
    applications: [...applications],
    partnerships: [...partnerships],
    letters: [...letters],
    arrivals: arrivals.map(({ body, ...row }) => ({ ...row, body: body === null ? null : Buffer.from(body).toString('utf8') })),
    signals: [...signals],
    daysOfCopiedLetters: heartbeats.map(row => row.day),
    sharedAnswers: [...shared],
    flags: [...flags],
  }
}

/** Sends a person their data, as one JSON attachment, to the registered address. */
export async function exportPerson(acting: Acting, person: Participant, why: string): Promise<void> {
  const attachment = JSON.stringify(await everythingAbout(acting.tx, person.id), null, 2)
  await send(acting, {
    purpose: `data/participant:${person.id}/${why}`,
    template: 'data',
    to: { participantId: person.id },
    data: { attachment },
  })
}
