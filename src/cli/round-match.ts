import { parseArgs } from 'node:util'
import { propose } from '../../jobs/acts/propose.ts'
import { numberFrom, print, printJson, withActing } from './with-world.ts'

export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } })
  const id = numberFrom(positionals[0], 'round match: ID')
  const done = await withActing(acting => propose(acting, id))
  if (values.json) return printJson(done)
  print(
    done.isNew
      ? `Proposed ${done.pairs} pairs, proved the best combination; ${done.left} left over, ${done.unmetMusts} musts unmet. The coordinators are written to.`
      : `The proposal that stands is still the best: ${done.pairs} pairs. No letter was written again.`,
  )
}
