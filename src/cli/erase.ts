import { parseArgs } from 'node:util'
import { eraseWhenAllowed } from '../../jobs/acts/erase.ts'
import { Refusal, UsageError } from '../errors.ts'
import { findByAddress } from '../programme/participants.sql.ts'
import { print, withActing } from './with-world.ts'

export const help = `
Usage: pairpost erase EMAIL

Erases everything held about one person; counts and keyed hashes stay. Waits while a conduct case of theirs is open.
`

export async function run(args: string[]): Promise<void> {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} })
  const [email] = positionals
  if (!email) throw new UsageError('erase: whose? give an address')
  const outcome = await withActing(async acting => {
    const person = await findByAddress(acting.tx, email)
    if (!person) throw new Refusal('erase: nobody here has this address')
    return eraseWhenAllowed(acting, person)
  })
  if (outcome !== 'erased') throw new Refusal(`erase: ${outcome}`)
  print('erased')
}
