import { inTransaction } from '../src/db.ts'
import { markReminded, toRemind } from '../src/programme/applications.sql.ts'
import { askToConfirm } from './acts/apply.ts'
import { job } from './job.ts'

/** Reminds those whose address is not confirmed, once. */
export default job('remind-applicants', async world => {
  const now = world.clock()
  const due = await toRemind(world.sql, now)
  for (const application of due)
    await inTransaction(world.sql, async tx => {
      await markReminded(tx, application.id, now)
      await askToConfirm({ world, tx, now }, application, 'reminder')
    })
  return due.length
})
