import { createHash } from 'node:crypto'
import { after, days } from '../../src/clock.ts'
import type { LetterData } from '../../src/outbound/letters.ts'
import { missingIn } from '../../src/programme/application.ts'
import {
  type ApplicationRow,
  decideApplication,
  findApplication,
  keepForNextRound,
  moveToRound,
  seatsTaken,
  setMissing,
} from '../../src/programme/applications.sql.ts'
import { countryName } from '../../src/programme/countries.ts'
import { seat } from '../../src/programme/country-cap.ts'
import { raiseFlag } from '../../src/programme/flags.sql.ts'
import { findParticipant, likelyDouble, type Participant } from '../../src/programme/participants.sql.ts'
import { findRound, openRound, type Round } from '../../src/programme/rounds.sql.ts'
import { type Acting, iso, isoOrNull, send } from './context.ts'

/** How long a round lasts, in whole months as people say it. */
export const monthsOf = (round: Pick<Round, 'startsAt' | 'endsAt'>): number =>
  Math.max(1, Math.round((round.endsAt.getTime() - round.startsAt.getTime()) / days(30.4)))

const digestOf = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12)

const facts = (p: Participant) => ({
  place: p.place,
  country: p.country ?? '',
  languages: p.languages.map(l => l.language),
  interests: p.interests,
})

/** Reads the three facts back and asks for YES; the first letter, and the one reminder. */
export async function askToConfirm(
  acting: Acting,
  a: Pick<ApplicationRow, 'id' | 'participantId' | 'roundId'>,
  why: 'first' | 'reminder' | `inbox:${number}` | `flag:${number}`,
) {
  const person = (await findParticipant(acting.tx, a.participantId))!
  if (!person.country) return // nothing to read back yet: the letter about what is missing comes first
  const round = a.roundId === null ? undefined : await findRound(acting.tx, a.roundId)
  const { appliedAt } = (await findApplication(acting.tx, a.id))!
  // facts that changed are read back again; the same ones are not
  const what = why === 'first' ? `facts:${digestOf([appliedAt, facts(person)])}` : why
  await send(acting, {
    purpose: `confirm/application:${a.id}/${what}`,
    template: 'confirm',
    to: { participantId: a.participantId },
    question: 'confirm',
    roundId: a.roundId,
    data: {
      ...facts(person),
      nowAt: person.zone ? iso(acting.now) : null,
      closesAt: isoOrNull(round?.closesAt ?? null),
      introducedAt: isoOrNull(round?.startsAt ?? null),
      months: round ? monthsOf(round) : 6,
      every: 'month',
      reminder: why === 'reminder',
    },
  })
}

/** Asks for missing answers, all of them in one letter. */
async function askForMissing(acting: Acting, a: ApplicationRow, fields: string[], given: Record<string, string>): Promise<void> {
  const round = a.roundId === null ? undefined : await findRound(acting.tx, a.roundId)
  type Fields = LetterData['missing']['fields']
  await send(acting, {
    purpose: `missing/application:${a.id}/applied:${iso(a.appliedAt)}/${fields.join('+')}`,
    template: 'missing',
    to: { participantId: a.participantId },
    question: 'missing',
    roundId: a.roundId,
    data: {
      fields: fields.map(field => ({ field, given: given[field] ?? null })) as Fields,
      byAt: isoOrNull(round?.closesAt ?? null),
    },
  })
}

/**
 * Moves an application on as far as it can go: nobody is paired before the address is confirmed, nothing required is
 * missing, and no coordinator has to look first. Then a place, or the waiting list, with the reason in a letter.
 */
