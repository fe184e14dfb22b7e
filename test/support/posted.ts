import { randomUUID } from 'node:crypto'
import type { Outgoing } from '../../src/outbound/transport.ts'

export type Verdict = 'pass' | 'none' | 'fail'

export type Written = {
  from: string
  fromName?: string
  to: string
  subject: string
  text: string
  verdict: Verdict
  at: Date
  inReplyTo?: string
  messageId?: string
  headers?: { Name: string; Value: string }[]
}

const stamp = (at: Date) => at.toUTCString().replace('GMT', '+0000')

const findings: Record<Verdict, string> = {
  pass: 'DKIM_SIGNED,DKIM_VALID,DKIM_VALID_AU,SPF_PASS',
  none: 'HTML_MESSAGE',
  fail: 'SPF_FAIL,DKIM_INVALID',
}

/** A letter as the provider's inbound webhook tells it: its own findings stand above its own door's Received line. */
export function postmarkInbound(w: Written): Record<string, unknown> {
  const host = w.from.split('@')[1]
  const id = w.messageId ?? `<${randomUUID()}@${host}>`
  return {
    FromName: w.fromName ?? '',
    MessageStream: 'inbound',
    From: w.from,
    FromFull: { Email: w.from, Name: w.fromName ?? '', MailboxHash: '' },
    To: w.to,
    ToFull: [{ Email: w.to, Name: '', MailboxHash: '' }],
    Cc: '',
    CcFull: [],
    Bcc: '',
    BccFull: [],
    OriginalRecipient: w.to,
    Subject: w.subject,
    MessageID: randomUUID(),
    ReplyTo: '',
    MailboxHash: '',
    Date: stamp(w.at),
    TextBody: w.text,
    HtmlBody: '',
    StrippedTextReply: '',
    Tag: '',
    Headers: [
      { Name: 'Return-Path', Value: `<${w.from}>` },
      { Name: 'X-Spam-Status', Value: 'No' },
      { Name: 'X-Spam-Tests', Value: findings[w.verdict] },
      {
        Name: 'Received',
        Value: `from mx.${host} (mx.${host} [198.51.100.7]) by p-pm-inboundg01a-aws-euwest1a.inbound.postmarkapp.com (Postfix) with ESMTPS id 1B9E04055C for <${w.to}>; ${stamp(w.at)}`,
      },
      { Name: 'Message-ID', Value: id },
      ...(w.inReplyTo
        ? [
            { Name: 'In-Reply-To', Value: w.inReplyTo },
            { Name: 'References', Value: w.inReplyTo },
          ]
        : []),
      ...(w.headers ?? []),
      { Name: 'Content-Type', Value: 'text/plain; charset=utf-8' },
      { Name: 'MIME-Version', Value: '1.0' },
    ],
    Attachments: [],
  }
}

/** The same letter as raw MIME, for the door of other providers. */
export const rawMime = (w: Written): string =>
  [
    `Return-Path: <${w.from}>`,
    `Message-ID: ${w.messageId ?? `<${randomUUID()}@${w.from.split('@')[1]}>`}`,
    `Date: ${stamp(w.at)}`,
    `From: ${w.fromName ? `${w.fromName} <${w.from}>` : w.from}`,
    `To: ${w.to}`,
    `Subject: ${w.subject}`,
    ...(w.inReplyTo ? [`In-Reply-To: ${w.inReplyTo}`, `References: ${w.inReplyTo}`] : []),
    ...(w.headers ?? []).map(({ Name, Value }) => `${Name}: ${Value}`),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    ...w.text.split('\n'),
  ].join('\r\n')

/** New words above the letter that they answer, as most mail programs write it. */
export const quoting = (words: string, letter: Outgoing, at: Date): string =>
  [
    words,
    '',
    `On ${at.toUTCString().slice(0, 16)}, ${letter.from.name} wrote:`,
    ...letter.text.split('\n').map(line => (line === '' ? '>' : `> ${line}`)),
  ].join('\n')
