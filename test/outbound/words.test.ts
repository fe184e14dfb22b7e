import { expect, test } from 'vitest'
import { mailto } from '../../src/outbound/layout-mailto.ts'
import { layText } from '../../src/outbound/layout-text.ts'
import { cut, shorten } from '../../src/outbound/letters-shortened.ts'
import { replyWord, say, wordsOf } from '../../src/outbound/words.ts'
import { directionOf, isolate, manyLines, oneLine } from '../../src/outbound/words-direction.ts'
import { countryText, hoursApart, languageText, momentText, placeOf } from '../../src/outbound/words-formats.ts'
import { scopeOf } from '../../src/outbound/words-values.ts'

test('a date carries the weekday and the name of its month, in Western digits everywhere', () => {
  const at = '2026-11-13T23:30:00.000Z'
  expect(momentText(at, 'day', 'en', 'Africa/Nairobi')).toBe('Saturday 14 November')
  expect(momentText(at, 'day', 'es', 'America/Lima')).toBe('viernes, 13 de noviembre')
  expect(momentText(at, 'day', 'ar', 'Africa/Cairo')).toBe('السبت، 14 نوفمبر')
  expect(momentText(at, 'time', 'ar', 'Africa/Nairobi')).toBe('02:30')
  expect(momentText(at, 'year', 'en', 'UTC')).toBe('November 2026')
})

test('midnight is 00:00', () => {
  expect(momentText('2026-11-13T21:00:00.000Z', 'time', 'en', 'Africa/Nairobi')).toBe('00:00')
})

test('a zone is told by its place', () => {
  expect(['America/Argentina/Buenos_Aires', 'Etc/GMT+3', 'UTC'].map(placeOf)).toEqual(['Buenos Aires', 'UTC', 'UTC'])
})

test('the hours between two places change with summer time, and go round the world the short way', () => {
  expect(hoursApart('Europe/Berlin', 'Africa/Nairobi', '2027-01-15T12:00:00Z')).toBe(2)
  expect(hoursApart('Europe/Berlin', 'Africa/Nairobi', '2027-07-15T12:00:00Z')).toBe(1)
  expect(hoursApart('Pacific/Auckland', 'America/Lima', '2027-07-15T12:00:00Z')).toBe(7)
  expect(hoursApart('Asia/Kathmandu', 'UTC', '2027-07-15T12:00:00Z')).toBe(5.75)
})

test('countries and languages are named in the language of the reader, and nonsense is shown as it came', () => {
  expect([countryText('KE', 'en'), countryText('KE', 'ar'), languageText('sw', 'es')]).toEqual(['Kenya', 'كينيا', 'suajili'])
  expect([countryText('Atlantis!', 'en'), languageText('Swahili', 'en')]).toEqual(['Atlantis!', 'Swahili'])
})

test('direction is that of the first letter', () => {
  expect(['Hugo', '42 ليلى', 'שלום', '123', ''].map(directionOf)).toEqual(['ltr', 'rtl', 'rtl', 'ltr', 'ltr'])
})

test('only what runs against its line is kept apart', () => {
  expect(isolate('Hugo', 'ltr')).toBe('Hugo')
  expect(isolate('Hugo', 'rtl')).toBe('\u2068Hugo\u2069')
  expect(isolate('Hugo ليلى', 'ltr')).toBe('\u2068Hugo ليلى\u2069')
  expect(isolate('12:30', 'rtl')).toBe('12:30')
  expect(isolate('483 920', 'rtl')).toBe('\u2068483 920\u2069')
  expect(isolate('483 920', 'ltr')).toBe('483 920')
})

test('values lose what could break a line or turn it, and keep what their language needs', () => {
  expect(oneLine(' A\r\n\tB\u0000\u2028C\u202e ')).toBe('A B C')
  expect(oneLine('نمی\u200cدانم')).toBe('نمی\u200cدانم')
  expect(manyLines('a\r\nb  \r\n\r\n\r\n\r\nc\u0007')).toBe('a\nb\n\nc')
})

