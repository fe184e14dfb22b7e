import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import { after, minutes } from '../../src/clock.ts'
import { applicationIn, formNamed } from '../../src/inbound/forms.ts'
import { formSecret, inbox, openDoors, webhookSecret } from './doors.ts'

const application = JSON.stringify({
  email: 'amina@example.org',
  name: 'Amina Otieno',
  country: 'KE',
  conductAccepted: true,
  odd: 1,
})

/** As the public library signs, and so as any form service does. */
const signed = (id: string, at: Date, body: string) => ({
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
  'webhook-signature': new Webhook(webhookSecret).sign(id, at, body),
})

describe('a signed application', () => {
  test('is kept as it came, and somebody is told', async () => {
    const { sql, time, knocks, post } = await openDoors()
    const answer = await post('/webhooks/applications', application, signed('msg_1', time.now, application))
    expect(answer.status).toBe(202)
    const rows = await inbox(sql)
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ source: 'application', externalId: 'msg_1', receivedAt: time.now })
    expect(Buffer.from(rows[0]!.body).toString()).toBe(application)
    expect(knocks).toEqual(['process-arrivals'])
  })

  test('that comes twice gets the same answer, and is one row', async () => {
    const { sql, time, knocks, post } = await openDoors()
    for (const _ of [1, 2])
      expect((await post('/webhooks/applications', application, signed('msg_1', time.now, application))).status).toBe(202)
    expect(await inbox(sql)).toHaveLength(1)
    expect(knocks).toHaveLength(1)
  })

  test('may bring several signatures, while its secret is being changed', async () => {
    const { time, post } = await openDoors()
    const headers = signed('msg_1', time.now, application)
    const two = { ...headers, 'webhook-signature': `v1,b2xkIHNpZ25hdHVyZQ== v2,x ${headers['webhook-signature']}` }
    expect((await post('/webhooks/applications', application, two)).status).toBe(202)
  })

  test.each([
    ['five minutes late', minutes(5), 202],
    ['later than that', minutes(5) + 1000, 401],
    ['from a clock five minutes ahead', -minutes(5), 202],
    ['from a clock further ahead', -minutes(5) - 1000, 401],
  ])('%s is judged by our clock alone', async (_, late, status) => {
    const { time, post } = await openDoors()
    const headers = signed('msg_1', time.now, application)
    time.now = after(time.now, late)
    expect((await post('/webhooks/applications', application, headers)).status).toBe(status)
  })

  test.each([
    ['unsigned', (_: Record<string, string>) => ({})],
    ['signed for another id', (h: Record<string, string>) => ({ ...h, 'webhook-id': 'msg_2' })],
    ['signed for another time', (h: Record<string, string>) => ({ ...h, 'webhook-timestamp': '1' })],
    ['without a time', ({ 'webhook-timestamp': _, ...h }: Record<string, string>) => h],
    ['signed with nothing', (h: Record<string, string>) => ({ ...h, 'webhook-signature': 'v1,' })],
    ['signed with another secret', (h: Record<string, string>) => ({ ...h, 'webhook-signature': 'v1,bm90IG91cnM=' })],
  ])('%s is refused and not kept', async (_, spoil) => {
    const { sql, time, post } = await openDoors()
    const answer = await post('/webhooks/applications', application, spoil(signed('msg_1', time.now, application)))
    expect(answer.status).toBe(401)
    expect(await inbox(sql)).toHaveLength(0)
  })

  test('altered on the way is refused', async () => {
    const { sql, time, post } = await openDoors()
    const headers = signed('msg_1', time.now, application)
    expect((await post('/webhooks/applications', application.replace('amina', 'marta'), headers)).status).toBe(401)
    expect(await inbox(sql)).toHaveLength(0)
  })

  test('that is not JSON is refused, in words that repeat nothing of it', async () => {
    const { sql, time, post } = await openDoors()
    const body = '{"email":"amina@example.org",'
    const answer = await post('/webhooks/applications', body, signed('msg_1', time.now, body))
    expect(answer.status).toBe(400)
    expect(await answer.text()).not.toContain('amina')
    expect(await inbox(sql)).toHaveLength(0)
  })

  test('without an address is kept all the same: a person looks at it', async () => {
    const { sql, time, post } = await openDoors()
    const body = '{"name":"Nobody"}'
    expect((await post('/webhooks/applications', body, signed('msg_1', time.now, body))).status).toBe(202)
    expect(await inbox(sql)).toHaveLength(1)
  })

  test.each([
    ['announced', (body: string) => body],
    ['unannounced', (body: string) => new Blob([body]).stream()],
  ])('of more than 256 kB, %s, is refused', async (_, sent) => {
    const { sql, time, post } = await openDoors()
    const [most, more] = [256, 257].map(kB => `"${'x'.repeat(kB * 1024 - 2)}"`) as [string, string]
    expect((await post('/webhooks/applications', sent(more), signed('msg_1', time.now, more))).status).toBe(413)
    expect((await post('/webhooks/applications', sent(most), signed('msg_2', time.now, most))).status).toBe(202)
    expect(await inbox(sql)).toHaveLength(1)
  })

  test('whose id is very long, or holds what no database can, is still one arrival', async () => {
    const { sql, time, post } = await openDoors()
    for (const id of [`${'a'.repeat(900)}1`, `${'a'.repeat(900)}2`])
      expect((await post('/webhooks/applications', application, signed(id, time.now, application))).status).toBe(202)
    expect(await inbox(sql)).toHaveLength(2)
  })
})

