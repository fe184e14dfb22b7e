import { z } from 'zod'
import type { Address, Mail, Part } from './mail.ts'
import { decodeText } from './mime/charset.ts'
import { decodeWords, ids, printable, readParameters } from './mime/fields.ts'
import { limits, Unreadable } from './mime/source.ts'

const person = z.object({ Email: z.string().default(''), Name: z.string().default(''), MailboxHash: z.string().default('') })

/** Postmark's inbound webhook, as far as it is read; unknown fields are left alone. */
const postmarkInbound = z.object({
  MessageID: z.string().min(1),
  From: z.string().default(''),
  FromName: z.string().default(''),
  FromFull: person.optional(),
  ToFull: z.array(person).default([]),
  CcFull: z.array(person).default([]),
  BccFull: z.array(person).default([]),
  OriginalRecipient: z.string().default(''),
  ReplyTo: z.string().default(''),
  MailboxHash: z.string().default(''),
  Subject: z.string().nullish(),
  Date: z.string().nullish(),
  TextBody: z.string().nullish(),
  HtmlBody: z.string().nullish(),
  Headers: z.array(z.object({ Name: z.string(), Value: z.string().nullish() })).default([]),
  Attachments: z
    .array(
      z.object({
        Name: z.string().default(''),
        Content: z.string().default(''),
        ContentType: z.string().default('application/octet-stream'),
        ContentLength: z.number().default(0),
      }),
    )
    .default([]),
})

type PostmarkInbound = z.infer<typeof postmarkInbound>

/**
 * A provider's arrival as the same Mail that raw bytes give. Report parts come as attachments there; those that hold
 * text are decoded, all others are only listed.
 *
 * @param payload the request's body, parsed as JSON
 * @throws {Unreadable} when it is another thing, or holds more headers or attachments than any letter
 */
export function fromPostmark(payload: unknown): Mail {
  const parsed = postmarkInbound.safeParse(payload)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new Unreadable(`not the provider's JSON: ${issue?.path.join('.')} ${issue?.message}`)
  }
  const arrived = parsed.data
  if (arrived.Headers.length > limits.headers) throw new Unreadable(`more than ${limits.headers} headers`)
  if (arrived.Attachments.length > limits.parts) throw new Unreadable(`more than ${limits.parts} parts`)
  const headers = arrived.Headers.map(({ Name, Value }): [string, string] => [
    Name.toLowerCase().trim(),
    printable(decodeWords((Value ?? '').slice(0, 16_000))).trim(),
  ])
  const header = (name: string) => headers.find(([key]) => key === name)?.[1]
  const text = clean(arrived.TextBody, limits.text)
  const html = clean(arrived.HtmlBody, limits.html)
  return {
    headers: [['from', arrived.From], ['subject', printable(arrived.Subject ?? '')], ...headers],
    from: toAddress(arrived.FromFull ?? { Email: arrived.From, Name: arrived.FromName }),
    to: arrived.ToFull.map(toAddress).filter(address => address !== null),
    cc: arrived.CcFull.map(toAddress).filter(address => address !== null),
    replyTo: arrived.ReplyTo === '' ? [] : [{ address: arrived.ReplyTo.trim().toLowerCase(), name: '' }],
    returnPath:
      header('return-path')
        ?.replaceAll(/[<>\s]/g, '')
        .toLowerCase() ?? null,
    subject: printable(arrived.Subject ?? '')
      .trim()
      .slice(0, 1000),
    date: readDate(arrived.Date),
    messageId: ids(header('message-id'))[0] ?? null,
    inReplyTo: ids(header('in-reply-to'))[0] ?? null,
    references: ids(header('references')),
    text: text === '' ? null : text,
    html: html === '' ? null : html,
    parts: [...bodyParts(text, html, header('content-type')), ...arrived.Attachments.map(toPart)],
    size: text.length + html.length + arrived.Attachments.reduce((sum, { ContentLength }) => sum + ContentLength, 0),
  }
}

function bodyParts(text: string, html: string, contentType: string | undefined): Part[] {
  const { parameters } = readParameters(contentType ?? '')
  const part = (type: string, content: string): Part => ({
    type,
    parameters: type === 'text/plain' && !parameters.boundary ? parameters : {},
    disposition: null,
    filename: null,
    size: content.length,
    content,
  })
  return [...(text === '' ? [] : [part('text/plain', text)]), ...(html === '' ? [] : [part('text/html', html)])]
}

function toPart({ Name, Content, ContentType, ContentLength }: PostmarkInbound['Attachments'][number]): Part {
  const { value, parameters } = readParameters(ContentType)
  const readable = value.startsWith('message/') || value.startsWith('text/rfc822') || value === 'text/plain'
  const bytes = readable ? Buffer.from(Content.slice(0, limits.text * 2), 'base64') : null
  return {
    type: value,
    parameters,
    disposition: 'attachment',
    filename: printable(Name).slice(0, 200),
    size: ContentLength,
    content: bytes && clean(decodeText(bytes, parameters.charset), limits.text),
  }
}

function toAddress({ Email, Name }: { Email: string; Name: string }): Address | null {
  const address = printable(Email).trim().toLowerCase()
  return address === '' ? null : { address, name: printable(Name).trim().slice(0, 200) }
}

const clean = (text: string | null | undefined, most: number) =>
  (text ?? '').slice(0, most).replaceAll('\r\n', '\n').replaceAll('\r', '\n').replaceAll('\0', '')

function readDate(text: string | null | undefined): Date | null {
  const date = new Date((text ?? '').slice(0, 60))
  return Number.isNaN(date.getTime()) ? null : date
}
