import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { openWorld } from '../service.ts'
import { handlers } from '../tick.ts'
import { openDoors } from './doors.ts'
import { keepBeating } from './heart.ts'
import { untilTold } from './until-told.ts'

export const help = `
pairpost start [--dev]

The doors and the jobs in one process: all that one machine needs. The schema is brought up first.
Prints  ready http://HOST:PORT  when it listens. SIGTERM ends it cleanly.

  --dev   also shows every kind of letter at /previews
`

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { dev: { type: 'boolean', default: false } } })
  const told = untilTold()
  const { world, close } = await openWorld(readConfig(process.env), { withQueue: true })
  try {
    const doors = await openDoors({ ...world, dev: values.dev })
    const heart = keepBeating(handlers(world), world.log)
    await world.queue.listen(heart.handlers)
    process.stdout.write(`ready ${doors.address}\n`)
    await told
    await doors.close()
    heart.stop()
  } finally {
    await close()
  }
}
