import { expect, test } from 'vitest'
import { readMail } from '../../src/inbound/mime.ts'
import { understand } from '../../src/inbound/understand.ts'
import { travellers, unmarked } from './away-cases.ts'
import { machines, people } from './machine-cases.ts'

const received =
  'To: r7@in.mentoring.example.org\nDate: Tue, 3 Mar 2026 10:00:00 +0000\nMessage-ID: <x@example.org>\nMIME-Version: 1.0'
const read = async (head: string, body: string) =>
  understand(
    await readMail(
      Buffer.from(
        `${head}\n${received}\n${/content-type/i.test(head) ? '' : 'Content-Type: text/plain; charset=utf-8\n'}\n${body}`,
      ),
    ),
  )
const answer = (text: string) =>
  read('From: Sam <sam@example.org>\nSubject: Re: Are you still talking to Beatriz?\nIn-Reply-To: <1@example.net>', text)

test.each(machines)('$name', async ({ is, head, body }) => {
  const { kind, intent } = await read(head, body)
  expect([is].flat()).toContain(kind)
  expect(intent).toBe('none')
})

test.each(people)('a person $name is a person', async ({ head, body }) => {
  expect((await read(head, body)).kind).toBe('human')
})

test.each(unmarked)('an unmarked automatic reply in %s: %s', async (_, text) => {
  expect((await answer(text)).kind).toBe('auto-reply')
})

test.each(travellers)('a person who travels, in %s: %s', async (_, text) => {
  expect((await answer(text)).kind).toBe('human')
})

test('a bounce names the letter, the address and the code', async () => {
  const { failure } = await read(
    'From: MAILER-DAEMON@mx.example.net\nReturn-Path: <>\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\nSubject: Undelivered Mail',
    '--b\n\nIt failed.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nFinal-Recipient: rfc822; Sam@Example.org\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <letter-1@example.net>\n--b--\n',
  )
  expect(failure).toEqual({
    recipient: 'sam@example.org',
    status: '5.1.1',
    action: 'failed',
    diagnostic: 'smtp; 550 5.1.1 User unknown',
    originalMessageId: 'letter-1@example.net',
  })
})

test('of several recipients the failed one counts, and not the delivered', async () => {
  const { kind, failure } = await read(
    'From: MAILER-DAEMON@mx.example.net\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\nSubject: Report',
    '--b\n\nSee.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@example.org\nAction: delivered\nStatus: 2.0.0\n\nFinal-Recipient: rfc822; b@example.org\nAction: failed\nStatus: 5.2.2\n--b--\n',
  )
  expect({ kind, recipient: failure?.recipient }).toEqual({ kind: 'bounce-soft', recipient: 'b@example.org' })
})

test('our own address writes no letters to us', async () => {
  const mail = await readMail(Buffer.from('From: Hello <hello@example.net>\nTo: r1@in.other.example\nSubject: x\n\nyes\n'))
  expect(understand(mail, { ourAddresses: ['Hello@example.net'] }).kind).toBe('loop')
  expect(understand(mail, {}).kind).toBe('human')
})

test('an automatic reply names the day until which somebody is away', async () => {
  const { until } = await read(
    'From: sam@example.org\nAuto-Submitted: auto-replied\nSubject: Automatic reply: Checking in',
    'I am away until 16 March and will answer when I am back.',
  )
  expect(until?.toISOString().slice(0, 10)).toBe('2026-03-16')
})

test('fear is read by a person, whatever else the letter says', async () => {
  const { kind } = await answer(
    'I am away from the office this week. He threatened me and I am afraid. Please contact me as soon as possible.',
  )
  expect(kind).toBe('human')
})
