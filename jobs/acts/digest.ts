import { daysBetween } from '../../src/clock.ts'
import type { DigestItem } from '../../src/outbound/letter-parts.ts'
import type { LetterData } from '../../src/outbound/letters.ts'
import { offered } from '../../src/programme/commands.ts'
import { openReports } from '../../src/programme/conduct.sql.ts'
import { safetyPeople } from '../../src/programme/coordinators.sql.ts'
import { countryName } from '../../src/programme/countries.ts'
import { activeRound, applicationCounts, doneSince, expiredSince, lapsedSince } from '../../src/programme/digest.sql.ts'
import { byWeight, exampleOf, mostItems } from '../../src/programme/digest.ts'
import { alarmQuality, type Flag } from '../../src/programme/flags.sql.ts'
import { dayInWords } from '../../src/programme/local-time.ts'
import { calledBy, findParticipant } from '../../src/programme/participants.sql.ts'
import { findPartnership, membersOf } from '../../src/programme/partnerships.sql.ts'
import { standingProposal } from '../../src/programme/proposals.sql.ts'
import { told } from '../../src/programme/reasons-told.ts'
import { whoIsKeen } from './carry-out.ts'
import { type Acting, iso } from './context.ts'
import { bestPartner } from './rematch.ts'

/** An item, and whom its suggestion would give a partner. */
type Item = Omit<DigestItem, 'n'> & { brings: number[] }
/** Items by their flag, made once for all the coordinators who are told of them at the same moment. */
export type KnownItems = Map<number, Item>

type Composed = { data: LetterData['digest']; numbered: { n: number; flagId: number }[]; roundId: number | null }

/** Everything a digest says: what needs a person, ranked and numbered, and what was done without one. */
export async function composeDigest(
  acting: Acting,
  flags: Flag[],
  since: Date,
  nextAt: string,
  known: KnownItems = new Map(),
): Promise<Composed> {
  const { world, tx, now } = acting
  const round = await activeRound(tx, now)
  const ranked = [...flags].sort(byWeight)
  const shown = ranked.slice(0, mostItems)
  const made: Item[] = []
  for (const flag of shown) {
    const promised = [...known.values()].flatMap(one => one.brings)
    const item = known.get(flag.id) ?? (await itemOf(acting, flag, promised))
    known.set(flag.id, item)
    made.push(item)
  }
  const items = made.map(({ brings: _, ...item }, i): DigestItem => {
    const giver =
      shown[i]!.kind === 'left alone'
        ? made.findIndex((other, j) => j !== i && other.brings.includes(shown[i]!.participantId ?? 0))
        : -1
    return {
      n: i + 1,
      ...item,
      ...(giver >= 0 ? { suggestion: `${giver + 1} rematch gives them a partner; then nothing is left here.` } : {}),
    }
  })
  const flagged = new Set(flags.map(flag => flag.partnershipId).filter(id => id !== null))
  const [pairs] = await tx<
    { n: number }[]
  >`select count(*)::int as n from partnerships where ended_at is null and starts_at <= ${now}`
  const named = (await safetyPeople(tx)).map(one => one.name)
  const alarms = round?.approvedAt ? await alarmQuality(tx, round.id) : null
  return {
    roundId: round?.id ?? null,
    numbered: shown.map((flag, i) => ({ n: i + 1, flagId: flag.id })),
    data: {
      items,
      healthy: Math.max(0, (pairs?.n ?? 0) - flagged.size),
      conduct: (await openReports(tx)).map(report => ({ receivedAt: iso(report.reportedAt), mailedTo: named })),
      done: { ...(await doneSince(tx, since)), more: await more(acting, since, ranked.length - shown.length) },
      alarms: alarms && alarms.raised > 0 ? { true: alarms.true, false: alarms.false, missed: alarms.missed } : null,
      example: exampleOf(items),
      nextAt,
      consoleUrl: `${world.config.publicUrl}/console`,
    },
  }
}

async function itemOf(acting: Acting, flag: Flag, promised: number[]): Promise<Item> {
  const { tx, now } = acting
  const members = flag.partnershipId ? await membersOf(tx, [flag.partnershipId]) : []
  const pair = flag.partnershipId ? await findPartnership(tx, flag.partnershipId) : undefined
  const person = members.length < 2 && flag.participantId ? await findParticipant(tx, flag.participantId) : undefined
  const [a, b] = members.length === 2 ? members : [person, undefined]
  return {
    a: a ? { name: a.name, country: a.country } : { name: nameless[flag.kind] ?? 'A task', country: null },
    b: b ? { name: b.name, country: b.country } : null,
    week: pair ? Math.max(1, Math.floor(daysBetween(pair.startsAt, now) / 7) + 1) : null,
    why: whyOf(flag, members[0]?.zone ?? 'UTC', members.length === 2 ? [calledBy(members[0]!), calledBy(members[1]!)] : null),
    ...(await suggestionOf(acting, flag, promised)),
    say: offered(flag.kind, flag.suggestion),
  }
}

