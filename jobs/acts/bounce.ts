import { cancelQueued } from '../../src/outbound/outbox.sql.ts'
import { countryName } from '../../src/programme/countries.ts'
import { raiseFlag } from '../../src/programme/flags.sql.ts'
import { calledBy, markBounced, markComplained, type Participant } from '../../src/programme/participants.sql.ts'
import { currentPartnership, pairSeenFrom } from '../../src/programme/partnerships.sql.ts'
import { lastAsked, noteSignal } from '../../src/programme/signals.sql.ts'
import { suppress } from '../../src/programme/suppressions.sql.ts'
import { hashAddress } from '../../src/reply-address.ts'
import type { Acting } from './context.ts'
import { leave } from './leave.ts'

type Bounce = { hard: boolean; at: Date; inboxId: number | null; because: string }

/**
 * A letter came back. Hard: the address is closed to our mail, and coordinators hear of it within a day; only a newly
 * confirmed address reopens it. Soft: noted, and nothing else until it repeats.
 */
export async function bounced(acting: Acting, person: Participant, { hard, at, inboxId, because }: Bounce): Promise<string> {
  const { world, tx, now } = acting
  const pair = await currentPartnership(tx, person.id)
  if (pair)
    await noteSignal(tx, {
      partnershipId: pair.id,
      participantId: person.id,
      kind: 'bounce',
      hard,
      at,
      askedAt: await lastAsked(tx, pair.id, person.id),
      inboxId,
    })
  if (!hard) return `soft bounce: ${because}`.slice(0, 200)
  if (person.bouncedAt) return 'hard bounce, known already'
  await markBounced(tx, person.id, now)
  if (person.email) await suppress(tx, hashAddress(world.config.secret, person.email), 'bounced', now)
  await cancelQueued(tx, { participantId: person.id }, 'the address bounced')
  const seen = pair ? await pairSeenFrom(tx, pair.id, person.id) : undefined
  const partner = seen ? ` ${calledBy(seen.partner)} (${countryName(seen.partner.country ?? '')}) is the partner.` : ''
  await raiseFlag(
    tx,
    {
      kind: 'bounced',
      roundId: pair?.roundId ?? null,
      partnershipId: pair?.id ?? null,
      participantId: person.id,
      reason: `Mail to ${person.name} came back for good; we write there no more.${partner}`,
      suggestion: pair ? 'snooze 7d' : '',
      urgent: true,
      details: { quiet: person.id },
    },
    now,
  )
  return 'hard bounce'
}

/** A spam complaint: our mail stops, and not even a confirmation goes out. */
export async function complained(acting: Acting, person: Participant, inboxId: number | null): Promise<string> {
  const outcome = await leave(acting, person, { authenticated: false, inboxId, silent: true })
  await markComplained(acting.tx, person.id, acting.now)
  return `complaint: ${outcome}`
}
