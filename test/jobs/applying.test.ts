import { expect, test } from 'vitest'
import { amina, applicationOf, hugo, openRound, openTestWorld } from '../support/world.ts'

const kate = 'kate@example.org'
const minute = 60_000

test('an application is answered with the three facts read back, and YES by reply gives a place', async () => {
  const w = await openRound()
  expect((await w.applyByWebhook(applicationOf(amina))).status).toBe(202)
  await w.tickAt()
  const confirm = w.last(amina.email, 'confirm')
  for (const said of ['Nairobi', 'Kenya', 'English', 'information literacy', 'open access', 'YES'])
    expect(confirm.text).toContain(said)
  expect(await w.states()).toEqual({ [amina.email]: 'unconfirmed' })
  await w.answer(confirm, 'Yes!', { quote: true })
  expect(await w.states()).toEqual({ [amina.email]: 'accepted' })
  expect(w.kinds(amina.email)).toEqual(['confirm', 'accepted'])
})

test('the page of the letter confirms by its form, and looking at it changes nothing', async () => {
  const w = await openRound()
  await w.applyByWebhook(applicationOf(amina))
  await w.tickAt()
  const path = new URL(/http:\S+\/answer\/\S+/.exec(w.last(amina.email, 'confirm').text)![0]).pathname
  expect((await w.ask(path)).status).toBe(200)
  await w.tickAt()
  expect(await w.states()).toEqual({ [amina.email]: 'unconfirmed' })
  const pressed = await w.post(path, 'word=yes', {
    'content-type': 'application/x-www-form-urlencoded',
    origin: 'http://localhost:8080',
  })
  expect(pressed.status).toBe(200)
  await w.tickAt()
  expect(await w.states()).toEqual({ [amina.email]: 'accepted' })
})

test('name, address, country and the code of conduct are enough to be asked to confirm', async () => {
  const w = await openRound()
  await w.applyByWebhook({ email: 'Ana@Example.org', name: 'Ana', country: 'Peru', conductAccepted: true })
  await w.tickAt()
  expect(w.kinds('ana@example.org')).toEqual(['confirm'])
  await w.answer(w.last('ana@example.org', 'confirm'), 'YES')
  expect(await w.states()).toEqual({ 'ana@example.org': 'accepted' })
  const asked = w.last('ana@example.org', 'missing')
  expect(asked.text).toContain('anguages')
  expect(asked.text).toContain('nterests')
})

test('an application without an address is taken in, and becomes a task of the coordinators', async () => {
  const w = await openRound()
  expect((await w.applyByWebhook({ name: 'Nobody Knows', country: 'KE', conductAccepted: true })).status).toBe(202)
  await w.tickAt()
  expect(w.sent.filter(l => l.to.email !== kate && !l.to.email.startsWith('clare'))).toEqual([])
  expect(await w.openFlags()).toMatchObject([{ kind: 'no address', reason: expect.stringContaining('Nobody Knows') }])
  await w.tickAt('2027-01-11T08:01:00Z')
  expect(w.last(kate, 'digest').text).toContain('Nobody Knows')
})

test('a round by two countries, or by one that nobody knows, is asked about in one letter that shows what was given', async () => {
  for (const country of ['Kenya and Peru', 'Wakanda']) {
    const w = await openRound()
    await w.applyByWebhook(applicationOf({ ...amina, country, languages: [], interests: [] }))
    await w.tickAt()
    expect(w.kinds(amina.email)).toEqual(['missing'])
    const missing = w.last(amina.email, 'missing')
    expect(missing.text).toContain(country)
    await w.answer(missing, 'Country: Kenya\nLanguages: English, Swahili\nInterests: open access, maps', { quote: true })
    expect(w.kinds(amina.email)).toEqual(['missing', 'confirm'])
    const confirm = w.last(amina.email, 'confirm')
    for (const said of ['Kenya', 'English', 'Swahili', 'open access', 'maps']) expect(confirm.text).toContain(said)
    await w.answer(confirm, 'yes')
    expect(await w.states()).toEqual({ [amina.email]: 'accepted' })
  }
})

test('10,000 characters of interests are taken in, and the letter stays a letter', async () => {
  const w = await openRound()
  await w.applyByWebhook(applicationOf({ ...amina, interests: ['x'.repeat(10_000)] }))
  await w.applyByWebhook(applicationOf({ ...hugo, interests: Array.from({ length: 1000 }, (_, i) => `interest ${i}`) as never }))
  await w.tickAt()
  for (const { email } of [amina, hugo]) {
    expect(w.kinds(email)).toEqual(['confirm'])
    expect(w.last(email).html.length).toBeLessThan(100_000)
  }
})

