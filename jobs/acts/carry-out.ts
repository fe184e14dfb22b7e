import { after, days } from '../../src/clock.ts'
import { audit } from '../../src/programme/audit.sql.ts'
import { coordinators, findCoordinator } from '../../src/programme/coordinators.sql.ts'
import { type Decision, markDecisionDone } from '../../src/programme/decisions.sql.ts'
import {
  assignFlag,
  closeFlag,
  type Flag,
  noteFlag,
  raiseFlag,
  snoozeFlag,
  takeFlag,
  warningKinds,
} from '../../src/programme/flags.sql.ts'
import { calledBy, findParticipant } from '../../src/programme/participants.sql.ts'
import { currentPartnership, findPartnership, type Member, membersOf } from '../../src/programme/partnerships.sql.ts'
import { noteSignal } from '../../src/programme/signals.sql.ts'
import { type Acting, send } from './context.ts'
import { endPair, sayGoodbye } from './end-pair.ts'
import { judge, readFor } from './judge.ts'
import { rematch } from './rematch.ts'

/** Days after which somebody who has not written to us counts as silent. */
const keenDays = 45

/** Who still wants the programme: those who told us of the silence, or wrote to us lately; nobody who is away for good. */
export async function whoIsKeen({ tx, now }: Acting, flag: Flag, members: Member[]): Promise<Member[]> {
  const told = members.filter(m => m.participantId === flag.details.toldBy)
  const reachable = members.filter(m => !m.optedOutAt && !m.bouncedAt && !m.pausedAt)
  if (told.length > 0) return reachable.filter(m => told.includes(m))
  const heard = await tx<{ participantId: number }[]>`
    select distinct participant_id from signals
    where kind = 'reply' and participant_id = any(${members.map(m => m.participantId)}::int[]) and at > ${after(now, -days(keenDays))}`
  const writes = new Set(heard.map(row => row.participantId))
  const keen = reachable.filter(m => writes.has(m.participantId))
  return keen.length > 0 ? keen : reachable
}

/** Does what a coordinator decided an hour ago, with the state looked at once more. @returns what came of it */
export async function carryOut(acting: Acting, decision: Decision): Promise<string> {
  const { tx, now } = acting
  const flag = decision.flagId ? await takeFlag(tx, decision.flagId) : undefined
  const result = flag ? await actOn(acting, decision, flag) : 'nothing to act on'
  await markDecisionDone(tx, decision.id, result, now)
  await audit(tx, `coordinator:${decision.coordinatorId}`, decision.act, flag ? `flag:${flag.id}` : 'nothing', now, {
    result: result.slice(0, 200),
  })
  return result
}

async function actOn(acting: Acting, d: Decision, flag: Flag): Promise<string> {
  const { tx, now } = acting
  if (flag.closedAt) return `settled before: ${flag.outcome}`
  const close = async (outcome: string) => {
    await closeFlag(tx, flag.id, outcome, d.coordinatorId, now)
    return outcome
  }
  switch (d.act) {
    case 'snooze':
      await snoozeFlag(tx, flag.id, after(d.decidedAt, days(d.arguments.days ?? 14)))
      return 'snoozed'
    case 'note':
      await noteFlag(tx, flag.id, d.arguments.text ?? '')
      return 'noted'
    case 'assign':
      return assign(acting, flag, d.arguments.to ?? '')
    case 'rematch':
      return rematchFlag(acting, flag, d)
    case 'end':
      return endFlag(acting, flag, d)
    case 'write':
      return writeTo(acting, flag, d)
    case 'send':
      return flag.kind === 'doubtful letter' ? resend(acting, flag, d) : sendIdeas(acting, flag)
    case 'drop':
      await tx`update outbox set state = 'failed', because = 'a coordinator gave it up' where id = ${flag.outboxId} and state = 'unknown'`
      return close('given up')
    case 'talking':
    case 'stopped':
      await review(acting, flag, d.act)
      return close(d.act)
    case 'accept':
    case 'refuse':
      return judge(acting, flag, d.act, close)
    case 'yes':
    case 'slow':
    case 'no':
      return readFor(acting, flag, d.act, close)
    default:
      return close('done')
  }
}

/** What the coordinator found is what the early warning learns from. */
async function review({ tx, now }: Acting, flag: Flag, verdict: 'stopped' | 'talking'): Promise<void> {
  if (flag.partnershipId && warningKinds.includes(flag.kind))
    await noteSignal(tx, { partnershipId: flag.partnershipId, kind: 'review', answer: verdict, at: now })
}

async function assign({ tx }: Acting, flag: Flag, to: string): Promise<string> {
  const wanted = to.toLowerCase().trim()
  const found = (await coordinators(tx)).find(
    one => wanted !== '' && (one.email.toLowerCase() === wanted || one.name.toLowerCase().includes(wanted)),
  )
  if (!found) return `nobody here is called ${to}`
  await assignFlag(tx, flag.id, found.id)
  return `handed to ${found.name}`
}

