import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Claimed } from '../../src/outbound/claimed.ts'
import { bareAddress, envelop, markIn, messageIdOf, replyToOf, tokenOf } from '../../src/outbound/envelope.ts'
import { frameOf } from '../../src/outbound/frame.ts'
import { monday, settings } from './sending.ts'

const claimed = (more: Partial<Claimed> = {}): Claimed => ({
  id: 42,
  attempt: 1,
  purpose: 'check-in/partnership:7/participant:3',
  template: 'check-in',
  participantId: 3,
  roundId: 1,
  partnershipId: 7,
  data: {},
  question: 'check-in',
  inReplyTo: null,
  answers: null,
  claimedAt: monday,
  settleAt: monday,
  messageId: messageIdOf(settings, 42, 'check-in/partnership:7/participant:3'),
  reader: { email: 'amina@example.org', name: 'Amina', locale: 'en', zone: 'Africa/Nairobi' },
  roundName: 'Spring 2027',
  partnerEmail: null,
  snapshot: null,
  ...more,
})
const words = { subject: 'Are you still talking to Beatriz?', text: 'text', html: '<p>html</p>' }
const enveloped = (letter: Claimed, rendered = words) =>
  envelop(letter, rendered, frameOf(letter, settings, 'Kate', null), settings)
const header = (letter: Claimed, name: string) => enveloped(letter).headers.find(([key]) => key === name)?.[1]

describe('the envelope of a letter', () => {
  test('comes from a person and the programme, and is answered at its own address', () => {
    const token = tokenOf(settings.secret, claimed().purpose)
    expect(enveloped(claimed())).toMatchObject({
      from: { name: 'Kate, International Librarians Network', email: 'hello@mentoring.example.org' },
      to: { name: 'Amina', email: 'amina@example.org' },
      replyTo: `${token}@in.mentoring.example.org`,
      metadata: { outbox: '42', template: 'check-in', question: 'check-in' },
    })
    expect(token).toMatch(/^r[a-z2-7]{26}$/)
  })

  test('says that a machine wrote it, and how to leave in one click', () => {
    const token = tokenOf(settings.secret, claimed().purpose)
    expect(header(claimed(), 'Auto-Submitted')).toBe('auto-generated')
    expect(header(claimed(), 'List-Unsubscribe')).toBe(
      `<http://127.0.0.1:8080/unsubscribe/${token}>, <mailto:${token}@in.mentoring.example.org?subject=STOP>`,
    )
    expect(header(claimed(), 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
  })

  test('of an introduction goes back to the partner, and shows the address of the pair', () => {
    const intro = claimed({
      template: 'introduction',
      partnerEmail: 'beatriz@uni.example.net',
      data: { pairAddress: 'p…@in.example.org' },
    })
    expect(enveloped(intro)).toMatchObject({ replyTo: 'beatriz@uni.example.net', metadata: { pairAddress: 'p…@in.example.org' } })
    expect(header(intro, 'List-Unsubscribe')).toContain(tokenOf(settings.secret, intro.purpose))
  })

  test('of an answer stays in its thread', () => {
    const answer = claimed({ inReplyTo: '<abc@mail.example.com>' })
    expect(header(answer, 'In-Reply-To')).toBe('<abc@mail.example.com>')
    expect(header(answer, 'References')).toBe('<abc@mail.example.com>')
  })

  test("carries somebody's data as one JSON file", () => {
    const data = claimed({ template: 'data', data: { attachment: '{"name":"Amina"}' } })
    expect(enveloped(data).attachments).toEqual([{ name: 'my-data.json', type: 'application/json', content: '{"name":"Amina"}' }])
  })

  test('takes the address out of a sender that is written with a name', () => {
    expect(bareAddress('ILN <hello@example.org>')).toBe('hello@example.org')
    expect(messageIdOf({ ...settings, mailFrom: 'ILN <hello@example.org>' }, 7, 'x')).toMatch(/^<7\.[0-9a-f]{20}@example\.org>$/)
  })
})

test('a Message-ID is the same at every attempt, nobody else can make it, and it carries its mark', () => {
  const id = messageIdOf(settings, 42, 'prompt/1')
  expect(messageIdOf(settings, 42, 'prompt/1')).toBe(id)
  expect(messageIdOf({ ...settings, secret: 'another secret of at least 32 bytes' }, 42, 'prompt/1')).not.toBe(id)
  expect(id).toContain(`.${markIn(id)}@`)
  expect(markIn('<42@example.org>')).toBeUndefined()
})

test('whatever somebody calls themselves or writes in a header, no header is added or broken', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 80 }), (name, reference) => {
      const letter = claimed({
        reader: { email: 'amina@example.org', name: `${name}\r\nBcc: victim@example.net`, locale: 'en', zone: 'UTC' },
        inReplyTo: `<${reference}\r\nX-Evil: 1@x>`,
        answers: `${name}\nSubject: other`,
      })
      const message = enveloped(letter, { ...words, subject: `Re: ${name}\r\nBcc: victim@example.net` })
      const lines = [
        message.subject,
        message.from.name,
        message.to.name,
        message.replyTo,
        ...message.headers.map(([, value]) => value),
      ]
      for (const line of lines) expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e]/u)
      expect(message.headers.some(([key]) => key === 'In-Reply-To')).toBe(false)
    }),
  )
})

test('the Reply-To of a letter follows from its purpose alone, so that a second try has the same', () => {
  expect(replyToOf(claimed(), settings)).toBe(replyToOf(claimed({ id: 43, attempt: 2 }), settings))
  expect(replyToOf(claimed(), { ...settings, replyTo: { replyAddress: 'abc@inbound.example.com' } })).toMatch(
    /^abc\+r[a-z2-7]{26}@inbound\.example\.com$/,
  )
})
