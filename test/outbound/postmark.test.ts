import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { postmark } from '../../src/outbound/postmark.ts'
import type { Outgoing } from '../../src/outbound/transport.ts'
import { acceptsFirst, type Fault, faultKinds } from '../support/fake-postmark/faults.ts'
import { type FakeOptions, fakePostmark } from '../support/fake-postmark/server.ts'

const message = (more: Partial<Outgoing> = {}): Outgoing => ({
  outboxId: 42,
  attempt: 1,
  template: 'introduction',
  question: null,
  from: { name: 'Kate, International Librarians Network', email: 'hello@mentoring.example.org' },
  to: { name: 'Amara Okafor', email: 'amara.okafor@mail.example.com' },
  replyTo: 'beatriz@uni.example.net',
  subject: 'Meet your mentoring partner, Beatriz',
  text: 'Hello Amara,',
  html: '<p>Hello Amara,</p>',
  messageId: '<42.00112233445566778899@mentoring.example.org>',
  headers: [['Auto-Submitted', 'auto-generated']],
  metadata: { outbox: '42', template: 'introduction', letter: '00112233445566778899' },
  attachments: [],
  ...more,
})

async function overHttp(options: FakeOptions = {}) {
  const fake = fakePostmark({ slowMs: 50, ...options })
  const { url, close } = await fake.listen()
  onTestFinished(close)
  return { fake, transport: postmark({ token: 'server-token', apiUrl: url, stream: 'outbound' }, { timeout: 0.4 }) }
}

describe('what becomes of a try', () => {
  test('a letter that goes well is accepted, found afterwards, and says what the provider needs', async () => {
    const { fake, transport } = await overHttp()
    const sent = await transport.send(message())
    expect(sent).toEqual({ is: 'accepted', providerId: fake.store.accepted[0]!.id })
    expect(await transport.find!(42, '00112233445566778899')).toEqual({ providerId: fake.store.accepted[0]!.id })
    expect(fake.store.accepted[0]!.wanted).toMatchObject({
      Tag: 'introduction',
      MessageStream: 'outbound',
      TrackOpens: false,
      TrackLinks: 'None',
      Metadata: { outbox: '42' },
      Headers: [
        { Name: 'Message-ID', Value: '<42.00112233445566778899@mentoring.example.org>' },
        { Name: 'X-PM-KeepID', Value: 'true' },
        { Name: 'Auto-Submitted', Value: 'auto-generated' },
      ],
    })
  })

  const notTaken: Fault[] = ['429 with Retry-After', '429 without Retry-After']
  for (const kind of faultKinds)
    test(`${kind}: ${kind === 'slow' ? 'accepted all the same' : notTaken.includes(kind) ? 'later' : 'unknown'}`, async () => {
      const { fake, transport } = await overHttp({ faults: { [kind]: 1 } })
      const sent = await transport.send(message())
      if (kind === 'slow') expect(sent.is).toBe('accepted')
      else if (notTaken.includes(kind))
        expect(sent).toMatchObject({ is: 'later', retryAfterMs: kind === '429 with Retry-After' ? 1000 : null })
      else expect(sent.is).toBe('unknown')
      if (acceptsFirst.has(kind)) expect(fake.stats().accepted).toBe(1)
      if (acceptsFirst.has(kind))
        expect(await transport.find!(42)).toEqual(
          kind === 'never searchable' ? 'absent' : { providerId: fake.store.accepted[0]!.id },
        )
    })

  test('an address that the provider holds inactive', async () => {
    const { fake, transport } = await overHttp()
    fake.suppress('Amara.Okafor@mail.example.com', 'HardBounce')
    expect(await transport.send(message())).toMatchObject({ is: 'inactive' })
  })

  test('a letter that the provider will never take', async () => {
    const { transport } = await overHttp()
    expect(await transport.send(message({ to: { name: '', email: 'amara.okafor@' } }))).toMatchObject({ is: 'refused' })
  })

  test('an account that may not send yet holds its letters back, and loses none', async () => {
    const answer = async () => Response.json({ ErrorCode: 412, Message: 'Your account is pending approval.' }, { status: 422 })
    const transport = postmark({ token: 't', apiUrl: 'http://127.0.0.1:9', stream: 'outbound' }, { fetch: answer })
    expect(await transport.send(message())).toMatchObject({ is: 'later', retryAfterMs: 900_000 })
  })

  test('a wrong token is ours to mend: the letter waits', async () => {
    const { fake, transport } = await overHttp({ token: 'another' })
    expect(await transport.send(message())).toMatchObject({ is: 'later' })
    expect(fake.stats().accepted).toBe(0)
    expect(await transport.find!(42)).toBe('no answer')
  })

  test('a provider that nobody can connect to has taken nothing', async () => {
    const { url, close } = await fakePostmark().listen()
    await close()
    const transport = postmark({ token: 't', apiUrl: url, stream: 'outbound' }, { timeout: 1 })
    expect(await transport.send(message())).toMatchObject({ is: 'later' })
  })
})

