import { after, days } from '../../src/clock.ts'
import { decideDays } from '../../src/programme/check-ins.ts'
import { raiseFlag } from '../../src/programme/flags.sql.ts'
import { dayInWords, nextMorning } from '../../src/programme/local-time.ts'
import { calledBy } from '../../src/programme/participants.sql.ts'
import type { Member, Partnership } from '../../src/programme/partnerships.sql.ts'
import { lastHeard } from '../../src/programme/signals.sql.ts'
import { type Acting, iso, isoOrNull, send } from './context.ts'

/**
 * Somebody told us that the partner is silent: shown to the coordinators at once, in their own line, and the partner is
 * asked kindly, without a word of who told.
 *
 * @returns when we come back to the one who told
 */
export async function followUp(
  acting: Acting,
  partnership: Partnership,
  told: Member,
  quiet: Member,
  words: string,
): Promise<Date> {
  const { tx, now } = acting
  const promise = after(now, days(decideDays + 2))
  await raiseFlag(
    tx,
    {
      kind: 'asked for help',
      roundId: partnership.roundId,
      partnershipId: partnership.id,
      reason: `${calledBy(told)} wrote on ${dayInWords(told.zone ?? 'UTC', now)} ${words}.`,
      suggestion: 'rematch',
      explicit: true,
      urgent: true,
      details: { toldBy: told.participantId, quiet: quiet.participantId },
    },
    now,
  )
  if (quiet.optedOutAt || quiet.pausedAt || quiet.bouncedAt) return promise
  const dueAt = nextMorning(quiet.zone ?? 'UTC', now)
  await send(acting, {
    // one in three weeks, however often the partner says so
    purpose: `follow-up/partnership:${partnership.id}/participant:${quiet.participantId}/weeks:${Math.floor((now.getTime() - partnership.startsAt.getTime()) / days(21))}`,
    template: 'follow-up',
    to: { participantId: quiet.participantId },
    question: 'follow-up',
    roundId: partnership.roundId,
    partnershipId: partnership.id,
    scheduled: true,
    dueAt,
    notAfter: after(dueAt, days(7)),
    data: {
      partner: calledBy(told),
      lastHeardAt: isoOrNull(await lastHeard(tx, partnership.id, quiet.participantId)),
      decideAt: iso(after(dueAt, days(decideDays))),
    },
  })
  return promise
}
