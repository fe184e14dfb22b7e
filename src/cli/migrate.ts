import { parseArgs } from 'node:util'
import { fileClock, systemClock } from '../clock.ts'
import { readConfig } from '../config.ts'
import { startEmbedded } from '../database/embedded.ts'
import { migrate } from '../database/migrate.ts'
import { connect } from '../db.ts'
import { makeLog } from '../log.ts'
import { openQueue } from '../queue.ts'

export const help = `
pairpost migrate

Brings the database schema up: each migration once, in order, under a lock. Prints what ran. Running it again does nothing.
With a pooled DATABASE_URL, give it the direct address.
`

export async function run(args: string[]): Promise<void> {
  parseArgs({ args, options: {} })
  const config = readConfig(process.env)
  const say = (line: string) => void process.stderr.write(`pairpost: ${line}\n`)
  const embedded = config.databaseUrl ? undefined : await startEmbedded(config.home, { say })
  const url = config.databaseUrl ?? embedded!.url()
  const sql = connect(url, { max: 2 })
  try {
    const clock = config.clockFile ? fileClock(config.clockFile) : systemClock
    const ran = await migrate(sql, clock())
    const queue = await openQueue(url, makeLog(config.logLevel)) // brings its own schema up
    await queue.stop()
    process.stdout.write(
      ran.length ? `${ran.map(name => `ran ${name}`).join('\n')}\n` : 'nothing to run: the schema is up to date\n',
    )
  } finally {
    await sql.end({ timeout: 5 })
    await embedded?.stop()
  }
}
