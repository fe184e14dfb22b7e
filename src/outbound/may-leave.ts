import * as rules from './letter-rules.ts'
import { dayIn, firstWithin, type Hours, knownZone, nextDayAt } from './local-hours.ts'

export type Leaving =
  | { is: 'leave' }
  | { is: 'wait'; until: Date }
  /** it missed its hours because nobody looked: it keeps its place, and is looked at again at the next knock */
  | { is: 'overdue' }
  | { is: 'cancelled'; because: string }
  | { is: 'expired' }

/** What the rule needs of a letter. `tries` counts the times it was handed to the provider, or nearly so. */
export type Candidate = {
  template: string
  scheduled: boolean
  queuedAt: Date
  notAfter: Date
  tries: number
  /** the moment it is, or was, due */
  dueAt?: Date
  /** when the other letter of its pair left */
  twinLeftAt?: Date | null
  /** a daily limit holds letters back: lateness then says nothing about who looked */
  rationed?: boolean
}

/** What is known of the reader at this moment. A stranger has all of these empty. */
export type ReaderState = {
  address: string | null
  zone: string | null
  removedAt: Date | null
  erasedAt: Date | null
  optedOutAt: Date | null
  complainedAt: Date | null
  bouncedAt: Date | null
  pausedAt: Date | null
  pausedUntil: Date | null
  awayUntil: Date | null
  /** scheduled letters that left, or may have left: when */
  scheduledAt: Date[]
  /** an introduction waits for this reader, and goes before anything else that is planned */
  introductionWaits: boolean
}

export type PairState = { frozenAt: Date | null; endedAt: Date | null } | null
export type RoundState = { endedAt: Date | null } | null

const [hours20, oneDay] = [20 * 3_600_000, 24 * 3_600_000]
const daytime: Hours = { from: 7, until: 20 }
const morning: Hours = { from: 7, until: 10 }

const cancelled = (because: string): Leaving => ({ is: 'cancelled', because })

/**
 * Whether a letter may leave at this moment, looked at once more when it is claimed: much may have happened since it was
 * put into the outbox.
 *
 * @param letter as it stands in the outbox
 * @param reader the participant, coordinator or stranger it is for
 * @param pair the partnership that it belongs to, if any
 * @param round the round that it belongs to, if any
 */
export function mayLeave(letter: Candidate, reader: ReaderState, pair: PairState, round: RoundState, now: Date): Leaving {
  if (letter.notAfter <= now) return { is: 'expired' }
  const refusal = unwanted(letter, reader) ?? outlived(letter, pair, round)
  if (refusal) return cancelled(refusal)
  return isPlanned(letter) ? inDueTime(letter, reader, now) : { is: 'leave' }
}

/** Planned letters keep to people's days; answers go at once. */
export const isPlanned = ({ template, scheduled }: Pick<Candidate, 'template' | 'scheduled'>): boolean =>
  scheduled || template === 'introduction'

/** Why the reader must not get it, or undefined. */
function unwanted({ template, queuedAt }: Candidate, reader: ReaderState): string | undefined {
  if (reader.removedAt) return 'the coordinator was removed'
  if (reader.erasedAt && template !== 'erased') return 'the reader was erased'
  if (!reader.address) return 'there is no address'
  if (reader.complainedAt) return 'the reader complained of spam'
  if (reader.bouncedAt && !rules.afterBounce.has(template)) return 'the address bounced'
  if (reader.optedOutAt && !rules.afterOptOut.has(template)) {
    const appliedAgain = rules.afterNewApplication.has(template) && queuedAt > reader.optedOutAt
    if (!appliedAgain) return 'the reader opted out'
  }
  return undefined
}

/** Why the letter has nothing left to say, or undefined. */
function outlived({ template }: Candidate, pair: PairState, round: RoundState): string | undefined {
  if (pair?.endedAt && rules.ofLivingPair.has(template)) return 'the pair has ended'
  if (pair?.frozenAt && !pair.endedAt && rules.aboutPair.has(template)) return 'letters about the pair are stopped'
  if (round?.endedAt && rules.ofLivingRound.has(template)) return 'the round has ended'
  return undefined
}

