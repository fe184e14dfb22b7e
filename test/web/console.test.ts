import { describe, expect, test } from 'vitest'
import { after, hours, minutes } from '../../src/clock.ts'
import type { Deps } from '../../src/web/deps.ts'
import { allRows, fingerprint } from '../support/rows.ts'
import { config, inbox, makePair, openDoors } from './doors.ts'

const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString()
const formType = { 'content-type': 'application/x-www-form-urlencoded' }

async function office(over: Partial<Deps> = {}) {
  const doors = await openDoors(over)
  const { sql, time, post, ask } = doors
  const add = async (email: string, name: string, more: { safety?: boolean; role?: string; countries?: string[] } = {}) =>
    (
      await sql<{ id: number }[]>`
        insert into coordinators (email, name, role, countries, zone, safety_since, added_at)
        values (${email}, ${name}, ${more.role ?? 'programme'}, ${more.countries ?? []}, 'Australia/Sydney', ${more.safety ? time.now : null}, ${time.now}) returning id`
    )[0]!.id
  const clareId = await add('clare@example.org', 'Clare')

  /** asks for a letter, and reads it where delivery will find it */
  async function request(email: string) {
    const answer = await post('/console/sign-in', form({ email }), formType)
    const cookie = answer.headers
      .getSetCookie()
      .map(one => one.split(';')[0])
      .join('; ')
    const [letter] = await sql<{ data: { url: string; code: string } }[]>`
      select data from outbox where template = 'sign-in' order by id desc limit 1`
    return { answer, cookie, letter: letter?.data, path: letter && new URL(letter.data.url).pathname }
  }
  async function signIn(email: string) {
    const { cookie, path } = await request(email)
    const answer = await post(path!, '', { ...formType, cookie })
    const session = answer.headers
      .getSetCookie()
      .find(one => one.startsWith('pairpost_session'))!
      .split(';')[0]!
    const page = await (await ask('/console', { headers: { cookie: session } })).text()
    return { cookie: session, page, csrf: /name="csrf" value="(\w+)"/.exec(page)![1]! }
  }
  return { ...doors, add, clareId, request, signIn }
}

