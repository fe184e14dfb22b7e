import { cancelQueued } from '../../src/outbound/outbox.sql.ts'
import { audit } from '../../src/programme/audit.sql.ts'
import { type ConductReport, closeReport } from '../../src/programme/conduct.sql.ts'
import { raiseFlag } from '../../src/programme/flags.sql.ts'
import { membersOf, setBar, unfreeze } from '../../src/programme/partnerships.sql.ts'
import type { Acting } from './context.ts'
import { endPair } from './end-pair.ts'

/**
 * A named person closes a case by hand. Ending the partnership keeps the two apart for good, and lets coordinators find the
 * reporter another partner when they want one; the reported person is not paired again by itself.
 */
export async function closeCase(
  acting: Acting,
  report: ConductReport,
  coordinatorId: number,
  outcome: string,
  end: boolean,
): Promise<void> {
  const { tx, now } = acting
  await closeReport(tx, report.id, coordinatorId, outcome, now)
  await audit(tx, `coordinator:${coordinatorId}`, 'close', `conduct:${report.id}`, now)
  if (!report.partnershipId) return
  if (!end) return void (await unfreeze(tx, report.partnershipId))
  const members = (await endPair(acting, report.partnershipId, 'conduct')) ?? (await membersOf(tx, [report.partnershipId]))
  if (members.length === 2) await setBar(tx, members[0]!.participantId, members[1]!.participantId, 'conduct', now)
  await cancelQueued(tx, { partnershipId: report.partnershipId }, 'ended over conduct')
  const reporter = members.find(m => m.participantId === report.reporterId)
  const reported = members.find(m => m !== reporter)
  if (reporter && reported) {
    await tx`update partnerships set leaving_id = ${reported.participantId} where id = ${report.partnershipId}`
    await raiseFlag(
      tx,
      {
        kind: 'left alone',
        roundId: report.roundId,
        participantId: reporter.participantId,
        reason: `${reporter.name}'s partnership was ended; another partner is due, if wanted.`,
        suggestion: 'rematch',
        urgent: true,
      },
      now,
    )
  }
}
