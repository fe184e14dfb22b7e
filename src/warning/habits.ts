/**
 * What the engine assumes of people before it has met a cohort. Days and chances per day unless said otherwise. Every number
 * is a first guess from the programme's documents and its simulator; `learn.ts` moves the important ones within a cohort.
 */
export type Habits = {
  /** Chance that a pair never starts; chance a day that a running pair ends, before and after the sixtieth day. */
  never: number
  endsEarly: number
  endsLate: number
  /** How a pair ends: one leaves and the other waits, or both fade; of the leavers, those whose address dies or who opt out. */
  bothFade: number
  leaverGone: number
  leaverOptsOut: number
  /** First letter: median day and spread of its logarithm. */
  startMedian: number
  startSpread: number
  /** Days between letters: weights of the tempi in `tempi`, shape of one gap, spread of slowness between two people. */
  tempoWeights: number[]
  gapShape: number
  /** A pair rests after a letter with this chance, for a week and so many days more. */
  lull: number
  lullDays: number
  /** Chance that a prompt brings the next letter forward. */
  promptPull: number
  /** A person left waiting says "yes" with `optimism`·e^(−days/`hope`); one who left says so with `leaverYes`·e^(−days/`leaverHope`). */
  optimism: number
  hope: number
  leaverYes: number
  leaverHope: number
  /** Median silence after which somebody in a living pair complains, spread, and how often they then do, in two ways. */
  patience: number
  patienceSpread: number
  complainsSilent: number
  complainsNo: number
  /** Answering a check-in: mean and concentration of a Beta over people; factor in a prompt; per earlier check-in of 30 days. */
  answers: number
  answersConcentration: number
  promptAnswers: number
  fatigue: number
  /** The same chance for one who left, and for one of two who faded. */
  leaverAnswers: number
  faderAnswers: number
  /** Spread of the logarithm of a remembered date, and the share of dates that mean something else. */
  dateSpread: number
  dateOutliers: number
  /** Share of a copying pair's letters that are copied. */
  copied: number
  /** Chance a day that a living person's address dies. */
  moves: number
  /** Words that were misread, or clicked by a link scanner. */
  slip: number
}

/** Mean days between letters that a pair may have; finer differences do not matter. */
export const tempi = [2.5, 4, 6.5, 10.5, 17, 27]

export const usualHabits: Habits = {
  never: 0.065,
  endsEarly: 0.0014,
  endsLate: 0.0009,
  bothFade: 0.3,
  leaverGone: 0.14,
  leaverOptsOut: 0.14,
  startMedian: 3,
  startSpread: 0.9,
  tempoWeights: [0.05, 0.17, 0.27, 0.24, 0.18, 0.09],
  gapShape: 1.4,
  lull: 0.04,
  lullDays: 18,
  promptPull: 0.2,
  optimism: 0.83,
  hope: 16,
  leaverYes: 0.55,
  leaverHope: 45,
  patience: 27,
  patienceSpread: 0.45,
  complainsSilent: 0.5,
  complainsNo: 0.25,
  answers: 0.5,
  answersConcentration: 2.5,
  promptAnswers: 0.75,
  fatigue: 0.18,
  leaverAnswers: 0.3,
  faderAnswers: 0.6,
  dateSpread: 0.22,
  dateOutliers: 0.08,
  copied: 0.45,
  moves: 0.0003,
  slip: 0.004,
}