describe('signing in', () => {
  test('works by the link of the letter, once, in the browser that asked', async () => {
    const { sql, time, knocks, post, ask, request } = await office()
    const { answer, cookie, path } = await request('Clare@Example.org')
    expect(answer.status).toBe(200)
    expect(knocks).toEqual(['deliver-messages'])
    expect((await ask(path!)).status).toBe(200)
    expect((await ask(path!, { method: 'HEAD' })).status).toBe(200)
    const entered = await post(path!, '', { ...formType, cookie })
    expect(entered.status).toBe(303)
    const [set] = entered.headers.getSetCookie().filter(one => one.startsWith('pairpost_session'))
    expect(set).toMatch(/HttpOnly/i)
    expect(set).toMatch(/SameSite=Lax/i)
    expect((await ask('/console', { headers: { cookie: set!.split(';')[0]! } })).status).toBe(200)
    expect((await post(path!, '', { ...formType, cookie })).status).toBe(403)
    const [row] = await sql<{ expiresAt: Date }[]>`select expires_at from sessions`
    expect(row!.expiresAt).toEqual(after(time.now, hours(12)))
  })

  test('works by typing the code, in capitals and with spaces', async () => {
    const { post, request } = await office()
    const { cookie, letter } = await request('clare@example.org')
    expect((await post('/console/code', form({ code: ` ${letter!.code.toUpperCase()} ` }), { ...formType, cookie })).status).toBe(
      303,
    )
  })

  test('does not work in another browser, later than fifteen minutes, or from another site', async () => {
    const { sql, time, post, request } = await office()
    const one = await request('clare@example.org')
    const other = await request('clare@example.org')
    expect((await post(one.path!, '', formType)).status).toBe(403)
    expect((await post(one.path!, '', { ...formType, cookie: other.cookie })).status).toBe(403)
    expect((await post(one.path!, '', { ...formType, cookie: one.cookie, origin: 'https://evil.example' })).status).toBe(403)
    time.now = after(time.now, minutes(15))
    expect((await post(one.path!, '', { ...formType, cookie: one.cookie })).status).toBe(403)
    expect(await sql`select 1 from sessions`).toHaveLength(0)
  })

  test('leaves neither link, code nor session readable in the database once it was used', async () => {
    const { sql, time, request, post } = await office()
    const { cookie, letter, path } = await request('clare@example.org')
    await sql`update outbox set state = 'sent', sent_at = ${time.now}`
    const entered = await post(path!, '', { ...formType, cookie })
    const session = /pairpost_session=(\w+)/.exec(entered.headers.getSetCookie().join())![1]!
    const held = [...(await allRows(sql)).values()].join('\n')
    for (const secret of [path!.split('/').at(-1)!, letter!.code, letter!.code.replace(' ', ''), session, cookie.split('=')[1]!])
      expect(held).not.toContain(secret)
  })

  test('ends every other letter that is out', async () => {
    const { post, request } = await office()
    const [one, other] = [await request('clare@example.org'), await request('clare@example.org')]
    expect((await post(other.path!, '', { ...formType, cookie: other.cookie })).status).toBe(303)
    expect((await post(one.path!, '', { ...formType, cookie: one.cookie })).status).toBe(403)
  })

  test('answers a stranger in the same words, and writes to nobody', async () => {
    const { sql, request, add } = await office()
    const gone = await add('gone@example.org', 'Gone')
    await sql`update coordinators set removed_at = now() where id = ${gone}`
    const same = (text: string) => text.replace(/[0-9a-f-]{36}/g, '')
    const known = same(await (await request('clare@example.org')).answer.text())
    await sql`delete from outbox`
    for (const email of ['stranger@example.org', 'gone@example.org', '', `${'x'.repeat(5000)}@example.org`]) {
      const { answer, letter } = await request(email)
      expect(answer.status).toBe(200)
      expect(answer.headers.getSetCookie().join()).toContain('pairpost_asked')
      expect(same(await answer.text())).toBe(known)
      expect(letter).toBeUndefined()
    }
  })

  test('is limited: five letters an hour to one address, ten tries a browser', async () => {
    const { sql, post, request } = await office()
    for (let i = 0; i < 8; i++) await request('clare@example.org')
    expect(await sql`select 1 from outbox where template = 'sign-in'`).toHaveLength(5)
    await sql`delete from tallies`
    const { cookie, letter } = await request('clare@example.org')
    for (let i = 0; i < 10; i++)
      expect((await post('/console/code', form({ code: `wrong${i}` }), { ...formType, cookie })).status).toBe(403)
    expect((await post('/console/code', form({ code: letter!.code }), { ...formType, cookie })).status).toBe(403)
  })

  test('is forged in vain', async () => {
    const { sql, ask, post, request } = await office()
    const { cookie } = await request('clare@example.org')
    for (const guess of ['x', 'a'.repeat(64), '../..', '%00', "' or 1=1 --"]) {
      await post(`/console/sign-in/${encodeURIComponent(guess)}`, '', { ...formType, cookie })
      await post('/console/code', form({ code: guess }), { ...formType, cookie })
      expect((await ask('/console', { headers: { cookie: `pairpost_session=${encodeURIComponent(guess)}` } })).status).toBe(401)
    }
    expect(await sql`select 1 from sessions`).toHaveLength(0)
  })

  test('ends with the session, with signing out, and with the office', async () => {
    const { sql, time, ask, post, signIn } = await office()
    const status = async (cookie: string) => (await ask('/console', { headers: { cookie } })).status
    const one = await signIn('clare@example.org')
    expect((await post('/console/sign-out', form({ csrf: 'forged' }), { ...formType, cookie: one.cookie })).status).toBe(303)
    expect(await status(one.cookie)).toBe(200)
    await post('/console/sign-out', form({ csrf: one.csrf }), { ...formType, cookie: one.cookie })
    expect(await status(one.cookie)).toBe(401)
    const two = await signIn('clare@example.org')
    time.now = after(time.now, hours(12))
    expect(await status(two.cookie)).toBe(401)
    const three = await signIn('clare@example.org')
    await sql`update coordinators set removed_at = ${time.now}`
    expect(await status(three.cookie)).toBe(401)
  })
})