export async function settleApplication(
  acting: Acting,
  applicationId: number,
  given: Record<string, string> = {},
): Promise<string> {
  const { tx, now } = acting
  const a = (await findApplication(tx, applicationId))!
  const person = (await findParticipant(tx, a.participantId))!
  const missing = missingIn({ ...person, conductAccepted: a.conductAt !== null })
  await setMissing(tx, a.id, [...missing.required, ...missing.wanted])
  if (missing.required.length > 0) {
    if (a.state === 'unconfirmed' || a.state === 'missing')
      await decideApplication(tx, a.id, 'missing', missing.required.join(', '), now)
    await askForMissing(acting, a, [...missing.required, ...missing.wanted], given)
    return `asked for ${missing.required.join(', ')}`
  }
  if (!a.confirmedAt) {
    if (a.state === 'missing') await decideApplication(tx, a.id, 'unconfirmed', null, now)
    await askToConfirm(acting, a, 'first')
    return 'asked to confirm'
  }
  if (a.state === 'accepted' || a.state === 'held' || a.state === 'waiting list') return `already ${a.state}`
  if (missing.wanted.length > 0) await askForMissing(acting, a, missing.wanted, given)
  const double = await likelyDouble(tx, person)
  if (double)
    return hold(acting, a, person, 'duplicate', `applied twice, it seems: the same name and place as participant ${double}`, '')
  const round = await roundFor(acting, a)
  if (round?.approval === 'by hand') return hold(acting, a, person, 'approval', 'applied and waits for your word', 'accept')
  return giveSeat(acting, a, person, round)
}

/** The round that an application is for; one that was kept while none was open goes to the one that is open now. */
async function roundFor({ tx, now }: Acting, a: ApplicationRow): Promise<Round | undefined> {
  if (a.roundId !== null) return findRound(tx, a.roundId)
  const open = await openRound(tx, now)
  if (!open || !(await moveToRound(tx, a.id, open.id))) return undefined
  a.roundId = open.id
  return open
}

async function hold(
  acting: Acting,
  a: ApplicationRow,
  person: Participant,
  kind: 'duplicate' | 'approval',
  why: string,
  suggestion: string,
): Promise<string> {
  const { tx, now } = acting
  await decideApplication(tx, a.id, 'held', kind, now)
  await raiseFlag(
    tx,
    {
      kind,
      roundId: a.roundId,
      participantId: person.id,
      applicationId: a.id,
      reason: `${person.name} (${countryName(person.country!)}) ${why}.`,
      suggestion,
    },
    now,
  )
  await sendWaiting(acting, a, person, kind === 'duplicate' ? 'looked at' : 'approval')
  return `held: ${kind}`
}

const sendWaiting = (acting: Acting, a: ApplicationRow, person: Participant, because: LetterData['waiting-list']['because']) =>
  send(acting, {
    purpose: `waiting-list/application:${a.id}/${because.replaceAll(' ', '-')}`,
    template: 'waiting-list',
    to: { participantId: a.participantId },
    question: 'waiting-list',
    roundId: a.roundId,
    data: { because, country: person.country! },
  })

/** A place in the round, or the waiting list of the next one; the person is told which, and why. */
export async function giveSeat(
  acting: Acting,
  a: ApplicationRow,
  person: Participant,
  round: Round | undefined,
): Promise<string> {
  const { tx, now } = acting
  if (!round) {
    await decideApplication(tx, a.id, 'accepted', 'kept for the next round', now)
    await sendWaiting(acting, a, person, 'no round')
    return 'kept for the next round'
  }
  const closed = now >= round.closesAt || round.approvedAt !== null
  const taken = await seatsTaken(tx, round.id, person.country)
  const given = closed
    ? ({ has: 'to wait', because: 'round closed' } as const)
    : seat({ ...taken, places: round.places, share: round.countryShare })
  if (given.has === 'to wait') {
    await decideApplication(tx, a.id, 'waiting list', given.because, now)
    await keepForNextRound(
      tx,
      {
        participantId: a.participantId,
        first: given.because !== 'round closed',
        because: given.because,
        wishes: a.wishes,
        standby: a.standby,
      },
      now,
    )
    await sendWaiting(acting, a, person, given.because)
    return `waits: ${given.because}`
  }
  await decideApplication(tx, a.id, 'accepted', null, now)
  await send(acting, {
    purpose: `accepted/application:${a.id}/confirmed:${isoOrNull(a.confirmedAt)}`,
    template: 'accepted',
    to: { participantId: a.participantId },
    question: 'accepted',
    roundId: round.id,
    data: { introducedAt: iso(round.startsAt), months: monthsOf(round), every: 'month' },
    notAfter: after(now, days(14)),
  })
  return 'accepted'
}
