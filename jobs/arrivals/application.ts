import { conductVersion } from '../../src/conduct.ts'
import { applicationIn, formNamed } from '../../src/inbound/forms.ts'
import { readApplication } from '../../src/programme/application.ts'
import { holdUnconfirmed, keepApplication } from '../../src/programme/applications.sql.ts'
import { raiseFlag } from '../../src/programme/flags.sql.ts'
import { keepParticipant } from '../../src/programme/participants.sql.ts'
import { openRound, roundNamed } from '../../src/programme/rounds.sql.ts'
import { settleApplication } from '../acts/apply.ts'
import type { Acting } from '../acts/context.ts'
import type { Kept, Outcome } from '../process-arrivals.ts'

/** An application came, from whichever form: kept, answered by letter, and moved on as far as it can go. */
export async function application(acting: Acting, row: Kept): Promise<Outcome> {
  const { tx, now } = acting
  const text = Buffer.from(row.body).toString('utf8')
  const a = readApplication(fieldsOf(row, text))
  if (!a.email) {
    const who = a.name || 'somebody who gave no name'
    await raiseFlag(
      tx,
      {
        kind: 'no address',
        inboxId: row.id,
        reason: `An application from ${who} came without an address that mail can reach.`,
        suggestion: '',
        details: { arrival: row.id },
      },
      now,
    )
    return { outcome: 'application without an address: left to a coordinator' }
  }
  const round = (a.round ? await roundNamed(tx, a.round) : undefined) ?? (await openRound(tx, row.receivedAt))
  const wasOpen =
    round &&
    round.opensAt <= row.receivedAt &&
    row.receivedAt < round.closesAt &&
    !(round.approvedAt && round.approvedAt <= row.receivedAt)
  const person = await keepParticipant(tx, { ...a, email: a.email }, now)
  const kept = await keepApplication(
    tx,
    {
      participantId: person.id,
      roundId: wasOpen ? round.id : null,
      standby: a.standby,
      wishes: a.wishes,
      comment: a.comment,
      conduct: a.conductAccepted ? conductVersion : null,
      missing: [...a.missing.required, ...a.missing.wanted],
    },
    row.receivedAt,
  )
  const since = person.optedOutAt ?? person.bouncedAt
  if (since && since <= row.receivedAt) {
    // nobody who left is written to because a form says so: a coordinator looks first
    await holdUnconfirmed(tx, kept.id, 'left earlier')
    const why = person.optedOutAt ? 'left earlier and now applied again' : 'applied again, but mail to the address came back'
    await raiseFlag(
      tx,
      {
        kind: 'approval',
        roundId: kept.roundId,
        participantId: person.id,
        applicationId: kept.id,
        reason: `${person.name} ${why}.`,
        suggestion: '',
      },
      now,
    )
    return { participantId: person.id, outcome: `application ${kept.id}: waits for a coordinator` }
  }
  const settled = await settleApplication(acting, kept.id, a.notUnderstood)
  return { participantId: person.id, outcome: `application ${kept.id}: ${settled}` }
}

/** The fields of an application by the contract's names. */
function fieldsOf(row: Kept, text: string): Record<string, unknown> {
  if (row.source.startsWith('form:')) {
    const form = formNamed(row.source.slice('form:'.length))
    if (!form) throw new Error(`reading an application: the field map of '${row.source}' is missing`)
    return applicationIn(form, text, (JSON.parse(row.envelope) as { type?: string }).type ?? '')
  }
  const json: unknown = JSON.parse(text)
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Record<string, unknown>) : {}
}
