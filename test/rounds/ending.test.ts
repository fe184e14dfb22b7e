import { expect, test } from 'vitest'
import { processArrival } from '../../jobs/process-arrivals.ts'
import { pairpost } from '../cli/pairpost.ts'
import { amina, hugo, jonas, mei, openRound, runningRound, type TestWorld } from '../support/world.ts'

const kate = 'kate@example.org'
const hour = 3_600_000
const planned = new Set(['introduction', 'prompt', 'check-in', 'follow-up', 'rematch-offer', 'end', 'resumed'])

/** At most one planned letter a person and local day. */
function onePlannedADay(w: TestWorld, people: { email: string; timeZone?: unknown }[]) {
  for (const { email, timeZone } of people) {
    const days = w
      .lettersTo(email)
      .filter(l => planned.has(l.template))
      .map(l => new Intl.DateTimeFormat('en-CA', { timeZone: timeZone as string }).format(l.at))
    expect(new Set(days).size, email).toBe(days.length)
  }
}

const ending = (people = [amina, hugo], options: Parameters<typeof runningRound>[1] = {}) =>
  runningRound(people, options, { ends: '2027-03-20T00:00:00Z' })
const roundEight = {
  name: 'Round 8',
  opens: '2027-04-01T00:00:00Z',
  closes: '2027-04-20T00:00:00Z',
  starts: '2027-05-01T00:00:00Z',
  ends: '2027-09-01T00:00:00Z',
}

test('the end letter leaves within 48 hours, names every partner, and takes AGAIN with one receipt', async () => {
  const w = await ending()
  await w.live('2027-03-22T00:00:00Z', 3)
  for (const [self, partner] of [
    [amina, hugo],
    [hugo, amina],
  ] as const) {
    const end = w.last(self.email, 'end')
    expect(end.at.getTime() - new Date('2027-03-20T00:00:00Z').getTime()).toBeLessThanOrEqual(48 * hour)
    expect(end.text).toContain('AGAIN')
    expect(end.text).toContain(partner.email)
  }
  await w.answer(w.last(amina.email, 'end'), 'Again')
  await w.answer(w.last(amina.email, 'end'), 'AGAIN please')
  expect(w.lettersTo(amina.email, 'receipt')).toHaveLength(1)
  expect(w.kinds(amina.email).filter(k => k === 'finished')).toEqual([])
})

test('who said AGAIN is asked when the next round opens, and one word gives a place; who did not is left in peace', async () => {
  const w = await ending()
  await w.live('2027-03-22T00:00:00Z', 3)
  await w.answer(w.last(amina.email, 'end'), 'AGAIN')
  await w.makeRound(roundEight)
  await w.live('2027-04-02T12:00:00Z', 12)
  const asked = w.last(amina.email, 'round-open')
  for (const fact of ['Nairobi', 'Kenya', 'open access']) expect(asked.text).toContain(fact)
  expect(w.kinds(hugo.email)).not.toContain('round-open')
  await w.answer(asked, 'YES')
  expect(await w.sql`select state from applications a join rounds r on r.id = a.round_id where r.name = 'Round 8'`).toMatchObject(
    [{ state: 'accepted' }],
  )
})

test('returners never meet the same partner', async () => {
  const w = await ending([amina, hugo, mei, jonas])
  const before = await w.sql<
    { a: number; b: number }[]
  >`select m.participant_id as a, n.participant_id as b from partnership_members m join partnership_members n on n.partnership_id = m.partnership_id and n.side = 'b' where m.side = 'a'`
  await w.live('2027-03-22T00:00:00Z', 6)
  const next = await w.makeRound(roundEight)
  for (const { email } of [amina, hugo, mei, jonas]) await w.answer(w.last(email, 'end'), 'AGAIN')
  await w.tickAt('2027-04-01T00:01:00Z')
  for (const { email } of [amina, hugo, mei, jonas]) await w.answer(w.last(email, 'round-open'), 'YES')
  await w.tickAt('2027-04-20T00:01:00Z')
  await w.answer(w.last(kate, 'proposal'), 'OK')
  const after = await w.sql<{ a: number; b: number }[]>`
    select m.participant_id as a, n.participant_id as b from partnership_members m join partnerships s on s.id = m.partnership_id
    join partnership_members n on n.partnership_id = m.partnership_id and n.side = 'b' where m.side = 'a' and s.round_id = ${next}`
  expect(after).toHaveLength(2)
  const key = (p: { a: number; b: number }) => [p.a, p.b].sort().join()
  for (const pair of after) expect(before.map(key)).not.toContain(key(pair))
})

