import { setImmediate as breathe } from 'node:timers/promises'
import { inTransaction } from '../db.ts'
import { messageOf } from '../errors.ts'
import { ahead, Calls } from './calls.ts'
import { anythingDue, expireLate } from './claim.sql.ts'
import { claim } from './claim.ts'
import type { Claimed } from './claimed.ts'
import * as rows from './deliver.sql.ts'
import { type DeliveryOptions, type DeliveryWorld, patience, type Ready, type Run, settleWindow } from './delivery.ts'
import { envelop } from './envelope.ts'
import { frameOf } from './frame.ts'
import { giveUp, handOver } from './hand-over.ts'
import type { Frame, Rendered } from './letters.ts'

/** A claim is small at first, so that a provider that is down costs few letters. */
const smallestClaim = 4
const largestClaim = 24

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
    let exhausted = false
    /** The next letters, written and ready; undefined when there are none, or enough were taken. */
    const nextBatch = async (): Promise<Ready[] | undefined> => {
      if (exhausted || done >= most || run.inARow >= patience) return undefined
      const claimed = await claim(sql, { most: size, settleMs, except, rationed, settings: config }, clock())
      if (!claimed.touched && !claimed.skipped.length) return undefined
      done += claimed.touched
      exhausted = claimed.touched + claimed.skipped.length < size // all that was due at this look
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

/** Writes letters and keeps their words. One that cannot be written is left to a person, and holds up nobody. */
async function prepare(world: DeliveryWorld, letters: Claimed[], run: Run, options: DeliveryOptions): Promise<Ready[]> {
  const { sql, config, clock, log } = world
  const { render = renderClaimed, keepWords = rows.keepWords, next } = options
  const written: (Ready & { words: rows.Hold & { subject: string; text: string; html: string } })[] = []
  for (const letter of letters) {
    try {
      const frame = frameOf(letter, config, run.from, next ? await next(sql, letter, clock()) : null)
      await breathe() // composing takes a few milliseconds, and answers of the provider wait meanwhile
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
    clock(),
  )
  return written.filter(({ letter }) => ours.has(letter.id))
}
