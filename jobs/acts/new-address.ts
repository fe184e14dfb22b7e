import { after, days } from '../../src/clock.ts'
import { keepConfirmation } from '../../src/programme/confirmations.sql.ts'
import { closeFlagsAbout } from '../../src/programme/flags.sql.ts'
import type { Answer } from '../arrivals/participant.ts'
import { type Acting, send } from './context.ts'

/** The registered address said that the other one is theirs too: the other one is asked to confirm, and becomes the address. */
export async function newAddress(acting: Acting, a: Answer): Promise<string> {
  const { tx, now } = acting
  const [asked] = await tx<{ data: { otherEmail: string } }[]>`select data from outbox where id = ${a.letter!.id}`
  const email = asked?.data.otherEmail.toLowerCase()
  if (!email) return 'no other address to confirm'
  await closeFlagsAbout(tx, a.person.id, ['other address'], 'the owner knows it', now)
  const outboxId = await send(acting, {
    purpose: `confirm-address/participant:${a.person.id}/inbox:${a.inboxId}`,
    template: 'confirm-address',
    to: { address: email, locale: a.person.locale },
    question: 'confirm-address',
    data: { oldEmail: a.person.email },
  })
  if (outboxId)
    await keepConfirmation(
      tx,
      {
        outboxId,
        participantId: a.person.id,
        coordinatorId: null,
        act: 'new address',
        arguments: { email },
        expiresAt: after(now, days(14)),
      },
      now,
    )
  return 'the other address was asked to confirm'
}
