import { expect, test } from 'vitest'
import { amina, applicationOf, hugo, jonas, mei, openRound, runningRound, type TestWorld } from '../support/world.ts'

const kate = 'kate@example.org'
const standing = async (w: TestWorld) => (await w.sql`select 1 from partnerships where ended_at is null`).length
const tokenOf = (url: string) => new URL(url).pathname
const unsubscribeOf = (w: TestWorld, email: string) =>
  tokenOf(/<(http[^>]+)>/.exec(w.last(email).headers.find(([name]) => name === 'List-Unsubscribe')![1])![1]!)

async function inFebruary(people = [amina, hugo]) {
  const w = await runningRound(people)
  await w.live('2027-02-09T20:00:00Z', 6)
  return w
}

/** Everything that the database holds, letters as arrived included, as one text. */
async function everything(w: TestWorld): Promise<string> {
  const tables = await w.sql<
    { name: string }[]
  >`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`
  const texts: string[] = []
  for (const { name } of tables) {
    const rows = await w.sql<{ row: string }[]>`select t::text as row from ${w.sql(name)} t`
    texts.push(...rows.map(r => `${name}: ${r.row}`))
  }
  const bodies = await w.sql<{ body: Uint8Array | null }[]>`select body from inbox`
  texts.push(...bodies.map(b => (b.body ? `inbox body: ${Buffer.from(b.body).toString('utf8')}` : '')))
  return texts.join('\n')
}

test('a proven STOP ends the pair at once; its confirmation is the only later letter', async () => {
  const w = await inFebruary()
  await w.answer(w.last(amina.email, 'prompt'), 'STOP', { quote: true })
  expect(w.kinds(amina.email).at(-1)).toBe('stopped')
  expect(await standing(w)).toBe(0)
  await w.live('2027-02-11T12:00:00Z', 3)
  expect(w.last(hugo.email, 'partner-left').text).toContain('Amina')
  const count = w.lettersTo(amina.email).length
  await w.live('2027-08-10T12:00:00Z', 24)
  expect(w.lettersTo(amina.email)).toHaveLength(count)
})

test('a STOP that nobody proved stops our mail, and tells the partner only after 72 hours', async () => {
  const w = await inFebruary()
  await w.answer(w.last(amina.email, 'prompt'), 'Stop', { verdict: 'none' })
  expect(w.kinds(amina.email).at(-1)).toBe('stopped')
  expect(await standing(w)).toBe(1)
  await w.live('2027-02-12T19:00:00Z', 6)
  expect(w.kinds(hugo.email)).not.toContain('partner-left')
  await w.live('2027-02-14T12:00:00Z', 3)
  expect(await standing(w)).toBe(0)
  expect(w.kinds(hugo.email)).toContain('partner-left')
})

test('a STOP tied to a letter by its thread alone, and proven by nothing, stops our mail and leaves the pair to a coordinator', async () => {
  const w = await inFebruary()
  const address = 'hello@in.example.org'
  await w.answer(w.last(hugo.email, 'prompt'), 'STOP', { verdict: 'fail', address })
  expect(w.kinds(hugo.email)).not.toContain('stopped')
  await w.answer(w.last(amina.email, 'prompt'), 'STOP', { verdict: 'none', address })
  expect(w.kinds(amina.email).at(-1)).toBe('stopped')
  await w.live('2027-02-14T12:00:00Z', 6)
  expect(await standing(w)).toBe(1)
  expect((await w.openFlags()).map(f => f.kind)).toContain('unread')
})

test('UNDO within the time brings everything back, and the partner never hears of it', async () => {
  const w = await inFebruary()
  await w.answer(w.last(amina.email, 'prompt'), 'Stop', { verdict: 'none' })
  await w.answer(w.last(amina.email, 'stopped'), 'UNDO')
  expect(w.kinds(amina.email).at(-1)).toBe('resumed')
  await w.live('2027-03-12T12:00:00Z', 6)
  expect(await standing(w)).toBe(1)
  expect(w.kinds(hugo.email)).not.toContain('partner-left')
  expect(w.lettersTo(amina.email, 'prompt')).toHaveLength(2)
})

