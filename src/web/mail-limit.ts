import { hours } from '../clock.ts'

/** Above so many mails to one token in one hour, the rest wait for a person. */
const mostAnHour = 20

/** So many of them are counted in memory alone: hardly any address gets more, and counting in the database costs a row. */
const light = 5
/** What is counted in the database before mails wait: the rest of the twenty. */
export const mostCounted = mostAnHour - light

/** Memory for so many addresses; after that it is forgotten, and the database counts on. */
const mostTokens = 50_000

/**
 * Tells busy addresses from quiet ones. Each process counts for itself, and begins anew when it starts, so that with
 * several processes somewhat more than twenty may pass before mails wait.
 *
 * @returns whether a mail to this token must be counted in the database
 */
export function busyTokens(): (token: string, now: Date) => boolean {
  const seen = new Map<string, number>()
  let hour = 0
  return (token, now) => {
    const slot = Math.floor(now.getTime() / hours(1))
    if (slot !== hour || seen.size > mostTokens) seen.clear()
    hour = slot
    const n = (seen.get(token) ?? 0) + 1
    seen.set(token, n)
    return n > light
  }
}
