import { after, days, daysBetween } from '../clock.ts'

/** Nobody who said yes is asked again before. */
const restDays = 21
/** Somebody who heard nothing from the partner hears from us by then. */
const promiseDays = 12
/** Days that a quiet partner has to answer, and one left alone to decide. */
export const decideDays = 10
/** An unanswered question may be asked again after. */
const replyDays = 10

export type Question = { weeks: number; notBeforeAt: string; promiseAt: string; replyByAt: string }

/**
 * "Are you still talking?", with the promises that its letter makes.
 *
 * @param startedAt when the two were introduced
 * @param at when the letter leaves
 */
export const questionFor = (startedAt: Date, at: Date): Question => ({
  weeks: Math.max(0, Math.floor(daysBetween(startedAt, at) / 7)),
  notBeforeAt: after(at, days(restDays)).toISOString(),
  promiseAt: after(at, days(promiseDays)).toISOString(),
  replyByAt: after(at, days(replyDays)).toISOString(),
})
