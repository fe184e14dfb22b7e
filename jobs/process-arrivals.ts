import { inTransaction } from '../src/db.ts'
import { type InboxRow, markFailed, markProcessed, takeArrival, waitingArrivals } from '../src/inbound/inbox.sql.ts'
import { safeError } from '../src/log.ts'
import { raiseFlag } from '../src/programme/flags.sql.ts'
import type { Acting } from './acts/context.ts'
import { application } from './arrivals/application.ts'
import { event } from './arrivals/event.ts'
import { mail } from './arrivals/mail.ts'
import { answerPage, consoleLine, unsubscribed } from './arrivals/pages.ts'
import { job, type World } from './job.ts'

/** What processing an arrival came to: whom it was from, and what was done, in a few words of ours. */
export type Outcome = { participantId?: number | null; outcome: string /** nothing of it may be kept */; forget?: boolean }

/** Thinks about everything that arrived, each in a transaction of its own: it happens whole or not at all. */
export default job('process-arrivals', async world => {
  let done = 0
  for (const { id } of await waitingArrivals(world.sql, world.clock())) {
    await processArrival(world, id)
    done += 1
  }
  if (done > 0) world.queue.knock('deliver-messages')
  return done
})

/** Processes one arrival. What cannot be processed is tried again, and after four times left to a person. */
export async function processArrival(world: World, id: number): Promise<void> {
  const now = world.clock()
  try {
    await inTransaction(world.sql, async tx => {
      const row = await takeArrival(tx, id)
      if (!row) return
      const result =
        row.body === null
          ? { outcome: 'forgotten before it was processed' }
          : await dispatch({ world, tx, now }, { ...row, body: row.body })
      await markProcessed(tx, id, result, now)
      if (result.forget) await tx`update inbox set body = null, forgotten_at = ${now} where id = ${id}`
    })
  } catch (error) {
    world.log.error({ inbox: id, err: safeError(error) }, 'an arrival could not be processed')
    const { givenUp } = await markFailed(world.sql, id, safeError(error).message, now)
    if (givenUp)
      await raiseFlag(
        world.sql,
        {
          kind: 'broken arrival',
          inboxId: id,
          reason: `Something arrived that the program could not read (arrival ${id}). It is kept.`,
          suggestion: '',
        },
        now,
      )
  }
}

export type Kept = InboxRow & { body: Uint8Array }

function dispatch(acting: Acting, row: Kept): Promise<Outcome> {
  switch (row.source) {
    case 'application':
    case 'own form':
      return application(acting, row)
    case 'inbound':
    case 'mime':
      return mail(acting, row)
    case 'event':
      return event(acting, row)
    case 'answer':
      return answerPage(acting, row)
    case 'unsubscribe':
      return unsubscribed(acting, row)
    case 'console':
      return consoleLine(acting, row)
    default:
      if (row.source.startsWith('form:')) return application(acting, row)
      throw new Error(`an arrival came from '${row.source}', which no job knows`)
  }
}
