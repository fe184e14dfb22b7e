import { after, days } from '../../src/clock.ts'
import { Refusal } from '../../src/errors.ts'
import { acceptedIn, keepForNextRound } from '../../src/programme/applications.sql.ts'
import { audit } from '../../src/programme/audit.sql.ts'
import { safetyPeople } from '../../src/programme/coordinators.sql.ts'
import { raiseFlag } from '../../src/programme/flags.sql.ts'
import { localDay } from '../../src/programme/local-time.ts'
import { findParticipant } from '../../src/programme/participants.sql.ts'
import { approveProposal, proposedPairs, standingProposal } from '../../src/programme/proposals.sql.ts'
import { findRound, markApproved } from '../../src/programme/rounds.sql.ts'
import type { Acting } from './context.ts'
import { send } from './context.ts'
import { introduce } from './introduce.ts'

export type Approved = { pairs: number; firstAt: Date }

/**
 * Turns the standing proposal of a round into partnerships, once, and posts the introductions.
 *
 * @param coordinatorId who said OK; null from the command line
 * @throws Refusal when there is no proposal, somebody approved it already, or two named people for conduct are wanting
 */
export async function approve(acting: Acting, roundId: number, coordinatorId: number | null): Promise<Approved> {
  const { tx, now } = acting
  const round = await findRound(tx, roundId)
  if (!round) throw new Refusal(`approving: there is no round ${roundId}`)
  const proposal = await standingProposal(tx, roundId)
  if (!proposal) throw new Refusal(`approving ${round.name}: nothing is proposed yet; run round match ${roundId}`)
  const named = await safetyPeople(tx)
  if (named.length < 2)
    throw new Refusal(
      `approving ${round.name}: two named people must get conduct reports, and there ${named.length === 1 ? 'is one' : 'are none'}; run coordinator add EMAIL --name N --safety`,
    )
  if (!(await approveProposal(tx, proposal.id, coordinatorId, now)))
    throw new Refusal(`approving ${round.name}: it was approved already`)
  await markApproved(tx, roundId, now)
  const startsAt = new Date(Math.max(now.getTime(), round.startsAt.getTime()))
  let made = 0
  for (const pair of await proposedPairs(tx, proposal.id)) {
    const [a, b] = [(await findParticipant(tx, pair.aId))!, (await findParticipant(tx, pair.bId))!]
    const gone = [a, b].filter(one => one.optedOutAt || one.bouncedAt || one.erasedAt)
    for (const stayed of gone.length === 1 ? [a, b].filter(one => !gone.includes(one)) : [])
      await raiseFlag(
        tx,
        {
          kind: 'left alone',
          roundId,
          participantId: stayed.id,
          reason: `${stayed.name}'s proposed partner left before the introduction.`,
          suggestion: 'rematch',
          urgent: true,
        },
        now,
      )
    if (gone.length > 0) continue
    await introduce(acting, {
      round,
      madeBy: 'matching',
      startsAt,
      a: { person: a, reasons: pair.reasonsA },
      b: { person: b, reasons: pair.reasonsB },
    })
    made += 1
  }
  const accepted = new Map((await acceptedIn(tx, roundId)).map(one => [one.participantId, one]))
  for (const { participantId, because } of proposal.summary.left) {
    const application = accepted.get(participantId)
    if (!application) continue
    await keepForNextRound(
      tx,
      { participantId, first: true, because, wishes: application.wishes, standby: application.standby },
      now,
    )
    if (application.standby) continue // offered to stand by, and may still be asked
    await send(acting, {
      purpose: `no-partner/round:${roundId}/participant:${participantId}`,
      template: 'no-partner',
      to: { participantId },
      question: 'no-partner',
      roundId,
      data: {
        because: because === 'nobody fits' ? 'nobody fits' : 'odd one out',
        untilAt: after(round.startsAt, days(30)).toISOString(),
      },
    })
  }
  await audit(tx, coordinatorId ? `coordinator:${coordinatorId}` : 'the command line', 'approve', `round:${roundId}`, now, {
    pairs: made,
    day: localDay(round.zone, now),
  })
  return { pairs: made, firstAt: startsAt }
}
