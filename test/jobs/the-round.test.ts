import { expect, test } from 'vitest'
import { amina, hugo, jonas, mei, runningRound, type TestWorld } from '../support/world.ts'

const kate = 'kate@example.org'
const hour = 3_600_000
const wait = (w: TestWorld, hours: number) => w.live(new Date(w.time.now.getTime() + hours * hour), 6)

/** Until the reader of mail finds dates, what depends on them is not told. */

const signals = (w: TestWorld) =>
  w.sql<{ email: string; kind: string; answer: string | null }[]>`
    select p.email, s.kind, s.answer from signals s left join participants p on p.id = s.participant_id order by s.id`

test('the month’s topic comes whole, with the question whether they talk inside', async () => {
  const w = await runningRound()
  await w.live('2027-02-09T20:00:00Z')
  for (const { email } of [amina, hugo]) {
    const prompt = w.last(email, 'prompt')
    expect(prompt.metadata.question).toBe('check-in')
    for (const word of ['YES', 'SLOW', 'NO']) expect(prompt.text).toContain(word)
    expect(prompt.text.length).toBeGreaterThan(800)
    expect(prompt.html.length).toBeLessThan(100_000)
  }
  expect(w.last(amina.email, 'prompt').text).toContain(hugo.email)
})

test('MORE brings an extra topic within the month, FEWER leaves every second one out, SKIP the next one', async () => {
  const w = await runningRound([amina, hugo, mei, jonas], {}, { topics: 6 })
  await w.sql`insert into topics (round_id, slug, title, extra, body) values (${w.roundId}, 'extra', 'An extra topic', true, 'One more question to talk about.')`
  await w.live('2027-02-09T20:00:00Z', 6)
  await w.answer(w.last(amina.email, 'prompt'), 'FEWER')
  await w.answer(w.last(hugo.email, 'prompt'), 'Skip')
  await w.answer(w.last(mei.email, 'prompt'), 'more')
  for (const { email } of [amina, hugo, mei]) expect(w.last(email, 'thanks').text.length).toBeGreaterThan(20)
  await w.live('2027-05-12T20:00:00Z', 6)
  const months = (email: string) => w.lettersTo(email, 'prompt').map(l => l.at.toISOString().slice(5, 7))
  expect(months(jonas.email)).toEqual(['02', '03', '04', '05'])
  expect(months(amina.email)).toEqual(['02', '04'])
  expect(months(hugo.email)).toEqual(['02', '04', '05'])
  expect(months(mei.email).filter(m => m === '03')).toHaveLength(2)
})

test('a step whose time went by is not sent late, and the next digest lists it', async () => {
  const w = await runningRound()
  await w.tickAt('2027-03-20T05:30:00Z')
  expect(w.lettersTo(amina.email, 'prompt')).toHaveLength(1)
  const steps = await w.sql`select kind from round_steps where lapsed_at is not null`
  expect(steps).toHaveLength(1)
  const told = w.lettersTo(kate, 'digest').filter(l => l.text.replace(/\s+/g, ' ').includes('Not sent, because its time went by'))
  expect(told).toHaveLength(1)
})

test.each([
  ['YES', 'yes'],
  ['Slow.', 'slow'],
  ['We wrote to each other twice this week, it is wonderful.', 'yes'],
])('“%s” to a check-in is thanked for once and noted', async (text, answer) => {
  const w = await runningRound()
  await w.live('2027-02-09T20:00:00Z', 6)
  await w.answer(w.last(amina.email, 'prompt'), text, { quote: true })
  expect(w.lettersTo(amina.email, 'thanks')).toHaveLength(1)
  expect(await signals(w)).toContainEqual({ email: amina.email, kind: 'reply', answer })
  expect(await w.openFlags()).toEqual([])
})

