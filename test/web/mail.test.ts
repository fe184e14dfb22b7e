import { describe, expect, test } from 'vitest'
import { hashToken, makeToken } from '../../src/reply-address.ts'
import { allRows, fingerprint } from '../support/rows.ts'
import { basic, config, inbox, makePair, mimeToken, openDoors } from './doors.ts'

const reply = makeToken(config.secret, 'r', 'check-in/step:1/participant:7')
const pair = makeToken(config.secret, 'p', 'pair:1')
const marker = 'Zanzibarquince'

const mailTo = (over: Record<string, unknown> = {}) => ({
  MessageID: '0b7f7a52-6a4e-4f0a-9d21-3a4c8d3b7f01',
  From: 'amina@example.org',
  ToFull: [{ Email: `${reply}@in.example.org`, Name: '', MailboxHash: '' }],
  CcFull: [],
  BccFull: [],
  OriginalRecipient: `${reply}@in.example.org`,
  Subject: 'Re: Are you still talking to Hugo?',
  TextBody: 'Yes, we met last Thursday.',
  Headers: [{ Name: 'Message-ID', Value: '<one@mail.example.org>' }],
  ...over,
})
const inbound = '/webhooks/postmark/inbound'
const known = { authorization: basic, 'content-type': 'application/json' }

describe('mail from the provider', () => {
  test('is kept byte for byte, once, however often it is delivered', async () => {
    const { sql, knocks, post } = await openDoors()
    const body = JSON.stringify(mailTo())
    for (const _ of [1, 2, 3]) expect((await post(inbound, body, known)).status).toBe(200)
    const rows = await inbox(sql)
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ source: 'inbound', externalId: '0b7f7a52-6a4e-4f0a-9d21-3a4c8d3b7f01', envelope: '{}' })
    expect(Buffer.from(rows[0]!.body).toString()).toBe(body)
    expect(knocks).toEqual(['process-arrivals'])
  })

  test.each([
    ['no credentials', {}],
    ['a wrong password', { authorization: `Basic ${Buffer.from('postmark:wrong').toString('base64')}` }],
    ['half a header', { authorization: 'Basic' }],
    ['another scheme', { authorization: basic.replace('Basic', 'Bearer') }],
  ])('with %s is answered 401 and never 403, which would stop its retries', async (_, headers) => {
    const { sql, post } = await openDoors()
    for (const path of [inbound, '/webhooks/postmark/events'])
      expect((await post(path, JSON.stringify(mailTo()), headers as Record<string, string>)).status).toBe(401)
    expect(await inbox(sql)).toHaveLength(0)
  })

  test('is refused by a service that has no credentials set', async () => {
    const { post } = await openDoors({ config: { ...config, postmarkWebhook: undefined } })
    expect((await post(inbound, '{}', { authorization: `Basic ${btoa(':')}` })).status).toBe(401)
  })

  test('with large attachments comes in; above 50 MB it does not', async () => {
    const { sql, post } = await openDoors()
    const large = JSON.stringify(mailTo({ Attachments: [{ Name: 'slides.pdf', Content: 'A'.repeat(12_000_000) }] }))
    expect((await post(inbound, large, known)).status).toBe(200)
    const [row] = await inbox(sql)
    expect(row!.body.length).toBe(large.length)
    expect((await post(inbound, '{}', { ...known, 'content-length': String(50 * 1024 * 1024 + 1) })).status).toBe(413)
  })

  test('that nobody can read is kept for a person', async () => {
    const { sql, post } = await openDoors()
    for (const _ of [1, 2]) expect((await post(inbound, '{"MessageID": "cut sho', known)).status).toBe(200)
    const rows = await inbox(sql)
    expect(rows).toHaveLength(1)
    expect(JSON.parse(rows[0]!.envelope)).toEqual({ unreadable: 'not a JSON object' })
  })

  test('above twenty an hour to one address is still answered 200, and the rest wait for a person', async () => {
    const { sql, time, post } = await openDoors()
    const send = (n: number) => post(inbound, JSON.stringify(mailTo({ MessageID: `m${n}` })), known)
    for (let n = 1; n <= 22; n++) expect((await send(n)).status).toBe(200)
    await send(22) // a second delivery counts for nothing
    const waits = async () => (await inbox(sql)).map(({ envelope }) => 'waits' in JSON.parse(envelope))
    expect(await waits()).toEqual([...Array(20).fill(false), true, true])
    const other = makeToken(config.secret, 'r', 'another question')
    await post(
      inbound,
      JSON.stringify(mailTo({ MessageID: 'other', OriginalRecipient: `${other}@in.example.org`, ToFull: [] })),
      known,
    )
    time.now = new Date('2027-03-02T11:00:00Z')
    await send(23)
    expect((await waits()).slice(22)).toEqual([false, false])
  })
})

