import { inTransaction } from '../src/db.ts'
import { calledBy, endedBreaks, markResumed } from '../src/programme/participants.sql.ts'
import { currentPartnership, pairSeenFrom } from '../src/programme/partnerships.sql.ts'
import { send } from './acts/context.ts'
import { job } from './job.ts'

/** Welcomes back those whose break is over. */
export default job('end-breaks', async world => {
  const now = world.clock()
  const due = await endedBreaks(world.sql, now)
  for (const { id } of due)
    await inTransaction(world.sql, async tx => {
      await markResumed(tx, id)
      const pair = await currentPartnership(tx, id)
      const seen = pair && !pair.frozenAt ? await pairSeenFrom(tx, pair.id, id) : undefined
      if (!seen) return
      await send(
        { world, tx, now },
        {
          purpose: `resumed/participant:${id}/at:${now.toISOString()}`,
          template: 'resumed',
          to: { participantId: id },
          scheduled: true,
          data: { partner: calledBy(seen.partner) },
        },
      )
    })
  return due.length
})