test('UNDO after a proven STOP restores the pair where nobody has moved on', async () => {
  const w = await inFebruary()
  await w.answer(w.last(amina.email, 'prompt'), 'STOP')
  await w.answer(w.last(amina.email, 'stopped'), 'undo')
  expect(await standing(w)).toBe(1)
  expect((await w.openFlags()).map(f => f.kind)).toEqual([])
  await w.live('2027-03-12T12:00:00Z', 6)
  expect(w.kinds(hugo.email)).not.toContain('partner-left')
  for (const { email } of [amina, hugo]) expect(w.lettersTo(email, 'prompt')).toHaveLength(2)
})

test('one-click unsubscribe stops our mail and sends the confirmation alone; a second click nothing more', async () => {
  const w = await inFebruary()
  const path = unsubscribeOf(w, amina.email)
  expect((await w.ask(path)).status).toBe(200)
  await w.tickAt()
  expect(await w.sql`select 1 from participants where opted_out_at is not null`).toHaveLength(0)
  const before = w.lettersTo(amina.email).length
  for (let i = 0; i < 2; i++) {
    const answer = await w.post(path, 'List-Unsubscribe=One-Click', { 'content-type': 'application/x-www-form-urlencoded' })
    expect(answer.status).toBe(200)
    await w.tickAt(new Date(w.time.now.getTime() + 120_000))
  }
  expect(
    w
      .lettersTo(amina.email)
      .slice(before)
      .map(l => l.template),
  ).toEqual(['stopped'])
  await w.live('2027-03-12T12:00:00Z', 12)
  expect(w.lettersTo(amina.email)).toHaveLength(before + 1)
})

test('a spam complaint sends nothing at all', async () => {
  const w = await inFebruary()
  const before = w.lettersTo(amina.email).length
  await w.postEvent({
    RecordType: 'SpamComplaint',
    ID: 7,
    Type: 'SpamComplaint',
    MessageID: 'm-7',
    Email: amina.email,
    BouncedAt: w.time.now.toISOString(),
    Metadata: { outbox: String(w.last(amina.email).outboxId) },
  })
  await w.live('2027-03-20T12:00:00Z', 12)
  expect(w.lettersTo(amina.email)).toHaveLength(before)
  expect(await standing(w)).toBe(0)
  expect(w.kinds(hugo.email)).toContain('partner-left')
})

test('the one left alone gets another partner by one coordinator reply, somebody who was left alone first', async () => {
  const standby = {
    ...mei,
    email: 'standby@example.com',
    name: 'Sun Lee',
    knownAs: 'Sun',
    country: 'KR',
    timeZone: 'Asia/Seoul',
    standby: true,
  }
  const w = await inFebruary([amina, hugo, mei, jonas, standby])
  const pairs = await w.sql<{ a: string; b: string }[]>`
    select p.email as a, q.email as b from partnership_members m join participants p on p.id = m.participant_id
    join partnership_members n on n.partnership_id = m.partnership_id and n.side = 'b' join participants q on q.id = n.participant_id where m.side = 'a' order by m.partnership_id`
  for (const { a } of pairs) await w.answer(w.last(a, 'prompt'), 'STOP')
  await w.live('2027-02-10T12:00:00Z', 1)
  const digest = w.last(kate, 'digest')
  expect(digest.at.getTime() - new Date('2027-02-09T20:00:00Z').getTime()).toBeLessThan(24 * 3_600_000)
  const number = /^(\d+) {2}.*$/m.exec(digest.text)![1]
  await w.answer(digest, `${number} rematch`)
  await w.live('2027-02-12T12:00:00Z', 3)
  for (const [self, other] of [
    [pairs[0]!.b, pairs[1]!.b],
    [pairs[1]!.b, pairs[0]!.b],
  ] as const)
    expect(w.lettersTo(self, 'introduction').at(-1)!.replyTo).toBe(other)
  expect(w.lettersTo(standby.email, 'introduction')).toEqual([])
})

test('however often somebody with the token asks for what must be asked back, we ask at most ten times a day', async () => {
  const w = await inFebruary()
  const before = w.lettersTo(amina.email).length
  for (let i = 0; i < 18; i++)
    await w.reply({
      to: w.last(amina.email, 'prompt'),
      text: i % 2 ? 'ERASE ME' : 'Please end our partnership.',
      verdict: 'none',
    })
  await w.tickAt(new Date(w.time.now.getTime() + 60_000))
  expect(w.lettersTo(amina.email).length - before).toBeLessThanOrEqual(11)
  expect(await standing(w)).toBe(1)
  for (let i = 0; i < 18; i++) await w.write(kate, 'hello@in.example.org', '1 end', { verdict: 'none' })
  await w.tickAt(new Date(w.time.now.getTime() + 60_000))
  expect(w.lettersTo(kate, 'receipt').filter(l => l.text.includes('without a digest'))).toHaveLength(1)
})