describe('the console', () => {
  async function troubled(over: Partial<Deps> = {}) {
    const doors = await office(over)
    const { sql, time, clareId } = doors
    const pair = await makePair(sql, 'none', time.now)
    const flag = async (kind: string, reason: string, suggestion: string, explicit = false) =>
      (
        await sql<{ id: number }[]>`insert into flags (kind, round_id, partnership_id, reason, suggestion, explicit, raised_at)
          values (${kind}, ${pair.roundId}, ${pair.partnershipId}, ${reason}, ${suggestion}, ${explicit}, ${time.now}) returning id`
      )[0]!.id
    const quiet = await flag('gone quiet', 'Both have been silent for a month.', 'write')
    const told = await flag('one-sided', 'Amina said NO.', 'rematch', true)
    const [digest] = await sql<{ id: number }[]>`
      insert into outbox (purpose, template, coordinator_id, question, queued_at, due_at, not_after, state, sent_at)
      values ('digest/1', 'digest', ${clareId}, 'digest', ${time.now}, ${time.now}, ${time.now}, 'sent', ${time.now}) returning id`
    await sql`insert into digest_items (outbox_id, number, flag_id) values (${digest!.id}, 1, ${told})`
    return { ...doors, ...pair, quiet, told, digestId: digest!.id }
  }

  test('is shut to strangers, and looking changes nothing', async () => {
    const { sql, ask, signIn } = await troubled()
    const { cookie } = await signIn('clare@example.org')
    const before = await fingerprint(sql)
    const page = await ask('/console')
    expect(page.status).toBe(401)
    expect(await page.text()).not.toContain('Amina')
    for (const path of ['/console', '/console/act', '/console/sign-out', '/mailbox'])
      for (const method of ['GET', 'HEAD', 'OPTIONS']) await ask(path, { method, headers: { cookie } })
    expect(await fingerprint(sql)).toBe(before)
  })

  test('says what the digest says, its numbers included, what was told in words first', async () => {
    const { signIn } = await troubled()
    const { page } = await signIn('clare@example.org')
    expect(page).toContain('2 things need you')
    expect(page).toContain('Amina Otieno (Kenya) and Hugo Quispe (Peru)')
    expect(page.indexOf('Amina said NO')).toBeLessThan(page.indexOf('silent for a month'))
    expect(page).toContain('<span class="number">1</span>')
    expect(page).toContain('1 rematch')
  })

  test('keeps what is decided as a line in the words of the digest', async () => {
    const { sql, knocks, post, signIn, clareId, told, digestId } = await troubled()
    const { cookie, csrf } = await signIn('clare@example.org')
    const send = (fields: Record<string, string>) =>
      post('/console/act', form({ csrf, form: 'f1', outboxId: String(digestId), ...fields }), { ...formType, cookie })
    expect((await send({ flag: String(told), line: 'rematch' })).status).toBe(303)
    expect((await send({ flag: String(told), line: 'rematch' })).status).toBe(303)
    expect((await send({ form: 'f2', line: '1 snooze 14d, 2 write' })).status).toBe(303)
    const rows = await inbox(sql)
    expect(rows.map(({ source, body }) => ({ source, ...JSON.parse(Buffer.from(body).toString()) }))).toEqual([
      { source: 'console', coordinatorId: clareId, line: '1 rematch', outboxId: digestId },
      { source: 'console', coordinatorId: clareId, line: '1 snooze 14d, 2 write', outboxId: digestId },
    ])
    expect(knocks.filter(name => name === 'process-arrivals')).toHaveLength(2)
  })

  test('gives what came since the digest its next number', async () => {
    const { sql, post, signIn, quiet, digestId } = await troubled()
    const { cookie, csrf } = await signIn('clare@example.org')
    for (const line of ['write', 'snooze 7d'])
      await post('/console/act', form({ csrf, form: line, outboxId: String(digestId), flag: String(quiet), line }), {
        ...formType,
        cookie,
      })
    expect((await inbox(sql)).map(({ body }) => JSON.parse(Buffer.from(body).toString()).line)).toEqual([
      '2 write',
      '2 snooze 7d',
    ])
    expect(await sql`select number, flag_id from digest_items order by number`).toHaveLength(2)
  })

  test("says the digest's own words where it told of something, and lets a colleague undo", async () => {
    const { sql, time, post, signIn, add, told, digestId, clareId } = await troubled()
    const why = 'Amina said NO on 2 March. Noted: phoned her.'
    await sql`update outbox set data = ${sql.json({ items: [{ n: 1, why, suggestion: 'rematch Amina with Mei Lin (Taiwan).' }] })} where id = ${digestId}`
    const clare = await signIn('clare@example.org')
    for (const words of [why, 'Suggestion: rematch Amina with Mei Lin', 'week 1', 'snooze 14d'])
      expect(clare.page).toContain(words)
    await sql`insert into decisions (outbox_id, coordinator_id, flag_id, number, act, decided_at, act_at)
      values (${digestId}, ${clareId}, ${told}, 1, 'rematch', ${time.now}, ${after(time.now, minutes(60))})`
    await add('kofi@example.org', 'Kofi')
    const kofi = await signIn('kofi@example.org')
    expect(kofi.page).toContain('Clare said <strong>rematch</strong>')
    await post('/console/act', form({ csrf: kofi.csrf, form: 'f', outboxId: String(digestId), line: 'undo' }), {
      ...formType,
      cookie: kofi.cookie,
    })
    expect(JSON.parse(Buffer.from((await inbox(sql))[0]!.body).toString())).toMatchObject({ line: 'undo', outboxId: digestId })
  })

  test('does nothing for a forged form, another site, or a letter that is not theirs', async () => {
    const { sql, post, signIn, add, digestId, told } = await troubled()
    const { cookie, csrf } = await signIn('clare@example.org')
    const act = (fields: Record<string, string>, headers: Record<string, string>) =>
      post('/console/act', form({ csrf, form: 'f', outboxId: String(digestId), line: '1 end', ...fields }), {
        ...formType,
        cookie,
        ...headers,
      })
    expect((await act({ csrf: 'forged' }, {})).status).toBe(403)
    expect((await act({}, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await act({}, { 'sec-fetch-site': 'same-site' })).status).toBe(403)
    expect((await act({}, { cookie: '' })).status).toBe(401)
    expect(await inbox(sql)).toHaveLength(0)
    await add('kofi@example.org', 'Kofi')
    const kofi = await signIn('kofi@example.org')
    await act({ csrf: kofi.csrf, flag: String(told), line: 'end' }, { cookie: kofi.cookie })
    expect(JSON.parse(Buffer.from((await inbox(sql))[0]!.body).toString())).toMatchObject({ line: 'end', outboxId: null })
  })

  test('shows the text of a conduct report to the named people alone', async () => {
    const { sql, time, signIn, add, partnershipId } = await troubled()
    const safetyId = await add('sue@example.org', 'Sue', { safety: true })
    const [report] = await sql<
      { id: number }[]
    >`insert into conduct_reports (partnership_id, reported_at) values (${partnershipId}, ${time.now}) returning id`
    for (const [who, id] of [['sue', safetyId]] as const)
      await sql`insert into outbox (purpose, template, coordinator_id, data, queued_at, due_at, not_after)
        values (${`alert/conduct:${report!.id}/coordinator:${id}`}, 'alert', ${id}, ${sql.json({ text: `He asked for money, said ${who}'s letter` })}, ${time.now}, ${time.now}, ${time.now})`
    const clare = await signIn('clare@example.org')
    expect(clare.page).toContain('A report about conduct')
    expect(clare.page).toContain('mailed to Sue')
    expect(clare.page).not.toContain('money')
    expect((await signIn('sue@example.org')).page).toContain('He asked for money')
  })

  test('shows an ambassador their own countries only', async () => {
    const { sql, time, signIn, add, roundId } = await troubled()
    const [olga] = await sql<
      { id: number }[]
    >`insert into participants (email, name, country, added_at) values ('o@example.org', 'Olga', 'UA', ${time.now}) returning id`
    await sql`insert into flags (kind, round_id, participant_id, reason, suggestion, raised_at) values ('left alone', ${roundId}, ${olga!.id}, 'Her partner left.', 'rematch', ${time.now})`
    await add('amb@example.org', 'Amb', { role: 'ambassador', countries: ['UA'] })
    const { page } = await signIn('amb@example.org')
    expect(page).toContain('Olga (Ukraine)')
    expect(page).not.toContain('Amina')
  })

  test('shows a standing proposal with every pair and its reason, and takes OK for it', async () => {
    const { sql, time, post, signIn, roundId, aminaId, hugoId, clareId } = await troubled()
    const [proposal] = await sql<{ id: number }[]>`
      insert into proposals (round_id, made_at, people_hash, certificate, summary)
      values (${roundId}, ${time.now}, 'h', 'c', ${sql.json({ people: 2, countries: 2, left: [], unmetMusts: [] })}) returning id`
    await sql`insert into proposed_pairs (proposal_id, number, a_id, b_id, weight, reasons_a, reasons_b, wishes_met)
      values (${proposal!.id}, 1, ${aminaId}, ${hugoId}, 9, ${sql.json([{ words: 'both write English' }])}, ${sql.json([{ words: 'both write English' }])}, ${sql.json([{ words: 'a public library' }])})`
    const [letter] = await sql<{ id: number }[]>`
      insert into outbox (purpose, template, coordinator_id, round_id, queued_at, due_at, not_after, state, sent_at)
      values ('proposal/1', 'proposal', ${clareId}, ${roundId}, ${time.now}, ${time.now}, ${time.now}, 'sent', ${after(time.now, minutes(1))}) returning id`
    const { cookie, csrf, page } = await signIn('clare@example.org')
    for (const words of [
      'A match of 1 pairs',
      'both write English',
      'met: a public library',
      'Approve all 1 pairs',
      'value="1 forbid"',
    ])
      expect(page).toContain(words)
    await post('/console/act', form({ csrf, form: 'f', outboxId: String(letter!.id), line: 'ok' }), { ...formType, cookie })
    expect(JSON.parse(Buffer.from((await inbox(sql))[0]!.body).toString())).toEqual({
      coordinatorId: clareId,
      line: 'ok',
      outboxId: letter!.id,
    })
  })

  test('remembers the last round for a while: how it went, and who waits for the next', async () => {
    const { sql, time, signIn, roundId } = await troubled()
    await sql`update partnerships set ended_at = ${time.now}, ended_because = 'term' where ended_at is null`
    await sql`update flags set closed_at = ${time.now}, outcome = 'talking' where closed_at is null`
    await sql`update rounds set ended_at = ${time.now} where id = ${roundId}`
    const { page } = await signIn('clare@example.org')
    expect(page).toMatch(/<dt>wrote to the end<\/dt><dd>[1-9]/)
    expect(page).toContain('minutes a pair, estimated')
    expect(page).toContain('No other round is planned yet.')
    expect(page).not.toContain('There is no round yet')
  })

  test('needs no sign-in only where a rehearsal is left open, and only at its own machine', async () => {
    const { app, ask } = await troubled({ openConsole: true })
    expect((await ask('/console')).status).toBe(200)
    const far = { incoming: { socket: { remoteAddress: '203.0.113.9' } } } as never
    expect((await app.request('http://localhost:8080/console', {}, far)).status).toBe(401)
    expect((await ask('/console', { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(401)
    const near = { incoming: { socket: { remoteAddress: '127.0.0.1' } } } as never
    expect((await app.request('http://rebound.example/console', {}, near)).status).toBe(401)
  })
})

describe('the mailbox', () => {
  async function withMail(over: Partial<Deps> = {}) {
    const doors = await office(over)
    const { sql, time } = doors
    const { aminaId } = await makePair(sql, 'none', time.now)
    for (let n = 1; n <= 45; n++)
      await sql`insert into outbox (purpose, template, participant_id, queued_at, due_at, not_after, state, sent_at, subject, body_text, body_html)
        values (${`prompt/${n}`}, ${n === 45 ? 'check-in' : 'prompt'}, ${aminaId}, ${time.now}, ${time.now}, ${time.now}, 'sent', ${after(time.now, minutes(n))},
                ${`Letter <i>${n}</i>`}, ${`Hello Amina,\n\nWords ${n}`}, ${`<html><head><title>x</title></head><body><script>alert(1)</script>Words ${n}</body></html>`})`
    await sql`insert into inbox (source, external_id, received_at, participant_id, outcome)
      values ('inbound', '1', ${after(time.now, minutes(45.5))}, ${aminaId}, 'check-in: yes')`
    return { ...doors, aminaId }
  }

  test('lists letters, the newest first, by kind and by reader, page by page', async () => {
    const { ask } = await withMail()
    const list = async (query: string) =>
      [...(await (await ask(`/mailbox${query}`)).text()).matchAll(/<b>Letter &lt;i&gt;(\d+)/g)].map(([, n]) => Number(n))
    const first = await list('')
    expect(first.slice(0, 3)).toEqual([45, 44, 43])
    expect(first).toHaveLength(40)
    expect(await list('?template=check-in')).toEqual([45])
    expect(await list('?who=otieno&template=check-in')).toEqual([45])
    expect(await list('?who=100%25')).toEqual([])
    const more = /before=(\d+)/.exec(await (await ask('/mailbox')).text())![1]
    expect(await list(`?before=${more}`)).toEqual([5, 4, 3, 2, 1])
  })

  test('shows a letter in both parts, where no script runs, with what came back', async () => {
    const { ask, aminaId } = await withMail()
    const id = /\/mailbox\/(\d+)"/.exec(await (await ask('/mailbox?template=check-in')).text())![1]
    const page = await (await ask(`/mailbox/${id}`)).text()
    for (const words of ['Words 45', 'Amina Otieno', 'check-in: yes', 'sandbox="allow-popups allow-popups-to-escape-sandbox"'])
      expect(page).toContain(words)
    expect(page).not.toContain('<script')
    const letter = await ask(`/mailbox/${id}/html`)
    expect(letter.headers.get('content-security-policy')).toMatch(/default-src 'none'; style-src 'unsafe-inline'.*sandbox/)
    expect(await letter.text()).toContain('Words 45')
    expect(await (await ask(`/mailbox/person/${aminaId}`)).text()).toContain('check-in: yes')
    expect((await ask('/mailbox/999999')).status).toBe(404)
  })

  test('is for this machine and for coordinators, and does not exist where mail leaves', async () => {
    const { app, ask, signIn } = await withMail()
    const far = { incoming: { socket: { remoteAddress: '203.0.113.9' } } } as never
    for (const path of ['/mailbox', '/mailbox/1', '/mailbox/1/html', '/mailbox/person/1']) {
      const answer = await app.request(`http://localhost:8080${path}`, {}, far)
      expect(answer.status).toBe(401)
      expect(await answer.text()).not.toContain('Words')
      expect((await ask(path, { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(401)
      const proxied = { incoming: { socket: { remoteAddress: '127.0.0.1' }, httpVersion: '1.0' } } as never
      expect((await app.request(`http://127.0.0.1:8080${path}`, {}, proxied)).status).toBe(401)
    }
    const { cookie } = await signIn('clare@example.org')
    expect((await app.request('http://localhost:8080/mailbox', { headers: { cookie } }, far)).status).toBe(200)
    const sending = await openDoors({ config: { ...config, transport: { kind: 'smtp', url: 'smtp://127.0.0.1' } } })
    expect((await sending.ask('/mailbox')).status).toBe(404)
  })
})

test('previews exist in development only', async () => {
  const { ask } = await openDoors({ dev: true })
  expect(await (await ask('/previews/check-in/es')).text()).toContain('<html')
  expect(await (await ask('/previews/check-in/es?as=text')).text()).toContain('Subject:')
  expect((await ask('/previews/check-in/xx')).status).toBe(404)
  expect((await ask('/previews/..%2f..%2fetc/en')).status).toBe(404)
  expect((await (await openDoors()).ask('/previews')).status).toBe(404)
})

test('a door that fails says so without a word of what it was given', async () => {
  const lines: string[] = []
  const log = { error: (...said: unknown[]) => void lines.push(JSON.stringify(said)) } as never
  const { sql, post } = await openDoors({ log })
  await sql`drop table inbox cascade`
  const answer = await post(
    '/apply',
    form({ email: 'amina@example.org', name: 'Amina', country: 'KE', conductAccepted: 'yes' }),
    formType,
  )
  expect(answer.status).toBe(500)
  const id = /\(([0-9a-f-]{36})\)/.exec(await answer.text())![1]
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain(id)
  expect(lines[0]).not.toContain('amina')
})
