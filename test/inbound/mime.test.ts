import { describe, expect, test } from 'vitest'
import { readHead } from '../../src/inbound/mime/head.ts'
import { readMail, Unreadable } from '../../src/inbound/mime.ts'

const raw = (...lines: string[]) => Buffer.from(lines.join('\n'))
const bytes = (head: string, body: number[]) =>
  Buffer.concat([Buffer.from(`From: a@example.org\n${head}\n\n`), Buffer.from(body)])

test('a letter of one part gives its headers, addresses and words', async () => {
  const mail = await readMail(
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
])('lines may end in %s', async (_, end) => {
  const mail = await readMail(Buffer.from(['From: a@example.org', 'Subject: folded', ' further', '', 'one', 'two'].join(end)))
  expect(mail).toMatchObject({ subject: 'folded further', text: 'one\ntwo' })
})

test('a mailbox’s separator and blank lines may stand before the headers', async () => {
  const mail = await readMail(raw('', 'From sam Mon Mar  2 10:00:00 2026', 'From: a@example.org', '', 'yes'))
  expect(mail.text).toBe('yes')
})

test('of alternatives both twins are kept, an attachment is only measured', async () => {
  const mail = await readMail(
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

test('where some words stand in HTML alone, the plain parts are not the letter', async () => {
  const mail = await readMail(
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

test.each([
  ['a lost boundary is found again', 'Content-Type: multipart/mixed'],
  ['a boundary that stands nowhere is another', 'Content-Type: multipart/mixed; boundary=y'],
  ['a fold without its blank is mended', 'Content-Type: multipart/mixed;\nboundary=x'],
])('%s', async (_, type) => {
  const mail = await readMail(raw('From: a@example.org', type, '', '--x', 'Content-Type: text/plain', '', 'yes', '--x--'))
  expect(mail).toMatchObject({ text: 'yes', parts: [{ type: 'text/plain' }] })
})

test('a multipart without any boundary is its text', async () => {
  expect((await readMail(raw('From: a@example.org', 'Content-Type: multipart/mixed', '', 'yes'))).text).toBe('yes')
})

test('a multipart that never ends is ended by the one around it', async () => {
  const mail = await readMail(
    raw(
      'From: a@example.org',
      'Content-Type: multipart/mixed; boundary=o',
      '',
      '--o',
      'Content-Type: multipart/alternative; boundary="i"',
      '',
      '--i',
      '',
      'plain',
      '--i',
      'Content-Type: text/html',
      '',
      '<p>rich</p>',
      '--o',
      'Content-Type: image/png; name="=?utf-8?q?ma=C3=B1ana.png?="',
      '',
      'x',
      '--o--',
    ),
  )
  expect(mail).toMatchObject({ text: 'plain', html: '<p>rich</p>' })
  expect(mail.parts.map(({ type, filename }) => [type, filename])).toEqual([
    ['text/plain', null],
    ['text/html', null],
    ['image/png', 'mañana.png'],
  ])
})

test('a boundary may have blanks behind it, and the line over a signature keeps its own', async () => {
  const mail = await readMail(
    raw('From: a@example.org', 'Content-Type: multipart/mixed; boundary=b', '', '--b  ', '', 'yes', '-- ', 'Sam', '--b-- '),
  )
  expect(mail.text).toBe('yes\n-- \nSam')
})

test('of a report, the first part is for people and the rest is kept as parts', async () => {
  const mail = await readMail(
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
])('reads %s', async (_, head, body, text) => {
  expect((await readMail(bytes(head, body))).text).toBe(text)
})

test('raw bytes in a subject are read in the letter’s charset', async () => {
  const mail = await readMail(
    Buffer.concat([
      Buffer.from('From: a@example.org\nContent-Type: text/plain; charset=windows-1251\nSubject: '),
      Buffer.from([0xc4, 0xe0]),
      Buffer.from('\n\nx'),
    ]),
  )
  expect(mail.subject).toBe('Да')
})

test('an encoded character that is cut between two words is whole again', async () => {
  const mail = await readMail(
    raw('From: a@example.org', 'Subject: =?utf-8?b?5pel5pys6Ko=?=', ' =?utf-8?b?nuOBpw==?= ok', '', 'x'),
  )
  expect(mail.subject).toBe('日本語で ok')
})

test('no line end and no mark that turns the writing reaches a subject or a name', async () => {
  const mail = await readMail(
    raw(
      'From: =?utf-8?q?a=0D=0ABcc=3A_x=E2=80=AE?= <a@example.org>',
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
])('%s is no letter', async (_, text) => {
  await expect(readMail(Buffer.from(text, 'latin1'))).rejects.toThrow(Unreadable)
})

test('each part is read in the charset that it is in, whatever the label and the transfer encoding', async () => {
  const mail = await readMail(
    Buffer.concat([
      Buffer.from('From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n--b\n'),
      Buffer.from(
        'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nS=ED, ma=F1ana\n--b\n',
      ),
      Buffer.from('Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nxOAsIOLxuCD17vDu+O4u\n--b\n'),
      Buffer.from('Content-Type: text/plain; charset=unicode-1-1-utf-7\n\n+AOk-t+AOk-\n--b--\n'),
    ]),
  )
  expect(mail.text).toBe('Sí, mañana\nДа, всё хорошо.\nété')
})

test('a list’s footer under base64 is none of it, nor are plain words that are labelled so', async () => {
  const footer = '_____\nMentors mailing list\nhttps://lists.example.org/mentors\n'
  const encoded = `Content-Transfer-Encoding: base64\n\n${Buffer.from('Да, всё хорошо.').toString('base64')}\n${footer}`
  const plain = 'Content-Transfer-Encoding: base64\n\nYes, every week.'
  const multipart = `Content-Type: multipart/mixed; boundary=b\n\n--b\n${encoded}\n--b\n${plain}\n--b--\n`
  const textOf = async (rest: string) => (await readMail(Buffer.from(`From: a@example.org\n${rest}`))).text
  expect(await textOf(encoded)).toBe('Да, всё хорошо.')
  expect(await textOf(plain)).toBe('Yes, every week.')
  expect(await textOf(multipart)).toBe('Да, всё хорошо.\nYes, every week.')
})

test('addresses come out of groups, comments and encoded words', async () => {
  const mail = await readMail(
    raw(
      'From: =?iso-8859-1?q?Andr=E9?= <Andre@Example.org>',
      'To: friends: a@example.org, "B, b" <b@example.org>;, c@example.org (Cy)',
      'Reply-To: MAILER-DAEMON',
      'Return-Path: <>',
      '',
      'x',
    ),
  )
  expect(mail).toMatchObject({
    from: { address: 'andre@example.org', name: 'André' },
    to: [
      { address: 'a@example.org', name: '' },
      { address: 'b@example.org', name: 'B, b' },
      { address: 'c@example.org', name: 'Cy' },
    ],
    replyTo: [{ address: 'mailer-daemon', name: '' }],
    returnPath: '',
  })
})

describe('more than any letter holds is refused with a reason:', () => {
  const parts = (count: number) => `Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nyes\n'.repeat(count)}--b--\n`
  const nested = (depth: number) => {
    const heads = Array.from({ length: depth }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`)
    return `${heads.join('')}\nyes\n`
  }
  test.each([
    ['headers', `${'X-One: y\n'.repeat(1001)}\nyes`, /headers/],
    ['bytes of headers', `Subject: ${'x'.repeat(520_000)}\n\nyes`, /bytes of headers/],
    [
      'headers of a part',
      `Content-Type: multipart/mixed; boundary=b\n\n--b\nX: ${'x'.repeat(70_000)}\n\nyes\n--b--`,
      /header size/,
    ],
    ['parts', parts(1001), /nodes/],
    ['parts in parts', nested(70), /nested/],
  ])('%s', async (_, rest, reason) => {
    const bytes = Buffer.from(`From: a@example.org\n${rest}`)
    await expect(readMail(bytes)).rejects.toThrow(Unreadable)
    await expect(readMail(bytes)).rejects.toThrow(reason)
  })

  test('and what they do hold is read', async () => {
    expect((await readMail(Buffer.from(`From: a@example.org\n${parts(500)}`))).parts).toHaveLength(500)
    expect((await readMail(Buffer.from(`From: a@example.org\n${nested(50)}`))).text).toBe('yes\n')
  })
})

test('of a part too long for anybody, the start is read, and the parts behind it', async () => {
  const mail = await readMail(
    raw(
      'From: a@example.org',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: application/pdf; name=long.pdf',
      '',
      'JVBERi0xLjQK\n'.repeat(400_000),
      '--b',
      '',
      'yes',
      '--b--',
    ),
  )
  expect(mail).toMatchObject({ text: 'yes', parts: [{ filename: 'long.pdf', content: null }, { content: 'yes' }] })
})

test('the head alone says whom and what a letter is about', () => {
  const head = readHead(raw('From: a@example.org', 'To: r1@in.example.org', 'Subject: =?utf-8?q?S=C3=AD?=', ''))
  expect(head).toMatchObject({ from: { address: 'a@example.org' }, to: [{ address: 'r1@in.example.org' }], subject: 'Sí' })
})
