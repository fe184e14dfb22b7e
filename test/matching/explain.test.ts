import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Applicant } from '../../src/matching/applicant.ts'
import { explainPair, whatIf } from '../../src/matching/explain.ts'
import { phrase } from '../../src/matching/reasons.ts'
import { matchRound, rematch } from '../../src/matching/round.ts'
import { inventPeople } from './people.ts'

const person = (id: string, country: string, more: Partial<Applicant> = {}): Applicant => ({
  id,
  country,
  languages: [{ language: 'en', level: 'native' }],
  ...more,
})

describe('explaining a pair', () => {
  test('adds its parts up to the weight that the pair has in the matching', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 2, max: 20 }), (seed, n) => {
        const people = inventPeople(seed, n)
        for (const { a, b, weight } of matchRound(people).pairs) {
          const told = explainPair(people, a, b)
          expect(told.weight).toBe(weight)
          expect(told.parts.reduce((sum, part) => sum + part.weight, 0)).toBe(weight)
        }
      }),
      { numRuns: 100 },
    )
  })

  test('names the hard rule that keeps two apart', () => {
    const people = [
      person('a', 'KE', { previousPartners: ['b'], blocked: ['c'] }),
      person('b', 'Brazil'),
      person('c', 'India'),
      person('d', 'Kenya'),
      person('e', ''),
      person('f', 'NZ'),
    ]
    const why = (b: string) => explainPair(people, 'a', b, { forbidden: [['f', 'a']] }).forbidden
    expect(['b', 'c', 'd', 'e', 'f'].map(why)).toEqual([
      'partners before',
      'blocked',
      'same country',
      'no country known',
      'kept apart by a coordinator',
    ])
    expect(explainPair(people, 'a', 'd').weight).toBe(-1)
    expect(() => explainPair(people, 'a', 'nobody')).toThrow("nobody here has the id 'nobody'")
  })

  test('takes a code and an English name for one language and one country', () => {
    const people = [person('a', 'KE'), person('b', 'Viet Nam', { languages: [{ language: 'English' }] }), person('c', 'VN')]
    expect(explainPair(people, 'a', 'b').forA.parts).toContainEqual({ name: 'language', points: 24 })
    expect(explainPair(people, 'b', 'c').forbidden).toBe('same country')
  })

  test('scores each side for itself: one has the wish, the other has not', () => {
    const people = [
      person('a', 'KE', { sector: 'academic', wishes: [{ about: 'sector', want: 'public', strength: 'would like' }] }),
      person('b', 'BR', { sector: 'public library', wishes: [{ about: 'sector', want: 'same', strength: 'would like' }] }),
    ]
    const { forA, forB } = explainPair(people, 'a', 'b')
    expect([forA.met, forB.unmet]).toEqual([[0], [0]])
    expect(forA.points - forB.points).toBe(30)
  })
})

describe('what if', () => {
  test('forcing a pair never gains weight, and says what would change', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 4, max: 24 }), (seed, n) => {
        const people = inventPeople(seed, n)
        const matching = matchRound(people)
        const [a, b] = [people[0]!.id, people[1]!.id]
        const told = whatIf(people, matching, a, b)
        if (told.forbidden !== null || (people[0]!.standby && people[1]!.standby)) return
        expect(told.morePeopleUnpaired).toBeGreaterThanOrEqual(0)
        if (told.morePeopleUnpaired === 0) expect(told.cost).toBeGreaterThanOrEqual(0)
        const already = matching.pairs.some(pair => [pair.a, pair.b].sort().join() === [a, b].sort().join())
        if (already) expect(told).toMatchObject({ cost: 0, undone: [], instead: [] })
        else expect(told.instead.map(pair => [...pair].sort().join())).toContain([a, b].sort().join())
      }),
      { numRuns: 150 },
    )
  })
})

