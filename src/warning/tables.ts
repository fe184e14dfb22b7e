import { type Habits, tempi } from './habits.ts'

/** Ages in days that the tables hold; older is as old as the last. */
export const ages = 120

/** Curves that a filter needs, made once from habits. Indexed by tempo and age, or by age alone. */
export type Tables = {
  habits: Habits
  tempi: number[]
  /** [tempo·ages + age]: chance that a silence of `age` days lasts one more. */
  stays: Float64Array
  /** [tempo]: mean days between letters, rests included. */
  meanGap: Float64Array
  /** [age]: the first letter has not come by then: chance that it does not come the next day. */
  unstarted: Float64Array
  /** [age]: patience at an end, for a silence of that many days. */
  impatient: Float64Array
  /** [tempo·ages + age]: the same for one whose own letter was the last, `age` days ago. */
  impatientWriter: Float64Array
  /** [age]: yes from one who waits, who left, who faded. */
  waiterYes: Float64Array
  leaverYes: Float64Array
  faderYes: Float64Array
  /** [true age·dates + told age]: chance of telling that age; and of telling it or more. */
  told: Float64Array
  toldAtLeast: Float64Array
  /** [(tempo·ages + age)·dates + told]: the same for the writer of the last letter, whose partner wrote a gap earlier. */
  toldByWriter: Float64Array
  /** [age·dates + told]: the same for one who left: the one waiting wrote after the last exchange. */
  toldByLeaver: Float64Array
  /** [age]: a letter of one left waiting falls on that day after the last exchange. */
  unanswered: Float64Array
}

/** Told ages that the tables hold. */
export const dates = 100

const at = (age: number) => (age < ages ? age : ages - 1)

const gaussian = (z: number) => Math.exp(-0.5 * z * z)

/** Φ by a fine logistic-like approximation (Abramowitz and Stegun 26.2.17). */
function normal(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z))
  const tail =
    0.3989422804 * gaussian(z) * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return z > 0 ? 1 - tail : tail
}

/** Chances that a gap of mean `mean` is longer than 0, 1, 2 … days: a gamma over slow and quick people, now and then a rest. */
function survival(mean: number, habits: Habits): Float64Array {
  const { gapShape: k, lull, lullDays } = habits
  const step = 0.25
  const cells = ages / step
  const density = new Float64Array(cells)
  for (const [slowness, weight] of [
    [0.6, 0.25],
    [1, 0.5],
    [1.6, 0.25],
  ] as const) {
    const scale = (mean * slowness) / k
    let total = 0
    const raw = new Float64Array(cells)
    for (let i = 0; i < cells; i++)
      total += raw[i] = (((i + 0.5) * step) / scale) ** (k - 1) * Math.exp(-((i + 0.5) * step) / scale)
    for (let i = 0; i < cells; i++) density[i]! += (weight * raw[i]!) / total
  }
  const rest = new Float64Array(cells)
  const decay = Math.exp(-step / lullDays)
  let carried = 0
  for (let i = 0; i < cells; i++) {
    const seven = 7 / step
    carried = carried * decay + (i >= seven ? density[i - seven]! * (1 - decay) : 0)
    rest[i] = carried
  }
  const out = new Float64Array(ages + 1)
  let left = 1
  for (let age = 0; age <= ages; age++) {
    out[age] = Math.max(left, 1e-12)
    for (let i = age / step; i < (age + 1) / step && i < cells; i++) left -= (1 - lull) * density[i]! + lull * rest[i]!
  }
  return out
}

