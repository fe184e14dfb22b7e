import type { Config } from '../config.ts'
import { type Database, inTransaction, type Transaction } from '../db.ts'
import { hashToken } from '../reply-address.ts'
import type { OutboxRow } from './claim.sql.ts'
import * as rows from './claim.sql.ts'
import { type Known, lookUp } from './claim-facts.ts'
import type { Claimed } from './claimed.ts'
import { messageIdOf, tokenOf } from './envelope.ts'
import { neverRationed } from './letter-rules.ts'
import { type Leaving, type Twin, together } from './may-leave.ts'

type ClaimSettings = Pick<Config, 'secret' | 'mailFrom' | 'dailySendLimit'>

export type Claim = {
  letters: Claimed[]
  /** rows that changed, those that wait or were dropped included */
  touched: number
  /** letters that could not be looked at because somebody is changing their reader or pair; they wait for the next look */
  skipped: number[]
  /** the day's limit is reached: only what it does not hold back need be looked at */
  rationed: boolean
}

export type ClaimOptions = {
  most: number
  settleMs: number
  except: number[]
  rationed: boolean
  settings: ClaimSettings
}

/**
 * Takes up to `most` letters that are due, and commits that they are being sent before anybody calls the provider.
 * Whatever must not leave now is put off or dropped in the same transaction.
 *
 * @param settleMs how long after this moment an unfinished letter may be looked up
 */
export const claim = (sql: Database, { most, settleMs, except, rationed, settings }: ClaimOptions, now: Date): Promise<Claim> =>
  inTransaction(sql, async tx => {
    await rows.waitForTurn(tx)
    const allowance = await openAllowance(tx, settings.dailySendLimit, now)
    const only = rationed ? [...neverRationed] : undefined
    const due = await rows.dueLetters(tx, now, { most, except, only })
    if (!due.length) return { letters: [], touched: 0, skipped: [], rationed }
    let denied = rationed
    const known = await lookUp(tx, due, settings, now)

    const leave: OutboxRow[] = []
    const waits: { id: number; until: Date }[] = []
    const drops: { id: number; state: 'cancelled' | 'expired'; because: string | null }[] = []
    const skipped: number[] = []
    for (const letter of due) {
      const leaving = decide(letter, known, now)
      if (!leaving) {
        skipped.push(letter.id)
        continue
      }
      switch (leaving.is) {
        case 'leave':
          if (!allowance.admits(letter, known.twinsOf(letter))) {
            skipped.push(letter.id)
            denied = true
            continue
          }
          leave.push(letter)
          known.noteLeaving(letter, now)
          break
        case 'overdue':
          skipped.push(letter.id)
          break
        case 'wait':
          waits.push({ id: letter.id, until: leaving.until })
          break
        case 'cancelled':
          drops.push({ id: letter.id, state: 'cancelled', because: leaving.because })
          known.noteDropped(letter)
          break
        case 'expired':
          drops.push({ id: letter.id, state: 'expired', because: 'too late' })
          known.noteDropped(letter)
          break
      }
    }
    const settleAt = new Date(now.getTime() + settleMs)
    const attempts = await rows.take(
      tx,
      leave.map(({ id, purpose }) => ({
        id,
        messageId: messageIdOf(settings, id, purpose),
        replyHash: hashToken(tokenOf(settings.secret, purpose)),
        settleAt,
      })),
      now,
    )
    await rows.putOff(tx, waits)
    await rows.drop(tx, drops)
    const letters = leave.map(letter => ({
      ...known.describe(letter),
      attempt: attempts.get(letter.id)!,
      claimedAt: now,
      settleAt,
      messageId: letter.messageId ?? messageIdOf(settings, letter.id, letter.purpose),
    }))
    return { letters, touched: leave.length + waits.length + drops.length, skipped, rationed: denied }
  })

/** What becomes of a letter now; undefined while somebody else is changing what that depends on. */
function decide(letter: OutboxRow, known: Known, now: Date): Leaving | undefined {
  const own = known.mayLeave(letter, now)
  if (!own || !letter.pairKey) return own
  const twins: Twin[] = []
  for (const twin of known.twinsOf(letter)) {
    if (twin.state === 'sending' || twin.state === 'unknown' || twin.state === 'sent') twins.push({ was: 'sent' })
    else if (twin.state !== 'queued') twins.push({ was: 'dropped' })
    else {
      const leaving = known.mayLeave(twin, now)
      if (!leaving) return undefined
      twins.push({ was: 'queued', leaving, dueAt: twin.dueAt })
    }
  }
  return together(own, twins, now)
}

/** The programme's day, by which the provider counts too. */
const dayBegan = (now: Date) => new Date(`${now.toISOString().slice(0, 10)}T00:00:00Z`)

/** How many letters may still leave today. Pairs are counted whole, and what a pair is owed is set aside. */
async function openAllowance(tx: Transaction, limit: number | undefined, now: Date) {
  if (limit === undefined) return { admits: () => true }
  const { gone, owed } = await rows.ration(tx, dayBegan(now))
  let left = limit - gone - owed
  const untouched = gone === 0 && owed === 0
  return {
    admits(letter: OutboxRow, twins: OutboxRow[]): boolean {
      if (neverRationed.has(letter.template)) return true
      const isOwed = twins.some(twin => ['sending', 'unknown', 'sent'].includes(twin.state))
      if (isOwed) return true // set aside when the first of the pair left
      const cost = 1 + twins.filter(twin => twin.state === 'queued').length
      // A limit of one would hold a pair back for ever: on a fresh day the pair leaves all the same.
      if (cost > left && !(cost > limit && untouched && left === limit)) return false
      left -= cost
      return true
    },
  }
}
