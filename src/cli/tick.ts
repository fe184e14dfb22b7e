import { parseArgs } from 'node:util'
import { isLoopback, readConfig } from '../config.ts'
import { UsageError } from '../errors.ts'
import { openWorld } from '../service.ts'
import { tick } from '../tick.ts'
import { print } from './with-world.ts'

export const help = `
Usage: pairpost tick [--at ISO] [--json]

Does everything that is due at this moment, and whatever that leads to, until nothing is left to do. Works beside
running processes. Exit 1 when something failed for good.

  --at ISO   that moment instead of now; a moment in the future only where CLOCK_FILE may be set:
             while mail is held, or POSTMARK_API_URL is on loopback
`

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { at: { type: 'string' }, json: { type: 'boolean' } } })
  const config = readConfig(process.env)
  const { world, close } = await openWorld(config, { connections: 10 })
  try {
    if (values.at !== undefined) {
      const at = new Date(values.at)
      if (Number.isNaN(at.getTime())) throw new UsageError(`--at must be an ISO moment, not '${values.at}'`)
      const rehearsing =
        config.transport.kind === 'held' || (config.transport.kind === 'postmark' && isLoopback(config.transport.apiUrl))
      if (at > world.clock() && !rehearsing)
        throw new UsageError(`--at ${values.at} lies in the future, and mail would really leave`)
      world.clock = () => at
    }
    const { did, failed } = await tick(world, { together: true })
    print(
      values.json
        ? JSON.stringify({ at: world.clock().toISOString(), did, failed })
        : `${did} ${did === 1 ? 'thing' : 'things'} done${failed ? `, ${failed} failed` : ''}`,
    )
    if (failed > 0) process.exitCode = 1
  } finally {
    await close()
  }
}
