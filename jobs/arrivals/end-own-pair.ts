import { after, days } from '../../src/clock.ts'
import { keepConfirmation } from '../../src/programme/confirmations.sql.ts'
import { calledBy } from '../../src/programme/participants.sql.ts'
import { type Acting, iso, mayAnswer, send } from '../acts/context.ts'
import { endPair, partnerLeft, sayGoodbye } from '../acts/end-pair.ts'
import { leftToAPerson } from './answers.ts'
import type { Answer } from './participant.ts'

/** Days that the wish waits for its owner's YES. */
const confirmDays = 14

/** Somebody asks to end the partnership: done when it is proven to be them, else asked back at the registered address. */
export async function endOwnPair(acting: Acting, a: Answer): Promise<string> {
  const { tx, now } = acting
  if (a.proven) return endNow(acting, a)
  if (!(await mayAnswer(acting, `participant:${a.person.id}`, a.hasToken)))
    return leftToAPerson(acting, a, 'asks to end the pair, and was asked back too often')
  const outboxId = await send(acting, {
    purpose: `confirm-end/partnership:${a.pair!.id}/inbox:${a.inboxId}`,
    template: 'confirm-end',
    to: { participantId: a.person.id },
    question: 'confirm-end',
    roundId: a.pair!.roundId,
    partnershipId: a.pair!.id,
    data: { partner: a.partner ? calledBy(a.partner) : '', askedAt: iso(a.receivedAt) },
  })
  if (outboxId)
    await keepConfirmation(
      tx,
      {
        outboxId,
        participantId: a.person.id,
        coordinatorId: null,
        act: 'end pair',
        arguments: {},
        expiresAt: after(now, days(confirmDays)),
      },
      now,
    )
  return 'asked back before: end pair'
}

/** Ends the partnership with a goodbye, and tells the one who stays. */
export async function endNow(acting: Acting, a: Answer): Promise<string> {
  const { pair, self, partner } = a
  if (!pair || !self || !partner || pair.frozenAt || !(await endPair(acting, pair.id, 'left')))
    return 'there is no partnership to end'
  await sayGoodbye(acting, self, partner, 'you asked', false)
  await partnerLeft(
    acting,
    partner,
    self,
    `${self.name} asked to end the partnership; ${calledBy(partner)} is without a partner.`,
  )
  return 'the partnership ended, as its owner asked'
}
