import { readdirSync, readFileSync } from 'node:fs'
import { simpleParser } from 'mailparser'
import { expect, test } from 'vitest'
import { readMail, Unreadable } from '../../src/inbound/mime.ts'

const raw = (...lines: string[]) => Buffer.from(lines.join('\n'))
const bytes = (head: string, body: number[]) =>
  Buffer.concat([Buffer.from(`From: a@example.org\n${head}\n\n`), Buffer.from(body)])

test('a letter of one part gives its headers, addresses and words', () => {
  const mail = readMail(
    raw(
      'From: "Otieno, Amina" <Amina@Example.org>',
      'To: r1@in.example.org, <b@example.org>',
      'Subject: =?utf-8?q?S=C3=AD?=',
      'Message-ID: <1@example.org>',
      'References: <a@x> <b@x>',
      'Date: Tue, 3 Mar 2026 10:00:00 +0000',
      '',
      'Yes.',
      '',
    ),
  )
  expect(mail).toMatchObject({
    from: { address: 'amina@example.org', name: 'Otieno, Amina' },
    subject: 'Sí',
    messageId: '1@example.org',
    references: ['a@x', 'b@x'],
    text: 'Yes.\n',
    html: null,
    returnPath: null,
  })
  expect(mail.to.map(({ address }) => address)).toEqual(['r1@in.example.org', 'b@example.org'])
  expect(mail.date).toEqual(new Date('2026-03-03T10:00:00Z'))
})

test.each([
  ['bare CR', '\r'],
  ['CRLF', '\r\n'],
  ['doubled CR', '\r\r\n'],
])('lines may end in %s', (_, end) => {
  const mail = readMail(Buffer.from(['From: a@example.org', 'Subject: folded', ' further', '', 'one', 'two'].join(end)))
  expect(mail).toMatchObject({ subject: 'folded further', text: 'one\ntwo' })
})

test('a mailbox’s separator and blank lines may stand before the headers', () => {
  expect(readMail(raw('', 'From sam Mon Mar  2 10:00:00 2026', 'From: a@example.org', '', 'yes')).text).toBe('yes')
})

test('of alternatives both twins are kept, an attachment is only measured', () => {
  const mail = readMail(
    raw(
      'From: a@example.org',
      'Content-Type: multipart/mixed; boundary="o"',
      '',
      '--o',
      'Content-Type: multipart/alternative; boundary=i',
      '',
      '--i',
      'Content-Type: text/plain',
      '',
      'plain',
      '--i',
      'Content-Type: text/html',
      '',
      '<p>rich</p>',
      '--i--',
      '--o',
      'Content-Type: application/zip; name=x.zip',
      'Content-Disposition: attachment',
      'Content-Transfer-Encoding: base64',
      '',
      'UEsDBA==',
      '--o--',
    ),
  )
  expect(mail).toMatchObject({ text: 'plain', html: '<p>rich</p>' })
  expect(mail.parts.map(({ type, filename, content }) => [type, filename, content])).toEqual([
    ['text/plain', null, 'plain'],
    ['text/html', null, '<p>rich</p>'],
    ['application/zip', 'x.zip', null],
  ])
})

test('where some words stand in HTML alone, the plain parts are not the letter', () => {
  const mail = readMail(
    raw(
      'From: a@example.org',
      'Content-Type: multipart/mixed; boundary=o',
      '',
      '--o',
      'Content-Type: text/html',
      '',
      '<p>Yes</p>',
      '--o',
      'Content-Type: text/plain',
      '',
      'list footer',
      '--o--',
    ),
  )
  expect(mail.text).toBeNull()
  expect(mail.html).toContain('<p>Yes</p>')
  expect(mail.html).toContain('list footer')
})

test('a lost boundary is found again', () => {
  expect(
    readMail(
      raw('From: a@example.org', 'Content-Type: multipart/mixed', '', '--x', 'Content-Type: text/plain', '', 'yes', '--x--'),
    ).text,
  ).toBe('yes')
})

test('of a report, the first part is for people and the rest is kept as parts', () => {
  const mail = readMail(
    raw(
      'From: a@example.org',
      'Content-Type: multipart/report; boundary=b',
      '',
      '--b',
      '',
      'It failed.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; x',
      '--b',
      'Content-Type: message/rfc822',
      '',
      'Message-ID: <1@x>',
      '',
      'Our words.',
      '--b--',
    ),
  )
  expect(mail.text).toBe('It failed.')
  expect(mail.parts.map(({ type }) => type)).toEqual(['text/plain', 'message/delivery-status', 'message/rfc822'])
})

