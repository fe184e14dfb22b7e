import { expect, test } from 'vitest'
import type { PairEvent } from '../../src/warning/history.ts'
import { nextCheckIn } from '../../src/warning/risk.ts'
import { anaAndBen, calendar, liveThrough } from './support.ts'

const { asked } = liveThrough(60, 182, 11)

test('letters stay inside the budget, prompts included', () => {
  const extra = asked.filter(one => !one.ridesInPrompt).length
  const months = (60 * 2 * 182) / 30.4
  expect(extra / months + calendar.promptDays.length / (182 / 30.4)).toBeLessThanOrEqual(2)
  expect(extra).toBeGreaterThan(60)
})

test('each pair is asked within two weeks, and asked how it writes once', () => {
  for (const start of [0, 20]) {
    const pairs = new Set(
      asked.filter(one => one.day <= start + 14 && (Number(one.pair.slice(1)) % 7 === 6) === (start === 20)).map(one => one.pair),
    )
    expect(pairs.size).toBe(start === 20 ? 8 : 52)
  }
  expect(nextCheckIn(anaAndBen([]), 12)).toMatchObject([{ pair: 'p', askRhythm: true, ridesInPrompt: false }])
  expect(nextCheckIn(anaAndBen([{ kind: 'asked', day: 10, to: 'a' }]), 25).every(one => !one.askRhythm)).toBe(true)
})

test('nobody is written to twice within a week but in a prompt', () => {
  const last = new Map<string, number>()
  for (const { day, pair, to, ridesInPrompt } of asked) {
    const before = last.get(pair + to)
    if (before !== undefined && !ridesInPrompt) expect(day - before).toBeGreaterThanOrEqual(5)
    last.set(pair + to, day)
  }
})

test('on the day of a prompt the question rides in it, to both', () => {
  expect(nextCheckIn(anaAndBen([]), 30)).toMatchObject([
    { to: 'a', ridesInPrompt: true },
    { to: 'b', ridesInPrompt: true },
  ])
})

const cannot: [string, PairEvent][] = [
  ['away', { kind: 'auto', day: 28, from: 'b', until: 40 }],
  ['paused', { kind: 'paused', day: 28, from: 'b', until: 40 }],
  ['bouncing', { kind: 'bounce', day: 28, from: 'b', hard: true }],
  ['gone by their own wish', { kind: 'reply', day: 28, from: 'b', answer: 'optout' }],
]
test.each(cannot)('who is %s is not asked', (_, event) => {
  expect(nextCheckIn(anaAndBen([event]), 30).map(one => one.to)).toEqual(['a'])
})

test('a pair at rest is not asked, either of them', () => {
  expect(nextCheckIn(anaAndBen([{ kind: 'paused', day: 20, until: 45 }]), 30)).toEqual([])
})

test('a new address is written to again', () => {
  const events: PairEvent[] = [
    { kind: 'bounce', day: 20, from: 'b', hard: true },
    { kind: 'address', day: 24, from: 'b' },
  ]
  expect(nextCheckIn(anaAndBen(events), 30).map(one => one.to)).toEqual(['a', 'b'])
})