describe("mail to a pair's own address", () => {
  const copied: [string, Record<string, unknown>][] = [
    ['in To', { ToFull: [{ Email: `${pair}@in.example.org` }] }],
    ['in Cc', { ToFull: [{ Email: 'hugo@example.org' }], CcFull: [{ Email: `${pair.toUpperCase()}@IN.EXAMPLE.ORG` }] }],
    ['in Bcc', { ToFull: [{ Email: 'hugo@example.org' }], BccFull: [{ Email: `${pair}@in.example.org` }] }],
    ['in the envelope only', { ToFull: [{ Email: 'hugo@example.org' }], OriginalRecipient: `${pair}@in.example.org` }],
    ['behind a shared address', { ToFull: [{ Email: `1f3a@x.org` }], OriginalRecipient: `1f3a+${pair}@inbound.example.org` }],
    ['in a header alone', { ToFull: [], Headers: [{ Name: 'Cc', Value: `Our pair <${pair}@in.example.org>` }] }],
    ['beside a reply address', { CcFull: [{ Email: `${pair}@in.example.org` }] }],
  ]
  test.each(copied)('%s leaves pair, day and a keyed hash, and not one word', async (_, recipients) => {
    const lines: string[] = []
    const log = { error: (...said: unknown[]) => void lines.push(JSON.stringify(said)) } as never
    const { sql, time, knocks, post } = await openDoors({ log })
    const { partnershipId } = await makePair(sql, hashToken(pair), time.now)
    const body = JSON.stringify(
      mailTo({ OriginalRecipient: '', TextBody: marker, Subject: marker, HtmlBody: marker, ...recipients }),
    )
    for (const _ of [1, 2]) expect((await post(inbound, body, known)).status).toBe(200)
    const rows = await sql`select partnership_id, day::text, noted_at from heartbeats`
    expect(rows).toEqual([{ partnershipId, day: '2027-03-02', notedAt: time.now }])
    expect(await inbox(sql)).toHaveLength(0)
    expect([...(await allRows(sql)).values()].join('\n')).not.toContain(marker)
    expect([...(await allRows(sql)).values()].join('\n')).not.toContain('one@mail.example.org')
    expect([lines, knocks]).toEqual([[], []])
  })

  test('through the pipe is recognised by envelope and by header, and is the same letter as the one before', async () => {
    const { sql, time, post } = await openDoors()
    await makePair(sql, hashToken(pair), time.now)
    const bearer = { authorization: `Bearer ${mimeToken}` }
    const raw = (cc: string) =>
      `From: amina@example.org\r\nTo: hugo@example.org\r\n${cc}Message-ID: <one@mail.example.org>\r\n\r\n${marker}\r\n`
    const folded = `Cc: somebody <x@example.org>,\r\n\tOur pair <${pair}@in.example.org>\r\n`
    for (const [cc, to] of [
      ['', `${pair}@in.example.org`],
      [folded, ''],
      [folded.replace('Cc', 'CC'), 'hello@in.example.org'],
    ] as const)
      expect((await post('/webhooks/mime', raw(cc), { ...bearer, 'x-envelope-to': to })).status).toBe(200)
    expect((await post(inbound, JSON.stringify(mailTo({ CcFull: [{ Email: `${pair}@in.example.org` }] })), known)).status).toBe(
      200,
    )
    expect(await sql`select day::text from heartbeats`).toHaveLength(1)
    expect(await inbox(sql)).toHaveLength(0)
    expect([...(await allRows(sql)).values()].join('\n')).not.toContain(marker)
  })

  test('of a pair that nobody knows is not kept either: it may be a letter between partners', async () => {
    const { sql, post } = await openDoors()
    const before = await fingerprint(sql)
    expect((await post(inbound, JSON.stringify(mailTo({ CcFull: [{ Email: `${pair}@in.example.org` }] })), known)).status).toBe(
      200,
    )
    expect((await post(inbound, `{"broken": "${pair}@in.example.org ${marker}`, known)).status).toBe(200)
    expect(await fingerprint(sql)).toBe(before)
  })
})

