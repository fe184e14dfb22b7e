import { tempi } from './habits.ts'
import type { Answer, Side } from './history.ts'
import { type Letters, width } from './letters.ts'
import { ages, at, dates, type Tables } from './tables.ts'

/** Who complained once in a silence does so again sooner: their patience is that much shorter than most people's. */
const complainsAgain = 1.7
/** Share of findings "talking" that were wrong. */
const wronglyCleared = 0.003

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
  const felt = (age: number) => at(Math.floor(age * letters.touchy[me]))
  // nobody has waited longer than since the introduction
  const longest = tables.impatient[felt(day)]!
  for (let m = 0; m < tempi.length; m++) {
    for (let writer = 0; writer < 2; writer++) {
      const row = letters.alive[m * 2 + writer]!
      const mine = writer === me
      for (let L = letters.from; L <= day; L++) {
        if (row[L] === 0) continue
        const age = at(day - L)
        const alone = Math.min(tables.impatientWriter[m * ages + felt(age)]!, longest)
        let chance = speaks ? says(tables.impatient[felt(age)]!, alone, mine) : 1
        if (told >= 0) {
          if (!mine) chance *= dated(age)
          else if (sinceStart) chance *= tables.toldAtLeast[Math.min(age + Math.round(tempi[m]!), ages + 39) * dates + told]!
          else chance *= tables.toldByWriter[(m * ages + age) * dates + told]!
        }
        row[L]! *= chance
      }
    }
  }
  letters.unbegun *= (speaks ? says(tables.impatient[felt(day)]!, 0, false) : 1) * dated(day)
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
  if (answer === 'silent' || answer === 'no') letters.touchy[me] = complainsAgain
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
  for (let L = 0; L <= day && L <= letters.day; L++)
    for (let i = 0; i < width; i++) letters.ended[L * width + i]! *= wronglyCleared
  for (let i = 0; i < 5; i++) letters.never[i]! *= wronglyCleared
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
