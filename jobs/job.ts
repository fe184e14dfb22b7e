import type { Clock } from '../src/clock.ts'
import type { Config } from '../src/config.ts'
import type { Database } from '../src/db.ts'
import type { Reader } from '../src/inbound/reader.ts'
import type { Log } from '../src/log.ts'
import type { Transport } from '../src/outbound/transport.ts'
import type { Queue } from '../src/queue.ts'

/** All that a job may reach. Time comes from `clock` and nowhere else. */
export type World = {
  config: Config
  clock: Clock
  sql: Database
  log: Log
  queue: Queue
  /** where letters leave */
  transport: Transport
  /** what reads raw mail, in a worker that can be killed */
  reader: Reader
}

export type Job = {
  name: string
  /** Does all that is due at this moment. @returns how many things it did, 0 when nothing was left to do */
  run: (world: World) => Promise<number>
}

/**
 * A job asks the rows what is due, and does it, each thing in a transaction of its own. It may run any number of times,
 * beside itself too: a job with nothing left to do returns 0.
 */
export const job = (name: string, run: Job['run']): Job => ({ name, run })
