import type { Sql } from '../db.ts'
import type { LetterData, LetterKind } from './letters.ts'

/** Whom a letter is for. A stranger who wrote to us is neither participant nor coordinator. */
type Reader = { participantId: number } | { coordinatorId: number } | { address: string; locale?: string }

export type NewLetter<K extends LetterKind = LetterKind> = {
  /** why the letter exists, coarse to fine: `introduction/partnership:42/participant:7`. One letter a purpose, ever. */
  purpose: string
  template: K
  to: Reader
  data: LetterData[K]
  roundId?: number | null
  partnershipId?: number | null
  /** what a reply answers: `check-in`, `confirm`, `follow-up`, `digest` … */
  question?: string
  /** counts towards one scheduled letter a person and local day; receipts, alerts and confirmations do not */
  scheduled?: boolean
  /** letters with the same key leave on one day or not at all: the two introductions of a pair */
  pairKey?: string
  /** Message-ID of the mail that this answers, when it should stay in its thread */
  inReplyTo?: string | null
  /** subject of that mail */
  answers?: string | null
  /** not before; now when left out */
  dueAt?: Date
  /** too late after this: the letter expires instead; two weeks from `dueAt` when left out */
  notAfter?: Date
}

const fortnight = 14 * 86_400_000

/**
 * Puts a letter in the outbox, once per purpose however often it is asked.
 *
 * @returns the letter's id, or null when a letter with this purpose was there already
 */
export async function post<K extends LetterKind>(sql: Sql, letter: NewLetter<K>, now: Date): Promise<number | null> {
  const dueAt = letter.dueAt ?? now
  const to = letter.to
  const [row] = await sql<{ id: number }[]>`
    insert into outbox (purpose, template, participant_id, coordinator_id, address, locale, data, round_id, partnership_id, question,
                        scheduled, pair_key, in_reply_to, answers, queued_at, due_at, not_after)
    values (${letter.purpose}, ${letter.template}, ${'participantId' in to ? to.participantId : null},
            ${'coordinatorId' in to ? to.coordinatorId : null}, ${'address' in to ? to.address : null},
            ${'address' in to ? (to.locale ?? null) : null}, ${sql.json(letter.data as never)}, ${letter.roundId ?? null},
            ${letter.partnershipId ?? null}, ${letter.question ?? null}, ${letter.scheduled ?? false}, ${letter.pairKey ?? null},
            ${letter.inReplyTo ?? null}, ${letter.answers ?? null}, ${now}, ${dueAt}, ${letter.notAfter ?? new Date(dueAt.getTime() + fortnight)})
    on conflict (purpose) do nothing
    returning id`
  return row?.id ?? null
}

/** Takes back what has not left yet. @returns how many letters were taken back */
export async function cancelQueued(
  sql: Sql,
  which: { participantId?: number; partnershipId?: number; templates?: LetterKind[] },
  because: string,
): Promise<number> {
  const rows = await sql`
    update outbox set state = 'cancelled', because = ${because}
    where state = 'queued'
      ${which.participantId === undefined ? sql`` : sql`and participant_id = ${which.participantId}`}
      ${which.partnershipId === undefined ? sql`` : sql`and partnership_id = ${which.partnershipId}`}
      ${which.templates === undefined ? sql`` : sql`and template in ${sql(which.templates)}`}
    returning id`
  return rows.length
}
