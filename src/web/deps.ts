import type { HttpBindings } from '@hono/node-server'
import type { Context as HonoContext } from 'hono'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Database } from '../db.ts'
import type { Log } from '../log.ts'
import type { Queue } from '../queue.ts'

/** All that a door may reach. Time comes from `clock` and nowhere else. */
export type Deps = {
  config: Config
  clock: Clock
  sql: Database
  log: Log
  queue: Queue
  /** a rehearsal that is left open to look at: its console needs no sign-in, on loopback only */
  openConsole?: boolean
  /** `--dev`: letters can be previewed */
  dev?: boolean
}

export type Env = { Bindings: Partial<HttpBindings> | undefined }
export type Context = HonoContext<Env>
