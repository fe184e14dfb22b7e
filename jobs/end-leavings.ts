import { inTransaction } from '../src/db.ts'
import { dueLeavings, takePartnership } from '../src/programme/partnerships.sql.ts'
import { carryOutLeaving } from './acts/leave.ts'
import { job } from './job.ts'

/** Ends the partnerships of those who left three days ago and did not take it back. */
export default job('end-leavings', async world => {
  const now = world.clock()
  const due = await dueLeavings(world.sql, now)
  for (const { id, leavingId } of due)
    await inTransaction(world.sql, async tx => {
      const pair = await takePartnership(tx, id)
      if (pair && !pair.endedAt && pair.leavingAt && pair.leavingAt <= now)
        await carryOutLeaving({ world, tx, now }, id, leavingId)
    })
  return due.length
})
