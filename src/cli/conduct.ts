import { parseArgs } from 'node:util'
import { closeCase } from '../../jobs/acts/close-case.ts'
import { Refusal, UsageError } from '../errors.ts'
import { findReport, openReports } from '../programme/conduct.sql.ts'
import { coordinatorAt } from '../programme/coordinators.sql.ts'
import { numberFrom, print, withActing } from './with-world.ts'

export const help = `
Usage: pairpost conduct list
       pairpost conduct close ID --by EMAIL --outcome TEXT [--end]

Reports of inappropriate conduct. Only a named person closes one, by hand. --end ends the partnership and keeps the two
apart for good; without it the pair is unfrozen and goes on.
`

export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { by: { type: 'string' }, outcome: { type: 'string' }, end: { type: 'boolean', default: false } },
  })
  const [verb, id] = positionals
  if (verb === 'list')
    return withActing(async ({ tx }) => {
      const open = await openReports(tx)
      for (const one of open)
        print(`${one.id}  reported ${one.reportedAt.toISOString()}  partnership ${one.partnershipId ?? 'none'}`)
      if (open.length === 0) print('no open reports')
    })
  if (verb !== 'close') throw new UsageError(`conduct takes list or close, not '${verb ?? ''}'`)
  const reportId = numberFrom(id, 'conduct close: ID')
  if (!values.by || !values.outcome?.trim()) throw new UsageError('conduct close: --by and --outcome are wanted')
  await withActing(async acting => {
    const { tx } = acting
    const who = await coordinatorAt(tx, values.by!)
    if (!who?.safetySince) throw new Refusal('conduct close: only one of the named people closes a report')
    const report = await findReport(tx, reportId)
    if (!report || report.closedAt) throw new Refusal(`conduct close: there is no open report ${reportId}`)
    await closeCase(acting, report, who.id, values.outcome!.trim(), values.end)
    print(values.end ? 'Closed; the partnership is over, and the two are kept apart.' : 'Closed; the pair goes on.')
  })
}
