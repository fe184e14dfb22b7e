import { expect, test } from 'vitest'
import { readCommands } from '../../src/inbound/commands.ts'

const now = new Date('2026-11-21T10:00:00Z')
const read = (text: string) => readCommands(text, now)

test('a coordinator answers three items in one line', () => {
  expect(read('1 rematch, 2 snooze 14d, 3 note phoned her')).toEqual({
    items: [
      { number: 1, act: 'rematch' },
      { number: 2, act: 'snooze', days: 14 },
      { number: 3, act: 'note', note: 'phoned her' },
    ],
    all: null,
    unread: [],
  })
})

test.each([
  [
    '1: rematch; #2 write',
    [
      { number: 1, act: 'rematch' },
      { number: 2, act: 'write' },
    ],
  ],
  [
    '1. rematch\n2. write',
    [
      { number: 1, act: 'rematch' },
      { number: 2, act: 'write' },
    ],
  ],
  [
    '1 rematch 2 end',
    [
      { number: 1, act: 'rematch' },
      { number: 2, act: 'end' },
    ],
  ],
  [
    '1 and 2 rematch',
    [
      { number: 1, act: 'rematch' },
      { number: 2, act: 'rematch' },
    ],
  ],
  [
    '1, 2 rematch',
    [
      { number: 1, act: 'rematch' },
      { number: 2, act: 'rematch' },
    ],
  ],
  [
    '1-3 end',
    [
      { number: 1, act: 'end' },
      { number: 2, act: 'end' },
      { number: 3, act: 'end' },
    ],
  ],
  ['rematch 1', [{ number: 1, act: 'rematch' }]],
  ['Please 2 send', [{ number: 2, act: 'send' }]],
  ['2 snooze 2 weeks', [{ number: 2, act: 'snooze', days: 14 }]],
  ['2 snooze two weeks', [{ number: 2, act: 'snooze', days: 14 }]],
  ['2 snooze a month', [{ number: 2, act: 'snooze', days: 30 }]],
  ['6 assign to maria@example.org', [{ number: 6, act: 'assign', to: 'maria@example.org' }]],
  ['4 yes', [{ number: 4, act: 'yes' }]],
])('%j is understood', (text, items) => {
  expect(read(text)).toEqual({ items, all: null, unread: [] })
})

test('a note keeps its commas until another number begins a command', () => {
  expect(read('3 note phoned her, she is ill, will call 2 times\n4 no').items).toEqual([
    { number: 3, act: 'note', note: 'phoned her, she is ill, will call 2 times' },
    { number: 4, act: 'no' },
  ])
  expect(read('1 note called, 2 rematch').items).toEqual([
    { number: 1, act: 'note', note: 'called' },
    { number: 2, act: 'rematch' },
  ])
})

test('an item named twice stands twice, in order', () => {
  expect(read('1 rematch, 9 write, 1 end').items.map(({ number, act }) => `${number} ${act}`)).toEqual([
    '1 rematch',
    '9 write',
    '1 end',
  ])
})

test.each([
  ['OK', 'ok'],
  ['ok, thanks', 'ok'],
  ['Undo!', 'undo'],
  ['help', 'help'],
])('%s answers the whole letter', (text, all) => {
  expect(read(text)).toEqual({ items: [], all, unread: [] })
})

test('OK for the rest may stand beside an order', () => {
  expect(read('OK, but 3 snooze 7d')).toEqual({ items: [{ number: 3, act: 'snooze', days: 7 }], all: 'ok', unread: [] })
})

test('AWAY names the day until which somebody else takes over', () => {
  expect(read('AWAY 30 NOV').away).toEqual(new Date('2026-11-30'))
  expect(read('away until 3 May').away).toEqual(new Date('2027-05-03'))
  expect(read('away soon').unread).toEqual(['away soon'])
})

test('one wrong letter is forgiven, two are not', () => {
  expect(read('1 remach\n2 snoze 7d').items).toEqual([
    { number: 1, act: 'rematch' },
    { number: 2, act: 'snooze', days: 7 },
  ])
  expect(read('1 rmach').unread).toEqual(['1 rmach'])
})

test('what is not understood is handed back as written, and courtesies are not', () => {
  expect(read('Hi Kate,\n\n5 dance\n\nThanks')).toEqual({ items: [], all: null, unread: ['5 dance'] })
})

test('quoted lines are never read', () => {
  expect(read('1 rematch\n> 2 end\n> OK').items).toEqual([{ number: 1, act: 'rematch' }])
  expect(read('1 rematch\n> OK').all).toBeNull()
})
