import { deliver } from '../src/outbound/deliver.ts'
import { findParticipant } from '../src/programme/participants.sql.ts'
import { noQueue } from '../src/queue.ts'
import { bounced } from './acts/bounce.ts'
import { job } from './job.ts'

/**
 * Hands over every letter that is due. A worker takes a long queue in parts and knocks for the rest, so that it can end
 * soon when it is told to; where there is no queue, one call does it all.
 */
export default job('deliver-messages', async world => {
  let all = 0
  for (;;) {
    const done = await deliver(world, {
      // The provider tells us of a bounce by refusing the next letter: to us it is the same as a bounce.
      async unreachable(tx, participantId, because, now) {
        const person = await findParticipant(tx, participantId)
        if (person) await bounced({ world, tx, now }, person, { hard: true, at: now, inboxId: null, because })
      },
    })
    all += done
    if (done === 0) return all
    if (world.queue !== noQueue) {
      world.queue.knock('deliver-messages')
      return all
    }
  }
})
