import type { Habits } from './habits.ts'

/** One check-in to one person, as seen by how likely it was to be answered. Days since the pair's introduction. */
export type Ask = { day: number; counts: number; weight: number; answered: boolean; void: boolean; inPrompt: boolean }

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

/**
 * What a person's answers and silences say of when they changed. Element k of a row is the chance of the whole record, had
 * the pair ended before the k-th ask and after those before it, relative to its being alive throughout.
 */
export function silences(asks: Ask[], spread: Spread, now: number, leaver: number, fader: number) {
  const heard = asks.filter(ask => !ask.void)
  const n = heard.length
  const asLeaver = new Float64Array(n + 1)
  const asFader = new Float64Array(n + 1)
  const alive = new Float64Array(points).fill(1)
  const prefix = new Float64Array((n + 1) * points).fill(1)
  const after = [leaver, fader].map(() => new Float64Array((n + 1) * points).fill(1))
  const last = spread.arrived.length - 1
  for (let j = 0; j < n; j++) {
    const ask = heard[j]!
    const wait = now - ask.counts
    const due = ask.weight * (wait < 0 ? 0 : spread.arrived[wait < last ? Math.floor(wait) : last]!)
    for (let i = 0; i < points; i++) {
      const chance = ask.answered ? readiness[i]! : 1 - readiness[i]! * due
      alive[i]! *= chance
      prefix[(j + 1) * points + i] = prefix[j * points + i]! * chance
    }
  }
  for (let j = n - 1; j >= 0; j--) {
    const ask = heard[j]!
    const wait = now - ask.counts
    const due = ask.weight * (wait < 0 ? 0 : spread.arrived[wait < last ? Math.floor(wait) : last]!)
    for (let r = 0; r < 2; r++) {
      const f = r === 0 ? leaver : fader
      const row = after[r]!
      for (let i = 0; i < points; i++)
        row[j * points + i] = row[(j + 1) * points + i]! * (ask.answered ? readiness[i]! * f : 1 - readiness[i]! * due * f)
    }
  }
  let whole = 0
  for (let i = 0; i < points; i++) whole += spread.readiness[i]! * alive[i]!
  for (let k = 0; k <= n; k++) {
    let left = 0
    let faded = 0
    for (let i = 0; i < points; i++) {
      const before = spread.readiness[i]! * prefix[k * points + i]!
      left += before * after[0]![k * points + i]!
      faded += before * after[1]![k * points + i]!
    }
    asLeaver[k] = left / whole
    asFader[k] = faded / whole
  }
  let mean = 0
  for (let i = 0; i < points; i++) mean += (readiness[i]! * spread.readiness[i]! * alive[i]!) / whole
  return { days: heard.map(ask => ask.day), asLeaver, asFader, mean, alive }
}
