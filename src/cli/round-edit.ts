import { parseArgs } from 'node:util'
import { Refusal, UsageError } from '../errors.ts'
import { audit } from '../programme/audit.sql.ts'
import { changeRound, dropWaitingSteps, findRound, keepSteps, stepsOf } from '../programme/rounds.sql.ts'
import { calendar, datesCross } from '../programme/rounds.ts'
import { momentFrom, shareFrom } from './round-dates.ts'
import { numberFrom, print, withActing } from './with-world.ts'

export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      opens: { type: 'string' },
      closes: { type: 'string' },
      starts: { type: 'string' },
      ends: { type: 'string' },
      places: { type: 'string' },
      'country-share': { type: 'string' },
    },
  })
  const id = numberFrom(positionals[0], 'round edit: ID')
  if (Object.keys(values).length === 0) throw new UsageError('round edit: say what to change; pairpost round --help')
  await withActing(async ({ tx, now }) => {
    const round = await findRound(tx, id)
    if (!round) throw new Refusal(`round edit: there is no round ${id}`)
    if (round.endedAt) throw new Refusal(`round edit: ${round.name} has ended`)
    const moment = (given: string | undefined, option: string, was: Date) =>
      given === undefined ? was : momentFrom(given, option, round.zone)
    const dates = {
      zone: round.zone,
      opensAt: moment(values.opens, 'opens', round.opensAt),
      closesAt: moment(values.closes, 'closes', round.closesAt),
      startsAt: moment(values.starts, 'starts', round.startsAt),
      endsAt: moment(values.ends, 'ends', round.endsAt),
    }
    if (round.approvedAt && dates.startsAt.getTime() !== round.startsAt.getTime())
      throw new Refusal(`round edit: the pairs of ${round.name} are made; its start cannot move any more`)
    const crossing = datesCross(dates)
    if (crossing) throw new UsageError(`round edit: ${crossing}`)
    await changeRound(tx, id, {
      ...(values.name ? { name: values.name } : {}),
      opensAt: dates.opensAt,
      closesAt: dates.closesAt,
      startsAt: dates.startsAt,
      endsAt: dates.endsAt,
      ...(values.places ? { places: numberFrom(values.places, '--places') } : {}),
      ...(values['country-share'] ? { countryShare: shareFrom(values['country-share']) } : {}),
    })
    const topics = await tx<
      { id: number; month: number | null; onDate: Date | null; extra: boolean }[]
    >`select id, month, on_date, extra from topics where round_id = ${id} order by id`
    await dropWaitingSteps(tx, id)
    const settled = await stepsOf(tx, id)
    const happened = (step: { kind: string; topicId: number | null }) =>
      settled.some(one => one.kind === step.kind && one.topicId === step.topicId)
    await keepSteps(
      tx,
      id,
      calendar(dates, topics).filter(step => !happened(step)),
    )
    await audit(tx, 'the command line', 'edit', `round:${id}`, now)
    print(`Round ${id} is changed; pairpost round show ${id} has its calendar`)
  })
}
