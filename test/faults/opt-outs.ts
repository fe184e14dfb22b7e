import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../../src/db.ts'
import { share, shuffled } from '../support/fake-postmark/chance.ts'
import type { FakePostmark } from '../support/fake-postmark/server.ts'
import { play } from './play.ts'
import type { Scenario } from './scenario.ts'

type Seen = { id: number; state: string; attempt: number }

/** However slow the machine, nobody waits longer for their turn to leave. */
const longest = 90_000

/** People opt out at random instants while letters leave. What each letter's state was right after the commit is written down. */
async function optOut(sql: Database, fake: FakePostmark, n: number, seed: number, seen: Map<number, Seen>): Promise<void> {
  const people = await sql<{ id: number }[]>`select id from participants order by id`
  const leaving = shuffled(people, seed)
    .slice(0, n)
    .map(({ id }) => ({ id, turn: share(seed, 'opts out', id) * people.length * 0.5 }))
    .sort((a, b) => a.turn - b.turn)
  const until = Date.now() + longest
  for (const { id, turn } of leaving) {
    while (fake.store.accepted.length < turn && Date.now() < until) await pause(3)
    await sql`update participants set opted_out_at = ${new Date()} where id = ${id}`
    const [letter] = await sql<Seen[]>`select id, state, attempt from outbox where participant_id = ${id}`
    if (letter) seen.set(letter.id, letter)
  }
}

export const optOuts: Scenario = {
  name: 'people opt out while letters leave',
  goal: 'none claimed after the commit',
  async run({ scale, fast }) {
    const [pairs, leaving, kills] = scale.short ? [60, 60, 6] : [800, 1000, 30]
    const seen = new Map<number, Seen>()
    let claimedAfter = 0
    let inTime = 0
    const a = await play(await fast(), {
      seed: 6,
      pairs,
      kills,
      faults: {},
      beside: (sql, fake, seed) => optOut(sql, fake, leaving, seed, seen),
      async after(sql, fake) {
        const { acceptances } = fake.stats()
        for (const row of await sql<Seen[]>`select id, state, attempt from outbox`) {
          const then = seen.get(row.id)
          if (then?.state !== 'queued') continue
          inTime += 1
          if (row.attempt !== then.attempt || row.state !== 'cancelled' || acceptances[String(row.id)]) claimedAfter += 1
        }
      },
    })
    const ok = claimedAfter === 0 && inTime > 0 && seen.size === leaving && a.doubled === 0
    return {
      measured: `${seen.size} opt-outs, ${inTime} of them before the claim: ${claimedAfter} claimed after; ${a.doubled} doubled`,
      ok,
    }
  },
}
