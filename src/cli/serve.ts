import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { openWorld } from '../service.ts'
import { openDoors } from './doors.ts'
import { untilTold } from './until-told.ts'

export const help = `
pairpost serve [--dev]

The doors alone: webhooks, forms, pages. Whatever arrives waits in the database for a worker (pairpost work).
Prints  ready http://HOST:PORT  when it listens. SIGTERM ends it cleanly.

  --dev   also shows every kind of letter at /previews
`

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { dev: { type: 'boolean', default: false } } })
  const told = untilTold()
  const { world, close } = await openWorld(readConfig(process.env), { withQueue: true })
  try {
    const doors = await openDoors({ ...world, dev: values.dev })
    process.stdout.write(`ready ${doors.address}\n`)
    await told
    await doors.close()
  } finally {
    await close()
  }
}
