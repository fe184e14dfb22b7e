import { after, days } from '../../src/clock.ts'
import { letterByMessageId } from '../../src/outbound/letter-of.sql.ts'
import { findByAddress, findParticipant, markAway, type Participant } from '../../src/programme/participants.sql.ts'
import { currentPartnership } from '../../src/programme/partnerships.sql.ts'
import { lastAsked, noteSignal } from '../../src/programme/signals.sql.ts'
import { bounced, complained } from '../acts/bounce.ts'
import type { Acting } from '../acts/context.ts'
import type { Outcome } from '../process-arrivals.ts'
import type { Reply } from './mail.ts'

/** Days that somebody counts as away when their automatic reply names no date. */
const awayDays = 7

/** A machine wrote. It is never answered; what it says of a person or an address is noted. */
export async function machine(acting: Acting, reply: Reply, writer: Participant | undefined): Promise<Outcome> {
  const { understood } = reply
  switch (understood.kind) {
    case 'auto-reply':
      return autoReply(acting, reply, writer)
    case 'bounce-hard':
    case 'bounce-soft': {
      const person = await whoseMailFailed(acting, reply)
      if (!person) return { outcome: `${understood.kind}, of nobody we know` }
      const outcome = await bounced(acting, person, {
        hard: understood.kind === 'bounce-hard',
        at: reply.receivedAt,
        inboxId: reply.inboxId,
        because: understood.because,
      })
      return { participantId: person.id, outcome }
    }
    case 'complaint': {
      const person = await whoseMailFailed(acting, reply)
      return person
        ? { participantId: person.id, outcome: await complained(acting, person, reply.inboxId) }
        : { outcome: 'complaint, of nobody we know' }
    }
    default:
      return { participantId: writer?.id ?? null, outcome: `${understood.kind}: ${understood.because}`.slice(0, 200) }
  }
}

async function autoReply({ tx, now }: Acting, reply: Reply, person: Participant | undefined): Promise<Outcome> {
  if (!person) return { outcome: 'an automatic reply, of nobody we know' }
  const until =
    reply.understood.until && reply.understood.until > now ? reply.understood.until : after(reply.receivedAt, days(awayDays))
  await markAway(tx, person.id, until)
  const pair = await currentPartnership(tx, person.id)
  if (pair)
    await noteSignal(tx, {
      partnershipId: pair.id,
      participantId: person.id,
      kind: 'auto',
      at: reply.receivedAt,
      until,
      askedAt: await lastAsked(tx, pair.id, person.id),
      inboxId: reply.inboxId,
    })
  return { participantId: person.id, outcome: `automatic reply: away until ${until.toISOString().slice(0, 10)}` }
}

/** A report is tied to the letter that failed, else to the address that failed. */
async function whoseMailFailed({ tx }: Acting, reply: Reply): Promise<Participant | undefined> {
  const failure = reply.understood.failure
  const ids = [failure?.originalMessageId, ...reply.references].filter(id => typeof id === 'string')
  const letter = (reply.hasToken ? reply.letter : undefined) ?? (await letterByMessageId(tx, ids))
  if (letter?.participantId) return findParticipant(tx, letter.participantId)
  return failure?.recipient ? findByAddress(tx, failure.recipient) : undefined
}
