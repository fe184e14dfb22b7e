import type { Config } from '../config.ts'
import type { Transaction } from '../db.ts'
import { hashAddress } from '../reply-address.ts'
import type { OutboxRow, SuppressionRow } from './claim.sql.ts'
import * as rows from './claim.sql.ts'
import type { Claimed } from './claimed.ts'
import { knownZone } from './local-hours.ts'
import { isPlanned, type Leaving, mayLeave, type ReaderState } from './may-leave.ts'

type Description = Omit<Claimed, 'attempt' | 'claimedAt' | 'settleAt' | 'messageId'>

/** What the claim knows of a batch of letters, read once, and kept up to date while it decides. */
export type Known = {
  /** undefined while somebody else is changing the reader or the pair */
  mayLeave: (letter: OutboxRow, now: Date) => Leaving | undefined
  twinsOf: (letter: OutboxRow) => OutboxRow[]
  noteLeaving: (letter: OutboxRow, now: Date) => void
  noteDropped: (letter: OutboxRow) => void
  describe: (letter: OutboxRow) => Description
}

const distinct = <T>(values: (T | null | undefined)[]): T[] => [...new Set(values.filter(value => value != null))]
const outOfOurHands: ReadonlySet<string> = new Set(['sending', 'unknown', 'sent'])
const byId = <T extends { id: number }>(list: readonly T[]) => new Map(list.map(row => [row.id, row]))

