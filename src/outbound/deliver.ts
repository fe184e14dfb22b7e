import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import { type Database, inTransaction } from '../db.ts'
import { messageOf } from '../errors.ts'
import type { Log } from '../log.ts'
import { backoff } from './backoff.ts'
import { anythingDue, expireLate } from './claim.sql.ts'
import { claim } from './claim.ts'
import type { Claimed } from './claimed.ts'
import * as rows from './deliver.sql.ts'
import { envelop } from './envelope.ts'
import { frameOf } from './frame.ts'
import type { Frame, Rendered } from './letters.ts'
import type { Outgoing, Sent, Transport } from './transport.ts'

/** What delivery reaches: a part of a job's world. */
export type DeliveryWorld = { sql: Database; clock: Clock; config: Config; transport: Transport; log: Log }

export type Next = Frame['next']

export type DeliveryOptions = {
  /** calls at a time */
  concurrency?: number
  /** letters a run takes at most, so that a worker that is asked to stop does so soon */
  most?: number
  /** how long after the claim an unfinished letter may be looked up, in milliseconds of the world's clock */
  settleMs?: number
  /** the next planned letter to a reader, for the footer */
  next?: (sql: Database, letter: Claimed, now: Date) => Promise<Next>
  render?: (letter: Claimed, frame: Frame) => Promise<Pick<Rendered, 'subject' | 'text' | 'html'>>
  /** who settles a letter's outcome; the tests put a careless one in its place */
  keepWords?: typeof rows.keepWords
  isLate?: (letter: Claimed, now: Date) => boolean
}

export const settleWindow = 15 * 60_000
/** A claim is small at first, so that a provider that is down costs few letters. */
const smallestClaim = 4
const largestClaim = 24
/** Answers other than "accepted" in a row, after which the provider is left alone until the next knock. */
const patience = 8

/** A call takes half a minute at most: what is closer than this to its settle moment is not handed over any more. */
const tooLate = (letter: Claimed, now: Date) => {
  const window = letter.settleAt.getTime() - letter.claimedAt.getTime()
  return now.getTime() > letter.claimedAt.getTime() + window / 2
}

/** The composer is loaded with the first letter: whoever has nothing to send does without its second of start-up. */
async function renderClaimed({ template, reader, data }: Claimed, frame: Frame): Promise<Rendered> {
  const { render } = await import('./render.ts')
  return render({ template, locale: reader.locale, zone: reader.zone, data: data as never, frame })
}

/**
 * Hands over the letters that are due. Each is claimed and that committed, then written, then its words committed, then
 * handed over, and what came of it committed, only if it is still ours.
 *
 * @returns how many rows it changed; 0 when nothing is left to do, or the provider is not to be reached
 */
export async function deliver(world: DeliveryWorld, options: DeliveryOptions = {}): Promise<number> {
  const { sql, clock, config, log } = world
  const { concurrency = 10, most = 400, settleMs = settleWindow } = options
  if (!(await anythingDue(sql, clock()))) return 0
  const expired = await expireLate(sql, clock())
  const run: Run = { inARow: 0, from: await rows.signatory(sql) }
  let done = 0
  // While this transaction lasts, its session holds on to every letter claimed here: nobody settles them meanwhile.
  await inTransaction(sql, async hand => {
    const calls = new Calls(concurrency)
    const except: number[] = []
    let size = smallestClaim
    let rationed = false
    /** The next letters, written and ready; undefined when there are none, or enough were taken. */
    const nextBatch = async (): Promise<Ready[] | undefined> => {
      if (done >= most || run.inARow >= patience) return undefined
      const claimed = await claim(sql, { most: size, settleMs, except, rationed, settings: config }, clock())
      if (!claimed.touched && !claimed.skipped.length) return undefined
      done += claimed.touched
      except.push(...claimed.skipped)
      rationed = claimed.rationed
      size = Math.min(size * 2, largestClaim)
      if (!claimed.letters.length) return []
      await rows.holdOn(
        hand,
        claimed.letters.map(letter => letter.id),
      )
      return prepare(world, claimed.letters, run, options)
    }
    let upcoming = ahead(nextBatch())
    for (let batch = await upcoming; batch; batch = await upcoming) {
      // While these leave, the next are claimed and written: no call waits for that.
      upcoming = ahead(nextBatch())
      for (const message of batch) {
        await calls.room()
        calls.begin(handOver(world, message, run, options))
      }
    }
    await calls.end()
  })
  if (run.inARow >= patience) log.warn({ inARow: run.inARow }, 'letters are not being accepted; trying again later')
  return run.inARow >= patience ? 0 : done + expired
}

