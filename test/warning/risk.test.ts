import { expect, test } from 'vitest'
import type { PairEvent } from '../../src/warning/history.ts'
import { follow, nextCheckIn, risk } from '../../src/warning/risk.ts'
import { anaAndBen, liveThrough } from './support.ts'

const asked = (day: number, to: 'a' | 'b'): PairEvent => ({ kind: 'asked', day, to })
const yes = (day: number, from: 'a' | 'b', lastContact?: number): PairEvent => ({
  kind: 'reply',
  day,
  from,
  answer: 'yes',
  asked: day - 1,
  lastContact,
})
const silent = (day: number, from: 'a' | 'b', lastContact?: number): PairEvent => ({
  kind: 'reply',
  day,
  from,
  answer: 'silent',
  asked: day - 1,
  lastContact,
})
const look = (events: PairEvent[], now: number, start = 0) => risk(anaAndBen(events, start), now)[0]!

/** Both said yes for two months; then Ana says that Ben is silent, and Ben answers no more. */
const leftAlone: PairEvent[] = [
  asked(10, 'a'),
  yes(11, 'a', 9),
  asked(20, 'b'),
  yes(21, 'b', 19),
  asked(40, 'a'),
  yes(41, 'a', 38),
  asked(50, 'b'),
  yes(51, 'b', 50),
  asked(70, 'b'),
  asked(78, 'a'),
  silent(79, 'a', 55),
  asked(80, 'b'),
]

test('two people who say that they talk are left in peace', () => {
  const calm = look([asked(10, 'a'), yes(11, 'a', 9), asked(20, 'b'), yes(21, 'b', 19)], 24)
  expect(calm.probability).toBeLessThan(0.1)
  expect(calm).toMatchObject({ flag: false, shape: 'talking', suggestion: 'none', lastGoodSignA: 19, lastGoodSignB: 21 })
})

test('somebody left alone is seen, in a sentence made of facts', () => {
  const seen = look(leftAlone, 88)
  expect(seen.flag).toBe(true)
  expect(seen).toMatchObject({ shape: 'one-sided', lastGoodSignB: 55, lastGoodSignA: 50 })
  expect(seen.reason).toBe(
    'Ana wrote 9 days ago that Ben is silent; Ben has not answered the last two check-ins, having answered before; last good sign about 5 weeks ago.',
  )
})

test('a pair from which no good word ever came has never started', () => {
  const events = [asked(9, 'a'), silent(10, 'a', 0), asked(9, 'b'), asked(17, 'b'), asked(18, 'a'), silent(20, 'a', 0)]
  const seen = look(events, 24)
  expect(seen).toMatchObject({ shape: 'never started', flag: true, lastGoodSignA: null, lastGoodSignB: null })
  expect(seen.reason).toContain('no sign since the introduction')
})

test('who asks to leave is certain, at once', () => {
  const seen = look([asked(10, 'a'), yes(11, 'a', 9), { kind: 'reply', day: 15, from: 'b', answer: 'optout' }], 15)
  expect(seen).toMatchObject({ probability: 1, inWords: 'almost certain', flag: true, suggestion: 'rematch' })
})

test('a copied letter resets the clock', () => {
  const before = look(leftAlone, 81).probability
  const after = look(
    [...leftAlone, { kind: 'heartbeat', day: 82 }, { kind: 'heartbeat', day: 86 }, yes(87, 'a', 86)],
    88,
  ).probability
  expect(after).toBeLessThan(before / 3)
})

test('an automatic reply means away, and is neither good news nor bad', () => {
  const quiet = [asked(10, 'a'), yes(11, 'a', 9), asked(30, 'b')]
  const away = look([...quiet, { kind: 'auto', day: 30, from: 'b', until: 52 }], 48).probability
  expect(away).toBeLessThan(look(quiet, 48).probability)
})

test('a pair that writes once a month, and says so, is measured by it', () => {
  const quiet = [asked(50, 'a'), yes(51, 'a', 22), asked(51, 'b'), yes(52, 'b', 23)]
  const monthly = look([{ kind: 'rhythm', day: 3, every: 30 }, ...quiet], 55).probability
  const often = look([{ kind: 'rhythm', day: 3, every: 4 }, ...quiet], 55).probability
  expect(monthly).toBeLessThan(often)
})

