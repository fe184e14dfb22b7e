import { deliver } from '../src/outbound/deliver.ts'
import { noQueue } from '../src/queue.ts'
import { job } from './job.ts'

/**
 * Hands over every letter that is due. A worker takes a long queue in parts and knocks for the rest, so that it can end
 * soon when it is told to; where there is no queue, one call does it all.
 */
export default job('deliver-messages', async world => {
  let all = 0
  for (;;) {
    const done = await deliver(world)
    all += done
    if (done === 0) return all
    if (world.queue !== noQueue) {
      world.queue.knock('deliver-messages')
      return all
    }
  }
})
