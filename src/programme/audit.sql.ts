import type { Sql } from '../db.ts'

export type Actor = `coordinator:${number}` | `participant:${number}` | 'the programme' | 'the command line'

/** Writes down who did what. Ids and words of ours only. */
export const audit = (
  sql: Sql,
  actor: Actor,
  act: string,
  subject: string,
  now: Date,
  details: Record<string, string | number | null> = {},
) => sql`
  insert into audit (at, actor, act, subject, details) values (${now}, ${actor}, ${act}, ${subject}, ${sql.json(details)})`

/**
 * Counts one more of something in a slot of time.
 *
 * @returns how many there are now, this one included
 */
export async function tally(sql: Sql, subject: string, slot: string): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    insert into tallies (subject, slot, n) values (${subject}, ${slot}, 1)
    on conflict (subject, slot) do update set n = tallies.n + 1
    returning n`
  return row!.n
}
