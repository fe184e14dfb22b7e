import type { Habits } from './habits.ts'

/** One check-in to one person, as seen by how likely it was to be answered. Days since the pair's introduction. */
export type Ask = {
  day: number
  /** From that day on an answer may come: the day of return of somebody away. */
  counts: number
  weight: number
  answered: boolean
  answeredOn: number
  /** It never reached the person. */
  void: boolean
  inPrompt: boolean
}

/** Chances of answering that a person may have. */
export const readiness = [0.04, 0.15, 0.35, 0.55, 0.75, 0.93]

/** How answering habits are spread over a cohort, and how long answers take: share that has come after so many days. */
export type Spread = { readiness: number[]; arrived: Float64Array }

/** A Beta over `readiness`, as weights. */
export function betaWeights(mean: number, concentration: number): number[] {
  const edges = [0, 0.1, 0.25, 0.45, 0.65, 0.84, 1]
  const raw = readiness.map((_, i) => {
    let sum = 0
    for (let j = 0; j < 8; j++) {
      const x = edges[i]! + ((j + 0.5) / 8) * (edges[i + 1]! - edges[i]!)
      sum += x ** (mean * concentration - 1) * (1 - x) ** ((1 - mean) * concentration - 1) * (edges[i + 1]! - edges[i]!)
    }
    return sum
  })
  const total = raw.reduce((x, y) => x + y, 0)
  return raw.map(x => x / total)
}

/** How an ask made now would be weighed: seldom in a prompt, seldom by one who was asked often. */
export function weightOf(asks: Ask[], day: number, inPrompt: boolean, habits: Habits): number {
  if (inPrompt) return habits.promptAnswers
  let recent = 0
  for (const ask of asks) if (!ask.inPrompt && ask.day > day - 30 && ask.day < day) recent++
  return (1 - habits.fatigue) ** recent
}

const points = readiness.length

/** Room for the products of one person, used again for each. */
const longestRecord = 400
const prefix = new Float64Array((longestRecord + 1) * points)
const due = new Float64Array(longestRecord)

/** What a person's record of answers and silences says, see {@link silences}. */
export type Record = { days: number[]; asLeaver: Float64Array; asFader: Float64Array; mean: number; alive: Float64Array }

/**
 * What a person's answers and silences say of when they changed. Element k of a row is the chance of the whole record, had
 * the pair ended before the k-th ask and after those before it, relative to its being alive throughout. `mean`: how ready
 * the person is to answer, should the pair be alive.
 */
export function silences(asks: Ask[], spread: Spread, now: number, leaver: number, fader: number): Record {
  const days: number[] = []
  const answered: boolean[] = []
  const last = spread.arrived.length - 1
  for (const ask of asks) {
    if (ask.void || days.length >= longestRecord) continue
    const wait = now - ask.counts
    due[days.length] = ask.weight * (wait < 0 ? 0 : spread.arrived[Math.min(wait, last)]!)
    days.push(ask.day)
    answered.push(ask.answered)
  }
  const n = days.length
  const asLeaver = new Float64Array(n + 1)
  const asFader = new Float64Array(n + 1)
  const alive = new Float64Array(points)
  let whole = 0
  let mean = 0
  for (let i = 0; i < points; i++) {
    const ready = readiness[i]!
    let product = spread.readiness[i]!
    for (let j = 0; j < n; j++) {
      prefix[j] = product
      product *= answered[j] ? ready : 1 - ready * due[j]!
    }
    prefix[n] = product
    alive[i] = product
    whole += product
    mean += ready * product
    let left = 1
    let faded = 1
    for (let k = n; k >= 0; k--) {
      asLeaver[k]! += prefix[k]! * left
      asFader[k]! += prefix[k]! * faded
      if (k === 0) break
      const quiet = ready * due[k - 1]!
      left *= answered[k - 1] ? ready * leaver : 1 - quiet * leaver
      faded *= answered[k - 1] ? ready * fader : 1 - quiet * fader
    }
  }
  for (let k = 0; k <= n; k++) {
    asLeaver[k]! /= whole
    asFader[k]! /= whole
  }
  return { days, asLeaver, asFader, mean: mean / whole, alive }
}
