import { after, days } from '../../src/clock.ts'
import { Refusal } from '../../src/errors.ts'
import { matchRound } from '../../src/matching/round.ts'
import { acceptedIn } from '../../src/programme/applications.sql.ts'
import { coordinators } from '../../src/programme/coordinators.sql.ts'
import { applicants, type Candidate, fingerprint, proposalFrom } from '../../src/programme/matching.ts'
import { calledBy, findParticipants } from '../../src/programme/participants.sql.ts'
import { hashedPartners, pairsToAvoid } from '../../src/programme/partnerships.sql.ts'
import {
  keepProposal,
  madePairs,
  type ProposalSummary,
  type ProposedPair,
  proposedPairs,
  standingProposal,
} from '../../src/programme/proposals.sql.ts'
import { told } from '../../src/programme/reasons-told.ts'
import { findRound } from '../../src/programme/rounds.sql.ts'
import { hashAddress } from '../../src/reply-address.ts'
import type { Acting } from './context.ts'
import { iso, send } from './context.ts'

/** Days after which an OK by reply to a proposal is asked back. */
export const proposalDays = 14

export type Proposed = { proposalId: number; pairs: number; left: number; unmetMusts: number; isNew: boolean }

/** People who can be paired now, with what the engine must know of each. */
export async function candidatesIn({ tx }: Acting, roundId: number): Promise<Candidate[]> {
  const found: Candidate[] = []
  const applications = await acceptedIn(tx, roundId)
  const people = await findParticipants(
    tx,
    applications.map(one => one.participantId),
  )
  for (const application of applications) {
    const person = people.get(application.participantId)
    if (!person?.email || person.optedOutAt || person.bouncedAt || person.erasedAt || !person.country) continue
    found.push({ person, application, earlier: application.earlier, leftBefore: application.leftBefore })
  }
  return found
}

/** Pairs that must not be: earlier partners, bars, and earlier partners of people who were forgotten and came back. */
export async function avoidedAmong({ tx, world }: Acting, people: Candidate[]) {
  const avoid = (
    await pairsToAvoid(
      tx,
      people.map(({ person }) => person.id),
    )
  ).map(({ aId, bId }) => ({ aId, bId }))
  const byHash = new Map(people.map(({ person }) => [hashAddress(world.config.secret, person.email!), person.id]))
  for (const { addressHash, partnerHash } of await hashedPartners(tx, [...byHash.keys()])) {
    const [aId, bId] = [byHash.get(addressHash), byHash.get(partnerHash)]
    if (aId && bId && aId < bId) avoid.push({ aId, bId })
  }
  return avoid
}

/**
 * Finds the best combination for a round and puts it before the coordinators, with its proof. The same people give the
 * proposal that is standing already, and no second letter.
 *
 * @throws Refusal when the round is approved already, or nobody is there to be paired
 */
export async function propose(acting: Acting, roundId: number): Promise<Proposed> {
  const { tx, now } = acting
  const round = await findRound(tx, roundId)
  if (!round) throw new Refusal(`matching: there is no round ${roundId}`)
  if (round.approvedAt) throw new Refusal(`matching ${round.name}: its pairs were approved already`)
  await tx`select 1 from rounds where id = ${roundId} for update`
  const people = await candidatesIn(acting, roundId)
  if (people.length < 2)
    throw new Refusal(`matching ${round.name}: ${people.length === 0 ? 'nobody has' : 'only one person has'} a place in it yet`)
  const made = await madePairs(tx, roundId)
  const asked = applicants(people, await avoidedAmong(acting, people), round.startsAt)
  const peopleHash = fingerprint(asked, made)
  const standing = await standingProposal(tx, roundId)
  if (standing?.peopleHash === peopleHash) {
    const pairs = await proposedPairs(tx, standing.id)
    return {
      proposalId: standing.id,
      pairs: pairs.length,
      left: standing.summary.left.length,
      unmetMusts: standing.summary.unmetMusts.length,
      isNew: false,
    }
  }
  const matching = matchRound(asked, { made: made.map(({ aId, bId }) => [String(aId), String(bId)] as const) })
  if (!matching.certificate) throw new Error(`matching round ${roundId}: the result came without its proof`)
  const { pairs, summary } = proposalFrom(matching, people)
  const proposalId = await keepProposal(
    tx,
    { roundId, peopleHash, certificate: JSON.stringify(matching.certificate), summary, pairs },
    now,
  )
  await tellCoordinators(acting, proposalId, round, people, pairs, summary)
  return { proposalId, pairs: pairs.length, left: summary.left.length, unmetMusts: summary.unmetMusts.length, isNew: true }
}

async function tellCoordinators(
  acting: Acting,
  proposalId: number,
  round: { id: number },
  people: Candidate[],
  pairs: ProposedPair[],
  summary: ProposalSummary,
): Promise<void> {
  const { world, tx, now } = acting
  const byId = new Map(people.map(({ person }) => [person.id, person]))
  const words = (list: { words: string }[]) => list.map(one => one.words)
  const called = (id: number) => calledBy(byId.get(id)!)
  const data = {
    people: summary.people,
    countries: summary.countries,
    pairs: pairs.map(pair => ({
      n: pair.number,
      a: byId.get(pair.aId)!.name,
      b: byId.get(pair.bId)!.name,
      reason: reasonLine(pair.reasonsA.map(one => told(one, called(pair.aId), called(pair.bId)))),
      met: words(pair.wishesMet),
      unmet: words(pair.wishesUnmet),
    })),
    unmetMusts: summary.unmetMusts.map(must => ({
      n: must.number,
      name: byId.get(must.participantId)?.name ?? '',
      wish: must.wish,
    })),
    left: summary.left.map(({ participantId, because }) => ({
      name: byId.get(participantId)?.name ?? '',
      country: byId.get(participantId)?.country ?? '',
      because,
    })),
    expiresAt: iso(after(now, days(proposalDays))),
    consoleUrl: `${world.config.publicUrl}/console`,
  }
  for (const one of await coordinators(tx)) {
    if (one.role !== 'programme') continue
    await send(acting, {
      purpose: `proposal/proposal:${proposalId}/coordinator:${one.id}`,
      template: 'proposal',
      to: { coordinatorId: one.id },
      question: 'proposal',
      roundId: round.id,
      data,
      notAfter: after(now, days(proposalDays)),
    })
  }
}

/** Reasons as one line of the proposal: without their full stops, which belong to sentences. */
const reasonLine = (sentences: string[]) => sentences.map(sentence => sentence.replace(/[.。]\s*$/, '')).join('; ')
