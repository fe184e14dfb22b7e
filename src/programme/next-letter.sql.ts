import type { Sql } from '../db.ts'

export type NextLetter = { what: 'introduction' | 'prompt' | 'end'; at: Date }

/** The next letter that a round's calendar plans after a moment, for the foot of letters; null when it plans none. */
export async function nextLetter(sql: Sql, roundId: number, now: Date): Promise<NextLetter | null> {
  const [round] = await sql<
    { approvedAt: Date | null; startsAt: Date }[]
  >`select approved_at, starts_at from rounds where id = ${roundId} and ended_at is null`
  if (!round) return null
  if (round.startsAt > now) return { what: 'introduction', at: round.startsAt }
  if (!round.approvedAt) return null
  const [step] = await sql<{ kind: 'prompt' | 'end'; dueAt: Date }[]>`
    select kind, due_at from round_steps
    where round_id = ${roundId} and kind in ('prompt', 'end') and due_at > ${now} and done_at is null order by due_at limit 1`
  return step ? { what: step.kind, at: step.dueAt } : null
}
