import type { World } from '../jobs/job.ts'
import { fileClock, systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { startEmbedded } from './database/embedded.ts'
import { migrate } from './database/migrate.ts'
import { connect } from './db.ts'
import { openReader } from './inbound/reader.ts'
import { makeLog } from './log.ts'
import { openTransport } from './outbound/open-transport.ts'
import { noQueue, openQueue } from './queue.ts'

/**
 * Opens everything that the service stands on, in order: database, schema, queue, transport, reader.
 *
 * @param withQueue false where one process does everything in turn: `tick`, the command line
 * @param durable false for a rehearsal, whose embedded database may be lost
 * @returns the world, and `close`, which takes it all down again in the opposite order
 */
export async function openWorld(config: Config, { withQueue = false, durable = true, connections = 10 } = {}) {
  const log = makeLog(config.logLevel)
  const clock = config.clockFile ? fileClock(config.clockFile) : systemClock
  const embedded = config.databaseUrl
    ? undefined
    : await startEmbedded(config.home, { durable, say: line => process.stderr.write(`pairpost: ${line}\n`) })
  const url = config.databaseUrl ?? embedded!.url()
  const sql = connect(url, { max: connections })
  const closers: (() => Promise<unknown>)[] = [() => embedded?.stop() ?? Promise.resolve(), () => sql.end({ timeout: 10 })]
  const close = async () => {
    for (const shut of closers.splice(0).reverse()) await shut()
  }
  try {
    await migrate(sql, clock())
    const queue = withQueue ? await openQueue(url, log) : noQueue
    const transport = openTransport(config)
    closers.push(() => transport.close())
    const reader = openReader()
    closers.push(() => reader.close())
    closers.push(() => queue.stop()) // first of all: jobs at work still need the others
    const world: World = { config, clock, sql, log, queue, transport, reader }
    return { world, close }
  } catch (error) {
    await close()
    throw error
  }
}
