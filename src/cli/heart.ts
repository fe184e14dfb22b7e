import { Worker } from 'node:worker_threads'
import { minutes } from '../clock.ts'
import type { Log } from '../log.ts'
import type { QueueName } from '../queue.ts'

type Handlers = Record<QueueName, () => Promise<unknown>>

/** `tick` runs every minute; when nothing at all has ended for so long, jobs are no longer run. */
const doubtfulAfter = minutes(3)
const stalledAfter = minutes(15)
const pulse = 5000

/**
 * Watches over the jobs, since nobody restarts a process that is alive and does nothing. When no job has ended for a
 * quarter of an hour the process exits 1; when the program itself is stuck in one place for two minutes, it is killed by
 * a thread that is not.
 */
export function keepBeating(handlers: Handlers, log: Log) {
  let doubtful = false
  const doubt = setTimeout(() => {
    doubtful = true
  }, doubtfulAfter)
  const stalled = setTimeout(() => {
    log.fatal('no job has ended for a quarter of an hour: ending, to be started again')
    process.exit(1)
  }, stalledAfter)
  const beat = () => {
    doubtful = false
    doubt.refresh()
    stalled.refresh()
  }
  const beating =
    (work: () => Promise<unknown>): (() => Promise<unknown>) =>
    () =>
      work().finally(beat)

  const count = new Int32Array(new SharedArrayBuffer(4))
  const thread = new Worker(new URL('./heart-thread.ts', import.meta.url), { workerData: count, stdin: false })
  thread.unref()
  const counting = setInterval(() => Atomics.add(count, 0, 1), pulse)
  counting.unref()
  return {
    handlers: Object.fromEntries(Object.entries(handlers).map(([name, work]) => [name, beating(work)])) as Handlers,
    /** has a job ended within the last three minutes? */
    beats: () => !doubtful,
    stop: () => {
      clearTimeout(doubt)
      clearTimeout(stalled)
      clearInterval(counting)
      return thread.terminate()
    },
  }
}