test('the same webhook-id twice is one arrival; the same address and round again changes the application and sends no second letter', async () => {
  const w = await openRound()
  for (let i = 0; i < 2; i++) expect((await w.applyByWebhook(applicationOf(amina), { id: 'msg_1' })).status).toBe(202)
  await w.tickAt()
  const [kept] = await w.sql<{ n: number }[]>`select count(*)::int as n from inbox`
  expect(kept!.n).toBe(1)
  await w.applyByWebhook(applicationOf({ ...amina, email: 'AMINA@example.org', place: 'Mombasa' }))
  await w.tickAt()
  const [people] = await w.sql<{ n: number; place: string }[]>`select count(*)::int as n, min(place) as place from participants`
  expect(people).toEqual({ n: 1, place: 'Mombasa' })
  const [applications] = await w.sql<{ n: number }[]>`select count(*)::int as n from applications`
  expect(applications!.n).toBe(1)
  expect(w.lettersTo(amina.email, 'confirm').length).toBeLessThanOrEqual(2)
  await w.answer(w.last(amina.email, 'confirm'), 'YES')
  expect(await w.states()).toEqual({ [amina.email]: 'accepted' })
})

test('a fact that is corrected by reply is read back again before anything else', async () => {
  const w = await openRound()
  await w.applyByWebhook(applicationOf(amina))
  await w.tickAt()
  await w.answer(w.last(amina.email, 'confirm'), 'Interests: maps, children\nPlace: Kisumu', { quote: true })
  expect(await w.states()).toEqual({ [amina.email]: 'unconfirmed' })
  const again = w.last(amina.email, 'confirm')
  for (const said of ['Kisumu', 'maps', 'children']) expect(again.text).toContain(said)
  expect(again.text).not.toContain('open access')
  await w.answer(again, 'YES', { quote: true })
  expect(await w.states()).toEqual({ [amina.email]: 'accepted' })
})

test('a correction in the writer’s own words goes to a coordinator, and nobody is taken as confirmed', async () => {
  const w = await openRound()
  await w.applyByWebhook(applicationOf(amina))
  await w.tickAt()
  await w.answer(w.last(amina.email, 'confirm'), 'Yes, but since last month I live in Kampala and the rest you have is old.', {
    quote: true,
  })
  expect(await w.states()).toEqual({ [amina.email]: 'unconfirmed' })
  expect(await w.openFlags()).toMatchObject([{ kind: 'correction', reason: expect.stringContaining('Kampala') }])
})

test('a correction that a coordinator has read and accepts confirms the applicant', async () => {
  const w = await openRound()
  await w.applyByWebhook(applicationOf(amina))
  await w.tickAt()
  await w.answer(w.last(amina.email, 'confirm'), 'I live in Kampala now, since last month, and not where you wrote.', {
    quote: true,
  })
  await w.tickAt('2027-01-11T08:01:00Z')
  await w.answer(w.last(kate, 'digest'), '1 accept')
  await w.tickAt('2027-01-11T09:30:00Z')
  expect(await w.states()).toEqual({ [amina.email]: 'accepted' })
})

test('who does not confirm is reminded once, and never again', async () => {
  const w = await openRound()
  await w.applyByWebhook(applicationOf(amina))
  await w.tickAt()
  for (let day = 5; day < 25; day++) await w.tickAt(`2027-01-${String(day).padStart(2, '0')}T10:00:00Z`)
  expect(w.kinds(amina.email)).toEqual(['confirm', 'confirm'])
  await w.answer(w.lettersTo(amina.email, 'confirm')[0]!, 'YES')
  expect(await w.states()).toEqual({ [amina.email]: 'accepted' })
})

test('who told what was missing is still reminded at most once', async () => {
  const w = await openRound()
  await w.applyByWebhook(applicationOf({ ...amina, country: 'Wakanda' }))
  await w.tickAt()
  await w.live('2027-01-20T10:00:00Z', 12)
  expect(w.lettersTo(amina.email).length).toBeLessThanOrEqual(2)
})

