import { inTransaction, type Sql } from '../db.ts'
import { type DeliveryWorld, settleWindow } from './delivery.ts'
import { markIn } from './envelope.ts'
import { raiseDoubt } from './hand-over.ts'
import * as rows from './settle.sql.ts'
import type { Found } from './transport.ts'

export type SettleOptions = {
  /** how long after a try it may be looked up, and again when the provider gave no answer, in milliseconds */
  settleMs?: number
}

/** Windows that a living worker may hold on to a letter, before it is taken for dead in its sleep. */
const longestSleep = 4
/** A provider that gives no answer for so long leaves the question to a person; it is asked on all the same. */
const silence = 24 * 3_600_000
const searches = 4
/** Held mail goes nowhere, so keeping it again harms nobody. */
const heldAgain = 1000

/**
 * Finds out what became of letters whose outcome is unknown: the provider is asked, and only what it does not know is sent
 * again, once. What is doubtful after that is left to a person.
 *
 * @returns how many letters were settled, one way or another
 */
export async function settle(world: DeliveryWorld, { settleMs = settleWindow }: SettleOptions = {}): Promise<number> {
  const { sql, clock, config } = world
  let settled = 0
  if (!(await rows.anythingUnsettled(sql, clock()))) return settled
  for (;;) {
    const now = clock()
    // On a hand-moved clock no time goes by while a call is under way: there the living are always waited for.
    const overdue = config.clockFile ? new Date(0) : new Date(now.getTime() - longestSleep * settleMs)
    const { leased, returned } = await inTransaction(sql, async tx => {
      const due = await rows.unsettled(tx, now, overdue)
      const neverLeft = due.filter(letter => letter.state === 'sending' && !letter.mayHaveLeft).map(letter => letter.id)
      const leased = due.filter(letter => !neverLeft.includes(letter.id))
      if (neverLeft.length) await rows.giveBack(tx, neverLeft)
      const until = new Date(now.getTime() + settleMs)
      if (leased.length)
        await rows.lease(
          tx,
          leased.map(letter => letter.id),
          until,
        )
      return { leased, returned: neverLeft.length }
    })
    if (!leased.length && !returned) return settled
    settled += returned
    for (let i = 0; i < leased.length; i += searches) {
      const outcomes = await Promise.all(leased.slice(i, i + searches).map(letter => settleOne(world, letter)))
      settled += outcomes.filter(Boolean).length
    }
  }
}

/** @returns false when the provider gave no answer, and the letter stays unknown */
async function settleOne(world: DeliveryWorld, letter: rows.Unsettled): Promise<boolean> {
  const { sql, clock, transport, log } = world
  const found = transport.find
    ? await transport.find(letter.id, markIn(letter.messageId)).catch((): Found => 'no answer')
    : 'nobody to ask'
  const now = clock()
  if (typeof found === 'object') {
    await rows.noteFound(sql, letter, found.providerId)
    await rows.closeDoubt(sql, letter.id, 'the provider has it', now)
    return true
  }
  if (found === 'no answer') {
    if (now.getTime() - letter.claimedAt.getTime() > silence) await raiseDoubt(sql, letter.id, now)
    return false
  }
  const again = transport.kind === 'held' || (found === 'absent' && letter.notAfter > now)
  if (again && (await rows.sendOnceMore(sql, letter, transport.kind === 'held' ? heldAgain : 1, now))) {
    log.info({ outbox: letter.id }, 'a letter was not found at the provider, and is sent once more')
    return true
  }
  await inTransaction(sql, async tx => {
    if (await rows.leaveToPerson(tx, letter)) await raiseDoubt(tx, letter.id, now)
  })
  log.warn({ outbox: letter.id }, 'nobody can tell whether a letter was sent; a person decides')
  return true
}

/** What the provider tells of a letter by webhook. */
export type ProviderEvent = {
  /** `Metadata.outbox`, as it came */
  outboxId: number | null
  /** the provider's `MessageID` */
  providerId: string | null
  /** `Metadata.letter`: keeps another installation's letter with the same number from being taken for ours */
  mark?: string | null
  type: 'delivery' | 'hard bounce' | 'soft bounce' | 'complaint' | 'other'
  at: Date
}

/**
 * Takes what the provider tells as proof that a letter was accepted; also after it was given up, and while it waits for its
 * second try, which then is not made. Said twice, or in any order, it comes to the same.
 *
 * @returns whose letter it was; undefined when it is none of ours
 */
export async function settleByEvent(sql: Sql, event: ProviderEvent, now: Date): Promise<rows.EventOutcome | undefined> {
  const { outboxId, providerId, mark = null, type, at } = event
  if (outboxId === null && !providerId) return undefined
  const letter = await rows.noteEvent(sql, {
    ...{ outboxId, providerId, mark },
    deliveredAt: type === 'delivery' ? at : null,
    bounced: type === 'hard bounce',
  })
  if (letter) await rows.closeDoubt(sql, letter.outboxId, 'the provider told us', now)
  return letter
}
