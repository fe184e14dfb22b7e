import { betaWeights, readiness, type Spread, silences } from './answering.ts'
import { type Habits, tempi } from './habits.ts'
import type { Followed } from './pair.ts'

/** People, and pairs, whose worth of trust the first guesses have. */
const trustInAnswers = 10
const trustInDelays = 40
const trustInTempi = 12

/** Share of answers that have come after 0, 1, 2 … days, before anything is known: nearly half at once, a long tail. */
function usualArrivals(): Float64Array {
  return Float64Array.from({ length: 32 }, (_, wait) => {
    if (wait < 1) return 0
    return Math.min(1, 0.42 + 0.58 / (1 + Math.exp(-1.7 * Math.log((wait + 0.5) / 3))))
  })
}

/** How people answer, before any has. */
export const usualSpread = (habits: Habits): Spread => ({
  readiness: betaWeights(habits.answers, habits.answersConcentration),
  arrived: usualArrivals(),
})

/**
 * How readily, and how soon, the people of this cohort answer: a few rounds of expectation and maximisation over those whose
 * pairs seem to live, on top of first guesses worth {@link trustInAnswers} people. `livelihood`: chance that a pair lives.
 */
export function learnAnswers(pairs: { followed: Followed; livelihood: number }[], habits: Habits): Spread {
  const usual = usualSpread(habits)
  const arrived = learnDelays(pairs, usual.arrived)
  let spread: Spread = { readiness: usual.readiness, arrived }
  for (let round = 0; round < 4; round++) {
    const sums = usual.readiness.map(weight => weight * trustInAnswers)
    let people = trustInAnswers
    for (const { followed, livelihood } of pairs) {
      for (const asks of followed.asks) {
        if (asks.length === 0) continue
        const { alive } = silences(asks, spread, followed.letters.day, habits.leaverAnswers, habits.faderAnswers)
        let total = 0
        for (const weight of alive) total += weight
        for (let i = 0; i < readiness.length; i++) sums[i]! += (livelihood * alive[i]!) / total
        people += livelihood
      }
    }
    spread = { readiness: sums.map(sum => sum / people), arrived }
  }
  return spread
}

/** Delays of the answers that came, on top of first guesses worth {@link trustInDelays} answers. */
function learnDelays(pairs: { followed: Followed }[], usual: Float64Array): Float64Array {
  const counts = new Float64Array(usual.length)
  let seen = 0
  for (const { followed } of pairs)
    for (const asks of followed.asks)
      for (const ask of asks)
        if (ask.answered && ask.counts === ask.day) {
          counts[Math.min(counts.length - 1, Math.max(1, ask.answeredOn - ask.day))]! += 1
          seen++
        }
  let sum = 0
  return usual.map((share, wait) => {
    sum += counts[wait]!
    return (share * trustInDelays + sum) / (trustInDelays + seen)
  })
}

/** How tempi are spread over the pairs that live, on top of first guesses worth {@link trustInTempi} pairs. */
export function learnTempi(pairs: { followed: Followed; livelihood: number }[], usual: number[]): number[] {
  const sums = usual.map(weight => weight * trustInTempi)
  let total = trustInTempi
  for (const { followed, livelihood } of pairs) {
    const { letters } = followed
    const here = new Float64Array(tempi.length)
    let mass = 0
    for (let i = 0; i < letters.alive.length; i++) {
      const row = letters.alive[i]!
      for (let L = letters.from; L <= letters.day; L++) here[i >> 1]! += row[L]!
    }
    for (const sum of here) mass += sum
    if (!(mass > 0)) continue
    for (let m = 0; m < tempi.length; m++) sums[m]! += (livelihood * here[m]!) / mass
    total += livelihood
  }
  return sums.map(sum => sum / total)
}
