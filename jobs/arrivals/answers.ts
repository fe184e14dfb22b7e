import { after, days } from '../../src/clock.ts'
import type { Thanks } from '../../src/outbound/letter-parts.ts'
import { coordinators } from '../../src/programme/coordinators.sql.ts'
import { countryName } from '../../src/programme/countries.ts'
import { type FlagKind, raiseFlag } from '../../src/programme/flags.sql.ts'
import { type Acting, iso, mayAnswer, send } from '../acts/context.ts'
import type { Answer } from './participant.ts'

/** Days within which a coordinator reads what no rule could. */
const promiseDays = 7

/** One line of thanks in the same thread. */
export async function thank(acting: Acting, a: Answer, data: Thanks, recognised = true): Promise<void> {
  if (!(await mayAnswer(acting, `participant:${a.person.id}`, recognised && a.hasToken))) return
  await send(acting, {
    purpose: `thanks/inbox:${a.inboxId}`,
    template: 'thanks',
    to: { participantId: a.person.id },
    question: data.answer === 'share' ? 'share' : (a.letter?.question ?? 'thanks'),
    roundId: a.letter?.roundId ?? null,
    partnershipId: a.pair && !a.pair.endedAt ? a.pair.id : null,
    data,
    inReplyTo: a.messageId,
    answers: a.subject,
    notAfter: after(acting.now, days(3)),
  })
}

/** Days for which the same words count as said before. */
const sameWordsDays = 60

const excerptOf = (text: string) => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 160 ? `${line.slice(0, 159)}…` : line
}

/** Nobody is sure what this says: a coordinator reads it, and the writer is told that somebody will. */
export async function leftToAPerson(
  acting: Acting,
  a: Answer,
  because: string,
  kind: FlagKind = 'unread',
  applicationId: number | null = null,
): Promise<string> {
  const { tx, now } = acting
  const excerpt = excerptOf(a.understood.text)
  if (a.understood.intent === 'none' && a.sure && because === 'could not be read') return 'nothing to act on'
  const where = a.person.country ? ` (${countryName(a.person.country)})` : ''
  const reason = excerpt
    ? `${a.person.name}${where} wrote: “${excerpt}”`
    : `${a.person.name}${where} sent a letter without words.`
  // the same words once more are a program's, or impatience: neither is told a second time that somebody will read them
  const again = await tx`
    select 1 from flags where participant_id = ${a.person.id} and reason = ${reason} and inbox_id is distinct from ${a.inboxId} and raised_at > ${after(now, -days(sameWordsDays))} limit 1`
  await raiseFlag(
    tx,
    {
      kind,
      roundId: a.pair?.roundId ?? a.letter?.roundId ?? null,
      partnershipId: a.pair && !a.pair.endedAt ? a.pair.id : null,
      participantId: a.person.id,
      applicationId,
      inboxId: a.inboxId,
      reason,
      suggestion: '',
      details: { because, question: a.letter?.question ?? null },
    },
    now,
  )
  if (again.length > 0) return `left to a coordinator: ${because}, in the same words as before`
  const [reader] = await coordinators(tx)
  await thank(
    acting,
    a,
    {
      answer: 'unread',
      coordinator: reader?.name ?? acting.world.config.programmeName,
      promiseAt: iso(after(now, days(promiseDays))),
    },
    false,
  )
  return `left to a coordinator: ${because}`
}

/** The right token, from an address that we do not know: the registered one is asked whether it was them, once. */
export async function askOtherAddress(acting: Acting, a: Answer): Promise<void> {
  const { tx, now } = acting
  if (await mayAnswer(acting, `participant:${a.person.id}`, a.hasToken))
    await send(acting, {
      purpose: `other-address/participant:${a.person.id}/inbox:${a.inboxId}`,
      template: 'other-address',
      to: { participantId: a.person.id },
      question: 'other-address',
      data: { otherEmail: a.from!, receivedAt: iso(a.receivedAt) },
    })
  await raiseFlag(
    tx,
    {
      kind: 'other address',
      roundId: a.pair?.roundId ?? null,
      partnershipId: a.pair && !a.pair.endedAt ? a.pair.id : null,
      participantId: a.person.id,
      reason: `An answer to our letter to ${a.person.name} came from another address; we asked the one we know.`,
      suggestion: '',
      details: { inbox: a.inboxId },
    },
    now,
  )
}
