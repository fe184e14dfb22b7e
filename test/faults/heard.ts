import { type Log, makeLog } from '../../src/log.ts'

/** What the log said while a scenario ran, and the words that it may not hold. */
export type Heard = {
  log: Log
  lines: string[]
  /** addresses, names, and words of letters */
  hidden: Set<string>
  hide: (...words: string[]) => void
}

const kept = new Map<string, Heard>()

/** Keeps the log of a scenario in memory, at the level that says most. */
export function listen(scenario: string): Heard {
  const lines: string[] = []
  const hidden = new Set<string>()
  const log = makeLog('debug', { write: line => void lines.push(line) })
  const heard: Heard = {
    log,
    lines,
    hidden,
    hide: (...words) => {
      for (const word of words) if (word.length > 3) hidden.add(word.toLowerCase())
    },
  }
  kept.set(scenario, heard)
  return heard
}

/** What was heard of a scenario the last time that it ran; undefined before. */
export const heardOf = (scenario: string): Heard | undefined => kept.get(scenario)
