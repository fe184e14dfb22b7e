import { interestPoints } from './interests.ts'
import { oneMust } from './parts.ts'
import { type Scored, weigh } from './score.ts'
import { forbidden, makeTables, sideBits } from './tables.ts'
import { sideTables } from './tiers.ts'

/** The weights of a round as the solver asks for them: a row at a time, never all at once. */
export type Weigher = {
  n: number
  /** what each person brings to any pair; negative for those on standby */
  bonus: Int32Array
  /** writes the weights of (u, v) into out[v] for every v > u; -1 when forbidden */
  fillRow: (u: number, out: Int32Array) => void
  weight: (u: number, v: number) => number
}

const satisfied = Uint8Array.from({ length: 2048 }, (_, units) => interestPoints(units))

/** Who has a term, by number, and the units it is worth to each. */
function postings({ of, units, term }: Scored['interests']) {
  const size = new Int32Array(term.length)
  for (const list of of) for (const number of list) size[number]!++
  const who = Array.from(size, length => new Int32Array(length))
  const worth = Array.from(size, length => new Int32Array(length))
  const fill = new Int32Array(term.length)
  for (let person = 0; person < of.length; person++) {
    const list = of[person]!
    for (let i = 0; i < list.length; i++) {
      const number = list[i]!
      who[number]![fill[number]!] = person
      worth[number]![fill[number]!++] = units[person]![i]!
    }
  }
  return { who, worth }
}

/** First place in a rising list that holds more than `u`. */
function after(list: Int32Array, u: number): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (list[middle]! <= u) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Weighs whole rows with tables of classes: some ten look-ups a pair. Says the same as `weigh`, which is the plain form.
 *
 * @param free who takes part; everybody else is forbidden to all (they have a pair already)
 */
export function makeRows(scored: Scored, free?: Uint8Array): Weigher {
  const { profiles, interests, tiers, bonus, barred } = scored
  const n = profiles.length
  const tables = makeTables(profiles)
  const { who, worth } = postings(interests)
  const { weight: sideWeight, above } = sideTables(tiers)
  const [career, place, hours, language] = tables as [
    (typeof tables)[0],
    (typeof tables)[0],
    (typeof tables)[0],
    (typeof tables)[0],
  ]
  const standby = Uint8Array.from(profiles, person => Number(person.standby))

  // wishes about interests: met or not for those who share no term; the rest is put right term by term
  const wishers = profiles.map(({ wants }) => wants.filter(({ kind }) => kind === 'interest'))
  const unshared = Int32Array.from(wishers, wants =>
    wants.reduce((sum, { op, points, must }) => sum + (op === 'different' ? points : must ? oneMust : 0), 0),
  )
  const base = Int32Array.from(unshared, side => side << sideBits)
  const byTag = new Map<string, { person: number; change: number }[]>()
  const tagged = new Map<string, number[]>()
  wishers.forEach((wants, person) => {
    for (const { op, value, points, must } of wants) {
      if (op === 'is') byTag.set(value, [...(byTag.get(value) ?? []), { person, change: points - (must ? oneMust : 0) }])
    }
  })
  profiles.forEach(({ tags }, person) => {
    for (const tag of tags) if (byTag.has(tag)) tagged.set(tag, [...(tagged.get(tag) ?? []), person])
  })
  /** what sharing a term changes for wishes that ask for the same or for different interests */
  const sharing = Int32Array.from(wishers, wants =>
    wants.reduce((sum, { op, points, must }) => {
      if (op === 'same') return sum + points - (must ? oneMust : 0)
      return op === 'different' ? sum - points + (must ? oneMust : 0) : sum
    }, 0),
  )

  const sides = new Int32Array(n)
  const mine = new Int32Array(n)
  const theirs = new Int32Array(n)
  const touched = new Int32Array(n)

  function fillRow(u: number, out: Int32Array): void {
    if (free && free[u] === 0) {
      out.fill(-1, u + 1, n)
      return
    }
    sides.set(base.subarray(u + 1), u + 1)
    let count = 0
    const own = interests.of[u]!
    for (let k = 0; k < own.length; k++) {
      const people = who[own[k]!]!
      const units = worth[own[k]!]!
      const my = interests.units[u]![k]!
      for (let i = after(people, u); i < people.length; i++) {
        const v = people[i]!
        if (mine[v] === 0) touched[count++] = v
        mine[v]! += my
        theirs[v]! += units[i]!
      }
    }
    for (let i = 0; i < count; i++) {
      const v = touched[i]!
      const me = satisfied[Math.min(2047, mine[v]!)]! + sharing[u]!
      sides[v]! += me + ((satisfied[Math.min(2047, theirs[v]!)]! + sharing[v]!) << sideBits)
      mine[v] = 0
      theirs[v] = 0
    }
    for (const { op, value, points, must } of wishers[u]!) {
      if (op === 'is') for (const v of tagged.get(value) ?? []) if (v > u) sides[v]! += points - (must ? oneMust : 0)
    }
    for (const tag of profiles[u]!.tags) {
      for (const { person, change } of byTag.get(tag) ?? []) if (person > u) sides[person]! += change << sideBits
    }
    for (const v of barred.get(u) ?? []) if (v > u) sides[v]! += forbidden
    addTables(u, out)
    if (standby[u] === 1) for (let v = u + 1; v < n; v++) if (standby[v] === 1 && out[v] !== -1) out[v] = 0
    if (free) for (let v = u + 1; v < n; v++) if (free[v] === 0) out[v] = -1
  }

  function addTables(u: number, out: Int32Array): void {
    const [c1, c2, c3, c4] = [career.of, place.of, hours.of, language.of]
    const { data: t1, at: r1 } = career.row(c1[u]!)
    const { data: t2, at: r2 } = place.row(c2[u]!)
    const { data: t3, at: r3 } = hours.row(c3[u]!)
    const { data: t4, at: r4 } = language.row(c4[u]!)
    const start = unshared[u]!
    const fair = tiers.floor
    const ours = bonus[u]!
    for (let v = u + 1; v < n; v++) {
      const x = (sides[v]! + start + t1[r1 + c1[v]!]! + t2[r2 + c2[v]!]! + t3[r3 + c3[v]!]! + t4[r4 + c4[v]!]!) | 0
      if (x >= forbidden) {
        out[v] = -1
      } else {
        const low = x & 2047
        const high = (x >> sideBits) & 2047
        out[v] = (sideWeight[low]! + sideWeight[high]! + (above[low]! & above[high]! & fair) + ours + bonus[v]!) | 0
      }
    }
  }

  const taken = (u: number) => free !== undefined && free[u] === 0
  return { n, bonus, fillRow, weight: (u, v) => (taken(u) || taken(v) ? -1 : weigh(scored, u, v)) }
}
