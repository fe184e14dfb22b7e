import type { Database } from '../../src/db.ts'
import type { FakePostmark } from '../support/fake-postmark/server.ts'

export type Account = {
  letters: number
  /** neither taken by the provider nor listed for a person */
  lost: number
  /** taken more than once */
  doubled: number
  /** times that the letter taken most often was taken */
  most: number
  /** held and listed for a person */
  held: number
  /** of those, how many had been taken all the same */
  heldButTaken: number
  resends: number
  states: Record<string, number>
  faults: number
  calls: number
}

/** What became of every letter, by the provider's own count. */
export async function accountFor(sql: Database, fake: FakePostmark): Promise<Account> {
  const { acceptances, faults, calls, most, doubled } = fake.stats()
  const rows = await sql<{ id: number; state: string; listed: boolean; resends: number }[]>`
    select o.id, o.state, o.resends, f.id is not null as listed
    from outbox o left join flags f on f.outbox_id = o.id and f.closed_at is null and f.kind in ('doubtful letter', 'unsent')`
  const states: Record<string, number> = {}
  for (const { state } of rows) states[state] = (states[state] ?? 0) + 1
  const taken = (id: number) => acceptances[String(id)] ?? 0
  return {
    letters: rows.length,
    lost: rows.filter(row => !taken(row.id) && !row.listed).length,
    doubled,
    most,
    held: rows.filter(row => row.listed).length,
    heldButTaken: rows.filter(row => row.listed && taken(row.id) > 0).length,
    resends: rows.reduce((sum, row) => sum + row.resends, 0),
    states,
    faults: Object.values(faults).reduce((sum, n) => sum + n, 0),
    calls,
  }
}

/** Letters that somebody or something still works on. */
export async function underWay(sql: Database): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from outbox
    where state in ('queued', 'sending') or state = 'unknown' and settle_at is not null`
  return row!.n
}
