import { atWork } from '../src/at-work.sql.ts'
import type { Sql } from '../src/db.ts'
import { anythingDue } from '../src/outbound/claim.sql.ts'
import { deliver } from '../src/outbound/deliver.ts'
import type { Frame } from '../src/outbound/letters.ts'
import { nextLetter } from '../src/programme/next-letter.sql.ts'
import { job } from './job.ts'

/** Hands over every letter that is due. A long queue is taken in parts, and the rest is knocked for. */
export default job('deliver-messages', async world => {
  if (!(await anythingDue(world.sql, world.clock()))) return 0
  const planned = new Map<number, Frame['next']>()
  const next = async (
    sql: Sql,
    { roundId, participantId }: { roundId: number | null; participantId: number | null },
    now: Date,
  ) => {
    if (roundId === null || participantId === null) return null
    if (!planned.has(roundId)) {
      const letter = await nextLetter(sql, roundId, now)
      planned.set(roundId, letter && { what: letter.what, at: letter.at.toISOString() })
    }
    return planned.get(roundId) ?? null
  }
  const done = await atWork(world.sql, () => deliver(world, { next }))
  if (done > 0) world.queue.knock('deliver-messages')
  return done
})
