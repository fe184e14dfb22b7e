import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayIn, knownZone } from '../../src/outbound/local-hours.ts'
import { type Candidate, mayLeave, type ReaderState, type Twin, together } from '../../src/outbound/may-leave.ts'

const noon = new Date('2027-03-01T12:00:00Z')
const before = (hours: number) => new Date(noon.getTime() - hours * 3_600_000)
const later = (hours: number) => new Date(noon.getTime() + hours * 3_600_000)

const reader = (more: Partial<ReaderState> = {}): ReaderState => ({
  address: 'amina@example.org',
  zone: 'UTC',
  removedAt: null,
  erasedAt: null,
  optedOutAt: null,
  complainedAt: null,
  bouncedAt: null,
  pausedAt: null,
  pausedUntil: null,
  awayUntil: null,
  scheduledAt: [],
  introductionWaits: false,
  ...more,
})
const letter = (template: string, more: Partial<Candidate> = {}): Candidate => ({
  template,
  scheduled: ['prompt', 'check-in', 'introduction', 'end', 'goodbye'].includes(template),
  queuedAt: before(1),
  notAfter: later(240),
  tries: 0,
  ...more,
})
const may = (template: string, who: Partial<ReaderState> = {}, more: Partial<Candidate> = {}) =>
  mayLeave(letter(template, more), reader(who), null, null, noon)

describe('who must not be written to', () => {
  test('after STOP only its confirmation leaves, and answers about the own data', () => {
    const optedOutAt = before(2)
    for (const kind of ['prompt', 'check-in', 'introduction', 'goodbye', 'thanks', 'write', 'unclear'])
      expect(may(kind, { optedOutAt })).toMatchObject({ is: 'cancelled' })
    for (const kind of ['stopped', 'confirm-export', 'data', 'confirm-erase'])
      expect(may(kind, { optedOutAt })).toEqual({ is: 'leave' })
  })

  test('whoever applies again after STOP is asked to confirm; an application from before is not', () => {
    expect(may('confirm', { optedOutAt: before(2) })).toEqual({ is: 'leave' })
    expect(may('confirm', { optedOutAt: before(0.5) })).toMatchObject({ is: 'cancelled' })
  })

  test('a spam complaint ends everything, the confirmation of STOP too', () => {
    for (const kind of ['stopped', 'data', 'erased', 'confirm', 'prompt'])
      expect(may(kind, { complainedAt: before(2), optedOutAt: before(2) })).toMatchObject({ is: 'cancelled' })
  })

  test('to an address that bounced nothing leaves but what confirms an address', () => {
    expect(may('prompt', { bouncedAt: before(2) })).toMatchObject({ is: 'cancelled' })
    expect(may('confirm-address', { bouncedAt: before(2) })).toEqual({ is: 'leave' })
  })

  test('an erased person gets the word that they are erased, where an address is left, and nothing else', () => {
    expect(may('prompt', { erasedAt: before(1) })).toMatchObject({ is: 'cancelled' })
    expect(may('erased', { erasedAt: before(1) })).toEqual({ is: 'leave' })
    expect(may('erased', { erasedAt: before(1), address: null })).toMatchObject({ is: 'cancelled' })
  })

  test('a coordinator who was removed gets no digest', () => {
    expect(may('digest', { removedAt: before(1) })).toMatchObject({ is: 'cancelled' })
  })
})

describe('breaks', () => {
  test('planned letters wait for the end of a pause; answers leave', () => {
    const pausedUntil = later(48)
    expect(may('prompt', { pausedAt: before(9), pausedUntil })).toEqual({ is: 'wait', until: pausedUntil })
    expect(may('prompt', { pausedAt: before(9) })).toMatchObject({ is: 'cancelled' })
    expect(may('thanks', { pausedAt: before(9) })).toEqual({ is: 'leave' })
  })

  test('a pause that is over holds nothing back', () => {
    expect(may('prompt', { pausedAt: before(99), pausedUntil: before(1) })).toEqual({ is: 'leave' })
  })

  test('questions wait while the reader is away; an introduction does not', () => {
    const awayUntil = later(72)
    expect(may('check-in', { awayUntil })).toEqual({ is: 'wait', until: awayUntil })
    expect(may('introduction', { awayUntil, zone: 'America/Lima' })).toEqual({ is: 'leave' })
  })
})

