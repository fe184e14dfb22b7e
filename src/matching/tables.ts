import { type Part, parts } from './parts.ts'
import type { Profile } from './profile.ts'

/** A pair's two sides in one number: points 8 bits and unmet musts 3 bits, mine below, theirs above, then "forbidden". */
export const sideBits = 11
export const forbidden = 1 << 26

/** Entries of a table that is kept whole (4 bytes each); where people differ more, rows are made when asked for. */
const mostEntries = 4_000_000

/** One part of the score for classes of people who are alike in it: `row(c)` begins at `at` in `data`. */
export type Table = { of: Uint16Array | Int32Array; size: number; row: (c: number) => { data: Int32Array; at: number } }

function tableOf(part: Part, profiles: Profile[]): Table {
  const numbers = new Map<string, number>()
  const like: Profile[] = []
  const of = Int32Array.from(profiles, person => {
    const key = part.key(person)
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, like.length)
    return like.push(person) - 1
  })
  const size = like.length
  const bar = (p: Profile, q: Profile) =>
    part.name === 'place' && (p.country === null || q.country === null || p.country === q.country) ? forbidden : 0
  if (size * size > mostEntries) {
    const data = new Int32Array(size)
    let held = -1
    const row = (c: number) => {
      const p = like[c]!
      for (let d = 0; d < size && held !== c; d++)
        data[d] = (part.side(p, like[d]!) + (part.side(like[d]!, p) << sideBits)) | bar(p, like[d]!)
      held = c
      return { data, at: 0 }
    }
    return { of, size, row }
  }
  const data = new Int32Array(size * size)
  for (let c = 0; c < size; c++) {
    for (let d = 0; d < size; d++) {
      const one = part.side(like[c]!, like[d]!)
      data[c * size + d]! += one | bar(like[c]!, like[d]!)
      data[d * size + c]! += one << sideBits
    }
  }
  return { of: size < 65536 ? Uint16Array.from(of) : of, size, row: c => ({ data, at: c * size }) }
}

/** Tables for career, place, hours and language. */
export const makeTables = (profiles: Profile[]): Table[] => parts.map(part => tableOf(part, profiles))
