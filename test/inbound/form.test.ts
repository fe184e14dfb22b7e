import { expect, test } from 'vitest'
import { readFields } from '../../src/inbound/form.ts'

const asked = [
  { field: 'country', label: 'Country' },
  { field: 'place', label: 'Town or city' },
  { field: 'languages', label: 'Languages you write' },
]
const kenya = { country: 'Kenya', place: 'Nairobi', languages: 'English, Swahili' }

test.each([
  ['labels with colons', 'Country: Kenya\nTown or city: Nairobi\nLanguages you write: English, Swahili'],
  ['other capitals and spaces', 'COUNTRY =Kenya\ntown or  city : Nairobi\nlanguages: English, Swahili'],
  [
    'our form, quoted and filled in below',
    '> Country:\nKenya\n> Town or city:\nNairobi\n> Languages you write:\nEnglish, Swahili',
  ],
  ['only answers, in our order', 'Kenya\nNairobi\nEnglish, Swahili'],
  ['only numbers', '1. Kenya\n2) Nairobi\n3: English, Swahili'],
  ['a greeting around them', 'Hello\nCountry: Kenya\nTown or city: Nairobi\nLanguages you write: English, Swahili'],
])('answers are read with %s', (_, text) => {
  expect(readFields(text, asked).answers).toEqual(kenya)
})

test('one of several may be answered, and the rest stays missing', () => {
  expect(readFields('Country: Kenya\nTown or city: ____', asked).answers).toEqual({ country: 'Kenya' })
})

test('one question takes the whole answer', () => {
  expect(readFields('Kenya, near the lake', [asked[0]!]).answers).toEqual({ country: 'Kenya, near the lake' })
})

test('fewer lines than questions are not guessed at', () => {
  expect(readFields('Kenya\nNairobi', asked)).toEqual({ answers: {}, rest: ['Kenya', 'Nairobi'] })
})

test('labels in the reader’s language are found without their accents', () => {
  expect(readFields('pais: México', [{ field: 'country', label: 'País' }]).answers).toEqual({ country: 'México' })
  expect(readFields('国：日本', [{ field: 'country', label: '国' }]).answers).toEqual({ country: '日本' })
})