describe('pairs and rounds', () => {
  const of = (template: string, pair: { frozenAt?: Date; endedAt?: Date }) =>
    mayLeave(letter(template), reader(), { frozenAt: null, endedAt: null, ...pair }, null, noon)

  test('letters about a pair that has ended are dropped, but for those that say so', () => {
    for (const kind of ['introduction', 'prompt', 'check-in', 'follow-up', 'rematch-offer'])
      expect(of(kind, { endedAt: before(1) })).toMatchObject({ is: 'cancelled' })
    for (const kind of ['goodbye', 'partner-left', 'moved-on', 'end', 'receipt', 'thanks'])
      expect(of(kind, { endedAt: before(1) })).toEqual({ is: 'leave' })
  })

  test('while a pair is frozen nothing about it leaves, and the receipt of the report does', () => {
    for (const kind of ['prompt', 'check-in', 'thanks', 'goodbye', 'returned', 'unclear'])
      expect(of(kind, { frozenAt: before(1) })).toMatchObject({ is: 'cancelled' })
    for (const kind of ['report-received', 'alert', 'stopped', 'data', 'write'])
      expect(of(kind, { frozenAt: before(1) })).toEqual({ is: 'leave' })
  })

  test('a frozen pair that a coordinator has ended is told goodbye', () => {
    expect(of('goodbye', { frozenAt: before(9), endedAt: before(1) })).toEqual({ is: 'leave' })
  })

  test('a round that is over asks nothing more, and says goodbye', () => {
    const round = { endedAt: before(1) }
    expect(mayLeave(letter('prompt'), reader(), null, round, noon)).toMatchObject({ is: 'cancelled' })
    expect(mayLeave(letter('end'), reader(), null, round, noon)).toEqual({ is: 'leave' })
  })
})