/** Planned letters leave by day, one a day, and none while the reader takes a break. */
function inDueTime(letter: Candidate, reader: ReaderState, now: Date): Leaving {
  const { template } = letter
  if (isPaused(reader, now) && !rules.whilePaused.has(template))
    return reader.pausedUntil ? { is: 'wait', until: reader.pausedUntil } : cancelled('the reader takes a break')
  if (reader.awayUntil && reader.awayUntil > now && !rules.whileAway.has(template)) return { is: 'wait', until: reader.awayUntil }

  const zone = knownZone(reader.zone)
  // A try that failed is made good on the same day, even when the morning is over.
  const hours = template === 'introduction' && letter.tries === 0 ? morning : daytime
  const opening = firstWithin(zone, now, hours)
  if (opening > now && !cannotWait(letter, opening, now)) {
    const missed = hoursMissedAt(letter, zone, hours, now)
    if (!missed) return { is: 'wait', until: opening }
    if (now.getTime() - missed.getTime() < oneDay) return { is: 'overdue' }
  }

  const today = dayIn(zone, now)
  const hadOne = reader.scheduledAt.some(at => dayIn(zone, at) === today)
  const comesSecond = reader.introductionWaits && template !== 'introduction'
  return hadOne || comesSecond ? { is: 'wait', until: nextDayAt(zone, now, hours.from) } : { is: 'leave' }
}

/** When a letter could have left and nobody looked: a service that wakes once a day may never meet a reader's morning. */
function hoursMissedAt({ dueAt, rationed }: Candidate, zone: string, hours: Hours, now: Date): Date | null {
  if (!dueAt || rationed) return null
  const first = firstWithin(zone, dueAt, hours)
  return first < now ? first : null
}

/** The other letter of the pair left most of a day ago, and the next morning comes too late for the two to be a day apart. */
const cannotWait = ({ twinLeftAt }: Candidate, opening: Date, now: Date): boolean =>
  Boolean(twinLeftAt) && now.getTime() - twinLeftAt!.getTime() >= hours20 && opening.getTime() - twinLeftAt!.getTime() > oneDay

const isPaused = ({ pausedAt, pausedUntil }: Pick<ReaderState, 'pausedAt' | 'pausedUntil'>, now: Date): boolean =>
  pausedAt !== null && (pausedUntil === null || pausedUntil > now)

/** Another letter with the same pair key: still queued, with what the rule says of it now, or out of our hands. */
export type Twin = { was: 'sent' } | { was: 'dropped' } | { was: 'queued'; leaving: Leaving; dueAt: Date }

/**
 * The introductions of a pair leave within a day of each other, or neither does.
 *
 * @param own what the rule says of this letter alone
 */
export function together(own: Leaving, twins: Twin[], now: Date): Leaving {
  if (own.is === 'cancelled' || own.is === 'expired' || own.is === 'overdue') return own
  if (twins.some(twin => twin.was === 'sent')) return own
  if (twins.some(twin => twin.was === 'dropped')) return cancelled("the pair's other letter does not leave")
  for (const twin of twins) {
    if (twin.was !== 'queued') continue
    if (twin.leaving.is === 'cancelled') return cancelled(`the pair's other letter does not leave: ${twin.leaving.because}`)
    if (twin.leaving.is === 'expired') return { is: 'expired' }
    if (own.is !== 'leave') continue
    const earliest = Math.max(twin.leaving.is === 'wait' ? twin.leaving.until.getTime() : now.getTime(), twin.dueAt.getTime())
    if (earliest - now.getTime() > oneDay)
      return { is: 'wait', until: new Date(Math.min(earliest - oneDay, now.getTime() + oneDay)) }
  }
  return own
}
