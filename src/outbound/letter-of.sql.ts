import type { Sql } from '../db.ts'
import type { LetterKind } from './letters.ts'

/** A letter that left, as far as its answer needs to know it. */
export type SentLetter = {
  id: number
  purpose: string
  template: LetterKind
  participantId: number | null
  coordinatorId: number | null
  address: string | null
  roundId: number | null
  partnershipId: number | null
  question: string | null
  subject: string | null
  bodyText: string | null
  sentAt: Date | null
  messageId: string | null
}

const columns = (sql: Sql) => sql`
  id, purpose, template, participant_id, coordinator_id, address, round_id, partnership_id, question, subject, body_text, sent_at, message_id`

/** The letter whose reply token has this hash. */
export async function letterByToken(sql: Sql, hash: string): Promise<SentLetter | undefined> {
  const [row] = await sql<SentLetter[]>`select ${columns(sql)} from outbox where reply_hash = ${hash}`
  return row
}

/**
 * The newest letter with one of these Message-IDs: for programs that answer From instead of Reply-To. A provider that puts
 * its own id in place of ours is known by that.
 *
 * @param ids with or without their angle brackets
 */
export async function letterByMessageId(sql: Sql, ids: string[]): Promise<SentLetter | undefined> {
  if (ids.length === 0) return undefined
  const bare = ids.slice(0, 50).map(id => id.replaceAll(/[<>]/g, ''))
  const [row] = await sql<SentLetter[]>`
    select ${columns(sql)} from outbox
    where message_id = any(${bare.map(id => `<${id}>`)}) or provider_id = any(${bare.map(id => id.split('@')[0]!)})
    order by id desc limit 1`
  return row
}

/** Re:, AW:, RE[2]:, Antwort:, Trả lời: and their like before a subject. */
const answered = /^(?:\s*[\p{L}\p{M}]{1,10}(?:\s[\p{L}\p{M}]{1,6})?\s*(?:\[\d+\])?\s*[:：])+\s*/u

/**
 * The introduction with this subject, of somebody or of a partner of theirs: some programs leave out which letter they answer,
 * and an answer to an answer bears the subject that the other one was given.
 */
export async function introductionCalled(sql: Sql, participantId: number, subject: string): Promise<SentLetter | undefined> {
  const [row] = await sql<SentLetter[]>`
    select ${columns(sql)} from outbox
    where partnership_id in (select partnership_id from partnership_members where participant_id = ${participantId})
      and template = 'introduction' and subject = any(${[subject, subject.replace(answered, '')].map(one => one.trim())})
    order by (participant_id = ${participantId}) desc, id desc limit 1`
  return row
}

export async function letterByProvider(
  sql: Sql,
  ref: { outboxId?: number | null; providerId?: string | null },
): Promise<SentLetter | undefined> {
  const [row] = await sql<SentLetter[]>`
    select ${columns(sql)} from outbox where id = ${ref.outboxId ?? 0} or provider_id = ${ref.providerId ?? ''} order by (id = ${ref.outboxId ?? 0}) desc limit 1`
  return row
}

export async function findLetter(sql: Sql, id: number): Promise<SentLetter | undefined> {
  const [row] = await sql<SentLetter[]>`select ${columns(sql)} from outbox where id = ${id}`
  return row
}

/** The newest letter to somebody that asked something: what a reply without a token most likely answers. */
export async function lastQuestionTo(sql: Sql, participantId: number): Promise<SentLetter | undefined> {
  const [row] = await sql<SentLetter[]>`
    select ${columns(sql)} from outbox where participant_id = ${participantId} and question is not null and sent_at is not null order by sent_at desc, id desc limit 1`
  return row
}

/** Our latest words to somebody, newest first: what their program may have quoted. */
export async function ourWordsTo(
  sql: Sql,
  who: { participantId?: number | null; coordinatorId?: number | null },
): Promise<string[]> {
  const rows = await sql<{ bodyText: string }[]>`
    select body_text from outbox
    where body_text is not null and sent_at is not null
      and ${who.participantId ? sql`participant_id = ${who.participantId}` : sql`coordinator_id = ${who.coordinatorId ?? 0}`}
    order by sent_at desc, id desc limit 3`
  return rows.map(row => row.bodyText)
}

/** A number in a purpose: `subjectOf('receipt/digest:12/inbox:5', 'digest')` is 12. */
export function subjectOf(purpose: string, noun: string): number | null {
  const part = purpose.split('/').find(one => one.startsWith(`${noun}:`))
  const id = Number(part?.slice(noun.length + 1))
  return part && Number.isInteger(id) ? id : null
}
