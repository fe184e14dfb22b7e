import { parseArgs } from 'node:util'
import { Refusal } from '../errors.ts'
import { acceptedIn } from '../programme/applications.sql.ts'
import { membersOf } from '../programme/partnerships.sql.ts'
import { standingProposal } from '../programme/proposals.sql.ts'
import { findRound, stepsOf } from '../programme/rounds.sql.ts'
import { roundState } from '../programme/rounds.ts'
import { numberFrom, print, printJson, withActing } from './with-world.ts'

export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } })
  const id = numberFrom(positionals[0], 'round show: ID')
  await withActing(async ({ tx, now }) => {
    const round = await findRound(tx, id)
    if (!round) throw new Refusal(`round show: there is no round ${id}`)
    const state = roundState(round, Boolean(await standingProposal(tx, id)), now)
    const people = (await acceptedIn(tx, id)).length
    const made = await tx<
      { id: number; endedAt: Date | null; endedBecause: string | null; frozenAt: Date | null; madeBy: string; startsAt: Date }[]
    >`
      select id, ended_at, ended_because, frozen_at, made_by, starts_at from partnerships where round_id = ${id} order by id`
    const members = Map.groupBy(
      await membersOf(
        tx,
        made.map(one => one.id),
      ),
      m => m.partnershipId,
    )
    const pairs = made.map(one => {
      const [a, b] = members.get(one.id) ?? []
      const person = (m: typeof a) => (m ? { id: m.participantId, name: m.name, email: m.email, country: m.country } : null)
      return {
        id: one.id,
        a: person(a),
        b: person(b),
        state: one.endedAt ? 'ended' : one.frozenAt ? 'frozen' : 'standing',
        because: one.endedBecause,
        madeBy: one.madeBy,
        startsAt: one.startsAt,
      }
    })
    const calendar = (await stepsOf(tx, id)).map(step => ({
      kind: step.kind,
      title: step.title,
      dueAt: step.dueAt,
      lapsesAt: step.lapsesAt,
      doneAt: step.doneAt,
      lapsedAt: step.lapsedAt,
    }))
    if (values.json) return printJson({ id, name: round.name, zone: round.zone, state, people, pairs, calendar })
    print(`${round.name} (round ${id}): ${state}; ${people} people with a place, ${pairs.length} pairs`)
    for (const step of calendar)
      print(
        `  ${step.dueAt.toISOString()}  ${step.kind}${step.title ? `: ${step.title}` : ''}${step.doneAt ? ', done' : step.lapsedAt ? ', lapsed' : ''}`,
      )
    for (const pair of pairs)
      print(`  ${pair.id}  ${pair.a?.name} and ${pair.b?.name}: ${pair.state}${pair.because ? `, ${pair.because}` : ''}`)
  })
}
