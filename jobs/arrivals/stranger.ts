import { raiseFlag } from '../../src/programme/flags.sql.ts'
import { openRound } from '../../src/programme/rounds.sql.ts'
import { hashAddress } from '../../src/reply-address.ts'
import { type Acting, isoOrNull, mayAnswer, send } from '../acts/context.ts'
import { report } from '../acts/report.ts'
import type { Outcome } from '../process-arrivals.ts'
import type { Reply } from './mail.ts'

/** Somebody wrote whom we do not know: told kindly how to apply, once a day; a report of conduct is heard from anybody. */
export async function stranger(acting: Acting, reply: Reply): Promise<Outcome> {
  const { world, tx, now } = acting
  const { understood, from } = reply
  if (understood.intent === 'safety-report' || understood.word === 'report' || reply.openAddress === 'safety') {
    const outcome = await report(acting, {
      inboxId: reply.inboxId,
      receivedAt: reply.receivedAt,
      reporter: null,
      address: from,
      senderName: reply.senderName,
      text: understood.text,
      partnershipId: reply.letter?.partnershipId ?? null,
    })
    return { outcome }
  }
  if (reply.letter?.template === 'unknown-sender' || reply.letter?.template === 'apply-form') {
    // told already: what else they have to say is for a person, and a program that answers programs is not answered twice
    const reason = `Somebody whom we do not know answered what we wrote to them (arrival ${reply.inboxId}). It is kept.`
    await raiseFlag(tx, { kind: 'unread', inboxId: reply.inboxId, reason, suggestion: '' }, now)
    return { outcome: 'from somebody unknown, who was told before: left to a coordinator' }
  }
  // in the thread of an introduction it is most likely the partner who is spoken to, from an account that we do not know
  const forget = reply.letter?.template === 'introduction'
  if (!from || !(await mayAnswer(acting, `address:${hashAddress(world.config.secret, from)}`, false)))
    return { outcome: 'from somebody unknown; not answered', forget }
  const round = await openRound(tx, now)
  const applyUrl = `${world.config.publicUrl}/apply`
  const thread = { inReplyTo: reply.messageId, answers: reply.subject }
  const to = { address: from, locale: understood.language ?? 'en' }
  if (reply.openAddress === 'apply') {
    await send(acting, {
      purpose: `apply-form/inbox:${reply.inboxId}`,
      template: 'apply-form',
      to,
      data: { applyUrl, closesAt: isoOrNull(round?.closesAt ?? null) },
      ...thread,
    })
    return { outcome: 'from somebody unknown: told how to apply' }
  }
  await send(acting, {
    purpose: `unknown-sender/inbox:${reply.inboxId}`,
    template: 'unknown-sender',
    to,
    data: { applyUrl },
    ...thread,
  })
  return { outcome: 'from somebody unknown: told so', forget }
}