type Run = { inARow: number; from: string | null }
type Ready = { letter: Claimed; message: Outgoing }

/** Writes letters and keeps their words. One that cannot be written is left to a person, and holds up nobody. */
async function prepare(world: DeliveryWorld, letters: Claimed[], run: Run, options: DeliveryOptions): Promise<Ready[]> {
  const { sql, config, clock, log } = world
  const { render = renderClaimed, keepWords = rows.keepWords, next } = options
  const written: (Ready & { words: rows.Hold & { subject: string; text: string; html: string } })[] = []
  for (const letter of letters) {
    try {
      const frame = frameOf(letter, config, run.from, next ? await next(sql, letter, clock()) : null)
      const words = letter.snapshot ?? (await render(letter, frame))
      const { subject, text, html } = words
      written.push({
        letter,
        message: envelop(letter, words, frame, config),
        words: { id: letter.id, attempt: letter.attempt, subject, text, html },
      })
    } catch (error) {
      log.error({ outbox: letter.id, template: letter.template, err: error }, 'a letter could not be written')
      await giveUp(world, letter, `writing it failed: ${messageOf(error).slice(0, 200)}`)
    }
  }
  if (!written.length) return []
  const ours = await keepWords(
    sql,
    written.map(({ words }) => words),
  )
  return written.filter(({ letter }) => ours.has(letter.id))
}

/** Hands one letter over, and notes what came of it. */
async function handOver(world: DeliveryWorld, { letter, message }: Ready, run: Run, options: DeliveryOptions): Promise<void> {
  const { sql, clock, transport, log } = world
  const { isLate = tooLate } = options
  if (run.inARow >= patience || isLate(letter, clock())) return void (await rows.noteLater(sql, letter, null, null))
  const sent = await transport.send(message).catch((error): Sent => ({ is: 'unknown', because: messageOf(error).slice(0, 120) }))
  run.inARow = sent.is === 'later' || sent.is === 'unknown' ? run.inARow + 1 : 0
  if (sent.is !== 'accepted')
    log.info({ outbox: letter.id, attempt: letter.attempt, is: sent.is, because: sent.because }, 'not accepted')
  await note(world, letter, sent)
}

async function note(world: DeliveryWorld, letter: Claimed, sent: Sent): Promise<void> {
  const { sql, clock, transport } = world
  const now = clock()
  switch (sent.is) {
    case 'accepted':
      await rows.noteAccepted(sql, letter, sent.providerId, now)
      return
    case 'later': {
      const wait = backoff(letter.id, letter.attempt, sent.retryAfterMs)
      await rows.noteLater(sql, letter, sent.because, new Date(now.getTime() + wait))
      return
    }
    case 'unknown':
      if ((await rows.noteUnknown(sql, letter, sent.because)) && !transport.find) await raiseDoubt(sql, letter.id, now)
      return
    case 'inactive':
      if (await giveUp(world, letter, sent.because)) await rows.noteUnreachable(sql, letter.id, now)
      return
    case 'refused':
      await giveUp(world, letter, sent.because)
      return
  }
}

async function giveUp({ sql, clock }: DeliveryWorld, letter: Claimed, because: string): Promise<boolean> {
  return inTransaction(sql, async tx => {
    if (!(await rows.noteFailed(tx, letter, because))) return false
    const reason = `The letter ${letter.id} (${letter.template}) could not be sent: ${because}.`
    await rows.raiseLetterFlag(
      tx,
      'unsent',
      letter.id,
      { reason, suggestion: 'OK', urgent: letter.template === 'alert' },
      clock(),
    )
    return true
  })
}

/** Nobody can tell whether a letter arrived: a person decides. */
export const raiseDoubt = (sql: Parameters<typeof rows.raiseLetterFlag>[0], outboxId: number, now: Date) =>
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

/** A promise that somebody will await later; should it fail before that, it is not yet an error. */
function ahead<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {})
  return promise
}

/** So many calls at a time. The first failure of our own, a lost database above all, ends the run. */
class Calls {
  #most: number
  #open = new Set<Promise<void>>()
  #failed: unknown
  constructor(most: number) {
    this.#most = most
  }
  begin(call: Promise<void>) {
    const entry: Promise<void> = call
      .catch(error => {
        this.#failed ??= error
      })
      .finally(() => this.#open.delete(entry))
    this.#open.add(entry)
  }
  async room() {
    while (this.#open.size >= this.#most) await Promise.race(this.#open)
    if (this.#failed) {
      await Promise.all(this.#open)
      throw this.#failed
    }
  }
  async end() {
    await Promise.all(this.#open)
    if (this.#failed) throw this.#failed
  }
}