test('replay of every arrival gives the same outcome, changes nothing and sends no second letter', async () => {
  const w = await runningRound([amina, hugo, mei, jonas])
  await w.live('2027-02-09T20:00:00Z', 6)
  await w.answer(w.last(amina.email, 'prompt'), 'NO', { quote: true })
  await w.answer(w.last(hugo.email, 'prompt'), 'PAUSE')
  await w.answer(w.last(mei.email, 'prompt'), 'STOP')
  await w.answer(w.last(jonas.email, 'prompt'), 'every month')
  await w.live('2027-02-11T12:00:00Z', 6)
  await w.answer(w.last(kate, 'digest'), '1 snooze 7d')
  const state = async () => ({
    letters: (await w.sql<{ n: number }[]>`select count(*)::int as n from outbox`)[0]!.n,
    signals: (await w.sql<{ n: number }[]>`select count(*)::int as n from signals`)[0]!.n,
    decisions: (await w.sql<{ n: number }[]>`select count(*)::int as n from decisions`)[0]!.n,
    flags: (await w.sql<{ n: number }[]>`select count(*)::int as n from flags where closed_at is null`)[0]!.n,
    people: await w.sql`select email, opted_out_at, paused_at is not null as paused, pace from participants order by id`,
    applications: await w.sql`select state, confirmed_at from applications order by id`,
    pairs: await w.sql`select id, ended_at, leaving_at, rhythm_days from partnerships order by id`,
  })
  const before = await state()
  const sent = w.sent.length
  w.time.now = new Date(w.time.now.getTime() + 60_000)
  const rows = await w.sql<{ id: number; outcome: string }[]>`select id, outcome from inbox order by id`
  for (const { id } of rows) {
    await w.sql`update inbox set processed_at = null where id = ${id}`
    await processArrival(w.world, id)
  }
  await w.tickAt()
  expect(await state()).toEqual(before)
  expect(w.sent.length).toBe(sent)
})

test('pairpost replay prints what an arrival came to', async () => {
  const w = await openRound()
  await w.join([amina])
  const [row] = await w.sql<{ id: number; outcome: string }[]>`select id, outcome from inbox order by id limit 1`
  const ran = await pairpost(w, ['replay', String(row!.id)])
  expect(ran.code).toBe(0)
  expect((await pairpost(w, ['replay', '999'])).code).toBe(1)
  await w.tickAt()
  expect(w.kinds(amina.email)).toEqual(['confirm', 'accepted'])
})

test('a week of downtime ends with no stale letter, and one planned letter a day', async () => {
  const w = await runningRound([amina, hugo, mei, jonas])
  await w.live('2027-02-07T12:00:00Z', 6)
  const before = w.sent.length
  await w.tickAt('2027-02-14T12:00:00Z')
  await w.live('2027-02-18T12:00:00Z', 3)
  onePlannedADay(w, [amina, hugo, mei, jonas])
  for (const { email } of [amina, hugo, mei, jonas]) expect(w.lettersTo(email, 'prompt')).toHaveLength(1)
  const perCoordinator = w.sent.slice(before).filter(l => l.to.email === kate && l.template === 'digest')
  expect(perCoordinator.length).toBeLessThanOrEqual(2)
})

test('a month of downtime ends with no burst: what went by is listed and not sent', async () => {
  const w = await runningRound([amina, hugo, mei, jonas])
  await w.live('2027-02-04T12:00:00Z', 6)
  await w.tickAt('2027-03-07T12:00:00Z')
  await w.live('2027-03-13T12:00:00Z', 3)
  onePlannedADay(w, [amina, hugo, mei, jonas])
  // February's topic lapsed on the 5th of March; March's is due on the 8th
  for (const { email } of [amina, hugo, mei, jonas]) {
    const prompts = w.lettersTo(email, 'prompt')
    expect(prompts).toHaveLength(1)
    expect(prompts[0]!.at > new Date('2027-03-07T13:00:00Z')).toBe(true)
  }
})

test('down over the closing, the start and the first weeks: the round is proposed late, and everything follows', async () => {
  const w = await openRound()
  await w.join([amina, hugo])
  await w.tickAt('2027-02-10T06:30:00Z')
  await w.answer(w.last(kate, 'proposal'), 'OK')
  await w.live('2027-02-13T12:00:00Z', 3)
  const introductions = w.sent.filter(l => l.template === 'introduction')
  expect(introductions).toHaveLength(2)
  expect(Math.abs(introductions[0]!.at.getTime() - introductions[1]!.at.getTime())).toBeLessThanOrEqual(24 * hour)
  onePlannedADay(w, [amina, hugo])
})

test('down over the end: the end letter still leaves when we are back, and nothing of the round after it', async () => {
  const w = await ending()
  await w.live('2027-03-10T00:00:00Z', 6)
  await w.tickAt('2027-03-28T12:00:00Z')
  await w.live('2027-04-05T12:00:00Z', 6)
  for (const { email } of [amina, hugo]) expect(w.lettersTo(email, 'end')).toHaveLength(1)
  for (const { email } of [amina, hugo]) expect(w.kinds(email).at(-1)).toBe('end')
})
