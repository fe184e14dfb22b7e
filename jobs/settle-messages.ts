import { settle } from '../src/outbound/settle.ts'
import { job } from './job.ts'

/** Finds out what became of letters that were being sent when a worker ended, or that the provider did not answer for. */
export default job('settle-messages', async world => {
  const settled = await settle(world)
  if (settled > 0) world.queue.knock('deliver-messages')
  return settled
})
