import { z } from 'zod'
import { letterByProvider } from '../../src/outbound/letter-of.sql.ts'
import { settleByEvent } from '../../src/outbound/settle.ts'
import { findByAddress, findParticipant } from '../../src/programme/participants.sql.ts'
import { bounced, complained } from '../acts/bounce.ts'
import type { Acting } from '../acts/context.ts'
import { leave } from '../acts/leave.ts'
import type { Kept, Outcome } from '../process-arrivals.ts'

const shape = z.looseObject({
  RecordType: z.string(),
  MessageID: z.string().optional(),
  Type: z.string().optional(),
  Email: z.string().optional(),
  Recipient: z.string().optional(),
  Metadata: z.record(z.string(), z.unknown()).nullish(),
  BouncedAt: z.string().optional(),
  DeliveredAt: z.string().optional(),
  ChangedAt: z.string().optional(),
  SuppressSending: z.boolean().optional(),
  SuppressionReason: z.string().nullish(),
})

/** Types that mean the address itself is no good. Switched on by name: the provider's numbers are not to be trusted. */
const hardTypes = new Set(['HardBounce', 'BadEmailAddress', 'ManuallyDeactivated', 'AddressChange', 'InboundError'])
/** Types that say nothing of the address. */
const noBounce = new Set([
  'AutoResponder',
  'Subscribe',
  'Unsubscribe',
  'OpenRelayTest',
  'ChallengeVerification',
  'TemplateRenderingFailed',
])

const kindOf = (e: z.infer<typeof shape>) =>
  e.RecordType === 'Delivery'
    ? ('delivery' as const)
    : e.RecordType === 'SpamComplaint'
      ? ('complaint' as const)
      : e.RecordType === 'Bounce'
        ? hardTypes.has(e.Type ?? '')
          ? ('hard bounce' as const)
          : ('soft bounce' as const)
        : ('other' as const)

/** What became of a letter, as the provider tells it; in any order, and any number of times. */
export async function event(acting: Acting, row: Kept): Promise<Outcome> {
  const { tx, now } = acting
  const read = shape.safeParse(jsonOf(Buffer.from(row.body).toString('utf8')))
  if (!read.success) return { outcome: 'an event of a shape that nobody knows: kept' }
  const e = read.data
  const outboxId = idOf(e.Metadata?.outbox)
  const named = await letterByProvider(tx, { outboxId, providerId: e.MessageID ?? null })
  const mark = typeof e.Metadata?.letter === 'string' ? e.Metadata.letter : null
  // another installation at the same provider counts its letters too
  const letter = mark && named?.messageId && !named.messageId.includes(mark) ? undefined : named
  const at = momentOf(e.BouncedAt ?? e.DeliveredAt ?? e.ChangedAt) ?? row.receivedAt
  if (letter) await settleByEvent(tx, { outboxId: letter.id, providerId: e.MessageID ?? null, mark, type: kindOf(e), at }, now)
  const address = e.Email ?? e.Recipient
  const person = letter?.participantId
    ? await findParticipant(tx, letter.participantId)
    : address
      ? await findByAddress(tx, address)
      : undefined
  if (!person) return { outcome: `${e.RecordType}, of nobody we know` }
  const done = (outcome: string): Outcome => ({ participantId: person.id, outcome })
  switch (e.RecordType) {
    case 'Delivery':
      return done('delivered')
    case 'Bounce': {
      const type = e.Type ?? ''
      if (noBounce.has(type)) return done(`bounce event of no account: ${type}`)
      if (type === 'SpamComplaint' || type === 'SpamNotification') return done(await complained(acting, person, row.id))
      return done(await bounced(acting, person, { hard: hardTypes.has(type), at, inboxId: row.id, because: type }))
    }
    case 'SpamComplaint':
      return done(await complained(acting, person, row.id))
    case 'SubscriptionChange':
      if (!e.SuppressSending) return done('the provider opened the address again; ours stays as it is')
      if (e.SuppressionReason === 'HardBounce')
        return done(await bounced(acting, person, { hard: true, at, inboxId: row.id, because: 'suppressed by the provider' }))
      if (e.SuppressionReason === 'SpamComplaint') return done(await complained(acting, person, row.id))
      return done(await leave(acting, person, { authenticated: false, inboxId: row.id }))
    default:
      return done(`${e.RecordType}: noted`)
  }
}

/** What JSON says; undefined when it is none: it is kept, and tells us nothing. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The number of a letter, as far as a row can have it. */
const idOf = (told: unknown): number | null => (/^[1-9]\d{0,8}$/.test(String(told ?? '')) ? Number(told) : null)

function momentOf(text: string | undefined): Date | undefined {
  const moment = text ? new Date(text) : undefined
  return moment && !Number.isNaN(moment.getTime()) ? moment : undefined
}
