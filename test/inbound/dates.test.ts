import { expect, test } from 'vitest'
import { findDates } from '../../src/inbound/dates.ts'

const now = new Date('2026-03-01T10:00:00Z')
const day = (date: Date | undefined) => date?.toISOString().slice(0, 10)

test.each([
  ['en', 'Pause until 3 May', '2026-05-03'],
  ['en', 'I am away until 16 March.', '2026-03-16'],
  ['en', 'back next Monday', '2026-03-02'],
  ['es', 'hasta el 5 de mayo', '2026-05-05'],
  ['fr', 'jusqu’au 16 mars', '2026-03-16'],
  ['de', 'bis 5. Mai', '2026-05-05'],
  ['tr', '16 Mart’a kadar izindeyim', '2026-03-16'],
  ['ru', 'до 5 мая', '2026-05-05'],
  ['pl', 'do 5 maja', '2026-05-05'],
  ['fi', '5. toukokuuta asti', '2026-05-05'],
  ['el', 'μέχρι τις 5 Μαΐου', '2026-05-05'],
  ['he', 'עד 5 במאי', '2026-05-05'],
  ['ar', 'حتى ٥ مايو', '2026-05-05'],
  ['hi', '५ मई तक', '2026-05-05'],
  ['bn', '৫ মে পর্যন্ত', '2026-05-05'],
  ['th', 'ถึงวันที่ 5 พฤษภาคม 2569', '2026-05-05'],
  ['fa', 'تا ۵ شهریور', '2026-08-27'],
  ['fa', 'تا 1405/06/15', '2026-09-06'],
  ['ja', '5月5日まで', '2026-05-05'],
  ['ko', '9월까지', '2026-09-01'],
  ['zh', '暂停到9月', '2026-09-01'],
  ['vi', 'đến ngày 5 tháng 5', '2026-05-05'],
  ['id', 'sampai 5 Mei', '2026-05-05'],
  ['sw', 'hadi tarehe 5 Mei', '2026-05-05'],
])('%s: %s ends a pause', (locale, text, until) => {
  expect(day(findDates(text, locale, now).until)).toBe(until)
}) // prettier-ignore

test.each([
  ['en', 'not since January', '2026-01-01'],
  ['en', 'two weeks ago', '2026-02-15'],
  ['en', 'yesterday', '2026-02-28'],
  ['en', 'last week', '2026-02-22'],
  ['es', 'hace dos meses', '2025-12-31'],
  ['de', 'seit Januar', '2026-01-01'],
  ['de', 'vor zwei Monaten', '2025-12-31'],
  ['ru', 'два месяца назад', '2025-12-31'],
  ['ar', 'منذ شهرين', '2025-12-31'],
  ['fa', 'از فروردین', '2025-03-21'],
  ['vi', 'từ tháng sáu', '2025-06-01'],
  ['ja', '6月から', '2025-06-01'],
  ['fr', 'depuis janvier', '2026-01-01'],
])('%s: %s is when they last wrote', (locale, text, lastContact) => {
  expect(day(findDates(text, locale, now).lastContact)).toBe(lastContact)
}) // prettier-ignore

test('a length of time alone leaves its direction open', () => {
  expect(findDates('a break for two months', 'en', now)).toEqual({ days: 60 })
})

test('what may be two days is left out', () => {
  expect(findDates('until 03/04/2026', 'en', now)).toEqual({})
  expect(day(findDates('until 16/04/2026', 'en', now).until)).toBe('2026-04-16')
  expect(day(findDates('hasta 03/04/2026', 'es', now).until)).toBe('2026-04-03')
  expect(findDates('after Easter', 'en', now)).toEqual({})
  expect(findDates('कल बात हुई', 'hi', now)).toEqual({})
})