test('a check-in is answered on its page too, by a POST and never by looking', async () => {
  const w = await runningRound()
  await w.live('2027-02-09T20:00:00Z', 6)
  const path = new URL(/http:\S+\/answer\/\S+/.exec(w.last(amina.email, 'prompt').text)![0]).pathname
  await w.ask(path)
  await w.tickAt()
  expect((await signals(w)).filter(s => s.kind === 'reply')).toEqual([])
  await w.post(path, 'word=slow', { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost:8080' })
  await w.tickAt()
  expect(await signals(w)).toContainEqual({ email: amina.email, kind: 'reply', answer: 'slow' })
})

test('NO writes to the partner without saying who told, then offers another, and REMATCH asks a coordinator', async () => {
  const w = await runningRound()
  await w.live('2027-02-09T20:00:00Z', 6)
  await w.answer(w.last(amina.email, 'prompt'), 'NO', { quote: true })
  expect(w.last(amina.email, 'thanks').text).toMatch(/write to you by \w+day \d+ February/)
  expect(await w.openFlags()).toMatchObject([{ kind: 'asked for help', suggestion: 'rematch' }])
  await wait(w, 30)
  const follow = w.last(hugo.email, 'follow-up')
  for (const word of ['HERE', 'PAUSE', 'STOP']) expect(follow.text).toContain(word)
  expect(follow.text).not.toMatch(/Amina (told|said|wrote)/)
  await w.live('2027-02-24T00:00:00Z', 6)
  const offer = w.last(amina.email, 'rematch-offer')
  await w.answer(offer, 'REMATCH')
  expect(w.last(amina.email, 'thanks').text.length).toBeGreaterThan(20)
  expect((await w.openFlags()).filter(f => f.suggestion === 'rematch').length).toBeGreaterThan(0)
})

test('who answers HERE in time is left alone, and nobody offers the other a new partner', async () => {
  const w = await runningRound()
  await w.live('2027-02-09T20:00:00Z', 6)
  await w.answer(w.last(amina.email, 'prompt'), 'no')
  await wait(w, 30)
  await w.answer(w.last(hugo.email, 'follow-up'), 'HERE')
  expect(w.last(hugo.email, 'thanks').text).toContain('Amina')
  await w.live('2027-03-01T00:00:00Z', 6)
  expect(w.lettersTo(amina.email, 'rematch-offer')).toEqual([])
})

test('a letter copied to the pair’s own address leaves a day and no trace of its words', async () => {
  const w = await runningRound()
  const address = w.last(amina.email, 'introduction').metadata.pairAddress!
  const before = await w.sql`select 1 from inbox`
  await w.write(amina.email, address, 'zanzibarmarker is between us', { subject: 'zanzibarmarker' })
  await w.tickAt()
  expect(await w.sql`select 1 from heartbeats`).toHaveLength(1)
  expect(await w.sql`select 1 from inbox`).toHaveLength(before.length)
  const tables = await w.sql<
    { name: string }[]
  >`select table_name as name from information_schema.tables where table_schema = 'public'`
  for (const { name } of tables) {
    const rows = await w.sql<{ row: string }[]>`select t::text as row from ${w.sql(name)} t`
    expect(rows.map(r => r.row).join('\n')).not.toMatch(/zanzibarmarker|7a616e7a69626172/)
  }
})

test('an automatic reply marks its writer as away, is never answered, and is no sign of talking', async () => {
  const w = await runningRound()
  await w.live('2027-02-09T20:00:00Z', 6)
  const before = w.sent.length
  await w.answer(w.last(hugo.email, 'prompt'), 'I am out of the office until 1 March 2027 and will answer then. Yes, really.', {
    headers: [{ Name: 'Auto-Submitted', Value: 'auto-replied' }],
  })
  expect(w.sent.length).toBe(before)
  const [row] = await w.sql<{ awayUntil: Date | null }[]>`select away_until from participants where email = ${hugo.email}`
  expect(row!.awayUntil! > w.time.now).toBe(true)
  expect(row!.awayUntil!.toISOString().slice(0, 10)).toMatch(/2027-0(2-28|3-01|3-02)/)
  expect((await signals(w)).filter(s => s.kind === 'reply')).toEqual([])
})

test('a hard bounce stops our mail and reaches the coordinators within a day', async () => {
  const w = await runningRound()
  const letter = w.last(hugo.email, 'introduction')
  await w.postEvent({
    RecordType: 'Bounce',
    ID: 42,
    Type: 'HardBounce',
    TypeCode: 1,
    MessageID: 'm-42',
    Metadata: { outbox: String(letter.outboxId) },
    Email: hugo.email,
    BouncedAt: w.time.now.toISOString(),
    Inactive: true,
    Description: 'no such user',
  })
  await w.tickAt()
  const bouncedAt = w.time.now
  expect(await w.openFlags()).toMatchObject([{ kind: 'bounced' }])
  await w.live('2027-02-03T20:00:00Z', 3)
  const told = w.last(kate, 'digest')
  expect(told.text).toContain('Hugo Quispe')
  expect(told.at.getTime() - bouncedAt.getTime()).toBeLessThanOrEqual(24 * hour)
  const before = w.lettersTo(hugo.email).length
  await w.live('2027-03-15T00:00:00Z', 12)
  expect(w.lettersTo(hugo.email)).toHaveLength(before)
})

test('PAUSE until a day stops our letters till then, tells the partner, and welcomes back', async () => {
  const w = await runningRound()
  await w.live('2027-02-09T20:00:00Z', 6)
  await w.answer(w.last(amina.email, 'prompt'), 'PAUSE until 15 March 2027')
  expect(w.last(amina.email, 'paused').text).toMatch(/15\s+March/)
  expect(w.last(hugo.email, 'partner-away').text).toMatch(/15\s+March/)
  const before = w.lettersTo(amina.email).length
  await w.live('2027-03-14T12:00:00Z', 6)
  expect(w.lettersTo(amina.email)).toHaveLength(before)
  await w.live('2027-03-17T12:00:00Z', 6)
  expect(w.kinds(amina.email)).toContain('resumed')
})

test('PAUSE without a day, and RESUME a week later', async () => {
  const w = await runningRound()
  await w.live('2027-02-09T20:00:00Z', 6)
  await w.answer(w.last(amina.email, 'prompt'), 'pause')
  await w.live('2027-02-16T12:00:00Z', 12)
  await w.answer(w.last(amina.email, 'paused'), 'RESUME')
  expect(w.last(amina.email, 'resumed').text).toContain('Hugo')
  await w.live('2027-03-10T20:00:00Z', 6)
  expect(w.lettersTo(amina.email, 'prompt')).toHaveLength(2)
})

test('a reply to the introduction that reached us instead of the partner goes back, and is not kept', async () => {
  const w = await runningRound()
  const introduction = w.last(amina.email, 'introduction')
  await w.answer(introduction, 'Dear Hugo, zanzibarmarker greetings from Nairobi! I work in a reading room.', {
    address: 'hello@mentoring.example.org',
  })
  expect(w.last(amina.email, 'returned').text).toContain(hugo.email)
  const rows = await w.sql<
    { row: string; body: string | null }[]
  >`select t::text as row, convert_from(body, 'UTF8') as body from inbox t`
  expect(rows.map(r => r.row + r.body).join()).not.toContain('zanzibarmarker')
  expect(await w.openFlags()).toEqual([])
})

test('YES without a token counts when the thread or the sender is proven, and not when it is forged', async () => {
  const w = await runningRound()
  await w.live('2027-02-09T20:00:00Z', 6)
  await w.answer(w.last(amina.email, 'prompt'), 'YES', { address: 'hello@in.example.org' })
  expect(await signals(w)).toContainEqual({ email: amina.email, kind: 'reply', answer: 'yes' })
  await w.write(hugo.email, 'hello@in.example.org', 'STOP', { verdict: 'fail' })
  await w.tickAt()
  expect(await w.sql`select 1 from participants where opted_out_at is not null`).toHaveLength(0)
  expect((await w.openFlags()).map(f => f.kind)).toEqual(['unread'])
})

test('the right token from another address counts, and the registered address is asked whether it was theirs', async () => {
  const w = await runningRound()
  await w.live('2027-02-09T20:00:00Z', 6)
  await w.answer(w.last(amina.email, 'prompt'), 'YES', { from: 'amina.private@example.net' })
  expect(await signals(w)).toContainEqual({ email: amina.email, kind: 'reply', answer: 'yes' })
  await w.answer(w.last(amina.email, 'other-address'), 'YES')
  const confirm = w.last('amina.private@example.net', 'confirm-address')
  await w.answer(confirm, 'YES', { from: 'amina.private@example.net' })
  const [row] = await w.sql<{ email: string }[]>`select email from participants where country = 'KE'`
  expect(row!.email).toBe('amina.private@example.net')
})

test('a reply to a letter of a finished round is answered kindly, and does not wake the round', async () => {
  const w = await runningRound([amina, hugo], {}, { ends: '2027-03-20T00:00:00Z' })
  await w.live('2027-03-22T12:00:00Z', 6)
  await w.answer(w.last(amina.email, 'prompt'), 'YES')
  expect(w.kinds(amina.email).at(-1)).toBe('finished')
})

test('what nobody can read is left to a coordinator, with the words, and the writer is told that somebody reads it', async () => {
  const w = await runningRound()
  await w.live('2027-02-09T20:00:00Z', 6)
  await w.answer(w.last(amina.email, 'prompt'), 'The purple bicycle sings at noon when the catalogue dreams.')
  const flags = await w.openFlags()
  if (flags.length > 0) expect(flags).toMatchObject([{ kind: 'unread', reason: expect.stringContaining('purple bicycle') }])
  expect(w.lettersTo(amina.email, 'thanks').length).toBe(flags.length)
})

test('EVERY MONTH tells the pair’s rhythm', async () => {
  const w = await runningRound()
  await w.live('2027-02-09T20:00:00Z', 6)
  await w.answer(w.last(amina.email, 'prompt'), 'every month')
  expect(await w.sql`select rhythm_days from partnerships`).toMatchObject([{ rhythmDays: 30 }])
  expect(w.last(amina.email, 'thanks').text).toContain('month')
})

test('nobody gets two planned letters on one of their days', async () => {
  const w = await runningRound([amina, hugo, mei, jonas])
  await w.live('2027-05-01T00:00:00Z', 6)
  for (const { email, timeZone } of [amina, hugo, mei, jonas]) {
    const planned = w
      .lettersTo(email)
      .filter(l => ['introduction', 'prompt', 'check-in', 'follow-up', 'rematch-offer', 'end'].includes(l.template))
    const days = planned.map(l => new Intl.DateTimeFormat('en-CA', { timeZone: timeZone as string }).format(l.at))
    expect(new Set(days).size).toBe(days.length)
  }
})

test('the first check-in of a pair asks how often they write, once; the answer may stand beside a YES', async () => {
  const w = await runningRound()
  await w.live('2027-04-20T20:00:00Z', 12)
  const asked = w.sent.filter(l => l.template === 'check-in')
  expect(asked.length).toBeGreaterThan(1)
  const flat = asked.map(l => l.text.replace(/\s+/g, ' '))
  expect(flat[0]).toContain('every fortnight')
  for (const later of flat.slice(1)) expect(later).not.toContain('every fortnight')
  await w.answer(asked[0]!, 'YES\nEvery fortnight', { quote: true })
  expect(await w.sql`select rhythm_days from partnerships`).toMatchObject([{ rhythmDays: 14 }])
  expect(await signals(w)).toContainEqual({ email: asked[0]!.to.email, kind: 'reply', answer: 'yes' })
})
