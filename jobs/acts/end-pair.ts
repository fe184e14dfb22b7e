import { after, days, hours } from '../../src/clock.ts'
import { cancelQueued } from '../../src/outbound/outbox.sql.ts'
import { decideDays } from '../../src/programme/check-ins.ts'
import { closeFlagsOf, raiseFlag } from '../../src/programme/flags.sql.ts'
import { nextMorning } from '../../src/programme/local-time.ts'
import { calledBy } from '../../src/programme/participants.sql.ts'
import { endPartnership, findPartnership, type Member, membersOf } from '../../src/programme/partnerships.sql.ts'
import { type Acting, iso, send } from './context.ts'

/** Why a partnership ends before its term. `silent` and `stopped` are what an early warning was right about. */
export type Ending = 'silent' | 'stopped' | 'left' | 'you asked' | 'decided' | 'conduct'

/**
 * Ends a partnership, once. What had not left yet about it is taken back, and its flags are closed.
 *
 * @returns both halves, or null when it had ended already
 */
export async function endPair({ tx, now }: Acting, partnershipId: number, because: Ending): Promise<Member[] | null> {
  if (!(await endPartnership(tx, partnershipId, because, now))) return null
  await cancelQueued(
    tx,
    {
      partnershipId,
      templates: ['introduction', 'prompt', 'check-in', 'follow-up', 'rematch-offer', 'slow-ideas', 'write', 'partner-away'],
    },
    'the partnership ended',
  )
  await closeFlagsOf(
    tx,
    partnershipId,
    because === 'silent' || because === 'stopped' || because === 'left' ? 'stopped' : 'ended',
    now,
  )
  return membersOf(tx, [partnershipId])
}

/** A real goodbye to one side of a partnership that a person ended. */
export const sayGoodbye = (acting: Acting, self: Member, partner: Member, because: 'you asked' | 'decided', offer: boolean) =>
  send(acting, {
    purpose: `goodbye/partnership:${self.partnershipId}/participant:${self.participantId}`,
    template: 'goodbye',
    to: { participantId: self.participantId },
    question: 'goodbye',
    partnershipId: self.partnershipId,
    data: { partner: calledBy(partner), because, offer },
  })

/**
 * Tells the one who stays that the partner left, offers another, and asks a coordinator to find one.
 *
 * @param reason one sentence for the digest
 */
export async function partnerLeft(acting: Acting, stays: Member, left: Member, reason: string): Promise<void> {
  const { tx, now } = acting
  // an hour, as with everything that can be undone: nobody hears of a leaving that was taken back at once
  const dueAt = nextMorning(stays.zone ?? 'UTC', after(now, hours(1)), 7, 20)
  const { roundId } = (await findPartnership(tx, stays.partnershipId))!
  await send(acting, {
    purpose: `partner-left/partnership:${stays.partnershipId}/participant:${stays.participantId}`,
    template: 'partner-left',
    to: { participantId: stays.participantId },
    question: 'partner-left',
    roundId,
    partnershipId: stays.partnershipId,
    dueAt,
    data: { partner: calledBy(left), rematchByAt: iso(after(now, days(7))), decideAt: iso(after(now, days(decideDays))) },
  })
  await raiseFlag(
    tx,
    {
      kind: 'left alone',
      roundId,
      participantId: stays.participantId,
      reason,
      suggestion: 'rematch',
      explicit: true,
      urgent: true,
    },
    now,
  )
}
