import { inTransaction } from '../src/db.ts'
import { dueDecisions, takeDecision } from '../src/programme/decisions.sql.ts'
import { carryOut } from './acts/carry-out.ts'
import { job } from './job.ts'

/** Does what coordinators decided an hour ago and did not take back. */
export default job('carry-out-decisions', async world => {
  const now = world.clock()
  const due = await dueDecisions(world.sql, now)
  for (const { id } of due)
    await inTransaction(world.sql, async tx => {
      const decision = await takeDecision(tx, id)
      if (decision) await carryOut({ world, tx, now }, decision)
    })
  return due.length
})
