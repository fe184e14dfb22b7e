import { readFileSync } from 'node:fs'
import { Refusal } from './errors.ts'

/** The one clock. Whoever needs the time is handed this, or a moment read from it; nobody else looks. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()

/**
 * A clock for rehearsal and acceptance: a file holding one ISO moment that stands for now, read again at every look.
 *
 * @throws Refusal when the file cannot be read or holds no moment
 */
export const fileClock =
  (path: string): Clock =>
  () => {
    let text: string
    try {
      text = readFileSync(path, 'utf8').trim()
    } catch {
      throw new Refusal(`reading the clock: CLOCK_FILE ${path} cannot be read`)
    }
    const now = new Date(text)
    if (Number.isNaN(now.getTime()))
      throw new Refusal(`reading the clock: CLOCK_FILE ${path} holds '${text.slice(0, 40)}', which is no ISO moment`)
    return now
  }

export const minutes = (n: number) => n * 60_000
export const hours = (n: number) => n * 3_600_000
export const days = (n: number) => n * 86_400_000
export const after = (moment: Date, milliseconds: number) => new Date(moment.getTime() + milliseconds)
export const daysBetween = (from: Date, to: Date) => (to.getTime() - from.getTime()) / days(1)
