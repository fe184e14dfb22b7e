import { atWork } from '../src/at-work.sql.ts'
import { anythingDue } from '../src/outbound/claim.sql.ts'
import { deliver } from '../src/outbound/deliver.ts'
import { job } from './job.ts'

/** Hands over every letter that is due. A long queue is taken in parts, and the rest is knocked for. */
export default job('deliver-messages', async world => {
  if (!(await anythingDue(world.sql, world.clock()))) return 0
  const done = await atWork(world.sql, () => deliver(world))
  if (done > 0) world.queue.knock('deliver-messages')
  return done
})