/** Reads everything that decides whether these letters, and those bound to them, may leave. */
export async function lookUp(
  tx: Transaction,
  due: OutboxRow[],
  { secret, dailySendLimit }: Pick<Config, 'secret' | 'dailySendLimit'>,
  now: Date,
): Promise<Known> {
  const pairKeys = distinct(due.map(letter => letter.pairKey))
  const paired = pairKeys.length ? await rows.lettersOfPairs(tx, pairKeys) : []
  const all = [...due, ...paired.filter(twin => !due.some(letter => letter.id === twin.id))]
  const current = byId(all)

  const people = distinct(all.map(letter => letter.participantId))
  const pairIds = distinct(all.map(letter => letter.partnershipId))
  const planning = distinct(all.filter(isPlanned).map(letter => letter.participantId))
  const participants = byId(people.length ? await rows.holdParticipants(tx, people) : [])
  const coordinatorIds = distinct(all.map(letter => letter.coordinatorId))
  const coordinators = byId(coordinatorIds.length ? await rows.readCoordinators(tx, coordinatorIds) : [])
  const pairs = byId(pairIds.length ? await rows.holdPartnerships(tx, pairIds) : [])
  const introduced = distinct(due.filter(letter => letter.template === 'introduction').map(letter => letter.partnershipId))
  const members = introduced.length ? await rows.membersOf(tx, introduced) : []
  const roundIds = distinct(all.map(letter => letter.roundId))
  const rounds = byId(roundIds.length ? await rows.readRounds(tx, roundIds) : [])

  const addresses = distinct([...all.map(letter => letter.address), ...[...participants.values()].map(p => p.email)])
  const hashes = new Map(addresses.map(address => [address, hashAddress(secret, address)]))
  const suppressed = new Map<string, SuppressionRow[]>()
  if (addresses.length)
    for (const row of await rows.readSuppressions(tx, [...hashes.values()]))
      suppressed.set(row.addressHash, [...(suppressed.get(row.addressHash) ?? []), row])

  const scheduledAt = new Map<number, Date[]>()
  const waiting = new Set<number>()
  if (planning.length) {
    for (const { participantId, at } of await rows.plannedLately(tx, planning, now))
      scheduledAt.set(participantId, [...(scheduledAt.get(participantId) ?? []), at])
    for (const { participantId } of await rows.introductionsWaiting(tx, planning, now)) waiting.add(participantId)
  }

  const stateOf = (letter: OutboxRow): ReaderState | undefined => {
    const round = letter.roundId === null ? undefined : rounds.get(letter.roundId)
    const nothing = { removedAt: null, erasedAt: null, pausedAt: null, pausedUntil: null, awayUntil: null }
    if (letter.coordinatorId !== null) {
      const coordinator = coordinators.get(letter.coordinatorId)
      const { email = null, zone = null, removedAt = null } = coordinator ?? {}
      const open = { optedOutAt: null, complainedAt: null, bouncedAt: null, scheduledAt: [], introductionWaits: false }
      return { ...nothing, ...open, address: email, zone, removedAt }
    }
    const person = letter.participantId === null ? undefined : participants.get(letter.participantId)
    if (letter.participantId !== null && !person) return undefined
    const address = person ? person.email : letter.address
    const shut = (because: SuppressionRow['because']) =>
      (address && suppressed.get(hashes.get(address)!)?.find(row => row.because === because)?.since) || null
    return {
      address,
      zone: person?.zone ?? round?.zone ?? null,
      removedAt: null,
      erasedAt: person?.erasedAt ?? null,
      optedOutAt: person?.optedOutAt ?? shut('opted out'),
      complainedAt: person?.complainedAt ?? shut('complained'),
      bouncedAt: person?.bouncedAt ?? shut('bounced'),
      pausedAt: person?.pausedAt ?? null,
      pausedUntil: person?.pausedUntil ?? null,
      awayUntil: person?.awayUntil ?? null,
      scheduledAt: person ? (scheduledAt.get(person.id) ?? []) : [],
      introductionWaits: person ? waiting.has(person.id) : false,
    }
  }

  const twinsOf = ({ id, pairKey }: OutboxRow) =>
    pairKey === null ? [] : paired.filter(twin => twin.pairKey === pairKey && twin.id !== id).map(twin => current.get(twin.id)!)

  return {
    mayLeave(letter, now) {
      const reader = stateOf(letter)
      if (!reader) return undefined
      const pair = letter.partnershipId === null ? null : pairs.get(letter.partnershipId)
      if (pair === undefined) return undefined
      const round = letter.roundId === null ? null : (rounds.get(letter.roundId) ?? null)
      const twin = twinsOf(letter).find(one => outOfOurHands.has(one.state))
      const [tries, twinLeftAt, rationed] = [letter.attempt, twin?.claimedAt ?? null, dailySendLimit !== undefined]
      return mayLeave({ ...letter, tries, twinLeftAt, rationed }, reader, pair, round, now)
    },
    twinsOf,
    noteLeaving(letter, now) {
      current.set(letter.id, { ...letter, state: 'sending' })
      if (letter.participantId === null || !isPlanned(letter)) return
      scheduledAt.set(letter.participantId, [...(scheduledAt.get(letter.participantId) ?? []), now])
    },
    noteDropped: letter => void current.set(letter.id, { ...letter, state: 'cancelled' }),
    describe(letter) {
      const round = letter.roundId === null ? undefined : rounds.get(letter.roundId)
      const person = letter.participantId === null ? undefined : participants.get(letter.participantId)
      const coordinator = letter.coordinatorId === null ? undefined : coordinators.get(letter.coordinatorId)
      const partner = members.find(
        m =>
          m.partnershipId === letter.partnershipId && letter.partnershipId !== null && m.participantId !== letter.participantId,
      )
      const { id, purpose, template, participantId, roundId, partnershipId, data, question, inReplyTo, answers } = letter
      return {
        ...{ id, purpose, template, participantId, roundId, partnershipId, data, question, inReplyTo, answers },
        reader: {
          email: person?.email ?? coordinator?.email ?? letter.address ?? '',
          name: person ? person.knownAs || person.name : (coordinator?.name ?? ''),
          locale: letter.locale ?? person?.locale ?? 'en',
          zone: knownZone(person?.zone ?? coordinator?.zone ?? round?.zone),
        },
        roundName: round?.name ?? null,
        partnerEmail: partner?.email ?? null,
        snapshot:
          letter.subject !== null && letter.bodyText !== null && letter.bodyHtml !== null
            ? { subject: letter.subject, text: letter.bodyText, html: letter.bodyHtml }
            : null,
      }
    },
  }
}