/** Ends a silent partnership, and finds each keen one another partner; the silent one is told kindly. */
async function rematchFlag(acting: Acting, flag: Flag, d: Decision): Promise<string> {
  const { tx, now } = acting
  const done: string[] = []
  let keen: { participantId: number; name: string; knownAs: string | null }[] = []
  let roundId = flag.roundId
  if (flag.partnershipId) {
    const pair = await findPartnership(tx, flag.partnershipId)
    if (!pair || pair.endedAt) return 'the partnership had ended already'
    if (pair.frozenAt) return 'the pair is frozen: a named person decides'
    roundId = pair.roundId
    const members = await membersOf(tx, [pair.id])
    const stays = await whoIsKeen(acting, flag, members)
    await review(acting, flag, 'stopped')
    await closeFlag(tx, flag.id, 'stopped', d.coordinatorId, now)
    await endPair(acting, pair.id, 'silent')
    const quiet = members.filter(m => !stays.includes(m))
    // whoever fell silent is not paired again unasked: a reply brings them back
    if (quiet.length === 1) await tx`update partnerships set leaving_id = ${quiet[0]!.participantId} where id = ${pair.id}`
    for (const one of quiet)
      await send(acting, {
        purpose: `moved-on/partnership:${pair.id}/participant:${one.participantId}`,
        template: 'moved-on',
        to: { participantId: one.participantId },
        question: 'moved-on',
        roundId,
        partnershipId: pair.id,
        data: { partner: calledBy(members.find(m => m !== one)!) },
      })
    keen = stays
  } else if (flag.participantId) {
    const person = await findParticipant(tx, flag.participantId)
    if (!person || person.optedOutAt) return 'the person has left'
    if (await currentPartnership(tx, person.id)) {
      await closeFlag(tx, flag.id, 'has a partner', d.coordinatorId, now)
      return 'has a partner already'
    }
    keen = [{ participantId: person.id, name: person.name, knownAs: person.knownAs }]
  }
  for (const one of keen) {
    if (!roundId) break
    if (await currentPartnership(tx, one.participantId)) continue
    const found = await rematch(acting, roundId, one.participantId)
    if (found) {
      done.push(`${found.self} with ${found.partner}`)
      continue
    }
    done.push(`nobody free for ${calledBy(one)}`)
    await raiseFlag(
      tx,
      {
        kind: 'left alone',
        roundId,
        participantId: one.participantId,
        reason: `${one.name} waits for a partner; nobody who is free may be theirs.`,
        suggestion: 'snooze 7d',
        explicit: true,
      },
      now,
    )
  }
  return done.join('; ') || 'nobody to pair'
}

async function endFlag(acting: Acting, flag: Flag, d: Decision): Promise<string> {
  const { tx, now } = acting
  if (!flag.partnershipId) return 'there is no partnership to end'
  const pair = await findPartnership(tx, flag.partnershipId)
  if (pair?.frozenAt) return 'the pair is frozen: a named person decides'
  await review(acting, flag, 'stopped')
  await closeFlag(tx, flag.id, 'stopped', d.coordinatorId, now)
  const members = await endPair(acting, flag.partnershipId, 'stopped')
  if (!members || members.length < 2) return 'the partnership had ended already'
  const [a, b] = [members[0]!, members[1]!]
  await sayGoodbye(acting, a, b, 'decided', true)
  await sayGoodbye(acting, b, a, 'decided', true)
  return 'ended, with a goodbye to both'
}

/** A prepared letter in the coordinator's name, to the people whom a flag is about. */
async function writeTo(acting: Acting, flag: Flag, d: Decision): Promise<string> {
  const { tx, now } = acting
  const coordinator = await findCoordinator(tx, d.coordinatorId)
  const members = flag.partnershipId ? await membersOf(tx, [flag.partnershipId]) : []
  const people =
    flag.partnershipId && flag.kind !== 'unread'
      ? members.map(m => m.participantId)
      : flag.participantId
        ? [flag.participantId]
        : []
  for (const participantId of people) {
    const partner = members.find(m => m.participantId !== participantId)
    await send(acting, {
      purpose: `write/flag:${flag.id}/participant:${participantId}/decision:${d.id}`,
      template: 'write',
      to: { participantId },
      question: flag.partnershipId ? 'check-in' : 'write',
      roundId: flag.roundId,
      partnershipId: flag.partnershipId,
      data: {
        partner: partner ? calledBy(partner) : null,
        coordinator: coordinator?.name ?? acting.world.config.programmeName,
        text: d.arguments.text ?? null,
      },
    })
  }
  await snoozeFlag(tx, flag.id, after(now, days(10)))
  return people.length > 0 ? `wrote to ${people.length}; back in ten days` : 'nobody to write to'
}

async function sendIdeas(acting: Acting, flag: Flag): Promise<string> {
  const members = flag.partnershipId ? await membersOf(acting.tx, [flag.partnershipId]) : []
  for (const one of members) {
    const partner = members.find(m => m !== one)
    if (!partner) continue
    await send(acting, {
      purpose: `slow-ideas/flag:${flag.id}/participant:${one.participantId}`,
      template: 'slow-ideas',
      to: { participantId: one.participantId },
      question: 'check-in',
      roundId: flag.roundId,
      partnershipId: flag.partnershipId,
      data: { partner: calledBy(partner) },
    })
  }
  await snoozeFlag(acting.tx, flag.id, after(acting.now, days(14)))
  return 'sent both the two ideas'
}

/** A person says that a doubtful letter shall leave once more: the same letter, with the same Message-ID. */
async function resend({ tx, now }: Acting, flag: Flag, d: Decision): Promise<string> {
  const rows = await tx`
    update outbox set state = 'queued', due_at = ${now}, not_after = greatest(not_after, ${after(now, days(2))}), because = null
    where id = ${flag.outboxId} and state in ('unknown', 'failed') returning id`
  await closeFlag(tx, flag.id, 'sent once more', d.coordinatorId, now)
  return rows.length > 0 ? 'sent once more' : 'the letter had left already'
}
