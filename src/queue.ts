import { PgBoss } from 'pg-boss'
import type { Log } from './log.ts'

/** The queues, one file of `jobs/` each. A job is a knock on the door: the rows say what there is to do. */
const queues = ['tick', 'process-arrivals', 'deliver-messages'] as const
export type QueueName = (typeof queues)[number]

export type Queue = {
  /** Says that there may be work. Many knocks in a moment become one; a lost one is made good by the next tick. */
  knock: (name: QueueName) => void
  /** Runs `work` at every knock, and `tick` every minute besides. */
  listen: (handlers: Record<QueueName, () => Promise<unknown>>) => Promise<void>
  /** Ends cleanly: no new job is begun, the ones at work may finish. */
  stop: () => Promise<void>
}

/** Knocks in quick succession are one knock: the row is there already, and the worker takes all that it finds. */
const gather = 40

/**
 * A queue in Postgres, for knocks between processes. Needs to be able to connect a pool of its own.
 *
 * @param url of the same database as everything else
 */
export async function openQueue(url: string, log: Log): Promise<Queue> {
  const boss = new PgBoss({ connectionString: url, max: 4, useListenNotify: true, application_name: 'pairpost-queue' })
  boss.on('error', err => log.error({ err }, 'the queue reported an error'))
  await boss.start()
  for (const name of queues)
    await boss.createQueue(name, {
      policy: 'short',
      notify: true,
      retryLimit: 2,
      retryDelay: 5,
      expireInSeconds: 900,
      deleteAfterSeconds: 86_400,
    })

  const pending = new Map<QueueName, NodeJS.Timeout>()
  const send = async (name: QueueName) => {
    pending.delete(name)
    await boss.send(name, {}).catch(err => log.warn({ err, queue: name }, 'a knock was lost; the next tick makes it good'))
  }
  return {
    knock(name) {
      if (!pending.has(name)) pending.set(name, setTimeout(send, gather, name))
    },
    async listen(handlers) {
      for (const name of queues)
        await boss.work(
          name,
          { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 2, batchSize: 1 },
          async () => void (await handlers[name]()),
        )
      await boss.schedule('tick', '* * * * *')
      await boss.send('tick', {})
    },
    async stop() {
      for (const [name, timer] of pending) {
        clearTimeout(timer)
        await send(name)
      }
      await boss.stop({ graceful: true, timeout: 30_000 })
    },
  }
}

/** No queue at all, where one process does everything in turn: `tick` and the rehearsal. */
export const noQueue: Queue = { knock: () => {}, listen: async () => {}, stop: async () => {} }
