/** One of the two partners of a pair. */
export type Side = 'a' | 'b'

/** What a person said of the pair. `slow`: still writing, but seldom. */
export type Answer = 'yes' | 'slow' | 'no' | 'silent' | 'optout' | 'question'

/**
 * One dated fact about a pair. `day` counts from any origin that the whole history shares and may be fractional; nothing
 * here holds what partners wrote to each other.
 *
 * - `asked` a check-in left; `inPrompt` when it rode in a prompt and cost no letter of its own; `bounced` answers it
 * - `reply` a person's answer; `asked` the day of the check-in it answers, absent when nobody asked; `lastContact` the day
 *   on which the writer says they last heard from the partner
 * - `sign` any other sign of life of one person that says nothing of the pair (a command, an answer to another letter)
 * - `auto` an automatic reply; `until` the day of return, null when it names none
 * - `paused` a person or, without `from`, the pair asked for rest
 * - `address` a new address was confirmed · `heartbeat` a letter of the pair was copied to its own address
 * - `rhythm` a pair told how often they write, in days · `channel` and by what
 * - `flagged`, `review` a coordinator was told, and what they found · `closed` ended, for whatever reason
 */
export type PairEvent = { day: number } & (
  | { kind: 'asked'; to: Side; inPrompt?: boolean }
  | { kind: 'reply'; from: Side; answer: Answer; asked?: number; lastContact?: number }
  | { kind: 'sign'; from: Side }
  | { kind: 'auto'; from: Side; until: number | null }
  | { kind: 'paused'; from?: Side; until: number | null }
  | { kind: 'bounce'; from: Side; hard: boolean }
  | { kind: 'address'; from: Side }
  | { kind: 'heartbeat' }
  | { kind: 'rhythm'; every: number }
  | { kind: 'channel'; channel: string }
  | { kind: 'flagged' }
  | { kind: 'review'; verdict: 'stopped' | 'talking' }
  | { kind: 'closed' }
)

/** Names as a coordinator reads them. */
export type Names = { a: string; b: string }

/** Days that a pair is written to anyway, and when it was introduced; re-matched pairs start later than their round. */
export type Pair = { id: string; start: number; names?: Names; promptDays?: number[] }

/** What holds for the whole round: its first and last day, the days of its prompts, letters a person and month (30.4 days). */
export type Calendar = { start: number; end: number; promptDays: number[]; budgetPerMonth: number }

/** The whole log of a cohort. Events of a pair are in the order in which they became known. */
export type History = Calendar & { pairs: (Pair & { events: PairEvent[] })[] }

/** What kind of trouble a pair seems to be in. */
export type Shape = 'never started' | 'gone quiet' | 'one-sided' | 'bounced' | 'asked for help' | 'talking'

/** The act that a flag proposes to the coordinator. */
export type Suggestion = 'rematch' | 'write' | 'snooze' | 'find address' | 'none'

/** What the engine thinks of one pair on one day. */
export type Assessment = {
  pair: string
  /** That the correspondence has ended, 0 to 1. */
  probability: number
  /** The same in words: "about as likely as not". */
  inWords: string
  /** One sentence from facts, at most 300 characters. */
  reason: string
  /** Day of each person's last sign that the pair talks; null when there has been none. */
  lastGoodSignA: number | null
  lastGoodSignB: number | null
  suggestion: Suggestion
  shape: Shape
  /** Tell the coordinator today. False while an earlier flag waits for its outcome. */
  flag: boolean
}

/** Whom to ask today. */
export type CheckIn = {
  pair: string
  to: Side
  /** In a few words, for the log and the console. */
  why: string
  /** The question rides in a prompt of the same day and costs no letter. */
  ridesInPrompt: boolean
  /** Ask in the same letter how, and how often, the two write: nobody of this pair was asked before. */
  askRhythm: boolean
}

/** A person's own words, shown to the coordinator at once whatever the probability. */
export type PlainWord = {
  pair: string
  day: number
  from: Side
  what: 'silent' | 'no' | 'optout' | 'bounce' | 'question'
  line: string
}
