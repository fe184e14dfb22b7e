import { parseArgs } from 'node:util'
import { standingProposal } from '../programme/proposals.sql.ts'
import { allRounds } from '../programme/rounds.sql.ts'
import { roundState } from '../programme/rounds.ts'
import { print, printJson, withActing } from './with-world.ts'

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean' } } })
  await withActing(async ({ tx, now }) => {
    const rounds = []
    for (const { approvedAt, reviewedAt, endedAt, ...round } of await allRounds(tx))
      rounds.push({
        state: roundState({ ...round, approvedAt, endedAt }, Boolean(await standingProposal(tx, round.id)), now),
        ...round,
      })
    if (values.json) return printJson(rounds)
    for (const r of rounds)
      print(`${r.id}  ${r.name}  ${r.state}  ${r.startsAt.toISOString().slice(0, 10)} to ${r.endsAt.toISOString().slice(0, 10)}`)
    if (rounds.length === 0) print('no rounds yet; make one with: pairpost round create')
  })
}
