import { type Head, headOfPosted, headOfRaw } from '../../src/inbound/head.ts'
import type { Understood } from '../../src/inbound/mail.ts'
import { safeError } from '../../src/log.ts'
import {
  lastQuestionTo,
  letterByMessageId,
  letterByToken,
  ourWordsTo,
  type SentLetter,
} from '../../src/outbound/letter-of.sql.ts'
import { type Coordinator, coordinatorAt, findCoordinator } from '../../src/programme/coordinators.sql.ts'
import { raiseFlag } from '../../src/programme/flags.sql.ts'
import { findByAddress, findParticipant, type Participant } from '../../src/programme/participants.sql.ts'
import { partnerNames } from '../../src/programme/partnerships.sql.ts'
import { hashToken, tokenIn } from '../../src/reply-address.ts'
import type { Acting } from '../acts/context.ts'
import type { Kept, Outcome } from '../process-arrivals.ts'
import { coordinatorReply } from './coordinator.ts'
import { machine } from './machine.ts'
import { participantReply } from './participant.ts'
import { stranger } from './stranger.ts'

/** A reply, tied to the letter that it answers and to the one who wrote it, and understood. */
export type Reply = {
  inboxId: number
  receivedAt: Date
  /** the letter whose token it was sent to, or that it names in its headers */
  letter: SentLetter | undefined
  /** sent to the letter's own reply address */
  hasToken: boolean
  from: string | null
  senderName: string
  /** it came from the address that we know this person by */
  fromRegistered: boolean
  /** the provider proved the sender's address */
  verified: boolean
  /** the provider found that it did not come from whom it names */
  refuted: boolean
  /** the local part of an open address: hello, apply, safety */
  openAddress: 'hello' | 'apply' | 'safety' | null
  /** addresses in its To alone: whom it speaks to */
  to: string[]
  subject: string
  messageId: string | null
  references: string[]
  understood: Understood
}

export type FromParticipant = Reply & { person: Participant }
export type FromCoordinator = Reply & { coordinator: Coordinator }

/** Mail came: it is tied to its letter and its writer, read, and handed to whoever it concerns. */
export async function mail(acting: Acting, row: Kept): Promise<Outcome> {
  const { world, tx } = acting
  const envelope = JSON.parse(row.envelope) as Record<string, string>
  const posted = row.source === 'inbound' ? Buffer.from(row.body).toString('utf8') : undefined
  let head: Head
  try {
    head = posted === undefined ? headOfRaw(row.body, envelope) : headOfPosted(posted)
  } catch (error) {
    return unreadable(acting, row, safeError(error).message)
  }
  const tokens = head.sentTo.map(tokenIn).filter(token => token?.startsWith('r'))
  const byToken = tokens[0] ? await letterByToken(tx, hashToken(tokens[0])) : undefined
  const references = [head.inReplyTo, ...head.references].filter(id => id !== null)
  const byHeader = byToken ?? (await letterByMessageId(tx, references))
  const from = head.from?.address ?? null
  const writer = await whoWrote(acting, byHeader, Boolean(byToken), from)
  const letter = byHeader ?? (writer.person ? await lastQuestionTo(tx, writer.person.id) : undefined)
  const ours = [
    letter?.bodyText,
    ...(await ourWordsTo(tx, { participantId: writer.person?.id, coordinatorId: writer.coordinator?.id })),
  ]
  const known = {
    ourLetters: ours.filter(text => typeof text === 'string'),
    locale: writer.person?.locale ?? 'en',
    ourAddresses: [world.config.mailFrom],
    partner: writer.person ? await partnerNames(tx, writer.person.id) : [],
    now: row.receivedAt,
  }
  const understood = await (posted === undefined ? world.reader.readRaw(row.body, known) : world.reader.readPosted(posted, known))
  if ('error' in understood) return unreadable(acting, row, understood.error)
  const reply: Reply = {
    inboxId: row.id,
    receivedAt: row.receivedAt,
    letter,
    hasToken: Boolean(byToken),
    from,
    senderName: head.from?.name || from || 'somebody',
    fromRegistered:
      from !== null &&
      [writer.person?.email, writer.coordinator?.email, byToken?.address].some(one => one?.toLowerCase() === from),
    verified: head.verdict === 'pass',
    refuted: head.verdict === 'fail',
    openAddress: openAddress(head.sentTo, world.config.mailDomain),
    to: head.to,
    subject: head.subject,
    messageId: head.messageId,
    references,
    understood,
  }
  if (understood.kind !== 'human') return machine(acting, reply, writer.person)
  if (envelope.waits) return waits(acting, reply, writer.person)
  if (writer.coordinator) return coordinatorReply(acting, { ...reply, coordinator: writer.coordinator })
  if (writer.person)
    return participantReply(acting, { ...reply, person: writer.person }, byToken ? 'token' : byHeader ? 'thread' : 'sender')
  return stranger(acting, reply)
}

const openAddress = (sentTo: string[], domain: string): Reply['openAddress'] => {
  for (const address of sentTo) {
    const [local, at] = address.trim().toLowerCase().split('@')
    if (at === domain && (local === 'hello' || local === 'apply' || local === 'safety')) return local
  }
  return null
}

/** Whose reply it is: the letter's reader when it came to their token; else whoever is known by the address. */
async function whoWrote(
  { tx }: Acting,
  letter: SentLetter | undefined,
  hasToken: boolean,
  from: string | null,
): Promise<{ person?: Participant; coordinator?: Coordinator }> {
  if (letter && hasToken) {
    if (letter.participantId) {
      const person = await findParticipant(tx, letter.participantId)
      return person ? { person } : {}
    }
    if (letter.coordinatorId) {
      const coordinator = await findCoordinator(tx, letter.coordinatorId)
      return coordinator ? { coordinator } : {}
    }
    // a letter to an address that is nobody's yet: whose it may become stands with what was asked
    const [asked] = await tx<
      { participantId: number | null }[]
    >`select participant_id from confirmations where outbox_id = ${letter.id}`
    const person = asked?.participantId ? await findParticipant(tx, asked.participantId) : undefined
    if (person) return { person }
  }
  if (!from) return {}
  const person = await findByAddress(tx, from)
  const coordinator = await coordinatorAt(tx, from)
  if (coordinator && (!person || letter?.coordinatorId)) return { coordinator }
  return person ? { person } : {}
}

async function unreadable({ tx, now }: Acting, row: Kept, because: string): Promise<Outcome> {
  await raiseFlag(
    tx,
    {
      kind: 'broken arrival',
      inboxId: row.id,
      reason: `A mail came that could not be read: ${because} (arrival ${row.id}). It is kept.`,
      suggestion: '',
    },
    now,
  )
  return { outcome: `could not be read: ${because}` }
}

async function waits({ tx, now }: Acting, reply: Reply, person: Participant | undefined): Promise<Outcome> {
  const who = person?.name ?? 'one of our letters'
  await raiseFlag(
    tx,
    {
      kind: 'unread',
      participantId: person?.id ?? null,
      inboxId: null,
      reason: `More than 20 mails in an hour came in answer to ${who}; the rest were not acted on.`,
      suggestion: '',
    },
    now,
  )
  return { participantId: person?.id ?? null, outcome: `waits: too many in an hour (letter ${reply.letter?.id ?? 0})` }
}
