import { parseArgs } from 'node:util'
import { processArrival } from '../../jobs/process-arrivals.ts'
import { Refusal } from '../errors.ts'
import { numberFrom, print, withWorld } from './with-world.ts'

export const help = `
Usage: pairpost replay INBOX_ID

Processes an arrival again from its raw form. What it led to the first time is not done twice.
`

export async function run(args: string[]): Promise<void> {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} })
  const id = numberFrom(positionals[0], 'replay: INBOX_ID')
  await withWorld(async world => {
    const [row] = await world.sql<
      { outcome: string | null; forgottenAt: Date | null }[]
    >`select outcome, forgotten_at from inbox where id = ${id}`
    if (!row) throw new Refusal(`replay: there is no arrival ${id}`)
    if (row.forgottenAt) throw new Refusal(`replay: arrival ${id} was forgotten on ${row.forgottenAt.toISOString().slice(0, 10)}`)
    await world.sql`update inbox set processed_at = null, failed_at = null, retry_at = null, attempts = 0 where id = ${id}`
    await processArrival(world, id)
    const [after] = await world.sql<{ outcome: string | null; error: string | null; processedAt: Date | null }[]>`
      select outcome, error, processed_at from inbox where id = ${id}`
    if (!after?.processedAt)
      throw new Refusal(`replay: arrival ${id} could not be processed: ${after?.error ?? 'no reason is known'}`)
    print(after.outcome ?? '')
    if (row.outcome !== null && row.outcome !== after.outcome) print(`(before: ${row.outcome})`)
  })
}
