import { tempi } from './habits.ts'
import type { Answer, Side } from './history.ts'
import { ages, at, dates, type Tables } from './tables.ts'

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
  /** Days on which a letter was copied. */
  tempoWeights: number[]
}

export const roles = 3
const width = roles * 2

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
      if (!blocked) {
        const pulled = pull > 0 ? letters.prompted : 0
        for (let L = letters.from; L < today; L++) {
          const mass = row[L]!
          const age = today - 1 - L
          let stay = stays[base + (age < ages ? age : ages - 1)]!
          for (let back = 1; back <= held && back <= age; back++) stay *= stays[base + at(age - back)]!
          if (L < pulled) stay *= 1 - pull
          const stayed = mass * stay
          flow += mass - stayed
          row[L] = stayed
        }
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

/** How likely one who waits, who left, who faded says `answer`, given how likely each says yes. */
function saysWhenEnded(tables: Tables, answer: Answer, role: 'waits' | 'left' | 'faded', age: number): number {
  const { habits } = tables
  const curve = role === 'waits' ? tables.waiterYes : role === 'left' ? tables.leaverYes : tables.faderYes
  const yes = curve[Math.min(age, ages * 2 - 1)]!
  const optsOut = role === 'left' ? habits.leaverOptsOut + (1 - habits.leaverOptsOut) * 0.2 : 0.005
  const silent = role === 'waits' ? 0.72 : role === 'faded' ? 0.3 : 0.02
  if (answer === 'yes' || answer === 'slow') return yes
  if (answer === 'optout') return (1 - yes) * optsOut
  if (answer === 'silent') return (1 - yes) * silent
  return (1 - yes) * Math.max(0.02, 1 - silent - optsOut)
}

/** Weighs what a person said of the pair. `lastContact` is a day since the introduction; `unasked`: nobody had asked. */
export function hearAnswer(
  letters: Letters,
  tables: Tables,
  from: Side,
  answer: Answer,
  lastContact: number | undefined,
  unasked: boolean,
): void {
  const { habits } = tables
  const day = letters.day
  const me = from === 'a' ? 0 : 1
  const told = lastContact === undefined ? -1 : Math.max(0, Math.min(dates - 1, Math.round(day - lastContact)))
  const sinceStart = lastContact !== undefined && lastContact < 0.5 && told > 6
  const dated = (age: number) =>
    told < 0 ? 1 : (sinceStart ? tables.toldAtLeast : tables.told)[Math.min(age, ages + 39) * dates + told]!
  const spontaneous = unasked && answer === 'silent'
  const says = (impatient: number, impatientTwice: number, mine: boolean) => {
    // order as people speak: first of the partner's silence, then of the pair's
    const silent = mine ? habits.complainsSilent * impatientTwice : 0
    const no = (1 - (mine ? habits.complainsSilent : 0)) * habits.complainsNo * impatient
    if (spontaneous) return 0.0006 * silent + 1e-5
    if (answer === 'silent') return silent + habits.slip
    if (answer === 'no') return no + habits.slip
    if (answer === 'optout') return 1e-4
    return 1 - silent - no - 2 * habits.slip
  }
  const speaks = answer !== 'question'
  for (let m = 0; m < tempi.length; m++) {
    for (let writer = 0; writer < 2; writer++) {
      const row = letters.alive[m * 2 + writer]!
      const mine = writer === me
      for (let L = letters.from; L <= day; L++) {
        if (row[L] === 0) continue
        const age = at(day - L)
        let chance = speaks ? says(tables.impatient[age]!, tables.impatientWriter[m * ages + age]!, mine) : 1
        if (told >= 0) {
          if (!mine) chance *= dated(age)
          else if (sinceStart) chance *= tables.toldAtLeast[Math.min(age + Math.round(tempi[m]!), ages + 39) * dates + told]!
          else chance *= tables.toldByWriter[(m * ages + age) * dates + told]!
        }
        row[L]! *= chance
      }
    }
  }
  letters.unbegun *= (speaks ? says(tables.impatient[at(day)]!, 0, false) : 1) * dated(day)
  const ended = (role: 'waits' | 'left' | 'faded', age: number) => {
    if (!speaks) return 1
    if (spontaneous) return role === 'waits' && age >= 14 ? 0.008 : 1e-5
    return saysWhenEnded(tables, answer, role, age) + habits.slip
  }
  for (let L = 0; L <= day; L++) {
    const age = day - L
    const waits = ended('waits', age)
    const left = ended('left', age)
    const faded = ended('faded', age)
    for (let writer = 0; writer < 2; writer++) {
      const heard = writer === me ? writersDate(tables, age, told, sinceStart) : dated(age)
      const leaversDate = told < 0 ? 1 : sinceStart ? dated(age) : tables.toldByLeaver[at(age) * dates + told]!
      letters.ended[L * width + (me === 0 ? 0 : 2) + writer]! *= left * leaversDate
      letters.ended[L * width + (me === 0 ? 2 : 0) + writer]! *= waits * heard
      letters.ended[L * width + 4 + writer]! *= faded * heard
    }
  }
  const whole = dated(day)
  const role = (i: number) => (i === 2 ? 'faded' : i < 2 ? (i === me ? 'waits' : 'left') : i - 3 === me ? 'left' : 'faded')
  for (let i = 0; i < 5; i++) {
    const said = role(i)
    letters.never[i]! *= ended(said, day) * (said === 'left' && i < 2 ? 0.5 * whole + 0.5 * dated(Math.max(0, day - 4)) : whole)
  }
}

/** The date that the writer of the last letter tells is a gap older; a mean over tempi in a cohort. */
function writersDate(tables: Tables, age: number, told: number, sinceStart: boolean): number {
  if (told < 0) return 1
  if (sinceStart) return tables.toldAtLeast[Math.min(age + 8, ages + 39) * dates + told]!
  let sum = 0
  for (let m = 0; m < tempi.length; m++)
    sum += tables.habits.tempoWeights[m]! * tables.toldByWriter[(m * ages + at(age)) * dates + told]!
  return sum
}

/** A coordinator found the pair talking: on `day`, when they were told of it, it had not ended. */
export function foundTalking(letters: Letters, day: number): void {
  for (let L = 0; L <= day && L <= letters.day; L++) for (let i = 0; i < width; i++) letters.ended[L * width + i]! *= 0.02
  for (let i = 0; i < 5; i++) letters.never[i]! *= 0.02
}

/** An address died: of one who left for good, or of anybody who moved. */
export function addressDied(letters: Letters, tables: Tables, from: Side): void {
  const me = from === 'a' ? 0 : 1
  const moved = Math.max(0.004, tables.habits.moves * letters.day)
  const { leaverGone } = tables.habits
  for (const row of letters.alive) for (let L = letters.from; L <= letters.day; L++) row[L]! *= moved
  letters.unbegun *= moved
  for (let L = 0; L <= letters.day; L++)
    for (let i = 0; i < width; i++)
      letters.ended[L * width + i]! *= i >> 1 === me ? leaverGone * (1 - Math.exp(-(letters.day - L) / 10)) + moved : moved
  for (let i = 0; i < 5; i++) letters.never[i]! *= moved
  // the numbers stay relative: nothing else is scaled
}