test('REMOVE deletes what somebody else applied for in their name, and says so once', async () => {
  const w = await openRound()
  await w.applyByWebhook(applicationOf(amina))
  await w.tickAt()
  await w.answer(w.last(amina.email, 'confirm'), 'REMOVE')
  expect(w.kinds(amina.email)).toEqual(['confirm', 'removed'])
  await w.tickAt('2027-01-24T10:00:00Z')
  expect(w.kinds(amina.email)).toEqual(['confirm', 'removed'])
  const held = await w.sql`select 1 from participants where email is not null`
  expect(held).toHaveLength(0)
  for (const table of ['participants', 'inbox', 'outbox', 'flags', 'audit', 'applications']) {
    const rows = await w.sql<{ row: string }[]>`select t::text as row from ${w.sql(table)} t`
    expect(rows.map(r => r.row).join('\n')).not.toMatch(/amina@example|Otieno/i)
  }
})

test('a likely duplicate waits for a coordinator, whose word decides', async () => {
  const w = await openRound()
  await w.join([amina])
  await w.join([{ ...amina, email: 'amina.otieno@example.net' }])
  expect(await w.states()).toEqual({ [amina.email]: 'accepted', 'amina.otieno@example.net': 'held' })
  await w.tickAt('2027-01-11T08:01:00Z')
  const digest = w.last(kate, 'digest')
  expect(digest.text).toMatch(/^1 {2}Amina Otieno/m)
  await w.answer(digest, '1 refuse')
  await w.tickAt('2027-01-11T09:10:00Z')
  expect(await w.states()).toEqual({ [amina.email]: 'accepted', 'amina.otieno@example.net': 'withdrawn' })
})

test('early sign-ups are kept, confirmed, and come in when the round opens', async () => {
  const w = await openTestWorld({ at: '2026-12-20T09:00:00Z' })
  await w.coordinator(kate, 'Kate')
  await w.makeRound()
  await w.join([amina])
  expect(w.kinds(amina.email)).toEqual(['confirm', 'waiting-list'])
  await w.tickAt('2027-01-04T00:01:00Z')
  expect(w.kinds(amina.email)).toEqual(['confirm', 'waiting-list', 'accepted'])
  expect(await w.sql`select round_id, state from applications`).toMatchObject([
    { state: 'accepted', roundId: expect.any(Number) },
  ])
})

test('who confirms an early sign-up only after the round has opened has a place in it too', async () => {
  const w = await openTestWorld({ at: '2027-01-03T20:00:00Z' })
  await w.coordinator(kate, 'Kate')
  const roundId = await w.makeRound()
  await w.applyByWebhook(applicationOf(amina))
  await w.tickAt()
  await w.tickAt('2027-01-04T10:00:00Z')
  await w.answer(w.last(amina.email, 'confirm'), 'YES')
  expect(await w.sql`select round_id, state from applications`).toMatchObject([{ state: 'accepted', roundId }])
})

test('the third of one country waits, is told why, and comes first next time', async () => {
  const w = await openRound({}, { places: 10, share: 0.2 })
  const kenyans = ['a', 'b', 'c'].map(x => ({ ...amina, email: `${x}@example.org`, name: `${x.toUpperCase()} Otieno` }))
  await w.join(kenyans)
  expect(await w.states()).toEqual({ 'a@example.org': 'accepted', 'b@example.org': 'accepted', 'c@example.org': 'waiting list' })
  const told = w.last('c@example.org', 'waiting-list')
  expect(told.text).toContain('Kenya')
  await w.makeRound({
    name: 'Round 8',
    opens: '2027-02-10T00:00:00Z',
    closes: '2027-03-01T00:00:00Z',
    starts: '2027-03-08T00:00:00Z',
    ends: '2027-09-01T00:00:00Z',
    places: 10,
    share: 0.1,
  })
  await w.tickAt('2027-02-10T00:01:00Z')
  await w.join([{ ...amina, email: 'd@example.org', name: 'D Otieno' }])
  expect((await w.states())['d@example.org']).toBe('waiting list')
  const rows =
    await w.sql`select a.state, a.queued_first from applications a join participants p on p.id = a.participant_id join rounds r on r.id = a.round_id where p.email = 'c@example.org' and r.name = 'Round 8'`
  expect(rows).toMatchObject([{ state: 'accepted', queuedFirst: true }])
})

test('a full round sends the next one to the waiting list', async () => {
  const w = await openRound({}, { places: 2 })
  await w.join([amina, hugo, { ...hugo, email: 'late@example.org', name: 'Late Comer', country: 'LV' }])
  expect(await w.states()).toMatchObject({ 'late@example.org': 'waiting list' })
  expect(w.kinds('late@example.org')).toEqual(['confirm', 'waiting-list'])
})

