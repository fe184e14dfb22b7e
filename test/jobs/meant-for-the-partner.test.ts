import { expect, test } from 'vitest'
import { amina, hugo, runningRound } from '../support/world.ts'

test('a reply to the introduction from a program that names no letter is given back by its subject, and not kept', async () => {
  const w = await runningRound()
  const introduction = w.last(amina.email, 'introduction')
  for (const prefix of ['', 'Re: ', 'AW: RE[2]: '])
    await w.write(amina.email, 'hello@in.example.org', `Dear Hugo, a marmalade lighthouse ${prefix}`, {
      subject: `${prefix}${introduction.subject}`,
    })
  await w.tickAt(new Date(w.time.now.getTime() + 60_000))
  expect(w.last(amina.email, 'returned').text).toContain(hugo.email)
  const kept = await w.sql`
    select 1 from inbox where position(convert_to('marmalade', 'UTF8') in body) > 0
    union all select 1 from flags where reason like '%marmalade%'
    union all select 1 from outbox where body_text like '%marmalade%' or data::text like '%marmalade%'`
  expect([...kept]).toEqual([])
})

test('a letter of one’s own under another subject is for us', async () => {
  const w = await runningRound()
  await w.write(amina.email, 'hello@in.example.org', 'Where do I find the topics of last year?', { subject: 'A question' })
  await w.tickAt(new Date(w.time.now.getTime() + 60_000))
  expect(w.kinds(amina.email)).not.toContain('returned')
  expect((await w.openFlags()).map(flag => flag.reason).join()).toContain('topics of last year')
})
