import { days } from '../clock.ts'
import { type Chance, chanceOf } from './chance.ts'

/** What really happens between two invented partners: the truth that the service is measured by. */
export type Correspondence = {
  /** moments of letters between the two, in order, by whom */
  letters: { at: number; by: 0 | 1 }[]
  /** the last live letter when the correspondence ends before its term; null while it lives */
  stoppedAt: number | null
  cause: 'never started' | 'one leaves' | 'both fade' | 'address dies' | 'opts out' | 'conduct' | null
  /** who leaves, where one does */
  leaver: 0 | 1 | null
  /** usual days between two letters */
  gap: number
  /** the one who does not leave copies some letters to the pair's address */
  copies: boolean
}

type Habits = { stops: number; never: number; median: number }
const usualHabits: Habits = { stops: 0.00125, never: 0.05, median: 6.5 }

/**
 * Writes a correspondence from its first day to its last.
 *
 * @param from moment of the introduction, ms; @param until the term's end, ms
 * @param conduct this pair meets with inappropriate words
 */
export function correspond(
  seed: string,
  pairKey: string,
  from: number,
  until: number,
  conduct: boolean,
  habits = usualHabits,
): Correspondence {
  const chance = chanceOf(seed, 'correspondence', pairKey)
  const gap = chance.lognormal(habits.median, 0.5)
  const slowness = [chance.lognormal(1, 0.35), chance.lognormal(1, 0.35)] as const
  const copies = chance.is(0.15)
  const leaver = chance.is(0.5) ? 0 : 1
  let by: 0 | 1 = chance.is(0.5) ? 0 : 1
  if (!conduct && chance.is(habits.never)) {
    const letters = chance.is(0.5) ? [{ at: from + days(chance.lognormal(3, 0.8)), by }] : []
    const silent: 0 | 1 = by === 0 ? 1 : 0
    return {
      letters: letters.filter(letter => letter.at < until),
      stoppedAt: from,
      gap,
      cause: 'never started',
      leaver: letters.length > 0 ? silent : leaver,
      copies,
    }
  }
  const ends = conduct ? from + days(35 + chance.int(40)) : endOf(chance, from, until, habits.stops)
  const letters: { at: number; by: 0 | 1 }[] = []
  for (let at = from + days(chance.lognormal(2, 0.8)); at < Math.min(ends, until); ) {
    letters.push({ at, by })
    by = by === 0 ? 1 : 0
    at += days(
      Math.max(0.2, gap * slowness[by] * (0.3 + 1.4 * chance.unit())) + (chance.is(0.03) ? 7 + chance.lognormal(12, 0.6) : 0),
    )
  }
  if (ends >= until) return { letters, stoppedAt: null, gap, cause: null, leaver: null, copies }
  const stoppedAt = letters.at(-1)?.at ?? from
  const cause = conduct ? 'conduct' : chance.pickBy({ 'one leaves': 46, 'both fade': 30, 'address dies': 12, 'opts out': 12 })
  // the one left waiting writes once or twice into the silence
  if (cause === 'one leaves' || cause === 'address dies')
    for (let i = 0, at = stoppedAt; i < 2 && chance.is(i ? 0.4 : 0.8); i++)
      letters.push({ at: (at += days(4 + chance.lognormal(gap, 0.5))), by: leaver === 0 ? 1 : 0 })
  return {
    letters: letters.filter(letter => letter.at < until).sort((x, y) => x.at - y.at),
    stoppedAt,
    gap,
    cause,
    leaver: cause === 'both fade' ? null : leaver,
    copies,
  }
}

function endOf(chance: Chance, from: number, until: number, hazard: number): number {
  for (let at = from + days(2); at < until; at += days(1)) if (chance.is(hazard)) return at
  return until
}

/** The last letter that somebody had from the other, at a moment. */
export const lastReceived = (c: Correspondence, who: 0 | 1, at: number): number | null =>
  c.letters.findLast(letter => letter.by !== who && letter.at <= at)?.at ?? null