test('where a round is approved by hand, a place waits for a coordinator’s word, and the applicant hears so', async () => {
  const w = await openRound({}, { approval: 'by hand' })
  await w.join([amina])
  expect(await w.states()).toEqual({ [amina.email]: 'held' })
  expect(w.kinds(amina.email)).toEqual(['confirm', 'waiting-list'])
  await w.tickAt('2027-01-11T08:01:00Z')
  await w.answer(w.last(kate, 'digest'), 'OK')
  await w.tickAt('2027-01-11T09:10:00Z')
  expect(await w.states()).toEqual({ [amina.email]: 'accepted' })
  expect(w.kinds(amina.email)).toEqual(['confirm', 'waiting-list', 'accepted'])
})

test('who opted out and applies again is not written to because a form says so: a coordinator looks, then the address confirms', async () => {
  const w = await openRound()
  await w.join([amina])
  await w.answer(w.last(amina.email, 'accepted'), 'STOP')
  const before = w.kinds(amina.email).length
  await w.tickAt('2027-01-08T10:00:00Z')
  await w.applyByWebhook(applicationOf(amina))
  await w.tickAt()
  expect(w.kinds(amina.email).length).toBe(before)
  await w.tickAt('2027-01-11T08:01:00Z')
  const digest = w.last(kate, 'digest')
  expect(digest.text).toContain('Amina Otieno')
  await w.answer(digest, '1 accept')
  await w.tickAt('2027-01-11T09:10:00Z')
  const confirm = w.last(amina.email, 'confirm')
  expect(confirm.at).toEqual(new Date('2027-01-11T09:10:00Z'))
  await w.answer(confirm, 'YES')
  expect(await w.states()).toEqual({ [amina.email]: 'accepted' })
  expect(w.kinds(amina.email).at(-1)).toBe('accepted')
})

test('a form that cannot sign comes in by its own door, and our own form by its page', async () => {
  const w = await openRound()
  const entry = {
    id: '77',
    'Email address': amina.email,
    'Full name': amina.name,
    Country: 'Kenya',
    Languages: 'English',
    Interests: 'maps',
    'Code of conduct': 'I accept',
  }
  const came = await w.post('/webhooks/applications/form/gravity-forms', JSON.stringify(entry), {
    authorization: 'Bearer the secret of the forms',
    'content-type': 'application/json',
  })
  expect(came.status).toBe(202)
  const form = new URLSearchParams({
    email: hugo.email,
    name: hugo.name,
    country: 'PE',
    interests: 'maps',
    language1: 'es',
    level1: 'native',
    conductAccepted: 'on',
  })
  const own = await w.post('/apply', form.toString(), {
    'content-type': 'application/x-www-form-urlencoded',
    origin: 'http://localhost:8080',
  })
  expect(own.status).toBe(200)
  await w.tickAt()
  for (const { email } of [amina, hugo]) expect(w.kinds(email)).toEqual(['confirm'])
})

test('answers to what was missing are taken as bare lines too, and thanked for when nothing else follows', async () => {
  const w = await openRound()
  await w.applyByWebhook({ email: 'ana@example.org', name: 'Ana', country: 'PE', conductAccepted: true })
  await w.tickAt()
  await w.answer(w.last('ana@example.org', 'confirm'), 'YES')
  w.time.now = new Date(w.time.now.getTime() + minute)
  await w.answer(w.last('ana@example.org', 'missing'), 'Spanish, English\nmaps, open access')
  const [ana] = await w.sql<
    { languages: { language: string }[]; interests: string[] }[]
  >`select languages, interests from participants`
  expect(ana!.interests).toEqual(['maps', 'open access'])
  expect(ana!.languages.map(l => l.language)).toEqual(['es', 'en'])
  expect(w.kinds('ana@example.org').sort()).toEqual(['accepted', 'confirm', 'missing', 'thanks'])
})

test('“the place is not right” corrects a fact, and is no report of conduct while there is nobody to report', async () => {
  const w = await openRound()
  await w.applyByWebhook(applicationOf(amina))
  await w.tickAt()
  await w.answer(w.last(amina.email, 'confirm'), 'The place is not right.', { quote: true })
  expect(w.lettersTo(kate, 'alert')).toEqual([])
  expect(await w.openFlags()).toMatchObject([{ kind: 'correction' }])
})
