import { tempi } from './habits.ts'
import { ages, at, type Tables } from './tables.ts'

/**
 * How likely each possible course of a correspondence is, given all that was heard of its content. A course is either
 * alive (the last letter was on day L by one of the two, and another will follow), not begun yet, ended with the letter of
 * day L, or never begun. Days count from the pair's introduction. Answers that did not come are weighed in `answering.ts`.
 */
export type Letters = {
  day: number
  /** [tempo·2 + writer][L] */
  alive: Float64Array[]
  /** First L that still matters. */
  from: number
  unbegun: number
  /** [L·6 + role·2 + writer]; roles: a left, b left, both faded. */
  ended: Float64Array
  /** a waits, b waits, both faded, a left and b faded, b left and a faded. */
  never: Float64Array
  /** Some letter was copied to us, so each may be. */
  copies: boolean
  /** Day until which each is known to be away; days of absence in a row so far. */
  awayUntil: [number, number]
  held: [number, number]
  /** Days on which a prompt went out. */
  prompted: number
  /** How much sooner than most each has shown to complain: one complaint tells of the next. */
  touchy: [number, number]
  tempoWeights: number[]
}

export const width = 6
/** Share of their letters that people write although an automatic reply says that they are away. */
const writesAway = 0.1

/** A pair on the day of its introduction; `room` is how many days it may live to begin with. */
export function introduce(tables: Tables, room: number): Letters {
  const { never } = tables.habits
  return {
    day: 0,
    alive: Array.from({ length: tempi.length * 2 }, () => new Float64Array(room)),
    from: 0,
    unbegun: 1 - never,
    ended: new Float64Array(room * width),
    never: Float64Array.from([0.25, 0.25, 0.25, 0.125, 0.125], share => share * never),
    copies: false,
    awayUntil: [0, 0],
    held: [0, 0],
    prompted: -99,
    touchy: [1, 1],
    tempoWeights: tables.habits.tempoWeights,
  }
}

function grow(letters: Letters): void {
  const wider = (old: Float64Array) => {
    const copy = new Float64Array(old.length * 2)
    copy.set(old)
    return copy
  }
  letters.alive = letters.alive.map(wider)
  letters.ended = wider(letters.ended)
}

const endsWithLetter = (tables: Tables, day: number, m: number) => {
  const { endsEarly, endsLate } = tables.habits
  return Math.min(0.5, (day < 62 ? endsEarly : endsLate) * tables.meanGap[m]!)
}

/** Moves to the next day: silences last, letters are written, a few of them are the last. `copied`: one reached us that day. */
export function nextDay(letters: Letters, tables: Tables, copied: boolean): void {
  const today = ++letters.day
  if (today >= letters.alive[0]!.length) grow(letters)
  const { habits, stays } = tables
  const { alive, ended } = letters
  const seen = letters.copies ? habits.copied : copied ? 0.5 : 0
  const pull = today > letters.prompted && today <= letters.prompted + 3 ? habits.promptPull / 3 : 0
  const written = [0, 0]
  const lasting = [0, 0]
  const born = new Float64Array(alive.length)
  for (let writer = 0; writer < 2; writer++) {
    const next = 1 - writer
    const blocked = letters.awayUntil[next]! > today
    const held = letters.held[next]!
    if (blocked) letters.held[next] = held + 1
    else letters.held[next] = 0
    for (let m = 0; m < tempi.length; m++) {
      const row = alive[m * 2 + writer]!
      let flow = 0
      const base = m * ages
      const pulled = pull > 0 ? letters.prompted : 0
      for (let L = letters.from; L < today; L++) {
        const mass = row[L]!
        const age = today - 1 - L
        let stay = stays[base + (age < ages ? age : ages - 1)]!
        if (blocked) stay = 1 - writesAway * (1 - stay)
        else for (let back = 1; back <= held && back <= age; back++) stay *= stays[base + at(age - back)]!
        if (L < pulled) stay *= 1 - pull
        const stayed = mass * stay
        flow += mass - stayed
        row[L] = stayed
      }
      const q = endsWithLetter(tables, today, m)
      born[m * 2 + next] = flow * (1 - q)
      lasting[next]! += flow * q
      written[next]! += flow
    }
  }
  let begun = 0
  const late = letters.awayUntil[0] > today && letters.awayUntil[1] > today
  if (letters.unbegun > 0 && !late) {
    const stay = tables.unstarted[at(today - 1)]!
    begun = letters.unbegun * (1 - stay)
    letters.unbegun *= stay
    for (let m = 0; m < tempi.length; m++) {
      const q = endsWithLetter(tables, today, m)
      for (let writer = 0; writer < 2; writer++) {
        const flow = begun * letters.tempoWeights[m]! * 0.5
        born[m * 2 + writer]! += flow * (1 - q)
        lasting[writer]! += flow * q
      }
    }
  }
  const factor = copied ? seen : 1 - seen
  for (let i = 0; i < alive.length; i++) alive[i]![today] = born[i]! * factor
  for (let writer = 0; writer < 2; writer++) {
    const end = lasting[writer]! * factor
    const left = ((1 - habits.bothFade) / 2) * end
    ended[today * width + writer] = left
    ended[today * width + 2 + writer] = left
    ended[today * width + 4 + writer] = habits.bothFade * end
  }
  if (copied) onlyWrittenToday(letters, tables, seen)
  prune(letters)
}

/** A copy proves a letter that day: living pairs wrote it, or one who waits did. */
function onlyWrittenToday(letters: Letters, tables: Tables, seen: number): void {
  const today = letters.day
  for (const row of letters.alive) row.fill(0, letters.from, today)
  letters.unbegun = 0
  for (let L = 0; L < today; L++) {
    const waits = tables.unanswered[at(today - L)]! * seen
    for (let i = 0; i < 4; i++) letters.ended[L * width + i]! *= waits
    letters.ended[L * width + 4]! *= 0.001
    letters.ended[L * width + 5]! *= 0.001
  }
  const first = 0.12 * Math.exp(-today / 6) * seen + 0.002
  for (let i = 0; i < 5; i++) letters.never[i]! *= i < 2 ? first : 0.001
  letters.copies = true
  letters.from = today
}

/** Forgets courses that no longer count, and keeps the numbers in range. */
function prune(letters: Letters): void {
  if (letters.day % 4 !== 0) return
  const total = aliveMass(letters) + endedMass(letters)
  if (!(total > 0)) return
  const scale = total < 1e-30 ? 1 / total : 1
  if (scale !== 1) scaleBy(letters, scale)
  const least = total * scale * 1e-6
  while (letters.from < letters.day) {
    let mass = 0
    for (const row of letters.alive) mass += row[letters.from]!
    if (mass > least) break
    for (const row of letters.alive) row[letters.from] = 0
    letters.from++
  }
}

function scaleBy(letters: Letters, scale: number): void {
  for (const row of letters.alive) for (let L = letters.from; L <= letters.day; L++) row[L]! *= scale
  for (let i = 0; i < (letters.day + 1) * width; i++) letters.ended[i]! *= scale
  for (let i = 0; i < 5; i++) letters.never[i]! *= scale
  letters.unbegun *= scale
}

export function aliveMass(letters: Letters): number {
  let sum = letters.unbegun
  for (const row of letters.alive) for (let L = letters.from; L <= letters.day; L++) sum += row[L]!
  return sum
}

function endedMass(letters: Letters): number {
  let sum = 0
  for (let i = 0; i < (letters.day + 1) * width; i++) sum += letters.ended[i]!
  for (const mass of letters.never) sum += mass
  return sum
}
