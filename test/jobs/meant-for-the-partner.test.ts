import { expect, test } from 'vitest'
import { postmarkInbound } from '../support/posted.ts'
import { amina, hugo, jonas, mei, runningRound, type TestWorld } from '../support/world.ts'

const words = 'Dear Hugo, a marmalade lighthouse is what we call our reading room.'

async function keepsNothing(w: TestWorld): Promise<void> {
  await w.tickAt(new Date(w.time.now.getTime() + 60_000))
  const kept = await w.sql`
    select 'inbox' as place from inbox where position(convert_to('marmalade', 'UTF8') in body) > 0
    union all select 'flags' from flags where reason like '%marmalade%'
    union all select 'outbox' from outbox where body_text like '%marmalade%' or data::text like '%marmalade%'`
  expect(kept.map(row => row.place)).toEqual([])
}

/** Ticks on, so that the mail of the next day may be answered again. */
const nextDay = (w: TestWorld) => w.tickAt(new Date(w.time.now.getTime() + 86_400_000))

test('a reply to the introduction from a program that names no letter is given back by its subject, and not kept', async () => {
  const w = await runningRound()
  const introduction = w.last(amina.email, 'introduction')
  for (const prefix of ['', 'Re: ', 'AW: RE[2]: ', 'Antwort: ', 'Trả lời: '])
    await w.write(amina.email, 'hello@in.example.org', words, { subject: `${prefix}${introduction.subject}` })
  await keepsNothing(w)
  expect(w.last(amina.email, 'returned').text).toContain(hugo.email)
  expect(w.lettersTo(amina.email, 'returned')).toHaveLength(1)
})

test('an answer to the partner’s answer bears the subject that the partner was given, and is given back too', async () => {
  const w = await runningRound()
  const theirs = w.last(hugo.email, 'introduction')
  expect(theirs.subject).not.toBe(w.last(amina.email, 'introduction').subject)
  await w.write(amina.email, 'hello@in.example.org', words, { subject: `Re: ${theirs.subject}` })
  await keepsNothing(w)
  expect(w.last(amina.email, 'returned').text).toContain(hugo.email)
})

test('whether its sender can be proven or not, it is given back to the one whom it names, and quoted to nobody', async () => {
  const w = await runningRound()
  const { subject } = w.last(amina.email, 'introduction')
  for (const verdict of ['none', 'fail'] as const) {
    await w.write(amina.email, 'hello@in.example.org', words, { subject: `Re: ${subject}`, verdict })
    await keepsNothing(w)
    await nextDay(w)
  }
  expect(w.lettersTo(amina.email, 'returned')).toHaveLength(2)
})

test('an answer to the introduction of an earlier partner is given back, for that partner', async () => {
  const w = await runningRound()
  const introduction = w.last(amina.email, 'introduction')
  await w.sql`update partnerships set ended_at = ${w.time.now}, ended_because = 'decided'`
  await w.reply({ to: introduction, text: words, address: 'hello@in.example.org' })
  await keepsNothing(w)
  expect(w.last(amina.email, 'returned').text).toContain(hugo.email)
})

test('a letter to the partner with a copy to us is a sign of life, unanswered and not kept', async () => {
  const w = await runningRound()
  const count = w.lettersTo(amina.email).length
  const posted = postmarkInbound({
    from: amina.email,
    to: hugo.email,
    subject: 'Our reading room',
    text: words,
    verdict: 'pass',
    at: w.time.now,
  })
  const ours = 'hello@in.example.org'
  await w.postInbound({ ...posted, OriginalRecipient: ours, Cc: ours, CcFull: [{ Email: ours, Name: '', MailboxHash: '' }] })
  await keepsNothing(w)
  expect(w.lettersTo(amina.email)).toHaveLength(count)
  const signals = await w.sql`select kind from signals where kind = 'heartbeat'`
  expect(signals).toHaveLength(1)
})

test('a letter to us with a copy to the partner is for us', async () => {
  const w = await runningRound()
  const ours = 'hello@in.example.org'
  const text = 'Where do we find the topics of last year?'
  const posted = postmarkInbound({ from: amina.email, to: ours, subject: 'Topics', text, verdict: 'pass', at: w.time.now })
  await w.postInbound({ ...posted, Cc: hugo.email, CcFull: [{ Email: hugo.email, Name: '', MailboxHash: '' }] })
  await w.tickAt(new Date(w.time.now.getTime() + 60_000))
  expect((await w.openFlags()).map(flag => flag.reason).join()).toContain('topics of last year')
})

test('while a report of conduct stands between the two, no address is given; a coordinator knows, without the words', async () => {
  const w = await runningRound([amina, hugo, mei, jonas])
  const pairs = await w.sql<{ email: string }[]>`
    select o.email from partnership_members m join partnership_members n on n.partnership_id = m.partnership_id and n.participant_id <> m.participant_id
      join participants p on p.id = m.participant_id join participants o on o.id = n.participant_id where p.email = ${amina.email}`
  await w.answer(w.last(pairs[0]!.email, 'introduction'), 'REPORT')
  await w.write(amina.email, 'hello@in.example.org', words, { subject: w.last(amina.email, 'introduction').subject })
  await keepsNothing(w)
  expect(w.kinds(amina.email)).not.toContain('returned')
  expect((await w.openFlags()).map(flag => flag.reason).join()).toContain('It was not passed on, and is not kept.')
})

test('from an account that we do not know, in the thread of an introduction: told so, and not kept', async () => {
  const w = await runningRound()
  const introduction = w.last(amina.email, 'introduction')
  await w.reply({ to: introduction, text: words, address: 'hello@in.example.org', from: 'amina.at.home@example.com' })
  await keepsNothing(w)
  expect(w.kinds('amina.at.home@example.com')).toEqual(['unknown-sender'])
})

test('a letter of one’s own under another subject is for us', async () => {
  const w = await runningRound()
  await w.write(amina.email, 'hello@in.example.org', 'Where do I find the topics of last year?', { subject: 'A question' })
  await w.tickAt(new Date(w.time.now.getTime() + 60_000))
  expect(w.kinds(amina.email)).not.toContain('returned')
  expect((await w.openFlags()).map(flag => flag.reason).join()).toContain('topics of last year')
})
