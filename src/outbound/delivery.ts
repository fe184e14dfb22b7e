import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Database, Transaction } from '../db.ts'
import type { Log } from '../log.ts'
import type { Claimed } from './claimed.ts'
import type { aboutToLeave, keepWords } from './deliver.sql.ts'
import type { Frame, Rendered } from './letters.ts'
import type { Outgoing, Transport } from './transport.ts'

/** What delivery reaches: a part of a job's world. */
export type DeliveryWorld = { sql: Database; clock: Clock; config: Config; transport: Transport; log: Log }

export type DeliveryOptions = {
  /** calls at a time */
  concurrency?: number
  /** letters a run takes at most, so that a worker that is asked to stop does so soon */
  most?: number
  /** how long after the claim an unfinished letter may be looked up, in milliseconds of the world's clock */
  settleMs?: number
  /** the next planned letter to a reader, for the footer */
  next?: (sql: Database, letter: Claimed, now: Date) => Promise<Frame['next']>
  /** what is to be done about a participant whose address the provider holds inactive */
  unreachable?: (tx: Transaction, participantId: number, because: string, now: Date) => Promise<unknown>
  render?: (letter: Claimed, frame: Frame) => Promise<Pick<Rendered, 'subject' | 'text' | 'html'>>
  /** the parts of the fence; the fault programme takes them out, to see that it notices */
  keepWords?: typeof keepWords
  aboutToLeave?: typeof aboutToLeave
  isLate?: (letter: Claimed, now: Date) => boolean
}

/** The provider's search may lag behind; by how much it does not say. */
export const settleWindow = 15 * 60_000

/** Answers other than "accepted" in a row, after which the provider is left alone until the next knock. */
export const patience = 8

/** What a run remembers from letter to letter. */
export type Run = { inARow: number; from: string | null }

/** A letter with its words, as it is handed over. */
export type Ready = { letter: Claimed; message: Outgoing }