test('another installation that had a letter 42 is not mistaken for ours', async () => {
  const { transport } = await overHttp()
  await transport.send(message({ metadata: { outbox: '42', letter: 'ffffffffffffffffffff' } }))
  expect(await transport.find!(42, '00112233445566778899')).toBe('absent')
})

test('the search lags behind the acceptance', async () => {
  let now = 1_800_000_000_000
  const { transport } = await overHttp({ lagMs: [5000, 5000], now: () => now })
  await transport.send(message())
  expect(await transport.find!(42)).toBe('absent')
  now += 5000
  expect(await transport.find!(42)).toHaveProperty('providerId')
})

test('a name cannot break out of its header', async () => {
  const { fake, transport } = await overHttp()
  await transport.send(message({ to: { name: 'A"\r\nBcc: victim@example.net, "', email: 'a@example.org' } }))
  expect(fake.store.accepted[0]!.wanted.To).toBe('"A   Bcc: victim@example.net,  " <a@example.org>'.replace(/ +" </, '" <'))
})

test('the fake within the process behaves like the one over HTTP', async () => {
  for (const [kind, is] of [
    ['reset in mid-body', 'unknown'],
    ['reset before accept', 'unknown'],
    ['time-out before accept', 'unknown'],
  ] as const) {
    const fake = fakePostmark({ faults: { [kind]: 1 } })
    const transport = postmark(
      { token: fake.token, apiUrl: 'http://127.0.0.1:9', stream: 'outbound' },
      { fetch: fake.fetch, timeout: 0.2 },
    )
    expect(await transport.send(message())).toMatchObject({ is })
  }
})

const shared = process.env.PAIRPOST_ACCEPTANCE ?? join(import.meta.dirname, '../../../shared')
describe.skipIf(!existsSync(join(shared, 'postmark')))(
  'the fake answers in the shapes that were seen (skipped without the shared fixtures)',
  () => {
    const fixture = (name: string) => JSON.parse(readFileSync(join(shared, 'postmark', `${name}.json`), 'utf8'))
    const keysOf = (value: object) => Object.keys(value).sort()
    const headers = { 'X-Postmark-Server-Token': 'server-token', 'content-type': 'application/json' }
    const ask = (fake: ReturnType<typeof fakePostmark>, path: string, body?: unknown, more = headers as Record<string, string>) =>
      fake.fetch(`http://fake${path}`, { headers: more, ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}) })

    test('sending, searching, refusing', async () => {
      const fake = fakePostmark()
      const sent = await (await ask(fake, '/email', fixture('api-send-request'))).json()
      expect(keysOf(sent as object)).toEqual(keysOf(fixture('api-send-response-200')))
      const found = (await (await ask(fake, '/messages/outbound?count=50&offset=0&metadata_programme=spring-2027')).json()) as {
        Messages: object[]
      }
      expect(keysOf(found.Messages[0]!)).toEqual(keysOf(fixture('api-messages-outbound-search').Messages[0]))
      expect(await (await ask(fake, '/messages/outbound?count=50&offset=0&metadata_outbox=7')).json()).toEqual(
        fixture('api-messages-outbound-search-empty'),
      )
      fake.suppress('amara.okafor@mail.example.com', 'HardBounce')
      const inactive = await ask(fake, '/email', fixture('api-send-request'))
      expect([inactive.status, await inactive.json()]).toEqual([422, fixture('api-send-response-422-inactive')])
      const invalid = await ask(fake, '/email', { ...fixture('api-send-request'), To: 'amara.okafor@' })
      expect(await invalid.json()).toEqual(fixture('api-send-response-422-invalid'))
      const nobody = await ask(fake, '/email', fixture('api-send-request'), {})
      expect([nobody.status, await nobody.json()]).toEqual([401, fixture('api-response-401')])
      const dump = (await (await ask(fake, '/message-streams/outbound/suppressions/dump')).json()) as { Suppressions: object[] }
      expect(keysOf(dump.Suppressions[0]!)).toEqual(keysOf(fixture('api-suppressions-dump').Suppressions[0]))
    })

    test('telling of deliveries, bounces and complaints', async () => {
      const fake = fakePostmark()
      for (const [fate, name] of [
        ['delivered', 'delivery'],
        ['hard bounce', 'bounce-hard'],
        ['soft bounce', 'bounce-soft'],
        ['out of office', 'bounce-autoresponder'],
        ['complaint', 'spam-complaint'],
      ] as const) {
        fake.webhooks.fateOf = () => fate
        await ask(fake, '/email', fixture('api-send-request'))
        expect(keysOf(fake.webhooks.all.at(-1)!)).toEqual(keysOf(fixture(`webhook-${name}`)))
      }
    })
  },
)
