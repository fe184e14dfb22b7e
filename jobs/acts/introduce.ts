import { after, days } from '../../src/clock.ts'
import { nextMorning } from '../../src/programme/local-time.ts'
import { calledBy, type Participant } from '../../src/programme/participants.sql.ts'
import { makePartnership, type Partnership } from '../../src/programme/partnerships.sql.ts'
import type { Reason } from '../../src/programme/proposals.sql.ts'
import type { Round } from '../../src/programme/rounds.sql.ts'
import { hashToken, makeToken, replyAddress } from '../../src/reply-address.ts'
import { type Acting, iso, send } from './context.ts'

type Half = { person: Participant; reasons: Reason[] }
type Introduced = { round: Round; madeBy: Partnership['madeBy']; startsAt: Date; a: Half; b: Half }

/** The token in a pair's own address, which stays the same for as long as the pair lives. */
export const heartbeatToken = (secret: string, partnershipId: number) => makeToken(secret, 'p', `pair:${partnershipId}`)

/** Days after the introduction that our first question comes. */
const firstCheckInDays = 10

/** The codes, when every reason has one; a reason of a person's own is said in their words. */
const codesOf = (reasons: Reason[]) =>
  reasons.every(r => r.code !== undefined) ? { reasonCodes: reasons.map(r => ({ code: r.code!, values: r.values ?? {} })) } : {}

/** Makes a partnership, and posts its two introductions, each for its reader's morning. Both leave on a day, or neither. */
export async function introduce(acting: Acting, { round, madeBy, startsAt, a, b }: Introduced): Promise<number> {
  const { world, tx, now } = acting
  const { secret, replyTo } = world.config
  const id = await makePartnership(
    tx,
    {
      roundId: round.id,
      madeBy,
      startsAt,
      a: { id: a.person.id, reasons: a.reasons },
      b: { id: b.person.id, reasons: b.reasons },
      heartbeatHash: partnershipId => hashToken(heartbeatToken(secret, partnershipId)),
    },
    now,
  )
  for (const [self, partner] of [
    [a, b],
    [b, a],
  ] as const) {
    const dueAt = nextMorning(self.person.zone ?? round.zone, startsAt)
    await send(acting, {
      purpose: `introduction/partnership:${id}/participant:${self.person.id}`,
      template: 'introduction',
      to: { participantId: self.person.id },
      question: 'introduction',
      roundId: round.id,
      partnershipId: id,
      scheduled: true,
      pairKey: `introduction/partnership:${id}`,
      dueAt,
      notAfter: after(dueAt, days(21)),
      data: {
        partner: {
          name: partner.person.name,
          knownAs: calledBy(partner.person),
          email: partner.person.email!,
          country: partner.person.country!,
          place: partner.person.place,
          role: partner.person.role,
          employer: partner.person.employer,
          languages: partner.person.languages.map(l => l.language),
          about: partner.person.about,
          zone: partner.person.zone,
        },
        reasons: self.reasons.map(r => r.words),
        ...codesOf(self.reasons),
        meetings: [],
        pairAddress: replyAddress(replyTo, heartbeatToken(secret, id)),
        endsAt: iso(round.endsAt),
        firstCheckInAt: iso(after(dueAt, days(firstCheckInDays))),
        topic: null,
        rematch: madeBy === 'rematch',
      },
    })
  }
  return id
}