describe('a form that cannot sign', () => {
  const bearer = { authorization: `Bearer ${formSecret}`, 'content-type': 'application/json' }

  test('comes in by its secret, and what it sent is kept raw under its name', async () => {
    const { sql, knocks, post } = await openDoors()
    const body = JSON.stringify({ id: '812', 'E-mail': 'amina@example.org' })
    for (const _ of [1, 2]) expect((await post('/webhooks/applications/form/gravity-forms', body, bearer)).status).toBe(202)
    const rows = await inbox(sql)
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ source: 'form:gravity-forms', externalId: '812' })
    expect(JSON.parse(rows[0]!.envelope)).toEqual({ form: 'gravity-forms', type: 'application/json' })
    expect(knocks).toEqual(['process-arrivals'])
  })

  test('without ids of its own is known by its words', async () => {
    const { sql, post } = await openDoors()
    for (const name of ['Amina', 'Amina', 'Hugo'])
      expect((await post('/webhooks/applications/form/plain', JSON.stringify({ name }), bearer)).status).toBe(202)
    expect(await inbox(sql)).toHaveLength(2)
  })

  test('is refused without its secret, unknown by another name, and told when it is not JSON', async () => {
    const { sql, post } = await openDoors()
    expect((await post('/webhooks/applications/form/plain', '{}')).status).toBe(401)
    expect((await post('/webhooks/applications/form/plain', '{}', { authorization: 'Bearer other' })).status).toBe(401)
    expect((await post('/webhooks/applications/form/nobodys', '{}', bearer)).status).toBe(404)
    expect((await post('/webhooks/applications/form/__proto__', '{}', bearer)).status).toBe(404)
    expect((await post('/webhooks/applications/form/plain', 'no', bearer)).status).toBe(400)
    expect((await post('/webhooks/applications/form/plain', `"${'x'.repeat(300_000)}"`, bearer)).status).toBe(413)
    expect(await inbox(sql)).toHaveLength(0)
  })

  test.each([
    [
      'gravity-forms',
      { id: '5', '1': 'amina@example.org', '2': 'Amina Otieno', '4': 'Kenya', '18': 'I accept the code of conduct' },
    ],
    [
      'google-forms',
      {
        responseId: 'r5',
        namedValues: {
          'Email Address': ['amina@example.org'],
          'Full name': ['Amina Otieno'],
          Country: ['Kenya'],
          'I accept the code of conduct.': ['Yes'],
        },
      },
    ],
    [
      'tally',
      {
        eventId: 'e1',
        data: {
          responseId: 'r5',
          fields: [
            { key: 'q1', label: 'Email', value: 'amina@example.org' },
            { key: 'q2', label: 'Name', value: 'Amina Otieno' },
            { key: 'q3', label: 'Country', value: ['x'], options: [{ id: 'x', text: 'Kenya' }] },
            { key: 'q4', label: 'Code of conduct', value: true },
          ],
        },
      },
    ],
    ['plain', { id: 5, email: 'amina@example.org', name: 'Amina Otieno', country: 'Kenya', conductAccepted: true }],
  ])('is understood by its field map: %s', (name, body) => {
    expect(applicationIn(formNamed(name)!, JSON.stringify(body), 'application/json')).toEqual({
      email: 'amina@example.org',
      name: 'Amina Otieno',
      country: 'Kenya',
      conductAccepted: true,
    })
  })

  test('may send its answers as a plain web form does', () => {
    const text = 'id=5&Email=amina%40example.org&Interests=reading&Interests=small+budgets&Code+of+conduct=no'
    expect(applicationIn(formNamed('gravity-forms')!, text, 'application/x-www-form-urlencoded')).toEqual({
      email: 'amina@example.org',
      interests: ['reading', 'small budgets'],
      conductAccepted: false,
    })
  })
})
