import { type AddressInfo, createServer } from 'node:net'
import { simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { expect, onTestFinished, test } from 'vitest'
import { smtp } from '../../src/outbound/smtp.ts'
import type { Outgoing } from '../../src/outbound/transport.ts'

const message: Outgoing = {
  outboxId: 42,
  attempt: 1,
  template: 'check-in',
  question: 'check-in',
  from: { name: 'Kate, International Librarians Network', email: 'hello@mentoring.example.org' },
  to: { name: 'أمينة', email: 'amina@example.org' },
  replyTo: 'rabc@in.mentoring.example.org',
  subject: 'Are you still talking to Beatriz?',
  text: 'Are you?',
  html: '<p>Are you?</p>',
  messageId: '<42.00112233445566778899@mentoring.example.org>',
  headers: [
    ['Auto-Submitted', 'auto-generated'],
    ['List-Unsubscribe', '<http://127.0.0.1:8080/unsubscribe/rabc>'],
  ],
  metadata: { outbox: '42' },
  attachments: [{ name: 'my-data.json', type: 'application/json', content: '{"name":"أمينة"}' }],
}

/** A mail server that behaves as it is told. */
async function server(options: SMTPServerOptions) {
  const raw: Buffer[] = []
  const mta = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData(stream, _, done) {
      const chunks: Buffer[] = []
      stream.on('data', chunk => chunks.push(chunk))
      stream.on('end', () => {
        raw.push(Buffer.concat(chunks))
        done()
      })
    },
    ...options,
  })
  mta.on('error', () => {})
  await new Promise<void>(ready => mta.listen(0, '127.0.0.1', () => ready()))
  const { port } = mta.server.address() as AddressInfo
  const transport = smtp({ url: `smtp://127.0.0.1:${port}` })
  onTestFinished(async () => {
    await transport.close()
    await new Promise<void>(closed => mta.close(() => closed()))
  })
  return { raw, transport }
}

const refuse = (responseCode: number) => Object.assign(new Error('no'), { responseCode })

test('a letter over SMTP has the same headers and both parts', async () => {
  const { raw, transport } = await server({})
  expect(await transport.send(message)).toEqual({ is: 'accepted', providerId: null })
  const mail = await simpleParser(raw[0]!)
  expect(mail.messageId).toBe(message.messageId)
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
  expect(mail.text?.trim()).toBe('Are you?')
  expect(mail.html).toContain('<p>Are you?</p>')
  expect(mail.replyTo?.text).toBe('rabc@in.mentoring.example.org')
  expect(mail.to).toMatchObject({ value: [{ address: 'amina@example.org', name: 'أمينة' }] })
  expect(mail.attachments[0]!.content.toString('utf8')).toBe('{"name":"أمينة"}')
  expect(transport.find).toBeNull()
})

test('an address that the server refuses for good is inactive, one that it puts off is tried later', async () => {
  const gone = await server({ onRcptTo: (_, __, done) => done(refuse(550)) })
  expect(await gone.transport.send(message)).toMatchObject({ is: 'inactive' })
  const full = await server({ onRcptTo: (_, __, done) => done(refuse(452)) })
  expect(await full.transport.send(message)).toMatchObject({ is: 'later' })
})

test('a letter that the server refuses after reading it has not been taken', async () => {
  const { transport } = await server({
    onData(stream, _, done) {
      stream.resume()
      stream.on('end', () => done(refuse(554)))
    },
  })
  expect(await transport.send(message)).toMatchObject({ is: 'refused' })
})

test('a server that hangs up after the letter leaves us in doubt', async () => {
  const mta = createServer(socket => {
    socket.on('error', () => {})
    socket.write('220 here\r\n')
    let inData = false
    socket.on('data', chunk => {
      const text = chunk.toString()
      if (inData) {
        if (text.endsWith('\r\n.\r\n')) socket.destroy()
      } else if (/^DATA/i.test(text)) {
        inData = true
        socket.write('354 go on\r\n')
      } else socket.write('250 ok\r\n')
    })
  })
  await new Promise<void>(ready => mta.listen(0, '127.0.0.1', () => ready()))
  const transport = smtp({ url: `smtp://127.0.0.1:${(mta.address() as AddressInfo).port}` })
  onTestFinished(async () => {
    await transport.close()
    mta.close()
  })
  expect(await transport.send(message)).toMatchObject({ is: 'unknown' })
})

test('a server that is not there has taken nothing', async () => {
  const transport = smtp({ url: 'smtp://127.0.0.1:9' })
  onTestFinished(() => transport.close())
  expect(await transport.send(message)).toMatchObject({ is: 'later' })
})