describe('raw mail from a pipe', () => {
  const raw = 'From: amina@example.org\nTo: hello@in.example.org\nMessage-ID: <two@mail.example.org>\n\nHello\n'
  const bearer = {
    authorization: `Bearer ${mimeToken}`,
    'x-envelope-from': 'amina@example.org',
    'x-envelope-to': 'hello@in.example.org',
  }

  test('is kept with the envelope that the pipe told, once a Message-ID', async () => {
    const { sql, knocks, post } = await openDoors()
    for (const _ of [1, 2]) expect((await post('/webhooks/mime', raw, { ...bearer, 'x-envelope-auth': 'Pass' })).status).toBe(200)
    const rows = await inbox(sql)
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ source: 'mime', externalId: '<two@mail.example.org>' })
    expect(JSON.parse(rows[0]!.envelope)).toEqual({ from: 'amina@example.org', to: 'hello@in.example.org', auth: 'pass' })
    expect(Buffer.from(rows[0]!.body).toString()).toBe(raw)
    expect(knocks).toEqual(['process-arrivals'])
  })

  test('has a verdict on its sender only from the pipe, never from the message', async () => {
    const { sql, post } = await openDoors()
    await post('/webhooks/mime', `X-Envelope-Auth: pass\n${raw}`, { ...bearer, 'x-envelope-auth': 'certainly' })
    expect(JSON.parse((await inbox(sql))[0]!.envelope)).not.toHaveProperty('auth')
  })

  test('without a Message-ID is known by its bytes; any bytes are kept', async () => {
    const { sql, post } = await openDoors()
    for (const body of ['hello', 'hello', new Uint8Array([0, 255, 10, 10]), ''])
      expect((await post('/webhooks/mime', body, bearer)).status).toBe(200)
    expect(await inbox(sql)).toHaveLength(3)
  })

  test('with a bad token is answered 401', async () => {
    const { sql, post } = await openDoors()
    for (const authorization of ['', 'Bearer', 'Bearer no', `Basic ${mimeToken}`])
      expect((await post('/webhooks/mime', raw, { ...bearer, authorization })).status).toBe(401)
    expect(await inbox(sql)).toHaveLength(0)
  })
})

describe('what became of our letters', () => {
  const events = '/webhooks/postmark/events'
  const delivery = {
    RecordType: 'Delivery',
    MessageID: 'm1',
    Recipient: 'Amina@example.org',
    DeliveredAt: '2027-03-01T09:00:06Z',
  }

  test('is told once an event: by kind and id, else by kind, message, recipient and time', async () => {
    const { sql, knocks, post } = await openDoors()
    const told = [
      { RecordType: 'Bounce', ID: 692, MessageID: 'm1', Email: 'amina@example.org' },
      { RecordType: 'Bounce', ID: 692, MessageID: 'm1', Email: 'amina@example.org', Details: 'again' },
      { RecordType: 'SpamComplaint', ID: 692, MessageID: 'm1', Email: 'amina@example.org' },
      delivery,
      { ...delivery, Recipient: 'amina@EXAMPLE.org' },
      { ...delivery, DeliveredAt: '2027-03-01T09:00:07Z' },
      { ...delivery, MessageID: 'm2' },
    ]
    for (const event of told) expect((await post(events, JSON.stringify(event), known)).status).toBe(200)
    const keys = (await inbox(sql)).map(({ externalId }) => externalId)
    expect(keys).toHaveLength(5)
    expect(keys.slice(0, 2)).toEqual(['Bounce:692', 'SpamComplaint:692'])
    expect(keys.join()).not.toContain('example.org')
    expect(knocks).toHaveLength(5)
  })
})

test('looking at a door changes nothing', async () => {
  const { sql, time, ask } = await openDoors()
  await makePair(sql, hashToken(pair), time.now)
  const before = await fingerprint(sql)
  for (const path of [
    inbound,
    '/webhooks/postmark/events',
    '/webhooks/mime',
    '/webhooks/applications',
    '/webhooks/applications/form/plain',
  ])
    for (const method of ['GET', 'HEAD', 'OPTIONS']) expect((await ask(path, { method, headers: known })).status).toBe(404)
  for (const path of ['/health', '/ready'])
    for (const method of ['GET', 'HEAD']) expect((await ask(path, { method })).status).toBe(200)
  expect(await fingerprint(sql)).toBe(before)
})
