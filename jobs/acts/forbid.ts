import { audit } from '../../src/programme/audit.sql.ts'
import { setBar } from '../../src/programme/partnerships.sql.ts'
import { type Proposal, proposedPairs } from '../../src/programme/proposals.sql.ts'
import type { Acting } from './context.ts'
import { propose } from './propose.ts'

/** A coordinator keeps proposed pairs apart, for good: the round is matched again, and the new proposal goes out. */
export async function forbidProposed(
  acting: Acting,
  proposal: Proposal,
  numbers: number[],
  coordinatorId: number,
): Promise<string> {
  const { tx, now } = acting
  const pairs = (await proposedPairs(tx, proposal.id)).filter(pair => numbers.includes(pair.number))
  for (const pair of pairs) {
    await setBar(tx, pair.aId, pair.bId, 'a coordinator kept them apart', now)
    await audit(tx, `coordinator:${coordinatorId}`, 'forbid', `proposal:${proposal.id}`, now, { number: pair.number })
  }
  const again = await propose(acting, proposal.roundId)
  return `forbade ${pairs.length}; proposal ${again.proposalId} stands now`
}
