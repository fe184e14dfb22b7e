import { after, days } from '../../src/clock.ts'
import { audit } from '../../src/programme/audit.sql.ts'
import { keepReport } from '../../src/programme/conduct.sql.ts'
import { coordinators, safetyPeople } from '../../src/programme/coordinators.sql.ts'
import type { Participant } from '../../src/programme/participants.sql.ts'
import { currentPartnership, freeze, pairSeenFrom } from '../../src/programme/partnerships.sql.ts'
import { hashAddress } from '../../src/reply-address.ts'
import { type Acting, iso, mayAnswer, send } from './context.ts'

type Report = {
  inboxId: number
  receivedAt: Date
  reporter: Participant | null
  /** where the report came from, when it is nobody we know */
  address: string | null
  senderName: string
  text: string
  /** the partnership that the answered letter was about */
  partnershipId: number | null
}

/**
 * A report of inappropriate conduct: the pair is frozen at once and in silence, the named people get it whole, the reporter
 * gets one receipt, and nothing about the pair reaches either partner until a named person acts.
 */
export async function report(acting: Acting, r: Report): Promise<string> {
  const { world, tx, now } = acting
  const partnershipId = r.partnershipId ?? (r.reporter ? ((await currentPartnership(tx, r.reporter.id))?.id ?? null) : null)
  const seen = partnershipId && r.reporter ? await pairSeenFrom(tx, partnershipId, r.reporter.id) : undefined
  const [pair] = partnershipId
    ? await tx<{ roundId: number }[]>`select round_id from partnerships where id = ${partnershipId}`
    : []
  const id = await keepReport(
    tx,
    { inboxId: r.inboxId, reporterId: r.reporter?.id ?? null, partnershipId, roundId: pair?.roundId ?? null },
    now,
  )
  if (partnershipId) await freeze(tx, partnershipId, now)
  const named = await safetyPeople(tx)
  const readers = named.length > 0 ? named : (await coordinators(tx)).filter(one => one.role === 'programme')
  const data = {
    about: 'conduct' as const,
    name: r.reporter?.name ?? r.senderName,
    email: r.reporter?.email ?? r.address ?? '',
    country: r.reporter?.country ?? null,
    partner: seen?.partner.name ?? null,
    receivedAt: iso(r.receivedAt),
    text: r.text,
    frozen: partnershipId !== null,
    consoleUrl: `${world.config.publicUrl}/console`,
  }
  for (const one of readers)
    await send(acting, {
      purpose: `alert/conduct:${id}/coordinator:${one.id}`,
      template: 'alert',
      to: { coordinatorId: one.id },
      question: 'alert',
      data,
    })
  if (readers.length === 0)
    await send(acting, {
      purpose: `alert/conduct:${id}/safety`,
      template: 'alert',
      to: { address: world.config.safetyEmail },
      data,
    })
  const to = r.reporter ? { participantId: r.reporter.id } : r.address ? { address: r.address } : null
  if (to && (await mayAnswer(acting, `conduct:${r.reporter?.id ?? hashAddress(world.config.secret, r.address ?? '')}`, false)))
    await send(acting, {
      purpose: `report-received/conduct:${id}`,
      template: 'report-received',
      to,
      data: { receivedAt: iso(r.receivedAt), people: readers.map(one => one.name) },
      notAfter: after(now, days(3)),
    })
  await audit(tx, r.reporter ? `participant:${r.reporter.id}` : 'the programme', 'report', `conduct:${id}`, now)
  return `conduct report ${id}`
}
