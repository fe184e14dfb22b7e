import { createHash } from 'node:crypto'
import type { Person } from './people.ts'

/** A letter as it lies in somebody's mailbox. */
type Received = { subject: string; text: string; messageId: string; from: string; replyTo: string; sentAt: Date }

export type Written = {
  key: string
  from: { name: string; email: string }
  to: string
  cc?: string
  subject: string
  text: string
  /** the letter that is answered, quoted as the program does */
  answers?: Received
  client: Person['client']
  at: Date
  automatic?: boolean
}

const quoted = (letter: Received) =>
  letter.text
    .split('\n')
    .map(line => (line === '' ? '>' : `> ${line}`))
    .join('\n')

const stamp = (at: Date) =>
  new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
  }).format(at)

/** The body as the program would send it: the words above, below or without what they answer. */
function body({ text, answers, client }: Written): string {
  if (!answers) return `${text}\n`
  switch (client) {
    case 'button':
      return `${text}\n`
    case 'phone':
      return `${text}\n\nSent from my phone\n\nOn ${stamp(answers.sentAt)}, ${answers.from} wrote:\n\n${quoted(answers)}\n`
    case 'webmail':
      return `${text}\n\nOn ${stamp(answers.sentAt)} ${answers.from} wrote:\n\n${quoted(answers)}\n`
    case 'desktop':
      return `${text}\n\n-----Original Message-----\nFrom: ${answers.from}\nSent: ${stamp(answers.sentAt)}\nSubject: ${answers.subject}\n\n${answers.text}\n`
    case 'plain':
      return `On ${stamp(answers.sentAt)}, ${answers.from} wrote:\n${quoted(answers)}\n\n${text}\n`
  }
}

const idOf = (key: string) => createHash('sha256').update(key).digest('hex').slice(0, 32)

function headers(mail: Written): [string, string][] {
  const list: [string, string][] = [
    ['Message-ID', `<${idOf(mail.key)}@people.example>`],
    ['Date', mail.at.toUTCString()],
    ['MIME-Version', '1.0'],
  ]
  // a button opens a new message, which answers nothing by its headers
  if (mail.answers && mail.client !== 'button')
    list.push(['In-Reply-To', mail.answers.messageId], ['References', mail.answers.messageId])
  if (mail.automatic) list.push(['Auto-Submitted', 'auto-replied'], ['Precedence', 'auto_reply'])
  return list
}

const subjectOf = (mail: Written) =>
  mail.answers && mail.client !== 'button' && !/^re:/i.test(mail.subject) ? `Re: ${mail.subject}` : mail.subject

const encoded = (text: string) => (/^[\u0020-\u007e]*$/.test(text) ? text : `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`)

/** The message as raw MIME. */
export function asMime(mail: Written): Buffer {
  const lines = [
    `From: ${encoded(mail.from.name)} <${mail.from.email}>`,
    `To: <${mail.to}>`,
    ...(mail.cc ? [`Cc: <${mail.cc}>`] : []),
    `Subject: ${encoded(subjectOf(mail))}`,
    ...headers(mail).map(([name, value]) => `${name}: ${value}`),
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(body(mail)).toString('base64').replace(/.{76}/g, '$&\r\n'),
  ]
  return Buffer.from(`${lines.join('\r\n')}\r\n`)
}

/** The message as the provider's inbound webhook has it, with its own findings about the sender above its door. */
export function asPostmark(mail: Written): string {
  const person = (email: string, name = '') => ({ Email: email, Name: name, MailboxHash: '' })
  const host = 'p-pm-inbound.inbound.postmarkapp.com'
  return JSON.stringify({
    FromName: mail.from.name,
    MessageStream: 'inbound',
    From: mail.from.email,
    FromFull: person(mail.from.email, mail.from.name),
    To: mail.to,
    ToFull: [person(mail.to)],
    Cc: mail.cc ?? '',
    CcFull: mail.cc ? [person(mail.cc)] : [],
    Bcc: '',
    BccFull: [],
    OriginalRecipient: mail.cc && mail.cc !== mail.to ? mail.cc : mail.to,
    Subject: subjectOf(mail),
    MessageID: idOf(`postmark:${mail.key}`).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5'),
    ReplyTo: '',
    MailboxHash: '',
    Date: mail.at.toUTCString(),
    TextBody: body(mail),
    HtmlBody: '',
    StrippedTextReply: '',
    Tag: '',
    Headers: [
      { Name: 'Return-Path', Value: `<${mail.from.email}>` },
      { Name: 'Received', Value: `by ${host} (Postfix, from userid 996)\tid 7A1C24512F` },
      { Name: 'X-Spam-Status', Value: 'No' },
      { Name: 'X-Spam-Tests', Value: 'DKIM_SIGNED,DKIM_VALID,DKIM_VALID_AU,SPF_PASS' },
      { Name: 'Received-SPF', Value: `pass receiver=p-pm-inbound; identity=mailfrom; envelope-from="${mail.from.email}"` },
      {
        Name: 'Received',
        Value: `from mx.people.example (mx.people.example [198.51.100.25])\tby ${host} (Postfix) with ESMTPS id 1B9E04055C`,
      },
      ...headers(mail).map(([Name, Value]) => ({ Name, Value })),
    ],
    Attachments: [],
  })
}
