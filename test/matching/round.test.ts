import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countryKey } from '../../src/matching/countries.ts'
import { matchRound, workRound } from '../../src/matching/round.ts'
import { type Scored, scoreRound, scoreSide, whyForbidden } from '../../src/matching/score.ts'
import { worthOf } from '../../src/matching/tiers.ts'
import { floor } from '../../src/matching/weights.ts'
import { inventPeople } from './people.ts'
import { faultInProof } from './support.ts'

type Pairs = [number, number][]

/** Every way to pair these people by the hard rules; two on standby are no pair. */
function* everyMatching(scored: Scored, left: number[]): Generator<Pairs> {
  const [u, ...rest] = left
  if (u === undefined) return yield []
  for (const others of everyMatching(scored, rest)) yield others
  for (const v of rest) {
    if (whyForbidden(scored, u, v) !== null || (scored.profiles[u]!.standby && scored.profiles[v]!.standby)) continue
    for (const others of everyMatching(
      scored,
      rest.filter(x => x !== v),
    ))
      yield [[u, v], ...others]
  }
}

/** What a matching is judged by, the highest first; more is better in each. */
function merits(scored: Scored, pairs: Pairs): number[] {
  const { profiles, tiers } = scored
  const sum = (of: (u: number, v: number) => number) => pairs.reduce((total, [u, v]) => total + of(u, v), 0)
  const ordinary = (u: number) => Number(!profiles[u]!.standby)
  const side = (u: number, v: number) => scoreSide(scored, u, v)
  return [
    sum((u, v) => ordinary(u) + ordinary(v)),
    -sum((u, v) => 2 - ordinary(u) - ordinary(v)),
    sum((u, v) => ordinary(u) * profiles[u]!.level + ordinary(v) * profiles[v]!.level),
    -sum((u, v) => side(u, v).unmetMusts + side(v, u).unmetMusts),
    sum((u, v) => Number(side(u, v).points >= floor && side(v, u).points >= floor)),
    sum((u, v) => worthOf(side(u, v).points, tiers) + worthOf(side(v, u).points, tiers)),
  ]
}

function compare(a: number[], b: number[]): number {
  const at = a.findIndex((merit, i) => merit !== b[i])
  return at < 0 ? 0 : a[at]! - b[at]!
}

const listed = (people: ReturnType<typeof inventPeople>, a: string, b: string) => {
  const [p, q] = [people.find(({ id }) => id === a)!, people.find(({ id }) => id === b)!]
  return (
    [...(p.previousPartners ?? []), ...(p.blocked ?? [])].includes(b) ||
    [...(q.previousPartners ?? []), ...(q.blocked ?? [])].includes(a)
  )
}

describe('a round', () => {
  test('is as good as the best of all its matchings: people paired, the protected, musts, floor, worth, in that order', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 8 }), fc.constantFrom(0, 10, 50), (seed, n, standby) => {
        const people = inventPeople(seed, n, { standby })
        const { scored, matching } = workRound(people)
        expect(scored.tiers.exact).toBe(true)
        const place = (id: string) => scored.index.get(id)!
        const found = merits(
          scored,
          matching.pairs.map(({ a, b }): [number, number] => [place(a), place(b)]),
        )
        let best = merits(scored, [])
        for (const pairs of everyMatching(
          scored,
          people.map((_, i) => i),
        )) {
          const now = merits(scored, pairs)
          if (compare(now, best) > 0) best = now
        }
        expect(found).toEqual(best)
      }),
      { numRuns: 500 },
    )
  })

  test('never breaks a hard rule, pairs nobody twice, and names everybody, on two thousand rounds', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 40 }), (seed, n) => {
        const people = inventPeople(seed, n)
        const { pairs, unpaired } = matchRound(people)
        const named = [...pairs.flatMap(({ a, b }) => [a, b]), ...unpaired.map(({ id }) => id)]
        expect(named.sort()).toEqual(people.map(({ id }) => id).sort())
        for (const { a, b } of pairs) {
          const [p, q] = [a, b].map(id => countryKey(people.find(person => person.id === id)!.country))
          expect(p).not.toBeNull()
          expect(p).not.toBe(q)
          expect(listed(people, a, b)).toBe(false)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('weighs rows of pairs as it weighs one pair, and its proof holds', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 2, max: 30 }), (seed, n) => {
        const { weigher, solution, scored } = workRound(inventPeople(seed, n))
        const row = new Int32Array(n)
        for (let u = 0; u < n; u++) {
          weigher.fillRow(u, row)
          for (let v = u + 1; v < n; v++) expect(row[v]).toBe(weigher.weight(u, v))
        }
        expect(faultInProof(solution, weigher, scored.tiers.offset)).toBeNull()
      }),
      { numRuns: 200 },
    )
  })

  test('gives every pair two or three reasons from either side, with no gap in a sentence', () => {
    for (const { reasonsForA, reasonsForB } of matchRound(inventPeople(5, 60)).pairs) {
      for (const reasons of [reasonsForA, reasonsForB]) {
        expect(reasons.length).toBeGreaterThanOrEqual(2)
        expect(reasons.length).toBeLessThanOrEqual(3)
        expect(new Set(reasons).size).toBe(reasons.length)
        for (const reason of reasons) expect(reason).toMatch(/^(You|Your partner|This) .*[^ ]\.$/u)
        for (const reason of reasons) expect(reason).not.toMatch(/undefined|null|\[object| {2}/)
      }
    }
  })

  test('holds on rounds where nobody may meet anybody, and where one country is too large', () => {
    const compatriots = inventPeople(1, 50, { country: ['KE', 'Kenya'], standby: 0 })
    expect(matchRound(compatriots).pairs).toEqual([])
    const large = inventPeople(2, 80, { country: ['KE', 'KE', 'KE', 'KE', 'BR'], standby: 0 }).map(person => ({
      ...person,
      previousPartners: [],
      blocked: [],
    }))
    const small = large.filter(({ country }) => country === 'BR').length
    expect(matchRound(large).pairs.length).toBe(small)
    expect(matchRound([]).pairs).toEqual([])
  })

  test('lets the unprotected wait, not whoever lowers the sum', () => {
    const ids = ['a', 'b', 'c', 'd', 'e']
    for (const left of ids) {
      const people = ids.map((id, i) => ({
        id,
        country: ['KE', 'BR', 'IN', 'NZ', 'DE'][i]!,
        interests: [],
        languages: id === left ? [{ language: 'en' }] : [{ language: id < 'c' ? 'en' : 'xx' }],
        protection: id === left ? ('none' as const) : ('left alone before' as const),
      }))
      expect(matchRound(people).unpaired).toEqual([{ id: left, because: 'all who are allowed are paired' }])
    }
  })

  test('takes a volunteer on standby for the odd place only', () => {
    const person = (id: string, country: string, standby = false) => ({
      id,
      country,
      standby,
      interests: [],
      languages: [{ language: 'en' }],
    })
    const three = [person('a', 'KE'), person('b', 'BR'), person('c', 'IN'), person('s', 'NZ', true), person('t', 'DE', true)]
    expect(matchRound(three).summary).toMatchObject({ pairs: 2, unpaired: 1, standbyUnpaired: 1 })
    expect(matchRound([...three, person('d', 'ES')]).summary).toMatchObject({ pairs: 2, unpaired: 2, standbyUnpaired: 2 })
  })
})

test('two people with one id are refused', () => {
  const [one] = inventPeople(1, 1)
  expect(() => scoreRound([one!, one!])).toThrow("two people have the id 'p0'")
})
