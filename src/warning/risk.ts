import { Cohort } from './cohort.ts'
import type { Assessment, CheckIn, History } from './history.ts'

/** Follows a whole log up to `now`; what is dated later is not heard. */
export function follow(history: History, now: number): Cohort {
  const cohort = new Cohort(history)
  for (const { events, ...pair } of history.pairs)
    if (pair.start <= now)
      cohort.join(
        pair,
        events.filter(event => event.day <= now),
      )
  return cohort
}

/**
 * Every open pair of a cohort as it looked on day `now`. The same log gives the same answer, however often and however it is
 * followed: all at once here, or day by day through a {@link Cohort}.
 */
export function risk(history: History, now: number): Assessment[] {
  return follow(history, now).risk(now)
}

/** Whom to ask on day `now`, inside the budget, so that the answers tell most. */
export function nextCheckIn(history: History, now: number): CheckIn[] {
  return follow(history, now).nextCheckIn(now)
}
