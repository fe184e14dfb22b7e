import { Cohort } from '../warning/cohort.ts'
import type { History } from '../warning/history.ts'

type Kept = { calendar: string; cohort: Cohort; heard: Map<string, string[]> }

/**
 * Rounds that are followed from look to look, so that a look costs what changed since the last one. Only a shortcut: when
 * anything in the past of a round reads otherwise than it did, the round is followed from its beginning again, with the
 * same result.
 */
export class Following {
  private readonly rounds = new Map<number, Kept>()

  /** The cohort of a round, having heard everything up to `now`. */
  cohortOf(roundId: number, history: History, now: number): Cohort {
    const calendar = JSON.stringify([history.start, history.end, history.promptDays, history.budgetPerMonth])
    const known = this.rounds.get(roundId)
    const kept = known?.calendar === calendar && this.listen(known, history, now) ? known : this.begin(calendar, history, now)
    this.rounds.set(roundId, kept)
    return kept.cohort
  }

  private begin(calendar: string, history: History, now: number): Kept {
    const kept: Kept = { calendar, cohort: new Cohort(history), heard: new Map() }
    this.listen(kept, history, now)
    return kept
  }

  /** @returns false when something that was heard before reads otherwise now */
  private listen({ cohort, heard }: Kept, history: History, now: number): boolean {
    for (const { events: all, ...pair } of history.pairs) {
      if (pair.start > now) continue
      const events = all.filter(event => event.day <= now)
      const words = events.map(event => JSON.stringify(event))
      const before = heard.get(pair.id)
      if (!before) cohort.join(pair, events)
      else {
        if (before.length > words.length || before.some((word, i) => word !== words[i])) return false
        for (const event of events.slice(before.length)) cohort.hear(pair.id, event)
      }
      heard.set(pair.id, words)
    }
    return true
  }
}
