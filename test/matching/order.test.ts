import { expect, test } from 'vitest'
import { meritsOf, solveInOrder } from '../../src/matching/order.ts'
import { workRound } from '../../src/matching/round.ts'
import { makeRows } from '../../src/matching/rows.ts'
import { scoreRound } from '../../src/matching/score.ts'
import { bonusOf, planTiers } from '../../src/matching/tiers.ts'
import { inventPeople } from './people.ts'

test('weights too small to keep musts and floor above worth are found out, and the round is solved again', () => {
  let mended = 0
  for (let seed = 1; seed <= 30; seed++) {
    const scored = scoreRound(inventPeople(seed, 24, { standby: 0 }))
    const right = solveInOrder(scored, makeRows)
    expect(right.order).toBe('by size')
    const weak = { ...scored, tiers: { ...scored.tiers, must: 0, floor: 0, exact: false } }
    const careless = meritsOf(scored, solveInOrder({ ...weak, tiers: { ...weak.tiers, exact: true } }, makeRows).solution.mate)
    const careful = solveInOrder(weak, makeRows)
    expect(meritsOf(scored, careful.solution.mate)).toEqual(meritsOf(scored, right.solution.mate))
    expect(['nothing is left to better', 'compared']).toContain(careful.order)
    if (careless.join() !== meritsOf(scored, careful.solution.mate).join()) mended++
  }
  expect(mended).toBeGreaterThan(5)
})

test('a round too large for tiers by size is compared with the best for the tiers alone', () => {
  const people = inventPeople(4, 260, { standby: 4 })
  const { scored, solution, matching } = workRound(people)
  expect(scored.tiers.exact).toBe(false)
  expect(matching.summary.order).toBe('compared')
  const tiers = planTiers(scored.profiles, [0])
  expect(tiers.exact).toBe(true)
  const plain = solveInOrder({ ...scored, tiers, bonus: bonusOf(scored.profiles, tiers) }, makeRows)
  expect(meritsOf(scored, solution.mate)).toEqual(meritsOf(scored, plain.solution.mate))
})

test('the heaviest pair fits 32 bits whatever the round, and the floor outweighs all worth together', () => {
  for (const n of [1, 2, 50, 301, 1162, 5000, 10_000]) {
    for (const people of [inventPeople(n, Math.min(n, 400)), inventPeople(n, Math.min(n, 400), { standby: 0 })]) {
      const { profiles } = scoreRound(people)
      const round = Array.from({ length: n }, (_, i) => profiles[i % profiles.length]!)
      const tiers = planTiers(round)
      const heaviest = 2 * tiers.worth + tiers.floor + 2 * tiers.musts * tiers.must + 2 * Math.max(...bonusOf(round, tiers))
      expect(heaviest).toBeLessThan(2 ** 31)
      expect(tiers.floor).toBeGreaterThan(Math.floor(n / 2) * 2 * tiers.worth)
      // duals are doubled, and may stand at twice the heaviest pair
      expect(8 * (heaviest + tiers.offset)).toBeLessThan(Number.MAX_SAFE_INTEGER)
    }
  }
})
