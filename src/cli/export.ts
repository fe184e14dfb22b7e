import { parseArgs } from 'node:util'
import { everythingAbout } from '../../jobs/acts/export.ts'
import { Refusal, UsageError } from '../errors.ts'
import { audit } from '../programme/audit.sql.ts'
import { findByAddress } from '../programme/participants.sql.ts'
import { print, withActing } from './with-world.ts'

export const help = `
Usage: pairpost export EMAIL

Prints everything held about one person as JSON. Exit 1 when the address is unknown.
`

export async function run(args: string[]): Promise<void> {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} })
  const [email] = positionals
  if (!email) throw new UsageError('export: whose? give an address')
  await withActing(async ({ tx, now }) => {
    const person = await findByAddress(tx, email)
    if (!person) throw new Refusal('export: nobody here has this address')
    await audit(tx, 'the command line', 'export', `participant:${person.id}`, now)
    print(JSON.stringify(await everythingAbout(tx, person.id), null, 2))
  })
}
