import { parseArgs } from 'node:util'
import type { Acting } from '../../jobs/acts/context.ts'
import { endPair, sayGoodbye } from '../../jobs/acts/end-pair.ts'
import { introduce } from '../../jobs/acts/introduce.ts'
import { Refusal, UsageError } from '../errors.ts'
import { audit } from '../programme/audit.sql.ts'
import { findByAddress, findParticipant, type Participant } from '../programme/participants.sql.ts'
import { currentPartnership, pairsToAvoid, setBar } from '../programme/partnerships.sql.ts'
import { keepMadePair } from '../programme/proposals.sql.ts'
import { findRound, type Round } from '../programme/rounds.sql.ts'
import { numberFrom, print, withActing } from './with-world.ts'

export const help = `
Usage: pairpost pair make A B [--round ID]    a pair by hand: kept by the next match, or introduced when the round runs
       pairpost pair forbid A B               never these two, in any round
       pairpost pair end ID                   end a partnership, with a goodbye to both

A and B are addresses or participants' numbers.
`

export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { round: { type: 'string' } } })
  const [verb, one, other] = positionals
  if (verb === 'end') return end(numberFrom(one, 'pair end: ID'))
  if (verb !== 'make' && verb !== 'forbid') throw new UsageError(`pair takes make, forbid or end, not '${verb ?? ''}'`)
  if (!one || !other) throw new UsageError(`pair ${verb}: name two people, by address or number`)
  await withActing(async acting => {
    const [a, b] = [await personCalled(acting, one), await personCalled(acting, other)]
    if (a.id === b.id) throw new UsageError(`pair ${verb}: both are the same person`)
    if (verb === 'forbid') {
      await setBar(acting.tx, a.id, b.id, 'set by hand', acting.now)
      await audit(acting.tx, 'the command line', 'forbid', `participants:${a.id},${b.id}`, acting.now)
      return print(`${a.name} and ${b.name} will not be paired. A proposal that has them together wants: pairpost round match`)
    }
    return make(acting, a, b, values.round ? numberFrom(values.round, '--round') : null)
  })
}

async function personCalled({ tx }: Acting, given: string): Promise<Participant> {
  const person = /^\d+$/.test(given) ? await findParticipant(tx, Number(given)) : await findByAddress(tx, given)
  if (!person) throw new Refusal(`nobody here is '${given}'`)
  return person
}

async function make(acting: Acting, a: Participant, b: Participant, roundId: number | null): Promise<void> {
  const { tx, now } = acting
  const round = await roundOfBoth(acting, a, b, roundId)
  if (a.country === b.country)
    throw new Refusal(
      `${a.name} and ${b.name} are both in ${a.country ?? 'no known country'}: partners live in different countries`,
    )
  const [avoid] = await pairsToAvoid(tx, [a.id, b.id])
  if (avoid) throw new Refusal(`${a.name} and ${b.name} ${avoid.earlier ? 'were partners before' : 'are kept apart'}`)
  await audit(tx, 'the command line', 'make', `participants:${a.id},${b.id}`, now)
  if (!round.approvedAt) {
    await keepMadePair(tx, round.id, a.id, b.id, now)
    return print(`${a.name} and ${b.name} are kept together in ${round.name}; run pairpost round match ${round.id}`)
  }
  for (const one of [a, b])
    if (await currentPartnership(tx, one.id)) throw new Refusal(`${one.name} has a partner; end that partnership first`)
  const because = [{ words: 'A coordinator thought of you two together.' }]
  const id = await introduce(acting, {
    round,
    madeBy: 'coordinator',
    startsAt: now,
    a: { person: a, reasons: because },
    b: { person: b, reasons: because },
  })
  print(`Pair ${id}: ${a.name} and ${b.name} are introduced in their next morning.`)
}

async function roundOfBoth({ tx }: Acting, a: Participant, b: Participant, roundId: number | null): Promise<Round> {
  const rows = await tx<{ roundId: number }[]>`
    select x.round_id from applications x join applications y on y.round_id = x.round_id join rounds r on r.id = x.round_id
    where x.participant_id = ${a.id} and y.participant_id = ${b.id} and x.state = 'accepted' and y.state = 'accepted' and r.ended_at is null
      and (${roundId}::int is null or r.id = ${roundId})
    order by r.starts_at desc limit 1`
  const round = rows[0] ? await findRound(tx, rows[0].roundId) : undefined
  if (!round) throw new Refusal(`${a.name} and ${b.name} have no place in the same round`)
  return round
}

const end = (id: number) =>
  withActing(async acting => {
    const members = await endPair(acting, id, 'decided')
    if (!members || members.length < 2) throw new Refusal(`pair end: there is no standing partnership ${id}`)
    await sayGoodbye(acting, members[0]!, members[1]!, 'decided', true)
    await sayGoodbye(acting, members[1]!, members[0]!, 'decided', true)
    await audit(acting.tx, 'the command line', 'end', `partnership:${id}`, acting.now)
    print(`Partnership ${id} has ended; both get a goodbye.`)
  })
