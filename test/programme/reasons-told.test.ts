import { expect, test } from 'vitest'
import { told } from '../../src/programme/reasons-told.ts'

const codes = [
  'wish-sector',
  'wish-same-sector',
  'wish-different-sector',
  'wish-region',
  'wish-country',
  'wish-language',
  'wish-interests',
  'wish-more-experienced',
  'wish-less-experienced',
  'wish-similar-stage',
  'wish-met',
  'shared-interests',
  'shared-language',
  'language',
  'hours',
  'sectors-differ',
  'sector-same',
  'stages-differ',
  'countries',
] // prettier-ignore
const values = {
  want: 'KE',
  theirs: 'public',
  yours: 'school',
  interests: ['open access', 'local history'],
  language: 'es',
  hours: 9,
  which: 'more',
}

test.each(codes)('%s speaks of two others to whoever reads it, and never of a "you"', code => {
  const words = told({ words: 'You are alike.', code, values }, 'Amina', 'Hugo')
  expect(words).not.toMatch(/\byou(r|rs)?\b/i)
  expect(words).toMatch(/^[A-Z].*\.$/)
})

test('who wished, and who brings it, stand in their places', () => {
  expect(told({ words: '', code: 'wish-sector', values: { want: 'public' } }, 'Amina', 'Hugo')).toBe(
    'Hugo works in a public library, as Amina wished.',
  )
  expect(told({ words: '', code: 'sectors-differ', values }, 'Amina', 'Hugo')).toBe(
    'Amina works in a school library and Hugo works in a public library, so each can show the other something new.',
  )
  expect(told({ words: '', code: 'shared-language', values }, 'Amina', 'Hugo')).toBe('They can write to each other in Spanish.')
})

test('a reason that a coordinator wrote stands as it is', () => {
  expect(told({ words: 'They met at a conference.' }, 'Amina', 'Hugo')).toBe('They met at a conference.')
})