test('a value is found by its name: a nested one, a day, a reply word', () => {
  const words = wordsOf('check-in', 'en')
  const scope = scopeOf(words, 'Africa/Nairobi', [
    { partner: 'Hugo', question: { promiseAt: '2026-12-01T05:00:00.000Z' }, again: false },
  ])
  const said = say(words, 'noThen', scope).map(({ text }) => text)
  expect(said.join('')).toBe('NO: we write to Hugo, without saying that you did, and come back to you by Tuesday 1 December.')
  expect(replyWord(wordsOf('check-in', 'es'), 'yes')).toBe('SÍ')
})

test('a letter that does not exist, and words that do not, are named', () => {
  expect(() => wordsOf('nonsense', 'en')).toThrow("there is no letter 'nonsense' in 'en'")
  const words = wordsOf('check-in', 'en')
  expect(() => say(words, 'nonsense', scopeOf(words, 'UTC', []))).toThrow("check-in/en has no words 'nonsense'")
  expect(() => say(words, 'ask', scopeOf(words, 'UTC', [{}]))).toThrow("check-in/en 'ask' has no value for {again}")
})

test('a button writes its word with CRLF, percent-encoded throughout', () => {
  expect(mailto('r1+x@reply.example', 'SÍ', 'Re: ¿Sigue? & más')).toBe(
    'mailto:r1%2Bx@reply.example?subject=Re%3A%20%C2%BFSigue%3F%20%26%20m%C3%A1s&body=S%C3%8D%0D%0A',
  )
})

test('text is broken at 72 columns, and hangs from its number, dash or word', () => {
  const words = 'word '.repeat(20).trim()
  for (const [line, indent] of [
    [words, 0],
    [`  - ${words}`, 4],
    [`  1. ${words}`, 5],
    [`  YES       ${words}`, 12],
    [`    ${words}`, 4],
  ] as const) {
    const [first, second] = layText(`Top\n${line}`).split('\n').slice(1)
    expect(first!.length).toBeLessThanOrEqual(72)
    expect(second).toMatch(new RegExp(`^ {${indent}}word`))
  }
})

test('a numbered line stays whole, a long address too, and a value in another direction is not cut', () => {
  const numbered = `12  ${'Amina and '.repeat(12).trim()}`
  const address = `https://pairpost.example/${'a'.repeat(90)}`
  const apart = `${`كلمة `.repeat(12)}\u2068International Librarians Network\u2069`
  expect(layText(numbered)).toBe(`${numbered}\n`)
  expect(layText(`See ${address}`)).toBe(`See\n${address}\n`)
  expect(layText(apart).split('\n').filter(Boolean).at(-1)).toBe('\u2068International Librarians Network\u2069')
  expect(layText('a\n\n\n\nb  \n')).toBe('a\n\nb\n')
})

test('a reason is cut between words, and only when it must be', () => {
  expect(cut('school libraries, small budgets', 40)).toBe('school libraries, small budgets')
  expect(cut('school libraries, small budgets', 24)).toBe('school libraries…')
})

test('a list of pairs is shortened by its wishes first, and never by a name', () => {
  const pair = { n: 1, a: 'Amina', b: 'Hugo', reason: 'r '.repeat(60).trim(), met: ['m '.repeat(50)], unmet: ['u'] }
  const few = shorten([pair])
  expect([few.shortened, few.pairs[0]!.shortMet]).toEqual([false, pair.met[0]])
  const lots = shorten(Array.from({ length: 600 }, () => pair))
  expect(lots.shortened).toBe(true)
  expect(lots.pairs[599]).toMatchObject({ a: 'Amina', b: 'Hugo', shortMet: '', shortUnmet: 'u', metText: pair.met[0] })
  expect(lots.pairs[599]!.shortReason.length).toBeLessThan(pair.reason.length)
})
