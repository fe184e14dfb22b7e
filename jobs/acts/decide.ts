import { after, days, minutes } from '../../src/clock.ts'
import type { Commands } from '../../src/inbound/commands.ts'
import type { SentLetter } from '../../src/outbound/letter-of.sql.ts'
import { actsFor, type Command, commandOf, describe } from '../../src/programme/commands.ts'
import type { Coordinator } from '../../src/programme/coordinators.sql.ts'
import { decidedAlready, digestItems, keepDecision, undoMinutes } from '../../src/programme/decisions.sql.ts'
import { type Flag, findFlag } from '../../src/programme/flags.sql.ts'
import { findParticipant } from '../../src/programme/participants.sql.ts'
import { membersOf } from '../../src/programme/partnerships.sql.ts'
import { whoIsKeen } from './carry-out.ts'
import type { Acting } from './context.ts'
import { bestPartner } from './rematch.ts'

/** One line of the receipt: the item's number, and what will be done, or why nothing is. */
export type Line = { n: number | null; text: string; decided: boolean }

type Asked = { digest: SentLetter; coordinator: Coordinator; inboxId: number; commands: Commands }

/**
 * Takes down what a reply to a digest asks for. The state is looked at again; an item named twice counts once, the first
 * command; numbers that do not exist are named; who answers second is told who acted.
 *
 * @returns a line for every item of the digest, and for every number that is not in it
 */
export async function decide(acting: Acting, { digest, coordinator, inboxId, commands }: Asked): Promise<Line[]> {
  const { tx } = acting
  const done = await tx`select 1 from decisions where inbox_id = ${inboxId} limit 1`
  if (done.length > 0) return [{ n: null, text: 'This reply was acted on already.', decided: false }]
  const items = await digestItems(tx, digest.id)
  const wanted = new Map<number, Command>()
  for (const item of commands.items) if (!wanted.has(item.number)) wanted.set(item.number, commandOf(item))
  const lines: Line[] = []
  const promised = new Map<number, string>()
  for (const { number, flagId } of items) {
    const flag = (await findFlag(tx, flagId))!
    const suggested = commands.all === 'ok' && flag.suggestion ? commandOf(readSuggestion(flag.suggestion)) : undefined
    const command = wanted.get(number) ?? suggested
    lines.push({
      n: number,
      ...(command
        ? await take(acting, { flag, command, number, digest, coordinator, inboxId, promised })
        : { text: notYet(flag), decided: false }),
    })
  }
  const known = new Set(items.map(item => item.number))
  for (const number of [...wanted.keys()].filter(n => !known.has(n)).sort((a, b) => a - b))
    lines.push({ n: number, text: `There is no number ${number} in this digest. Nothing was done.`, decided: false })
  for (const text of commands.unread.slice(0, 5))
    lines.push({ n: null, text: `“${text}” was not understood. Nothing was done about it.`, decided: false })
  return lines
}

const notYet = (flag: Flag) => (flag.closedAt ? `Settled already: ${flag.outcome}.` : 'Not answered yet.')

/** `snooze 7d` as the flags keep it. */
function readSuggestion(suggestion: string): { act: string; days?: number } {
  const [act, length] = suggestion.split(' ')
  const n = /^(\d+)d$/.exec(length ?? '')
  return { act: act!, ...(n ? { days: Number(n[1]) } : {}) }
}

type One = {
  flag: Flag
  command: Command
  number: number
  digest: SentLetter
  coordinator: Coordinator
  inboxId: number
  /** whoever the lines before give away, and to whom; this one adds its own */
  promised: Map<number, string>
}

async function take(
  acting: Acting,
  { flag, command, number, digest, coordinator, inboxId, promised }: One,
): Promise<Omit<Line, 'n'>> {
  const { tx, now } = acting
  if (flag.closedAt) return { text: `Settled already: ${flag.outcome}. Nothing was done.`, decided: false }
  if (!actsFor(flag.kind).includes(command.act))
    return {
      text: `“${command.act}” does not fit here; you can say ${actsFor(flag.kind).join(', ')}. Nothing was done.`,
      decided: false,
    }
  const before = await decidedAlready(tx, flag.id)
  if (before && command.act !== 'note' && command.act !== 'assign') {
    const who = before.coordinatorId === coordinator.id ? 'You' : before.who
    return {
      text: `${who} already asked for “${before.act}”${before.doneAt ? ', and it is done' : ''}. Nothing more was done.`,
      decided: false,
    }
  }
  const actAt = after(now, minutes(undoMinutes))
  await keepDecision(
    tx,
    {
      outboxId: digest.id,
      inboxId,
      coordinatorId: coordinator.id,
      flagId: flag.id,
      number,
      act: command.act,
      arguments: command.arguments,
      actAt,
    },
    now,
  )
  return {
    text: describe(command, {
      actAt,
      zone: coordinator.zone,
      kind: flag.kind,
      ...(await namesFor(acting, flag, command, promised)),
      until: after(now, days(command.arguments.days ?? 0)),
    }),
    decided: true,
  }
}

/** Names for the receipt: who is introduced to whom, as it looks now. */
async function namesFor(
  acting: Acting,
  flag: Flag,
  command: Command,
  promised: Map<number, string>,
): Promise<{ who: string; other: string | null; next: string | null }> {
  const { tx } = acting
  const members = flag.partnershipId ? await membersOf(tx, [flag.partnershipId]) : []
  const person = flag.participantId ? await findParticipant(tx, flag.participantId) : undefined
  if (command.act !== 'rematch')
    return { who: members[0]?.name ?? person?.name ?? '', other: members[1]?.name ?? null, next: null }
  const keen = members.length === 2 ? await whoIsKeen(acting, flag, members) : []
  const self = keen[0]?.participantId ?? person?.id
  const who = keen[0]?.name ?? person?.name ?? members[0]?.name ?? ''
  const given = self ? promised.get(self) : undefined
  const best = self && flag.roundId && !given ? await bestPartner(acting, flag.roundId, self, [...promised.keys()]) : null
  const next = best ? await findParticipant(tx, best.partnerId) : undefined
  if (next && self) promised.set(next.id, who).set(self, next.name)
  return {
    who,
    other: members.find(m => m.participantId !== self)?.name ?? null,
    next: given ?? next?.name ?? null,
  }
}
