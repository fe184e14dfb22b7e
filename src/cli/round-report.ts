import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Refusal } from '../errors.ts'
import { alarmQuality } from '../programme/flags.sql.ts'
import { calibration, roundNumbers, signUps } from '../programme/report.sql.ts'
import { reportPage, reportText } from '../programme/report.ts'
import { findRound } from '../programme/rounds.sql.ts'
import { numberFrom, print, printJson, withActing } from './with-world.ts'

export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { out: { type: 'string' }, json: { type: 'boolean' } },
  })
  const id = numberFrom(positionals[0], 'round report: ID')
  await withActing(async ({ tx }) => {
    const round = await findRound(tx, id)
    if (!round) throw new Refusal(`round report: there is no round ${id}`)
    const report = {
      name: round.name,
      startsAt: round.startsAt,
      endsAt: round.endsAt,
      numbers: await roundNumbers(tx, id),
      alarms: await alarmQuality(tx, id),
      calibration: await calibration(tx, id),
      signUps: await signUps(tx, id),
    }
    if (values.json) return printJson(report)
    if (values.out === undefined) return print(reportText(report))
    writeFileSync(values.out, reportPage(report))
    print(`The report of ${round.name} is in ${values.out}`)
  })
}
