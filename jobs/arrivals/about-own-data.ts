import { after, days } from '../../src/clock.ts'
import { type Confirmation, keepConfirmation, takeConfirmation } from '../../src/programme/confirmations.sql.ts'
import { findParticipant } from '../../src/programme/participants.sql.ts'
import { type Acting, iso, mayAnswer, send } from '../acts/context.ts'
import { eraseWhenAllowed } from '../acts/erase.ts'
import { exportPerson } from '../acts/export.ts'
import { newAddress } from '../acts/new-address.ts'
import { leftToAPerson } from './answers.ts'
import { endNow } from './end-own-pair.ts'
import type { Answer } from './participant.ts'

/** Days that an act waits for its owner's YES. */
const confirmDays = 14

/** A person's own data, and what else only its owner may ask for: always asked back at the registered address. */
export async function aboutOwnData(acting: Acting, a: Answer): Promise<string | undefined> {
  const { tx, now } = acting
  const { word } = a.understood
  if (word === 'send my data' || word === 'erase me') {
    const act = word === 'erase me' ? 'erase' : 'export'
    if (!(await mayAnswer(acting, `participant:${a.person.id}`, a.hasToken)))
      return leftToAPerson(acting, a, `asks to ${act}, and was asked back too often`)
    const outboxId = await send(acting, {
      purpose: `confirm-${act}/participant:${a.person.id}/inbox:${a.inboxId}`,
      template: act === 'erase' ? 'confirm-erase' : 'confirm-export',
      to: { participantId: a.person.id },
      question: `confirm-${act}`,
      data: { askedAt: iso(a.receivedAt) },
    })
    if (outboxId)
      await keepConfirmation(
        tx,
        {
          outboxId,
          participantId: a.person.id,
          coordinatorId: null,
          act,
          arguments: {},
          expiresAt: after(now, days(confirmDays)),
        },
        now,
      )
    return `asked back before: ${act}`
  }
  if (a.letter?.question === 'other-address') {
    if (word !== 'yes' || !a.fromRegistered) return undefined
    return newAddress(acting, a)
  }
  if (!a.letter?.question?.startsWith('confirm-') || !a.hasToken) return undefined
  if (word !== 'yes' && word !== 'ok') return word === 'no' ? 'asked back, and not wanted' : undefined
  const confirmation = await takeConfirmation(tx, a.letter.id, now)
  return confirmation ? carryOut(acting, a, confirmation) : 'answered already, or too late'
}

async function carryOut(acting: Acting, a: Answer, confirmation: Confirmation): Promise<string> {
  const { tx, now } = acting
  switch (confirmation.act) {
    case 'export':
      await exportPerson(acting, a.person, `inbox:${a.inboxId}`)
      return 'data sent to the registered address'
    case 'erase':
      return eraseWhenAllowed(acting, a.person)
    case 'end pair':
      return endNow(acting, a)
    case 'new address': {
      const email = String(confirmation.arguments.email ?? '')
      const taken = await tx`select 1 from participants where lower(email) = ${email} and id <> ${a.person.id}`
      if (!email || taken.length > 0) return 'the new address belongs to somebody already'
      await tx`update participants set email = ${email}, bounced_at = null, confirmed_at = ${now} where id = ${a.person.id}`
      const person = await findParticipant(tx, a.person.id)
      return person ? 'the new address is confirmed' : 'nobody there'
    }
    default:
      return `nothing to carry out for '${confirmation.act}'`
  }
}