test('SEND MY DATA is asked back at the registered address, and comes as one JSON attachment', async () => {
  const w = await inFebruary()
  await w.answer(w.last(amina.email, 'prompt'), 'SEND MY DATA', { from: 'thief@example.net', verdict: 'pass' })
  expect(w.lettersTo('thief@example.net')).toEqual([])
  expect(w.sent.flatMap(l => l.attachments)).toEqual([])
  await w.answer(w.last(amina.email, 'confirm-export'), 'YES')
  const { attachments } = w.last(amina.email, 'data')
  expect(attachments).toHaveLength(1)
  const data = JSON.parse(attachments[0]!.content) as { person: { email: string }; letters: unknown[]; partnerships: unknown[] }
  expect(data.person.email).toBe(amina.email)
  expect(data.letters.length).toBeGreaterThan(3)
  expect(data.partnerships).toHaveLength(1)
})

test('ERASE ME is asked back, and leaves counts and keyed hashes alone', async () => {
  const w = await inFebruary()
  await w.answer(w.last(amina.email, 'prompt'), 'YES, Hugo Quispe and I, Amina Otieno, write every week', { quote: true })
  await w.answer(w.last(hugo.email, 'prompt'), 'I have not heard from Amina Otieno', { quote: true })
  await w.answer(w.last(amina.email, 'prompt'), 'ERASE ME')
  expect(w.kinds(amina.email)).not.toContain('stopped')
  expect(await standing(w)).toBe(1)
  await w.answer(w.last(amina.email, 'confirm-erase'), 'YES')
  expect(w.kinds(amina.email).at(-1)).toBe('erased')
  await w.live('2027-02-12T12:00:00Z', 6)
  const held = await everything(w)
  expect(held).not.toMatch(/amina@example\.org/i)
  expect(held).not.toMatch(/Amina Otieno|Otieno/)
  expect(held.match(/^.*\bAmina\b.*$/gm) ?? []).toEqual([])
  expect(w.kinds(hugo.email)).toContain('partner-left')
  expect(w.last(hugo.email, 'partner-left').text).not.toContain('Amina')
  expect(await w.sql`select 1 from partnerships`).toHaveLength(1)
  expect((await w.sql`select 1 from past_partners`).length).toBe(2)
})

test('whoever was erased and comes back under the same address never meets an earlier partner again', async () => {
  const w = await inFebruary()
  await w.answer(w.last(amina.email, 'prompt'), 'ERASE ME')
  await w.answer(w.last(amina.email, 'confirm-erase'), 'YES')
  await w.makeRound({
    name: 'Round 8',
    opens: '2027-02-10T00:00:00Z',
    closes: '2027-03-01T00:00:00Z',
    starts: '2027-03-08T00:00:00Z',
    ends: '2027-09-01T00:00:00Z',
  })
  await w.live('2027-02-10T12:00:00Z', 6)
  await w.join([amina, hugo])
  await w.tickAt('2027-03-01T08:00:00Z')
  const proposals = w.lettersTo(kate, 'proposal')
  expect(proposals.at(-1)!.text.replace(/\s+/g, ' ')).not.toMatch(
    /1 {1,2}Amina Otieno and Hugo Quispe|1 {1,2}Hugo Quispe and Amina Otieno/,
  )
})

test('an erasure waits while the person’s conduct case is open, and a coordinator sees it', async () => {
  const w = await inFebruary()
  await w.answer(w.last(amina.email, 'prompt'), 'REPORT')
  await w.answer(w.last(hugo.email, 'prompt'), 'ERASE ME')
  await w.answer(w.last(hugo.email, 'confirm-erase'), 'YES')
  expect(await w.sql`select 1 from participants where email = ${hugo.email}`).toHaveLength(1)
  expect((await w.openFlags()).map(f => f.reason).join()).toContain('asked to be erased')
})

test('STOP before the round starts: nobody is introduced, and the place is free again', async () => {
  const w = await openRound({}, { places: 2 })
  await w.join([amina, hugo])
  await w.answer(w.last(hugo.email, 'accepted'), 'STOP')
  await w.applyByWebhook(applicationOf(mei))
  await w.tickAt()
  await w.answer(w.last(mei.email, 'confirm'), 'YES')
  expect(await w.states()).toMatchObject({ [mei.email]: 'accepted' })
})
