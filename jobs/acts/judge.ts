import { decideApplication, findApplication, markApplicationConfirmed } from '../../src/programme/applications.sql.ts'
import type { Flag } from '../../src/programme/flags.sql.ts'
import { calledBy, confirmAddress, findParticipant } from '../../src/programme/participants.sql.ts'
import { findPartnership, membersOf } from '../../src/programme/partnerships.sql.ts'
import { findRound } from '../../src/programme/rounds.sql.ts'
import { decideAnswer } from '../../src/programme/shared-answers.sql.ts'
import { noteSignal } from '../../src/programme/signals.sql.ts'
import { askToConfirm, giveSeat, settleApplication } from './apply.ts'
import type { Acting } from './context.ts'
import { followUp } from './follow-up.ts'

/** Closes the flag that was judged, with what came of it. */
type Close = (outcome: string) => Promise<string>

/** An application that waited, or an answer that may be shown to others, is accepted or refused. */
export async function judge(acting: Acting, flag: Flag, act: 'accept' | 'refuse', close: Close): Promise<string> {
  const { tx, now } = acting
  if (flag.kind === 'to share') {
    if (flag.inboxId) await decideAnswer(tx, flag.inboxId, act === 'accept', now)
    return close(act === 'accept' ? 'goes into the next letter' : 'stays out of the letters')
  }
  const application = flag.applicationId ? await findApplication(tx, flag.applicationId) : undefined
  const person = flag.participantId ? await findParticipant(tx, flag.participantId) : undefined
  if (!application || !person) return close(act === 'accept' ? 'accepted' : 'refused')
  if (act === 'refuse') {
    await decideApplication(tx, application.id, 'withdrawn', 'refused', now)
    return close('refused')
  }
  if (flag.kind === 'correction') {
    // the applicant answered our letter; the coordinator has read what they wrote
    await confirmAddress(tx, person.id, now)
    await markApplicationConfirmed(tx, application.id, now)
    await close('accepted')
    return settleApplication(acting, application.id)
  }
  if (!application.confirmedAt) {
    if (application.state === 'held') await decideApplication(tx, application.id, 'unconfirmed', null, now)
    await askToConfirm(acting, application, `flag:${flag.id}`)
    return close('asked to confirm')
  }
  const round = application.roundId ? await findRound(tx, application.roundId) : undefined
  await close('accepted')
  return giveSeat(acting, application, person, round)
}

/** A coordinator read what no rule could, and says what it means. */
export async function readFor(acting: Acting, flag: Flag, answer: 'yes' | 'slow' | 'no', close: Close): Promise<string> {
  const { tx } = acting
  const pair = flag.partnershipId ? await findPartnership(tx, flag.partnershipId) : undefined
  if (!pair || pair.endedAt || !flag.participantId) return close('read')
  await noteSignal(tx, {
    partnershipId: pair.id,
    participantId: flag.participantId,
    kind: 'reply',
    answer: answer === 'no' ? 'silent' : answer,
    at: flag.raisedAt,
    inboxId: flag.inboxId,
  })
  const members = await membersOf(tx, [pair.id])
  const [self, partner] = [
    members.find(m => m.participantId === flag.participantId),
    members.find(m => m.participantId !== flag.participantId),
  ]
  if (answer === 'no' && self && partner) await followUp(acting, pair, self, partner, `that ${calledBy(partner)} is silent`)
  return close(`read as ${answer}`)
}
