import type { Weigher } from '../../src/matching/rows.ts'
import type { Solution } from '../../src/matching/solve.ts'

/** Weights as a table, for the solver: `table[u][v]` with u < v, -1 forbidden. */
export function weigherOf(table: number[][], bonus?: number[]): Weigher {
  const n = table.length
  return {
    n,
    bonus: Int32Array.from(bonus ?? new Array(n).fill(0)),
    fillRow: (u, out) => {
      for (let v = u + 1; v < n; v++) out[v] = table[u]![v]!
    },
    weight: (u, v) => (u < v ? table[u]![v]! : table[v]![u]!),
  }
}

/** Best sum of weight + offset over all matchings, by trying all of them: sets of people as bits. */
export function bestByTrying({ n, weight }: Weigher, offset: number): number {
  const best = new Float64Array(1 << n)
  for (let set = 1; set < 1 << n; set++) {
    const u = 31 - Math.clz32(set)
    const rest = set & ~(1 << u)
    best[set] = best[rest]!
    for (let v = 0; v < u; v++) {
      if (!(rest & (1 << v)) || weight(u, v) < 0) continue
      best[set] = Math.max(best[set]!, weight(u, v) + offset + best[rest & ~(1 << v)]!)
    }
  }
  return best[(1 << n) - 1]!
}

/** What is wrong with a certificate, looked at pair by pair; null when it proves the matching. Written apart from the engine. */
export function faultInProof({ mate, y, blossoms }: Solution, { n, weight }: Weigher, offset: number): string | null {
  for (const { z, members } of blossoms)
    if (!(z > 0) || members.length < 3 || members.length % 2 === 0) return 'a set is no odd set'
  for (const [i, p] of blossoms.entries()) {
    for (const q of blossoms.slice(i + 1)) {
      const shared = p.members.filter(v => q.members.includes(v)).length
      if (shared !== 0 && shared !== Math.min(p.members.length, q.members.length)) return 'two sets cross'
    }
  }
  for (let u = 0; u < n; u++) {
    if (!Number.isSafeInteger(y[u]) || y[u]! < 0) return `dual ${y[u]} of ${u}`
    if (mate[u]! < 0 && y[u] !== 0) return `${u} is unpaired at ${y[u]}`
    for (let v = u + 1; v < n; v++) {
      if (weight(u, v) < 0) {
        if (mate[u] === v) return `forbidden pair ${u}, ${v}`
        continue
      }
      let slack = y[u]! + y[v]! - 2 * (weight(u, v) + offset)
      for (const { z, members } of blossoms) if (members.includes(u) && members.includes(v)) slack += z
      if (slack < 0) return `pair ${u}, ${v} violates by ${-slack}`
      if (mate[u] === v && (slack !== 0 || mate[v] !== u)) return `pair ${u}, ${v} is not tight`
    }
  }
  for (const { members } of blossoms) {
    if (members.filter(v => members.includes(mate[v]!)).length !== members.length - 1) return 'a set is not full'
  }
  return null
}

/** The same numbers for the same seed (mulberry32). */
export function dice(seed: number): (below: number) => number {
  let state = seed >>> 0
  return below => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below)
  }
}

/** Weights at random: `share` percent of pairs allowed, weights below `range`. */
export function randomTable(seed: number, n: number, range: number, share: number): number[][] {
  const roll = dice(seed)
  return Array.from({ length: n }, () => Array.from({ length: n }, () => (roll(100) < share ? roll(range) : -1)))
}