test('after a false alarm the pair is left alone, and the finding is believed', () => {
  const cleared = [
    ...leftAlone,
    { kind: 'flagged', day: 88 },
    { kind: 'review', day: 95, verdict: 'talking' },
  ] satisfies PairEvent[]
  expect(look(leftAlone, 88).flag).toBe(true)
  expect(look([...leftAlone, { kind: 'flagged', day: 88 }], 89).flag).toBe(false)
  expect(look(cleared, 96).flag).toBe(false)
  expect(look(cleared, 96).probability).toBeLessThan(0.3)
})

test('a pair found to have ended is looked at no more', () => {
  const events = [
    ...leftAlone,
    { kind: 'flagged', day: 88 },
    { kind: 'review', day: 95, verdict: 'stopped' },
  ] satisfies PairEvent[]
  expect(risk(anaAndBen(events), 96)).toEqual([])
})

test('what is dated later than now is not heard', () => {
  expect(look([...leftAlone, yes(120, 'a', 119)], 88)).toEqual(look(leftAlone, 88))
})

test('a pair made later counts from its own introduction', () => {
  const later = leftAlone.map(event => ({
    ...event,
    day: event.day + 40.25,
    ...('lastContact' in event && event.lastContact !== undefined ? { lastContact: event.lastContact + 40.25 } : {}),
    ...('asked' in event && event.asked !== undefined ? { asked: event.asked + 40.25 } : {}),
  }))
  const shifted = risk(
    { start: 0, end: 222, promptDays: [], budgetPerMonth: 2, pairs: [{ id: 'p', start: 40.25, events: later }] },
    128.25,
  )[0]!
  const plain = risk(
    { start: -40.25, end: 181.75, promptDays: [], budgetPerMonth: 2, pairs: [{ id: 'p', start: 0, events: leftAlone }] },
    88,
  )[0]!
  expect(shifted.probability).toBeCloseTo(plain.probability, 1)
  expect(shifted.flag).toBe(plain.flag)
})

test('their own words are lines of their own, whatever the probability', () => {
  const history = anaAndBen([...leftAlone, { kind: 'bounce', day: 81, from: 'b', hard: true }])
  expect(
    follow(history, 90)
      .plainWords(78, 90)
      .map(word => word.line),
  ).toEqual(['Ana says that Ben is silent.', 'Mail to Ben came back for good.'])
  expect(follow(history, 90).plainWords(81, 90)).toEqual([])
})

test('the same log gives the same flags, followed day by day or read at once', () => {
  const { history, flags, asked: asks, cohort } = liveThrough(40, 110, 5)
  expect(flags.length).toBeGreaterThan(2)
  for (const day of [14, 43, 58, 71, 86, 109]) {
    const known = {
      ...history,
      pairs: history.pairs.map(pair => ({
        ...pair,
        events: pair.events.filter(
          event => event.day < day || (event.day === day && event.kind !== 'flagged' && event.kind !== 'asked'),
        ),
      })),
    }
    const again = risk(known, day).filter(one => one.flag)
    expect(again.map(one => `${day} ${one.pair} ${one.reason}`).sort()).toEqual(
      flags.filter(flag => flag.startsWith(`${day} `)).sort(),
    )
  }
  const before = {
    ...history,
    pairs: history.pairs.map(pair => ({
      ...pair,
      events: pair.events.filter(event => event.day < 109 || (event.day === 109 && event.kind !== 'asked')),
    })),
  }
  expect(
    nextCheckIn(before, 109)
      .map(one => `${one.pair} ${one.to}`)
      .sort(),
  ).toEqual(
    asks
      .filter(one => one.day === 109)
      .map(one => `${one.pair} ${one.to}`)
      .sort(),
  )
  const order = (looks: { pair: string; probability: number }[]) =>
    Object.fromEntries(looks.map(one => [one.pair, one.probability]))
  expect(order(risk(history, 109))).toEqual(order(cohort.risk(109)))
})

test('a copied letter that is told late counts as if it had been told in time', () => {
  const cohort = follow(anaAndBen(leftAlone), 90)
  cohort.risk(90)
  cohort.hear('p', { kind: 'heartbeat', day: 90 })
  expect(cohort.risk(90)[0]!.probability).toBe(look([...leftAlone, { kind: 'heartbeat', day: 90 }], 90).probability)
})
