import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Blossoms } from '../../src/matching/blossoms.ts'
import { Candidates } from '../../src/matching/graph.ts'
import { Search } from '../../src/matching/search.ts'
import { solve } from '../../src/matching/solve.ts'
import { bestByTrying, dice, faultInProof, randomTable, weigherOf } from './support.ts'

const instance = fc.record({
  seed: fc.integer(),
  n: fc.integer({ min: 1, max: 11 }),
  range: fc.constantFrom(1, 2, 5, 30, 1_000_000),
  share: fc.constantFrom(10, 40, 80, 100),
  offset: fc.constantFrom(0, 1, 7, 10_000_000),
})

describe('the solver', () => {
  test('finds what trying every combination finds, and proves it, on thousands of small rounds', () => {
    fc.assert(
      fc.property(instance, ({ seed, n, range, share, offset }) => {
        const weigher = weigherOf(randomTable(seed, n, range, share))
        const solution = solve(weigher, offset)
        expect(faultInProof(solution, weigher, offset)).toBeNull()
        let sum = 0
        solution.mate.forEach((v, u) => {
          if (v > u) sum += weigher.weight(u, v) + offset
        })
        expect(sum).toBe(bestByTrying(weigher, offset))
      }),
      { numRuns: 4000 },
    )
  })

  test('proves larger rounds with many equal weights, where blossoms nest', () => {
    fc.assert(
      fc.property(
        fc.record({
          seed: fc.integer(),
          n: fc.integer({ min: 12, max: 70 }),
          range: fc.constantFrom(1, 2, 3, 8, 100_000),
          share: fc.constantFrom(5, 12, 30, 100),
          offset: fc.constantFrom(0, 3, 1_000_000_000),
        }),
        ({ seed, n, range, share, offset }) => {
          const weigher = weigherOf(randomTable(seed, n, range, share))
          expect(faultInProof(solve(weigher, offset), weigher, offset)).toBeNull()
        },
      ),
      { numRuns: 600 },
    )
  })

  test('proves rounds in cliques joined by few, where whole groups are odd', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const roll = dice(seed)
      const n = 40 + roll(40)
      const group = Array.from({ length: n }, () => roll(9))
      const table = Array.from({ length: n }, (_, u) =>
        Array.from({ length: n }, (_, v) => (group[u] === group[v] ? 50 + roll(3) : roll(40) === 0 ? roll(4) : -1)),
      )
      const weigher = weigherOf(table)
      for (const offset of [0, 60, 100_000]) expect(faultInProof(solve(weigher, offset), weigher, offset)).toBeNull()
    }
  })

  test('turns the pairs of blossoms nested two thousand deep without running out of stack', () => {
    // person 0 is unpaired; then triangles in a row, each hanging on the last; at the far end another unpaired person,
    // whom the search reaches only after it has folded every triangle into the one before
    const triangles = 2000
    const last = 2 * triangles
    const end = last + 1
    const list = new Candidates(end + 1)
    for (let u = 0; u < last; u += 2) {
      list.add(u, u + 1, 999_999)
      list.add(u, u + 2, 999_999)
      list.add(u + 1, u + 2, 1_000_000)
    }
    list.add(last, end, 900_000)
    const mate = Int32Array.from({ length: end + 1 }, (_, v) => (v === 0 || v === end ? -1 : v % 2 ? v + 1 : v - 1))
    const y = new Float64Array(end + 1).fill(1_000_000)
    const sets = new Blossoms(mate)
    new Search(list.graph(), 0, sets, y).from(0)
    expect([...mate].every((v, u) => v >= 0 && mate[v] === u)).toBe(true)
    expect(mate[end]).toBe(last)
    expect(sets.list().length).toBe(triangles)
    expect(sets.list().every(({ z }) => z > 0)).toBe(true)
  })

  test('pairs as many as can be when one group is far too large', () => {
    const [large, small] = [180, 31]
    const roll = dice(7)
    const n = large + small
    const table = Array.from({ length: n }, (_, u) =>
      Array.from({ length: n }, (_, v) => (u < large && v < large ? -1 : roll(1000))),
    )
    const weigher = weigherOf(table)
    const solution = solve(weigher, 1_000_000)
    expect(faultInProof(solution, weigher, 1_000_000)).toBeNull()
    expect(solution.mate.filter(v => v >= 0).length).toBe(2 * small)
  })

  test('says how far it is', () => {
    const steps = new Set<string>()
    solve(weigherOf(randomTable(3, 80, 1000, 100)), 0, (step, share) => {
      expect(share).toBeGreaterThanOrEqual(0)
      expect(share).toBeLessThanOrEqual(1)
      steps.add(step)
    })
    expect([...steps]).toEqual(['looking for good pairs', 'comparing all pairs', 'proving the result'])
  })
})