const nameless: Partial<Record<Flag['kind'], string>> = {
  'no address': 'An application',
  'broken arrival': 'An arrival',
  'doubtful letter': 'A letter',
  unsent: 'A letter',
}

/** The reason, the chance in words, both last signs of life, and what colleagues noted. */
function whyOf(flag: Flag, zone: string, names: [string, string] | null): string {
  const parts = [flag.reason]
  if (flag.details.inWords) parts.push(`That they have stopped is ${flag.details.inWords}.`)
  if (names && flag.probability !== null) {
    const sign = (name: string, at: unknown) =>
      typeof at === 'string' ? `${name} ${dayInWords(zone, new Date(at))}` : `${name} none`
    parts.push(`Last good signs: ${sign(names[0], flag.details.lastGoodA)}, ${sign(names[1], flag.details.lastGoodB)}.`)
  }
  if (flag.note) parts.push(`Noted: ${flag.note}.`)
  return parts.join(' ')
}

/** One sentence that says what OK would do, once the suggestions above it are taken. */
async function suggestionOf(
  acting: Acting,
  flag: Flag,
  promised: number[],
): Promise<{ suggestion: string | null; brings: number[] }> {
  const { tx } = acting
  const plain = (suggestion: string | null) => ({ suggestion, brings: [] })
  if (!flag.suggestion) return plain(null)
  if (flag.suggestion === 'write') return plain('write: ask both, kindly, how it goes.')
  if (flag.suggestion.startsWith('snooze')) return plain(`${flag.suggestion}: it may mend by itself.`)
  if (flag.suggestion !== 'rematch' || !flag.roundId) return plain(`${flag.suggestion}.`)
  const members = flag.partnershipId ? await membersOf(tx, [flag.partnershipId]) : []
  const keen = members.length === 2 ? await whoIsKeen(acting, flag, members) : []
  // whoever waits alone is spoken for with the partner they get; given to another above, they take nobody else
  const alone = members.length < 2 ? flag.participantId : null
  const given = alone !== null && promised.includes(alone)
  const lines: string[] = []
  const taken: number[] = []
  for (const id of keen.length > 0 ? keen.map(m => m.participantId) : flag.participantId ? [flag.participantId] : []) {
    const best = await bestPartner(acting, flag.roundId, id, [...promised, ...taken])
    const [self, next] = [await findParticipant(tx, id), best ? await findParticipant(tx, best.partnerId) : undefined]
    if (!self) continue
    if (!next || !best) {
      lines.push(`rematch ${calledBy(self)}; nobody is free now, so ${calledBy(self)} comes first when somebody is.`)
      continue
    }
    taken.push(next.id)
    lines.push(
      `rematch ${calledBy(self)} with ${next.name}${next.country ? ` (${countryName(next.country)})` : ''}. ${best.reasons.own
        .slice(0, 2)
        .map(reason => told(reason, calledBy(self), calledBy(next)))
        .join(' ')}`,
    )
  }
  return {
    suggestion: lines.length > 0 ? lines.join(' ') : 'rematch.',
    brings: given ? [] : [...taken, ...(alone !== null && taken.length > 0 ? [alone] : [])],
  }
}

/** What else a coordinator may want to know, a line each. */
async function more({ tx, now }: Acting, since: Date, hidden: number): Promise<string[]> {
  const lines: string[] = []
  if (hidden > 0)
    lines.push(
      `${hidden} more ${hidden === 1 ? 'thing waits' : 'things wait'}; the page has them all, and so has the next digest.`,
    )
  const round = await activeRound(tx, now)
  if (round && !round.approvedAt) {
    const counts = await applicationCounts(tx, round.id)
    const proposal = await standingProposal(tx, round.id)
    if (proposal)
      lines.push(`The pairs of ${round.name} are proposed and wait for an OK: reply OK to the letter with the proposal.`)
    lines.push(
      `${round.name}: ${counts.accepted} accepted, ${counts.unconfirmed} not confirmed yet, ${counts.waiting} on the waiting list. Applications close on ${dayInWords('UTC', round.closesAt)}.`,
    )
  }
  for (const step of await lapsedSince(tx, since))
    lines.push(
      `Not sent, because its time went by while the service was down: ${step.kind}${step.title ? ` “${step.title}”` : ''} of ${dayInWords('UTC', step.dueAt)}.`,
    )
  for (const { template, n } of await expiredSince(tx, since))
    lines.push(`${n} ${template} ${n === 1 ? 'letter' : 'letters'} came too late to be sent.`)
  return lines
}
