import { parseArgs } from 'node:util'
import { approve } from '../../jobs/acts/approve.ts'
import { numberFrom, print, withActing } from './with-world.ts'

export async function run(args: string[]): Promise<void> {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} })
  const id = numberFrom(positionals[0], 'round approve: ID')
  const { pairs, firstAt } = await withActing(acting => approve(acting, id, null))
  print(`${pairs} pairs are made. They are introduced each in their own morning, from ${firstAt.toISOString()}.`)
}