function remembered(habits: Habits): { told: Float64Array; toldAtLeast: Float64Array } {
  const told = new Float64Array((ages + 40) * dates)
  const toldAtLeast = new Float64Array((ages + 40) * dates)
  for (let age = 0; age < ages + 40; age++) {
    for (let r = 0; r < dates; r++) {
      const z = (x: number) => (Math.log(Math.max(x, 0.05)) - Math.log(Math.max(age, 0.7))) / habits.dateSpread
      const mass = normal(z(r + 0.5)) - (r === 0 ? 0 : normal(z(r - 0.5)))
      told[age * dates + r] = (1 - habits.dateOutliers) * mass + habits.dateOutliers / 60
      toldAtLeast[age * dates + r] =
        (1 - habits.dateOutliers) * (r === 0 ? 1 : 1 - normal(z(r - 0.5))) + habits.dateOutliers * 0.3
    }
  }
  return { told, toldAtLeast }
}

/** Makes the curves. About 20 ms; keep them while the habits stay. */
export function tablesOf(habits: Habits): Tables {
  const size = tempi.length
  const stays = new Float64Array(size * ages)
  const meanGap = new Float64Array(size)
  const impatient = new Float64Array(ages * 2)
  const impatientWriter = new Float64Array(size * ages)
  for (let age = 0; age < ages * 2; age++)
    impatient[age] = age === 0 ? 0 : normal(Math.log(age / habits.patience) / habits.patienceSpread)
  const { told, toldAtLeast } = remembered(habits)
  const toldByWriter = new Float64Array(size * ages * dates)
  for (let m = 0; m < size; m++) {
    const left = survival(tempi[m]!, habits)
    let mean = 0
    for (let age = 0; age < ages; age++) {
      mean += left[age]!
      stays[m * ages + age] = left[age + 1]! / left[age]!
    }
    meanGap[m] = mean
    for (let gap = 0; gap < ages; gap++) {
      const chance = left[gap]! - left[gap + 1]!
      if (chance < 2e-3 && gap > 3) continue
      for (let age = 0; age < ages; age++) {
        impatientWriter[m * ages + age]! += chance * impatient[age + gap]!
        const from = Math.min(age + gap, ages + 39) * dates
        const to = (m * ages + age) * dates
        for (let r = 0; r < dates; r++) toldByWriter[to + r]! += chance * told[from + r]!
      }
    }
  }
  const unstarted = new Float64Array(ages)
  const notYet = (day: number) => 1 - normal(Math.log(Math.max(day, 0.1) / habits.startMedian) / habits.startSpread) + 1e-6
  for (let age = 0; age < ages; age++) unstarted[age] = notYet(age + 1) / notYet(age)
  const curve = (top: number, days: number) =>
    Float64Array.from({ length: ages * 2 }, (_, age) => {
      // people differ in hope: a mean over a spread of a factor 1.5 either way
      const mean = (Math.exp(-age / (days * 0.65)) + 2 * Math.exp(-age / days) + Math.exp(-age / (days * 1.55))) / 4
      return top * mean
    })
  const unanswered = new Float64Array(ages)
  for (let age = 4; age < ages; age++)
    unanswered[age] = 0.8 * (Math.exp(-(age - 4) / 8) / 8) + (age > 8 ? 0.32 * ((age - 8) / 64) * Math.exp(-(age - 8) / 8) : 0)
  const toldByLeaver = new Float64Array(ages * dates)
  for (let age = 0; age < ages; age++) {
    let total = 0.35
    for (let r = 0; r < dates; r++) toldByLeaver[age * dates + r] = 0.35 * told[age * dates + r]!
    for (let later = 4; later <= 30 && later < age; later += 2) {
      const share = unanswered[later]! * 1.6
      total += share
      for (let r = 0; r < dates; r++) toldByLeaver[age * dates + r]! += share * told[(age - later) * dates + r]!
    }
    for (let r = 0; r < dates; r++) toldByLeaver[age * dates + r]! /= total
  }
  return {
    habits,
    tempi,
    stays,
    meanGap,
    unstarted,
    impatient,
    impatientWriter,
    waiterYes: curve(habits.optimism, habits.hope),
    leaverYes: curve(habits.leaverYes, habits.leaverHope),
    faderYes: curve(habits.optimism, habits.hope * 1.5),
    told,
    toldAtLeast,
    toldByWriter,
    toldByLeaver,
    unanswered,
  }
}

export { at }