test.each([
  ['UTF-8 labelled Latin', 'Content-Type: text/plain; charset=iso-8859-1', [...Buffer.from('Sí, mañana')], 'Sí, mañana'],
  [
    'Latin labelled UTF-8',
    'Content-Type: text/plain; charset=utf-8',
    [...Buffer.from('Sí, mañana hablamos', 'latin1')],
    'Sí, mañana hablamos',
  ],
  [
    'Windows’ Cyrillic without a label',
    'Content-Type: text/plain',
    [0xc4, 0xe0, 0x2c, 0x20, 0xe2, 0xf1, 0xb8, 0x20, 0xf5, 0xee, 0xf0, 0xee, 0xf8, 0xee, 0x2e],
    'Да, всё хорошо.',
  ],
  [
    'KOI8 labelled Latin',
    'Content-Type: text/plain; charset=iso-8859-1',
    [0xe4, 0xc1, 0x2c, 0x20, 0xd7, 0xd3, 0xc5, 0x20, 0xc8, 0xcf, 0xd2, 0xcf, 0xdb, 0xcf],
    'Да, все хорошо',
  ],
  [
    'GBK without a label',
    'Content-Type: text/plain',
    [0xca, 0xc7, 0xb5, 0xc4, 0xa3, 0xac, 0xce, 0xd2, 0xc3, 0xc7, 0xd4, 0xda, 0xc1, 0xaa, 0xcf, 0xb5, 0xa1, 0xa3],
    '是的，我们在联系。',
  ],
  [
    'Shift JIS without a label',
    'Content-Type: text/plain',
    [0x82, 0xcd, 0x82, 0xa2, 0x81, 0x41, 0x91, 0xb1, 0x82, 0xa2, 0x82, 0xc4, 0x82, 0xa2, 0x82, 0xdc, 0x82, 0xb7],
    'はい、続いています',
  ],
  [
    'EUC-KR without a label',
    'Content-Type: text/plain',
    [0xb3, 0xd7, 0x2c, 0x20, 0xbf, 0xac, 0xb6, 0xf4, 0xc7, 0xcf, 0xb0, 0xed, 0x20, 0xc0, 0xd6, 0xbe, 0xee, 0xbf, 0xe4],
    '네, 연락하고 있어요',
  ],
  [
    'Greek without a label',
    'Content-Type: text/plain',
    [0xcd, 0xe1, 0xe9, 0x2c, 0x20, 0xec, 0xe9, 0xeb, 0xdc, 0xec, 0xe5],
    'Ναι, μιλάμε',
  ],
  [
    'Polish labelled Latin',
    'Content-Type: text/plain; charset=iso-8859-1',
    [
      0x54, 0x61, 0x6b, 0x2c, 0x20, 0x72, 0x6f, 0x7a, 0x6d, 0x61, 0x77, 0x69, 0x61, 0x6d, 0x79, 0x20, 0x63, 0x6f, 0x20, 0x74,
      0x79, 0x64, 0x7a, 0x69, 0x65, 0xf1, 0x2c, 0x20, 0x62, 0xea, 0x64, 0x7a, 0x69, 0x65, 0x20, 0x77, 0x69, 0xea, 0x63, 0x65,
      0x6a, 0x20, 0x9c, 0xb9, 0xb3,
    ],
    'Tak, rozmawiamy co tydzień, będzie więcej śął',
  ],
  [
    'ISO-2022-JP with a label of Latin',
    'Content-Type: text/plain; charset=us-ascii',
    [...Buffer.from('\x1b$B$O$$\x1b(B', 'latin1')],
    'はい',
  ],
])('reads %s', (_, head, body, text) => {
  expect(readMail(bytes(head, body)).text).toBe(text)
})

test('raw bytes in a subject are read in the letter’s charset', () => {
  const mail = readMail(
    Buffer.concat([
      Buffer.from('From: a@example.org\nContent-Type: text/plain; charset=windows-1251\nSubject: '),
      Buffer.from([0xc4, 0xe0]),
      Buffer.from('\n\nx'),
    ]),
  )
  expect(mail.subject).toBe('Да')
})

test('an encoded character that is cut between two words is whole again', () => {
  expect(
    readMail(raw('From: a@example.org', 'Subject: =?utf-8?b?5pel5pys6Ko=?=', ' =?utf-8?b?nuOBpw==?= ok', '', 'x')).subject,
  ).toBe('日本語で ok')
})

test('no line end and no mark that turns the writing reaches a subject or a name', () => {
  const mail = readMail(
    raw(
      'From: =?utf-8?q?a=0D=0ABcc:_x=E2=80=AE?= <a@example.org>',
      'Subject: =?utf-8?q?yes=0ABcc:_victim@example.org?=',
      '',
      'x',
    ),
  )
  expect(mail.subject).toBe('yes Bcc: victim@example.org')
  expect(mail.from?.name).toBe('a Bcc: x')
  expect(mail.headers.map(([name]) => name)).toEqual(['from', 'subject'])
})

test.each([
  ['nothing', ''],
  ['prose', 'just words\nand more\n'],
  ['bytes', '\x00\xff\x00'],
])('%s is no letter', (_, text) => {
  expect(() => readMail(Buffer.from(text, 'latin1'))).toThrow(Unreadable)
})

test('our reading of sound letters is mailparser’s', async () => {
  const folder = new URL('../mail/real/', import.meta.url)
  for (const name of readdirSync(folder).filter(name => name.endsWith('.eml'))) {
    const source = readFileSync(new URL(name, folder))
    const [ours, theirs] = [readMail(source), await simpleParser(source, { skipHtmlToText: true, skipTextToHtml: true })]
    expect
      .soft({ name, subject: ours.subject, from: ours.from?.address })
      .toEqual({ name, subject: theirs.subject ?? '', from: theirs.from?.value[0]?.address?.toLowerCase() })
  }
})
