import type { Sql } from '../db.ts'

export type Proposal = {
  id: number
  roundId: number
  madeAt: Date
  peopleHash: string
  summary: ProposalSummary
  approvedAt: Date | null
  approvedBy: number | null
}

export type ProposalSummary = {
  people: number
  countries: number
  left: { participantId: number; because: string }[]
  unmetMusts: { number: number; participantId: number; wish: string }[]
}

/** In English words, and as the engine's code, which each language has words for; a person's own reason has no code. */
export type Reason = { words: string; code?: string; values?: Record<string, string | string[] | number> }

export type ProposedPair = {
  number: number
  aId: number
  bId: number
  weight: number
  reasonsA: Reason[]
  reasonsB: Reason[]
  wishesMet: Reason[]
  wishesUnmet: Reason[]
}

export async function standingProposal(sql: Sql, roundId: number): Promise<Proposal | undefined> {
  const [row] = await sql<Proposal[]>`
    select id, round_id, made_at, people_hash, summary, approved_at, approved_by from proposals
    where round_id = ${roundId} and superseded_at is null`
  return row
}

export const proposedPairs = (sql: Sql, proposalId: number) => sql<ProposedPair[]>`
  select number, a_id, b_id, weight, reasons_a, reasons_b, wishes_met, wishes_unmet from proposed_pairs
  where proposal_id = ${proposalId} order by number`

type NewProposal = { roundId: number; peopleHash: string; certificate: string; summary: ProposalSummary; pairs: ProposedPair[] }

/** Keeps a proposal in place of the one before it. */
export async function keepProposal(sql: Sql, n: NewProposal, now: Date): Promise<number> {
  await sql`update proposals set superseded_at = ${now} where round_id = ${n.roundId} and superseded_at is null`
  const [row] = await sql<{ id: number }[]>`
    insert into proposals (round_id, made_at, people_hash, certificate, summary)
    values (${n.roundId}, ${now}, ${n.peopleHash}, ${n.certificate}, ${sql.json(n.summary as never)})
    returning id`
  for (const p of n.pairs)
    await sql`
      insert into proposed_pairs (proposal_id, number, a_id, b_id, weight, reasons_a, reasons_b, wishes_met, wishes_unmet)
      values (${row!.id}, ${p.number}, ${p.aId}, ${p.bId}, ${p.weight}, ${sql.json(p.reasonsA)}, ${sql.json(p.reasonsB)}, ${sql.json(p.wishesMet)},
              ${sql.json(p.wishesUnmet)})`
  return row!.id
}

/** @returns whether this call was the one that approved it */
export async function approveProposal(sql: Sql, id: number, coordinatorId: number | null, now: Date): Promise<boolean> {
  const rows = await sql`
    update proposals set approved_at = ${now}, approved_by = ${coordinatorId}
    where id = ${id} and approved_at is null and superseded_at is null returning id`
  return rows.length > 0
}

export const madePairs = (sql: Sql, roundId: number) => sql<{ aId: number; bId: number }[]>`
  select a_id, b_id from made_pairs where round_id = ${roundId} order by made_at`

export const keepMadePair = (sql: Sql, roundId: number, aId: number, bId: number, now: Date) => sql`
  insert into made_pairs (round_id, a_id, b_id, made_at) values (${roundId}, ${aId}, ${bId}, ${now}) on conflict do nothing`
