import { expect, test } from 'vitest'
import { pairpost } from '../cli/pairpost.ts'
import { amina, hugo, openRound, runningRound, type TestWorld } from '../support/world.ts'

const kate = 'kate@example.org'
const clare = 'clare@example.org'
const report = 'Hugo keeps sending me sexual messages and will not stop. Please help me.'

async function reported() {
  const w = await runningRound()
  await w.live('2027-02-09T20:00:00Z', 6)
  await w.answer(w.last(amina.email, 'prompt'), report, { quote: true })
  return w
}
const frozen = async (w: TestWorld) => (await w.sql`select 1 from partnerships where frozen_at is not null`).length

test('a report freezes the pair in the tick that reads it, alerts the named people and thanks the reporter once', async () => {
  const w = await reported()
  expect(await frozen(w)).toBe(1)
  for (const email of [kate, clare]) {
    const alert = w.last(email, 'alert')
    expect(alert.at).toEqual(w.time.now)
    expect(alert.text.replace(/\s+/g, ' ')).toContain('sexual messages')
  }
  expect(w.lettersTo(amina.email, 'report-received')).toHaveLength(1)
  expect(w.kinds(amina.email).filter(k => k === 'thanks')).toEqual([])
})

test('nothing about the pair reaches either of them until a named person acts', async () => {
  const w = await reported()
  const before = [w.lettersTo(amina.email).length, w.lettersTo(hugo.email).length]
  await w.live('2027-04-20T12:00:00Z', 12)
  expect([w.lettersTo(amina.email).length, w.lettersTo(hugo.email).length]).toEqual(before)
})

test('the digest names the report first, without number and without its text, and no command touches it', async () => {
  const w = await reported()
  await w.tickAt('2027-02-15T08:01:00Z')
  const digest = w.last(kate, 'digest')
  expect(digest.text).toContain('FIRST')
  expect(digest.text).not.toContain('sexual')
  expect(digest.text).not.toMatch(/^1 {2}/m)
  await w.answer(digest, 'OK')
  await w.answer(digest, '1 end, 1 done')
  await w.tickAt('2027-02-15T12:00:00Z')
  expect(await frozen(w)).toBe(1)
  expect(await w.sql`select 1 from conduct_reports where closed_at is null`).toHaveLength(1)
})

test('a report by the safety address is heard from anybody, and a report by REPORT needs no more words', async () => {
  const w = await runningRound()
  await w.write(amina.email, 'safety@in.example.org', 'I would like to speak with somebody about my partner.')
  await w.tickAt()
  expect(await frozen(w)).toBe(1)
  const other = await openRound()
  await other.write('nobody@example.net', 'safety@in.example.org', 'One of your people harasses me.')
  await other.tickAt()
  expect(other.last(kate, 'alert').text).toContain('nobody@example.net')
})

test('only a named person closes a case; then the pair goes on, or ends for good', async () => {
  const w = await reported()
  const [one] = await w.sql<{ id: number }[]>`select id from conduct_reports`
  await w.coordinator('other@example.org', 'Other', { safety: false })
  const refused = await pairpost(w, ['conduct', 'close', String(one!.id), '--by', 'other@example.org', '--outcome', 'fine'])
  expect(refused.code).toBe(1)
  expect(await frozen(w)).toBe(1)
  const done = await pairpost(w, ['conduct', 'close', String(one!.id), '--by', kate, '--outcome', 'spoke with both', '--end'])
  expect(done).toMatchObject({ code: 0 })
  expect(await w.sql`select ended_because from partnerships`).toMatchObject([{ endedBecause: 'conduct' }])
  expect(await w.sql`select 1 from bars`).toHaveLength(1)
  await w.live('2027-03-20T12:00:00Z', 12)
  expect(w.lettersTo(hugo.email, 'prompt')).toHaveLength(1)
})

test('a case that is closed without an end lets the pair go on', async () => {
  const w = await reported()
  const [one] = await w.sql<{ id: number }[]>`select id from conduct_reports`
  expect(await pairpost(w, ['conduct', 'close', String(one!.id), '--by', kate, '--outcome', 'a misunderstanding'])).toMatchObject(
    { code: 0 },
  )
  expect(await frozen(w)).toBe(0)
  await w.live('2027-03-12T12:00:00Z', 6)
  for (const { email } of [amina, hugo]) expect(w.lettersTo(email, 'prompt')).toHaveLength(2)
})

test('the reported person is not paired with somebody else while the case is open', async () => {
  const w = await reported()
  await w.sql`update partnerships set ended_at = ${w.time.now}, ended_because = 'conduct'`
  const { freePeople } = await import('../../src/programme/partnerships.sql.ts')
  const free = await freePeople(w.sql, w.roundId)
  const people = await w.sql<{ id: number; email: string }[]>`select id, email from participants`
  expect(free.map(f => people.find(p => p.id === f.participantId)!.email)).toEqual([amina.email])
})
