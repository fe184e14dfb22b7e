import { expect, test } from 'vitest'
import { isPlainYes } from '../../src/programme/plain-yes.ts'

test('a yes with thanks is a yes', () => {
  for (const said of ['YES', 'Yes, thank you!', 'yes\n\nAmina', 'Sí, gracias', 'نعم', ''])
    expect(isPlainYes(said, true)).toBe(true)
})

test('what agrees without the word is a yes too', () => {
  for (const said of [
    'All correct.',
    "That's right",
    'Everything is correct',
    'All three facts are right',
    'Todo correcto',
    'صحيح',
  ])
    expect(isPlainYes(said, false)).toBe(true)
})

test('a yes that takes something back is a correction', () => {
  for (const said of [
    'Yes, but I live in Peru now',
    'yes except the languages',
    'Yes, I moved to Kampala',
    'Sí, pero vivo en Lima',
    'نعم، لكن اللغة العربية',
    'Yes\nCountry: Peru',
    `Yes. ${'And then I would like to tell you more. '.repeat(5)}`,
  ])
    expect(isPlainYes(said, true)).toBe(false)
})

test('other words are no yes', () => {
  for (const said of ['It is not correct', 'right now I am away', 'correct my name please'])
    expect(isPlainYes(said, false)).toBe(false)
})