describe('the round alive', () => {
  const people = inventPeople(42, 60, { standby: 5 })

  test('a hand-made pair is kept, and one that breaks a rule is refused with the reason', () => {
    const matching = matchRound(people)
    const [one, two] = matching.pairs as [(typeof matching.pairs)[0], (typeof matching.pairs)[0]]
    const able = !explainPair(people, one.a, two.a).forbidden
    const after = matchRound(people, { made: [[one.a, two.a]] })
    if (able) expect(after.pairs.find(({ made }) => made)).toMatchObject({ made: true })
    const same = [person('x', 'KE'), person('y', 'Kenya'), person('z', 'BR')]
    const made = matchRound(same, {
      made: [
        ['x', 'y'],
        ['x', 'nobody'],
        ['z', 'x'],
        ['z', 'y'],
      ],
    })
    expect(made.refused).toEqual([
      { a: 'x', b: 'y', because: 'same country' },
      { a: 'x', b: 'nobody', because: "nobody here has the id 'nobody'" },
      { a: 'z', b: 'y', because: 'one of them is in another hand-made pair' },
    ])
    expect(made.pairs.map(({ a, b }) => [a, b])).toEqual([['x', 'z']])
  })

  test('two volunteers on standby can be made a pair by hand, and only so', () => {
    const round = [
      person('s', 'KE', { standby: true }),
      person('t', 'BR', { standby: true }),
      person('a', 'IN'),
      person('b', 'NZ'),
    ]
    expect(matchRound(round).pairs.map(({ a, b }) => [a, b])).toEqual([['a', 'b']])
    const { pairs } = matchRound(round, { made: [['s', 't']] })
    expect(pairs.map(({ a, b, made }) => [a, b, made])).toEqual([
      ['s', 't', true],
      ['a', 'b', false],
    ])
  })

  test('a late joiner takes the free place and disturbs nobody', () => {
    const matching = matchRound(people)
    const late = [...people, person('late', 'FI'), person('later', 'SE')]
    const made = matching.pairs.map(({ a, b }): [string, string] => [a, b])
    const after = matchRound(late, { made })
    const key = ({ a, b }: { a: string; b: string }) => [a, b].sort().join()
    for (const pair of matching.pairs) expect(after.pairs.map(key)).toContain(key(pair))
    expect(after.pairs.length).toBe(matching.pairs.length + 1)
  })

  test('a pair that a coordinator forbids is not made', () => {
    const { a, b } = matchRound(people).pairs[0]!
    const after = matchRound(people, { forbidden: [[b, a]] })
    expect(after.pairs.some(pair => pair.a === a && pair.b === b)).toBe(false)
  })

  test('re-matching pairs those left alone first, never with an earlier partner', () => {
    const free = [
      person('left', 'KE', { protection: 'left alone before', previousPartners: ['gone'] }),
      person('also-left', 'BR', { protection: 'left alone before', previousPartners: ['waiting'] }),
      person('waiting', 'IN', { protection: 'none', previousPartners: ['also-left'] }),
    ]
    const { pairs, unpaired } = rematch(free)
    expect(pairs.map(({ a, b }) => [a, b])).toEqual([['left', 'also-left']])
    expect(unpaired.map(({ id }) => id)).toEqual(['waiting'])
  })

  test('a must that nobody can meet is told apart from one that others needed', () => {
    const must = (want: string) => ({ about: 'sector', want, strength: 'must' as const })
    const round = [
      person('a', 'KE', { sector: 'academic', wishes: [must('school')] }),
      person('b', 'BR', { sector: 'public', wishes: [must('special')] }),
      person('c', 'IN', { sector: 'special', wishes: [{ about: 'moon', want: 'full', strength: 'must' }] }),
      person('d', 'NZ', { sector: 'academic', wishes: [must('special')] }),
    ]
    const told = Object.fromEntries(matchRound(round).unmetMusts.map(({ id, because }) => [id, because]))
    expect(told.a).toBe('nobody can meet it')
    expect(told.c).toBe('not understood')
    expect([told.b, told.d].filter(Boolean)).toEqual(['others needed them'])
  })
})

test('reasons speak to the reader: wishes first, then what both care about', () => {
  const people = [
    person('a', 'KE', {
      sector: 'academic',
      careerStage: 'early career',
      interests: ['Open Access'],
      wishes: [{ about: 'sector', want: 'public', strength: 'must' }],
    }),
    person('b', 'BR', { sector: 'public', careerStage: 'senior', interests: ['open access'] }),
  ]
  const [pair] = matchRound(people).pairs
  expect(pair!.reasonsForA).toEqual([
    'Your partner works in a public library, as you wished.',
    'You are both interested in Open Access.',
    'Your partner has been in the profession for longer than you.',
  ])
  expect(pair!.codesForB.map(({ code }) => code)).toEqual(['shared-interests', 'sectors-differ', 'stages-differ'])
  expect(() => phrase({ code: 'weather', values: {} })).toThrow("no English words for the reason 'weather'")
})