describe('the hour and the day', () => {
  test('what comes too late does not leave', () => {
    expect(may('prompt', {}, { notAfter: noon })).toEqual({ is: 'expired' })
    expect(may('alert', {}, { notAfter: before(1) })).toEqual({ is: 'expired' })
  })

  test('planned letters leave between seven and twenty where the reader is', () => {
    expect(may('prompt', { zone: 'Asia/Tokyo' })).toEqual({ is: 'wait', until: new Date('2027-03-01T22:00:00Z') })
    expect(may('prompt', { zone: 'America/Los_Angeles' })).toEqual({ is: 'wait', until: new Date('2027-03-01T15:00:00Z') })
    expect(may('thanks', { zone: 'Asia/Tokyo' })).toEqual({ is: 'leave' })
  })

  test('introductions leave in the morning; a try that failed is made good by day', () => {
    expect(may('introduction')).toEqual({ is: 'wait', until: new Date('2027-03-02T07:00:00Z') })
    expect(may('introduction', { zone: 'America/Lima' })).toEqual({ is: 'leave' })
    expect(may('introduction', {}, { tries: 1 })).toEqual({ is: 'leave' })
  })

  test('the second planned letter of a day waits for the next morning', () => {
    expect(may('prompt', { scheduledAt: [before(3)] })).toEqual({ is: 'wait', until: new Date('2027-03-02T07:00:00Z') })
    expect(may('thanks', { scheduledAt: [before(3)] })).toEqual({ is: 'leave' })
    expect(may('prompt', { scheduledAt: [before(13)] })).toEqual({ is: 'leave' })
  })

  test('an introduction that waits goes before a prompt', () => {
    expect(may('prompt', { introductionWaits: true })).toMatchObject({ is: 'wait' })
  })

  test('seven in the morning is seven on the day the clocks change too', () => {
    const night = new Date('2027-03-27T23:30:00Z') // in Berlin 00:30 of the day that lacks an hour
    const found = mayLeave(
      letter('prompt', { notAfter: new Date('2027-04-30') }),
      reader({ zone: 'Europe/Berlin' }),
      null,
      null,
      night,
    )
    expect(found).toEqual({ is: 'wait', until: new Date('2027-03-28T05:00:00Z') })
  })

  const zones = Intl.supportedValuesOf('timeZone')
  const moments = fc.date({ min: new Date('2026-01-01'), max: new Date('2029-12-31'), noInvalidDate: true })

  test('whoever waits for the moment that the rule names may leave then, in any zone', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), moments, fc.boolean(), fc.integer({ min: 0, max: 40 }), (zone, now, intro, ago) => {
        const scheduledAt = [new Date(now.getTime() - ago * 3_600_000)]
        const one = letter(intro ? 'introduction' : 'prompt', { notAfter: new Date('2031-01-01') })
        const first = mayLeave(one, reader({ zone, scheduledAt }), null, null, now)
        if (first.is === 'leave') {
          expect(dayIn(zone, now)).not.toBe(dayIn(zone, scheduledAt[0]!))
          return
        }
        if (first.is !== 'wait') throw new Error(first.is)
        expect(first.until.getTime()).toBeGreaterThan(now.getTime())
        expect(first.until.getTime() - now.getTime()).toBeLessThanOrEqual(2 * 86_400_000)
        const second = mayLeave(one, reader({ zone, scheduledAt }), null, null, first.until)
        const third = second.is === 'wait' ? mayLeave(one, reader({ zone, scheduledAt }), null, null, second.until) : second
        expect(third).toEqual({ is: 'leave' })
      }),
      { numRuns: 1000 },
    )
  })

  test('no letter whatever leaves to somebody who complained, and none that is late, whatever else is so', () => {
    const maybe = fc.option(moments, { nil: null })
    const anyReader = fc.record({
      address: fc.option(fc.constant('a@example.org'), { nil: null }),
      zone: fc.option(fc.constantFrom(...zones, 'Nowhere/Land'), { nil: null }),
      removedAt: maybe,
      erasedAt: maybe,
      optedOutAt: maybe,
      complainedAt: maybe,
      bouncedAt: maybe,
      pausedAt: maybe,
      pausedUntil: maybe,
      awayUntil: maybe,
      scheduledAt: fc.array(moments, { maxLength: 3 }),
      introductionWaits: fc.boolean(),
    })
    const anyLetter = fc.record({
      template: fc.constantFrom(
        'prompt',
        'check-in',
        'introduction',
        'stopped',
        'data',
        'thanks',
        'confirm',
        'alert',
        'a new kind',
      ),
      scheduled: fc.boolean(),
      queuedAt: moments,
      notAfter: moments,
      tries: fc.integer({ min: 0, max: 3 }),
    })
    const pairs = fc.option(fc.record({ frozenAt: maybe, endedAt: maybe }), { nil: null })
    fc.assert(
      fc.property(anyLetter, anyReader, pairs, moments, (one, who, pair, now) => {
        const found = mayLeave(one, who, pair, null, now)
        if (one.notAfter <= now) expect(found).toEqual({ is: 'expired' })
        else if (who.complainedAt || !who.address) expect(found.is).toBe('cancelled')
        else if (who.optedOutAt && one.template === 'a new kind') expect(found.is).toBe('cancelled')
        if (found.is === 'wait') expect(found.until > now).toBe(true)
        if (found.is === 'leave' && one.scheduled)
          for (const at of who.scheduledAt) expect(dayIn(knownZone(who.zone), at)).not.toBe(dayIn(knownZone(who.zone), now))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('the two introductions of a pair', () => {
  const leave = { is: 'leave' } as const
  const queued = (leaving: ReturnType<typeof may>, dueAt = noon): Twin => ({ was: 'queued', leaving, dueAt })

  test('one leaves when the other can within a day', () => {
    expect(together(leave, [queued(leave)], noon)).toEqual(leave)
    expect(together(leave, [queued({ is: 'wait', until: later(19) })], noon)).toEqual(leave)
    expect(together(leave, [queued(leave, later(20))], noon)).toEqual(leave)
  })

  test('one waits when the other has to wait for longer', () => {
    expect(together(leave, [queued({ is: 'wait', until: later(30) })], noon)).toEqual({ is: 'wait', until: later(6) })
  })

  test('when one must not leave, neither does', () => {
    expect(together(leave, [queued({ is: 'cancelled', because: 'the reader opted out' })], noon)).toMatchObject({
      is: 'cancelled',
    })
    expect(together({ is: 'wait', until: later(2) }, [{ was: 'dropped' }], noon)).toMatchObject({ is: 'cancelled' })
  })

  test('once one has left the other follows, whatever became of its like', () => {
    expect(together(leave, [{ was: 'sent' }], noon)).toEqual(leave)
  })
})
