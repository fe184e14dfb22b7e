import type { ReplyWord, Understood } from '../../src/inbound/mail.ts'
import { findLetter, letterByToken, type SentLetter } from '../../src/outbound/letter-of.sql.ts'
import { findCoordinator } from '../../src/programme/coordinators.sql.ts'
import { findParticipant } from '../../src/programme/participants.sql.ts'
import { hashToken } from '../../src/reply-address.ts'
import type { Acting } from '../acts/context.ts'
import { leave } from '../acts/leave.ts'
import type { Kept, Outcome } from '../process-arrivals.ts'
import { coordinatorReply } from './coordinator.ts'
import type { Reply } from './mail.ts'
import { participantReply } from './participant.ts'

const jsonOf = (row: Kept) => JSON.parse(Buffer.from(row.body).toString('utf8')) as Record<string, unknown>

/** A button of a page was pressed: the same as a reply of that one word, with the token and without a proven sender. */
const pressed = (row: Kept, letter: SentLetter | undefined, word: ReplyWord | undefined, text: string): Reply => {
  const understood: Understood = {
    kind: 'human',
    because: 'a button of our own page',
    intent: 'none',
    confidence: 1,
    language: null,
    text,
    ...(word ? { word } : {}),
  }
  return {
    inboxId: row.id,
    receivedAt: row.receivedAt,
    letter,
    hasToken: letter !== undefined,
    from: null,
    senderName: '',
    fromRegistered: false,
    verified: false,
    refuted: false,
    openAddress: null,
    to: [],
    subject: letter?.subject ?? '',
    messageId: null,
    references: [],
    understood,
  }
}

/** An answer given on our own page: whoever holds the letter's token pressed a button. */
export async function answerPage(acting: Acting, row: Kept): Promise<Outcome> {
  const { token, word } = jsonOf(row)
  const letter = await letterByToken(acting.tx, hashToken(String(token)))
  const person = letter?.participantId ? await findParticipant(acting.tx, letter.participantId) : undefined
  if (!letter || !person) return { outcome: 'an answer to a letter that we do not know' }
  return participantReply(acting, { ...pressed(row, letter, String(word) as ReplyWord, String(word)), person }, 'token')
}

/** Somebody unsubscribed by the header or the page: our mail stops; at most the confirmation follows. */
export async function unsubscribed(acting: Acting, row: Kept): Promise<Outcome> {
  const { token } = jsonOf(row)
  const letter = await letterByToken(acting.tx, hashToken(String(token)))
  const person = letter?.participantId ? await findParticipant(acting.tx, letter.participantId) : undefined
  if (!person) return { outcome: 'unsubscribed from a letter that is no participant’s' }
  return { participantId: person.id, outcome: await leave(acting, person, { authenticated: false, inboxId: row.id }) }
}

/** A line typed on the console by a coordinator who is signed in: the same words as a reply to the digest. */
export async function consoleLine(acting: Acting, row: Kept): Promise<Outcome> {
  const { coordinatorId, line, outboxId } = jsonOf(row)
  const coordinator = await findCoordinator(acting.tx, Number(coordinatorId))
  if (!coordinator) return { outcome: 'a line from nobody who is a coordinator now' }
  const letter = outboxId ? await findLetter(acting.tx, Number(outboxId)) : undefined
  const reply = {
    ...pressed(row, letter, undefined, String(line)),
    from: coordinator.email,
    fromRegistered: true,
    verified: true,
    hasToken: true,
  }
  return coordinatorReply(acting, { ...reply, coordinator })
}
