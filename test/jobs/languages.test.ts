import { expect, test } from 'vitest'
import { amina, hugo, runningRound } from '../support/world.ts'

test('each reader has the reasons for their pair in their own language', async () => {
  const people = [
    {
      ...amina,
      sector: 'public',
      languages: [
        { language: 'en', level: 'good' },
        { language: 'es', level: 'good' },
      ],
    },
    {
      ...hugo,
      locale: 'es',
      sector: 'academic',
      languages: [
        { language: 'es', level: 'native' },
        { language: 'en', level: 'good' },
      ],
    },
  ]
  const w = await runningRound(people)
  const [english, spanish] = [amina, hugo].map(({ email }) => w.last(email, 'introduction').text.replace(/\s+/g, ' '))
  expect(english).toContain('You are both interested in')
  expect(english).toContain('Spanish')
  expect(spanish).not.toMatch(/You both|Your partner|You are both/)
  expect(spanish).toContain('español')
})

test('whoever writes in Spanish answers in Spanish, and is thanked in it', async () => {
  const w = await runningRound([amina, { ...hugo, locale: 'es' }])
  await w.live('2027-02-09T20:00:00Z', 6)
  const prompt = w.last(hugo.email, 'prompt')
  expect(prompt.html).toContain('lang="es"')
  await w.answer(prompt, 'Sí', { quote: true })
  expect(await w.sql`select answer from signals where kind = 'reply'`).toEqual([{ answer: 'yes' }])
  expect(w.last(hugo.email, 'thanks').text).toMatch(/racias|saber/)
})
