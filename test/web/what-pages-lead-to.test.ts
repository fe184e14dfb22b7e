import { expect, onTestFinished, test } from 'vitest'
import deliverMessages from '../../jobs/deliver-messages.ts'
import type { World } from '../../jobs/job.ts'
import processArrivals from '../../jobs/process-arrivals.ts'
import { after, minutes } from '../../src/clock.ts'
import { openReader } from '../../src/inbound/reader.ts'
import { held } from '../../src/outbound/held.ts'
import { formSecret, makePair, openDoors } from './doors.ts'

const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString()
const formType = { 'content-type': 'application/x-www-form-urlencoded' }

/** The doors, and the jobs that think about what they kept. */
async function open() {
  const doors = await openDoors()
  const reader = openReader()
  onTestFinished(() => reader.close())
  const world: World = { ...doors.deps, transport: held(), reader }
  const work = async () => {
    await processArrivals.run(world)
    await deliverMessages.run(world)
    const bad = await doors.sql`select source, error from inbox where error is not null`
    expect(bad).toEqual([])
  }
  return { ...doors, work }
}

test('somebody applies on our page, is written to, and confirms by the link of the letter', async () => {
  const { sql, time, post, ask, work } = await open()
  await sql`insert into rounds (name, zone, opens_at, closes_at, starts_at, ends_at, places, country_share, created_at)
    values ('Round 8', 'Europe/Lisbon', ${after(time.now, -minutes(60))}, '2027-03-20', '2027-04-01', '2027-09-01', 100, 0.5, ${time.now})`
  await post(
    '/apply',
    form({
      email: 'amina@example.org',
      name: 'Amina',
      country: 'KE',
      language1: 'en',
      interests: 'maps',
      conductAccepted: 'yes',
      locale: 'es',
    }),
    formType,
  )
  await work()
  const [letter] = await sql<{ bodyText: string }[]>`select body_text from outbox where template = 'confirm'`
  const path = new URL(/http\S+\/answer\/\w+/.exec(letter!.bodyText)![0]).pathname
  const page = await (await ask(path)).text()
  expect(page).toContain('<html lang="es"')
  expect((await sql`select 1 from participants where confirmed_at is not null`).length).toBe(0)
  expect((await post(path, form({ word: 'yes' }), formType)).status).toBe(200)
  await work()
  expect(await sql`select state from applications`).toEqual([{ state: 'accepted' }])
  const [mailed] = await sql<{ unsubscribe: string }[]>`select body_text as unsubscribe from outbox where template = 'accepted'`
  const stop = new URL(/http\S+\/unsubscribe\/\w+/.exec(mailed!.unsubscribe)![0]).pathname
  await post(stop, 'List-Unsubscribe=One-Click', formType)
  await work()
  expect((await sql`select 1 from participants where opted_out_at is not null`).length).toBe(1)
})

test('a form that cannot sign brings an application like any other', async () => {
  const { sql, post, work } = await open()
  const answers = {
    id: 7,
    Email: 'hugo@example.org',
    Name: 'Hugo Quispe',
    Country: 'Peru',
    'Code of conduct': 'I accept',
    Interests: 'maps',
  }
  const headers = { authorization: `Bearer ${formSecret}`, 'content-type': 'application/json' }
  await post('/webhooks/applications/form/gravity-forms', JSON.stringify(answers), headers)
  await work()
  expect(
    await sql`select p.email, p.country, a.conduct_version is not null as accepted from applications a join participants p on p.id = a.participant_id`,
  ).toEqual([{ email: 'hugo@example.org', country: 'PE', accepted: true }])
})

test('a line from the console becomes a decision that waits an hour, and undo takes it back', async () => {
  const { sql, time, post, ask, work } = await open()
  const { roundId, partnershipId } = await makePair(sql, 'none', time.now)
  const [clare] = await sql<
    { id: number }[]
  >`insert into coordinators (email, name, added_at) values ('clare@example.org', 'Clare', ${time.now}) returning id`
  const [flag] = await sql<{ id: number }[]>`
    insert into flags (kind, round_id, partnership_id, reason, suggestion, raised_at)
    values ('gone quiet', ${roundId}, ${partnershipId}, 'Both are silent.', 'write', ${time.now}) returning id`
  const [digest] = await sql<{ id: number }[]>`
    insert into outbox (purpose, template, coordinator_id, question, queued_at, due_at, not_after, state, sent_at)
    values ('digest/1', 'digest', ${clare!.id}, 'digest', ${time.now}, ${time.now}, ${time.now}, 'sent', ${time.now}) returning id`
  await sql`insert into digest_items (outbox_id, number, flag_id) values (${digest!.id}, 1, ${flag!.id})`

  const asked = await post('/console/sign-in', form({ email: 'clare@example.org' }), formType)
  await work()
  const [letter] = await sql<{ bodyText: string }[]>`select body_text from outbox where template = 'sign-in' and state = 'sent'`
  const path = new URL(/http\S+\/console\/sign-in\/\w+/.exec(letter!.bodyText)![0]).pathname
  const browser = asked.headers.getSetCookie()[0]!.split(';')[0]!
  const entered = await post(path, '', { ...formType, cookie: browser })
  const cookie = entered.headers
    .getSetCookie()
    .find(one => one.startsWith('pairpost_session'))!
    .split(';')[0]!
  const csrf = /name="csrf" value="(\w+)"/.exec(await (await ask('/console', { headers: { cookie } })).text())![1]!
  const say = async (line: string, id: string, more: Record<string, string> = {}) => {
    await post('/console/act', form({ csrf, form: id, outboxId: String(digest!.id), line, ...more }), { ...formType, cookie })
    await work()
  }
  await say('snooze 14d', 'f1', { flag: String(flag!.id) })
  expect(await sql`select flag_id, act, undone_at from decisions`).toEqual([{ flagId: flag!.id, act: 'snooze', undoneAt: null }])
  expect(await (await ask('/console', { headers: { cookie } })).text()).toContain('Clare said <strong>snooze 14d</strong>')
  await say('undo', 'f2')
  expect((await sql`select 1 from decisions where undone_at is not null`).length).toBe(1)
  expect(await sql`select 1 from outbox where template = 'receipt'`).toHaveLength(2)
})
