import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
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

  test('walks blossoms nested thousands deep without running out of stack', () => {
    // a long path of triangles, each hanging on the last: the search folds them into one another
    const n = 4001
    const near = new Map<number, number>()
    for (let u = 0; u + 1 < n; u++) near.set(u * n + u + 1, 10)
    for (let u = 0; u + 2 < n; u += 2) near.set(u * n + u + 2, 10)
    const weight = (u: number, v: number) => near.get(Math.min(u, v) * n + Math.max(u, v)) ?? -1
    const fillRow = (u: number, out: Int32Array) => {
      out.fill(-1, u + 1)
      for (let v = u + 1; v <= u + 2 && v < n; v++) out[v] = weight(u, v)
    }
    const solution = solve({ n, bonus: new Int32Array(n), fillRow, weight }, 1_000_000)
    expect(solution.mate.filter(v => v < 0).length).toBe(1)
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
