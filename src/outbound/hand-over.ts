import { inTransaction, type Sql } from '../db.ts'
import { safeError } from '../log.ts'
import { backoff } from './backoff.ts'
import type { Claimed } from './claimed.ts'
import * as rows from './deliver.sql.ts'
import { type DeliveryOptions, type DeliveryWorld, patience, type Ready, type Run } from './delivery.ts'
import type { Sent } from './transport.ts'

/** A call takes a quarter of a minute at most: what is past the middle of its window is not handed over any more. */
const tooLate = ({ claimedAt, settleAt }: Claimed, now: Date) =>
  now.getTime() > claimedAt.getTime() + (settleAt.getTime() - claimedAt.getTime()) / 2

/** Hands one letter over, and notes what came of it. */
export async function handOver(
  world: DeliveryWorld,
  { letter, message }: Ready,
  run: Run,
  options: DeliveryOptions,
): Promise<void> {
  const { sql, clock, transport, log } = world
  const { isLate = tooLate, aboutToLeave = rows.aboutToLeave } = options
  if (run.inARow >= patience || isLate(letter, clock())) return void (await rows.noteLater(sql, letter, null, null))
  if (!(await aboutToLeave(sql, letter))) return
  const sent = await transport
    .send(message)
    .catch((error): Sent => ({ is: 'unknown', because: safeError(error).message.slice(0, 120) }))
  run.inARow = sent.is === 'later' || sent.is === 'unknown' ? run.inARow + 1 : 0
  if (sent.is !== 'accepted')
    log.info({ outbox: letter.id, attempt: letter.attempt, is: sent.is, because: sent.because }, 'not accepted')
  await note(world, letter, sent, options)
}

async function note(world: DeliveryWorld, letter: Claimed, sent: Sent, { unreachable }: DeliveryOptions): Promise<void> {
  const { sql, clock, transport } = world
  const now = clock()
  switch (sent.is) {
    case 'accepted':
      await rows.noteAccepted(sql, letter, sent.providerId, now)
      return
    case 'later': {
      const wait = backoff(letter.id, await rows.countTurnedAway(sql, letter), sent.retryAfterMs)
      await rows.noteLater(sql, letter, sent.because, new Date(now.getTime() + wait))
      return
    }
    case 'unknown':
      if ((await rows.noteUnknown(sql, letter, sent.because)) && !transport.find) await raiseDoubt(sql, letter.id, now)
      return
    case 'inactive':
      if (!(await giveUp(world, letter, sent.because, letter.participantId === null || !unreachable))) return
      if (letter.participantId === null) return
      if (unreachable) await inTransaction(sql, tx => unreachable(tx, letter.participantId!, sent.because, now))
      else await rows.noteUnreachable(sql, letter.id, now)
      return
    case 'refused':
      await giveUp(world, letter, sent.because)
      return
  }
}

/**
 * Notes that a letter will not leave, and puts it into the digest unless somebody else tells of it.
 *
 * @returns false when the letter was no longer ours
 */
export const giveUp = (
  { sql, clock }: DeliveryWorld,
  letter: Pick<Claimed, 'id' | 'attempt' | 'template'>,
  because: string,
  flagged = true,
): Promise<boolean> =>
  inTransaction(sql, async tx => {
    if (!(await rows.noteFailed(tx, letter, because))) return false
    const reason = `The letter ${letter.id} (${letter.template}) could not be sent: ${because}.`
    const urgent = letter.template === 'alert'
    if (flagged) await rows.raiseLetterFlag(tx, 'unsent', letter.id, { reason, suggestion: 'OK', urgent }, clock())
    return true
  })

/** Nobody can tell whether a letter arrived: a person decides. */
export const raiseDoubt = (sql: Sql, outboxId: number, now: Date) =>
  rows.raiseLetterFlag(
    sql,
    'doubtful letter',
    outboxId,
    {
      reason: `Letter ${outboxId} may have been sent, or not: the mail provider cannot say. It is not sent again by itself.`,
      suggestion: 'OK',
      urgent: false,
    },
    now,
  )
