import { introductionCalled, letterByMessageId } from '../../src/outbound/letter-of.sql.ts'
import { raiseFlag } from '../../src/programme/flags.sql.ts'
import { calledBy } from '../../src/programme/participants.sql.ts'
import {
  conductReported,
  findPartnership,
  type Member,
  type Partnership,
  pairSeenFrom,
  partnershipWith,
} from '../../src/programme/partnerships.sql.ts'
import { noteSignal } from '../../src/programme/signals.sql.ts'
import { type Acting, mayAnswer, send } from '../acts/context.ts'
import type { Answer } from './participant.ts'

/**
 * What partners write to each other is theirs. A letter to the partner that was copied to us counts as a sign of life; one
 * that only reached us, because a program ignored Reply-To, goes back to its writer with the partner's address. Of neither is
 * a word kept, so this is asked before anything may quote the letter.
 *
 * @returns what was done, in our words; undefined when the letter is for us
 */
export async function meantForThePartner(acting: Acting, a: Answer): Promise<string | undefined> {
  if (a.hasToken || a.understood.word) return undefined
  const copied = await copiedToUs(acting, a)
  if (copied) {
    await noteSignal(acting.tx, {
      partnershipId: copied,
      participantId: a.person.id,
      kind: 'heartbeat',
      at: a.receivedAt,
      inboxId: a.inboxId,
    })
    return 'a letter to the partner with a copy to us: the day is noted, and nothing kept'
  }
  const introduced = await introducedBy(acting, a)
  const pair = introduced ? await findPartnership(acting.tx, introduced) : undefined
  const seen = pair ? await pairSeenFrom(acting.tx, pair.id, a.person.id) : undefined
  return pair && seen ? giveBack(acting, a, pair, seen.partner) : undefined
}

/** It speaks to a partner, and not to us as well. */
async function copiedToUs({ world, tx }: Acting, a: Answer): Promise<number | undefined> {
  const partner = await partnershipWith(tx, a.person.id, a.to)
  const { mailDomain, mailFrom } = world.config
  const ours = (one: string) => one === mailFrom.toLowerCase() || one.endsWith(`@${mailDomain}`)
  return partner && !a.to.some(one => one !== partner.email && ours(one)) ? partner.id : undefined
}

/** The partnership whose introduction it answers: by its thread, or by its subject where a program names no letter. */
async function introducedBy({ tx }: Acting, a: Answer): Promise<number | null> {
  const answered = (await letterByMessageId(tx, a.references)) ?? (await introductionCalled(tx, a.person.id, a.subject))
  return answered?.template === 'introduction' ? answered.partnershipId : null
}

/** The partner's address goes to whoever was introduced to them, unless something stands between the two. */
async function giveBack(acting: Acting, a: Answer, pair: Partnership, partner: Member): Promise<string> {
  const apart = pair.frozenAt || partner.optedOutAt || (await conductReported(acting.tx, pair.id))
  if (!partner.email || apart) {
    await raiseFlag(
      acting.tx,
      {
        kind: 'unread',
        roundId: pair.roundId,
        participantId: a.person.id,
        inboxId: a.inboxId,
        reason: `${a.person.name} answered our introduction to ${calledBy(partner)}, and the letter reached us alone. It was not passed on, and is not kept.`,
        suggestion: '',
      },
      acting.now,
    )
    return 'meant for the partner: not passed on, not kept, and a coordinator knows'
  }
  if (await mayAnswer(acting, `participant:${a.person.id}`, false))
    await send(acting, {
      purpose: `returned/inbox:${a.inboxId}`,
      template: 'returned',
      to: { participantId: a.person.id },
      data: { partner: calledBy(partner), partnerEmail: partner.email },
      inReplyTo: a.messageId,
      answers: a.subject,
    })
  return 'meant for the partner: given back, not kept'
}
