import { rematch as findPairs } from '../../src/matching/round.ts'
import { audit } from '../../src/programme/audit.sql.ts'
import { closeFlagsAbout } from '../../src/programme/flags.sql.ts'
import { applicants, type Candidate, coded } from '../../src/programme/matching.ts'
import { calledBy, findParticipant } from '../../src/programme/participants.sql.ts'
import { freePeople } from '../../src/programme/partnerships.sql.ts'
import type { Reason } from '../../src/programme/proposals.sql.ts'
import { findRound } from '../../src/programme/rounds.sql.ts'
import type { Acting } from './context.ts'
import { introduce } from './introduce.ts'
import { avoidedAmong, candidatesIn } from './propose.ts'

export type Found = { partnershipId: number; self: string; partner: string; partnerId: number }

/** People who can be paired anew: left alone first, then standby and those who were left over. */
async function freeCandidates(acting: Acting, roundId: number, self: number, promised: number[]): Promise<Candidate[]> {
  const people = await freePeople(acting.tx, roundId)
  const free = new Set(people.map(one => one.participantId).filter(id => !promised.includes(id)))
  free.add(self)
  return (await candidatesIn(acting, roundId)).filter(({ person }) => free.has(person.id) && !person.pausedAt)
}

/**
 * The partner that one person would get now, when everybody who is free is matched as well as can be; the others are not
 * disturbed. Null when nobody who is free may be theirs.
 *
 * @param promised people who are spoken for in the same breath, though nothing is done yet
 */
export async function bestPartner(
  acting: Acting,
  roundId: number,
  participantId: number,
  promised: number[] = [],
): Promise<{ partnerId: number; reasons: { own: Reason[]; partner: Reason[] } } | null> {
  const people = await freeCandidates(acting, roundId, participantId, promised)
  if (!people.some(({ person }) => person.id === participantId) || people.length < 2) return null
  const round = (await findRound(acting.tx, roundId))!
  // whoever is looked for comes first: the others stand by, at no cost
  const asked = applicants(people, await avoidedAmong(acting, people), round.startsAt).map(one => ({
    ...one,
    standby: Number(one.id) !== participantId,
  }))
  const pair = findPairs(asked).pairs.find(({ a, b }) => Number(a) === participantId || Number(b) === participantId)
  if (!pair) return null
  const isA = Number(pair.a) === participantId
  const [forA, forB] = [coded(pair.reasonsForA, pair.codesForA), coded(pair.reasonsForB, pair.codesForB)]
  return {
    partnerId: Number(isA ? pair.b : pair.a),
    reasons: { own: isA ? forA : forB, partner: isA ? forB : forA },
  }
}

/** Finds one person another partner and introduces the two. Null when nobody is free. */
export async function rematch(acting: Acting, roundId: number, participantId: number): Promise<Found | null> {
  const { tx, now } = acting
  const best = await bestPartner(acting, roundId, participantId)
  if (!best) return null
  const [self, partner, round] = [
    await findParticipant(tx, participantId),
    await findParticipant(tx, best.partnerId),
    await findRound(tx, roundId),
  ]
  if (!self || !partner || !round) return null
  const partnershipId = await introduce(acting, {
    round,
    madeBy: 'rematch',
    startsAt: now,
    a: { person: self, reasons: best.reasons.own },
    b: { person: partner, reasons: best.reasons.partner },
  })
  for (const id of [self.id, partner.id]) await closeFlagsAbout(tx, id, ['left alone'], 'has another partner', now)
  await audit(tx, 'the programme', 'rematch', `partnership:${partnershipId}`, now, { participant: participantId })
  return { partnershipId, self: calledBy(self), partner: calledBy(partner), partnerId: partner.id }
}
