import { after, days, hours } from '../../src/clock.ts'
import { cancelQueued } from '../../src/outbound/outbox.sql.ts'
import { audit } from '../../src/programme/audit.sql.ts'
import { raiseFlag } from '../../src/programme/flags.sql.ts'
import { calledBy, optIn, optOut, type Participant } from '../../src/programme/participants.sql.ts'
import {
  currentPartnership,
  markLeaving,
  membersOf,
  reopenPartnership,
  unmarkLeaving,
} from '../../src/programme/partnerships.sql.ts'
import { noteSignal } from '../../src/programme/signals.sql.ts'
import { suppress, unsuppress } from '../../src/programme/suppressions.sql.ts'
import { hashAddress } from '../../src/reply-address.ts'
import { type Acting, iso, send } from './context.ts'
import { endPair, partnerLeft } from './end-pair.ts'

/** How long a wish to leave that nobody proved can be taken back before the partner is told. */
const undoHours = 72

type Leaving = {
  /** the letter with the token, the known sender and the provider's verdict agree: it was this person */
  authenticated: boolean
  inboxId: number | null
  inReplyTo?: string | null
  answers?: string | null
  /** nothing ties the wish to this person but the name on the envelope: mail stops, and a coordinator looks at the rest */
  untied?: boolean
  /** a spam complaint gets no letter at all */
  silent?: boolean
}

/**
 * Our mail to a person stops at once, whoever wrote. The partnership ends when the wish is proven, else after 72 hours
 * without UNDO; the confirmation is the only later letter.
 */
export async function leave(
  acting: Acting,
  person: Participant,
  { authenticated, inboxId, inReplyTo, answers, untied, silent }: Leaving,
): Promise<string> {
  const { world, tx, now } = acting
  if (person.optedOutAt) return 'had left already'
  await optOut(tx, person.id, now)
  if (person.email) await suppress(tx, hashAddress(world.config.secret, person.email), silent ? 'complained' : 'opted out', now)
  await cancelQueued(tx, { participantId: person.id }, 'opted out')
  const undoByAt = after(now, hours(undoHours))
  if (!silent)
    await send(acting, {
      purpose: `stopped/participant:${person.id}/inbox:${inboxId ?? 0}`,
      template: 'stopped',
      to: { participantId: person.id },
      question: 'stopped',
      inReplyTo: inReplyTo ?? null,
      answers: answers ?? null,
      data: { undoByAt: iso(undoByAt) },
      notAfter: after(now, days(2)),
    })
  await audit(tx, `participant:${person.id}`, 'leave', `participant:${person.id}`, now, {
    authenticated: authenticated ? 'yes' : 'no',
  })
  const partnership = await currentPartnership(tx, person.id)
  if (!partnership) return 'left'
  if (untied) {
    const reason = `${person.name} seems to want to leave, by a mail that nothing proves. Our mail has stopped; the partnership goes on until you know.`
    await raiseFlag(
      tx,
      {
        kind: 'unread',
        roundId: partnership.roundId,
        partnershipId: partnership.id,
        participantId: person.id,
        reason,
        suggestion: '',
        urgent: true,
      },
      now,
    )
    return 'our mail stopped; left to a coordinator'
  }
  await noteSignal(tx, {
    partnershipId: partnership.id,
    participantId: person.id,
    kind: 'reply',
    answer: 'optout',
    at: now,
    inboxId,
  })
  await markLeaving(tx, partnership.id, person.id, authenticated ? now : undoByAt)
  if (authenticated) await carryOutLeaving(acting, partnership.id, person.id)
  return authenticated ? 'left; the partnership ended' : 'left; the partnership ends in 72 hours'
}

/** Ends the partnership of somebody who left, and tells the one who stays. */
export async function carryOutLeaving(acting: Acting, partnershipId: number, leaverId: number): Promise<void> {
  const members = (await endPair(acting, partnershipId, 'left')) ?? []
  const leaver = members.find(m => m.participantId === leaverId)
  const stays = members.find(m => m.participantId !== leaverId)
  if (leaver && stays && !stays.optedOutAt)
    await partnerLeft(acting, stays, leaver, `${leaver.name} left the round; ${calledBy(stays)} is without a partner.`)
}

/** Whoever left, or whose address had failed, confirmed the address anew: our letters may reach it again. */
export async function openAgain({ world, tx, now }: Acting, person: Participant, confirmedAt: Date): Promise<void> {
  const since = person.optedOutAt ?? person.bouncedAt
  if (!since || since > confirmedAt) return // a reply of before is read once more, and opens nothing
  await tx`update participants set opted_out_at = null, bounced_at = null, confirmed_at = ${now} where id = ${person.id}`
  if (person.email) await unsuppress(tx, hashAddress(world.config.secret, person.email))
  await audit(tx, `participant:${person.id}`, 'confirm the address anew', `participant:${person.id}`, now)
}

/** UNDO: the person is back, and so is the partnership where nobody has moved on. */
export async function comeBack(acting: Acting, person: Participant): Promise<string> {
  const { world, tx, now } = acting
  await optIn(tx, person.id)
  if (person.email) await unsuppress(tx, hashAddress(world.config.secret, person.email))
  await unmarkLeaving(tx, person.id)
  await audit(tx, `participant:${person.id}`, 'come back', `participant:${person.id}`, now)
  const [ended] = await tx<{ id: number }[]>`
    select s.id from partnerships s join partnership_members m on m.partnership_id = s.id
    where m.participant_id = ${person.id} and s.ended_because = 'left' and s.leaving_id = ${person.id} order by s.id desc limit 1`
  const partner = ended ? (await membersOf(tx, [ended.id])).find(m => m.participantId !== person.id) : undefined
  if (ended && partner && (await reopenPartnership(tx, ended.id))) {
    await cancelQueued(
      tx,
      { participantId: partner.participantId, partnershipId: ended.id, templates: ['partner-left'] },
      'the partner came back',
    )
    await tx`
      update flags set closed_at = ${now}, outcome = 'the partner came back'
      where kind = 'left alone' and participant_id = ${partner.participantId} and closed_at is null`
  }
  const standing = await currentPartnership(tx, person.id)
  const other = standing ? (await membersOf(tx, [standing.id])).find(m => m.participantId !== person.id) : undefined
  await send(acting, {
    purpose: `resumed/participant:${person.id}/at:${iso(now)}`,
    template: 'resumed',
    to: { participantId: person.id },
    data: { partner: other ? calledBy(other) : null },
  })
  return 'came back'
}
