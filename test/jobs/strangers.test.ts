import { expect, test } from 'vitest'
import { postmarkInbound, rawMime } from '../support/posted.ts'
import { amina, hugo, openRound, runningRound } from '../support/world.ts'

const kate = 'kate@example.org'

test('somebody unknown is told kindly where to apply, once a day however often they write', async () => {
  const w = await openRound()
  for (let i = 0; i < 3; i++) {
    await w.write('new@example.net', 'hello@in.example.org', 'What is this about?')
    await w.tickAt(new Date(w.time.now.getTime() + 60_000))
  }
  expect(w.kinds('new@example.net')).toEqual(['unknown-sender'])
  await w.write('other@example.net', 'apply@in.example.org', 'I would like to take part.')
  await w.tickAt()
  expect(w.last('other@example.net', 'apply-form').text).toContain('/apply')
})

test('two machines that answer each other come to an end at once', async () => {
  const w = await openRound()
  const headers = [{ Name: 'Auto-Submitted', Value: 'auto-replied' }]
  await w.postInbound(
    postmarkInbound({
      from: 'robot@example.net',
      to: 'hello@in.example.org',
      subject: 'Re: anything',
      text: 'I am a robot.',
      verdict: 'pass',
      at: w.time.now,
      headers,
    }),
  )
  await w.tickAt()
  expect(w.sent.filter(l => l.to.email === 'robot@example.net')).toEqual([])
})

test('a program without a mark that answers what we told it, however late, hears nothing more, and a person sees it', async () => {
  const w = await openRound()
  await w.write('desk@example.net', 'hello@in.example.org', 'What is this about?')
  await w.tickAt()
  for (let day = 0; day < 5; day++) {
    await w.tickAt(new Date(w.time.now.getTime() + 24 * 3_600_000))
    await w.answer(w.last('desk@example.net'), 'The front desk has put this on the pile.')
  }
  expect(w.kinds('desk@example.net')).toEqual(['unknown-sender'])
  expect((await w.openFlags()).map(f => f.kind)).toContain('unread')
})

test('the same words that nobody could read, once more, are not answered a second time', async () => {
  const w = await runningRound()
  await w.live('2027-02-09T20:00:00Z', 6)
  const before = w.lettersTo(amina.email).length
  for (let day = 0; day < 3; day++) {
    await w.tickAt(new Date(w.time.now.getTime() + 24 * 3_600_000))
    await w.answer(
      w.last(amina.email, 'prompt'),
      'The front desk has put this on the pile. Somebody looks at the pile on Fridays.',
    )
  }
  expect(w.lettersTo(amina.email, 'thanks')).toHaveLength(1)
  expect(w.lettersTo(amina.email).length - before).toBeLessThanOrEqual(2)
})

test('raw MIME with the pipe’s verdict works like the provider’s JSON', async () => {
  const w = await runningRound()
  await w.live('2027-02-09T20:00:00Z', 6)
  await w.answer(w.last(amina.email, 'prompt'), 'YES', { via: 'mime', quote: true })
  expect(await w.sql`select answer from signals where kind = 'reply'`).toEqual([{ answer: 'yes' }])
  const forged = rawMime({
    from: hugo.email,
    to: 'hello@in.example.org',
    subject: 'Stop',
    text: 'STOP',
    verdict: 'none',
    at: w.time.now,
  })
  await w.postMime(forged, 'hello@in.example.org', 'fail')
  await w.tickAt()
  expect(await w.sql`select 1 from participants where opted_out_at is not null`).toHaveLength(0)
})

test('mail that nobody can read is kept for a person, and the others go on', async () => {
  const w = await runningRound()
  await w.live('2027-02-09T20:00:00Z', 6)
  await w.post('/webhooks/postmark/inbound', '[1, 2', {
    authorization: `Basic ${Buffer.from('postmark:a password of the provider').toString('base64')}`,
  })
  await w.answer(w.last(amina.email, 'prompt'), 'YES')
  expect((await w.openFlags()).map(f => f.kind)).toEqual(['broken arrival'])
  expect(await w.sql`select answer from signals where kind = 'reply'`).toEqual([{ answer: 'yes' }])
})

test('above twenty mails an hour to one letter, the rest wait for a person', async () => {
  const w = await runningRound()
  await w.live('2027-02-09T20:00:00Z', 6)
  const prompt = w.last(amina.email, 'prompt')
  const before = w.lettersTo(amina.email).length
  for (let i = 0; i < 25; i++) await w.reply({ to: prompt, text: 'YES' })
  await w.tickAt()
  expect(w.lettersTo(amina.email).length - before).toBeLessThanOrEqual(10)
  const waiting = await w.sql`select 1 from inbox where outcome like 'waits:%'`
  expect(waiting).toHaveLength(5)
  expect((await w.openFlags()).map(f => f.kind)).toEqual(['unread'])
})

test('an ambassador’s digest tells of their own countries only', async () => {
  const w = await runningRound()
  await w.coordinator('amb@example.org', 'Amb', { role: 'ambassador', countries: ['NZ'], safety: false })
  await w.coordinator('keny@example.org', 'Keny', { role: 'ambassador', countries: ['KE'], safety: false })
  await w.live('2027-02-09T20:00:00Z', 6)
  await w.answer(w.last(amina.email, 'prompt'), 'NO')
  await w.live('2027-02-15T09:00:00Z', 6)
  expect(w.last(kate, 'digest').text).toContain('Amina Otieno')
  expect(w.last('keny@example.org', 'digest').text).toContain('Amina Otieno')
  for (const digest of w.lettersTo('amb@example.org', 'digest')) expect(digest.text).not.toContain('Amina')
})
