import { parseArgs } from 'node:util'
import { Hono } from 'hono'
import { readConfig } from '../config.ts'
import { openWorld } from '../service.ts'
import { handlers } from '../tick.ts'
import type { Env } from '../web/deps.ts'
import { listen } from '../web/listen.ts'
import { keepBeating } from './heart.ts'
import { untilTold } from './until-told.ts'

export const help = `
pairpost work

The jobs alone: reads what arrived, does what is due, sends what is queued. Any number may run side by side.
Prints a line beginning  ready  when it works. SIGTERM ends it cleanly. With WORKER_PORT set, GET /live there tells
whether it is alive; when it stalls, it exits 1, for whoever started it to start it again.
`

export async function run(args: string[]): Promise<void> {
  parseArgs({ args, options: {} })
  const told = untilTold()
  const config = readConfig(process.env)
  const { world, close } = await openWorld(config, { withQueue: true })
  try {
    const heart = keepBeating(handlers(world), world.log)
    await world.queue.listen(heart.handlers)
    const live = new Hono<Env>().get('/live', c => c.json({ alive: heart.beats() }, heart.beats() ? 200 : 503))
    const door = config.workerPort === undefined ? undefined : await listen(live, { host: config.host, port: config.workerPort })
    process.stdout.write(door ? `ready ${door.address}\n` : 'ready to work\n')
    await told
    await door?.close()
    heart.stop()
  } finally {
    await close()
  }
}
