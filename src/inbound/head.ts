import { type MailHead, readHead } from './mime/head.ts'
import { fromPostmark } from './postmark-inbound.ts'
import { senderVerdict, type Verdict } from './verdict.ts'

/** The outside of a message: enough to tie it to a letter and a person before anybody reads it. */
export type Head = {
  /** addresses it was sent to, the envelope's first */
  sentTo: string[]
  /** addresses in its To alone: whom it speaks to */
  to: string[]
  from: { address: string; name: string } | null
  subject: string
  messageId: string | null
  inReplyTo: string | null
  references: string[]
  verdict: Verdict
}

const mostHead = 256 * 1024

/** Bytes of a raw message up to the blank line that ends its headers; the body is for the reader's threads. */
function headBytes(raw: Uint8Array): Uint8Array {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, mostHead))
  const ends = ['\r\n\r\n', '\n\n', '\r\r'].map(mark => bytes.indexOf(mark, 1)).filter(at => at > 0)
  const end = ends.length > 0 ? Math.min(...ends) : bytes.length
  return Buffer.concat([bytes.subarray(0, end), Buffer.from('\r\n\r\n')])
}

/** Ids as they stand in headers. */
const bracketed = (id: string | null) => (id === null ? null : `<${id}>`)

const headFrom = (mail: MailHead, sentTo: string[], verdict: Verdict): Head => ({
  sentTo,
  to: mail.to.map(one => one.address.toLowerCase()),
  from: mail.from ? { address: mail.from.address.toLowerCase(), name: mail.from.name } : null,
  subject: mail.subject,
  messageId: bracketed(mail.messageId),
  inReplyTo: bracketed(mail.inReplyTo),
  references: mail.references.map(id => `<${id}>`),
  verdict,
})

const recipientHeaders = new Set(['delivered-to', 'x-original-to', 'envelope-to'])

/**
 * The head of raw MIME.
 *
 * @param envelope what the pipe that holds the token told: `to`, and `auth`, its verdict on the sender
 * @throws Unreadable
 */
export function headOfRaw(raw: Uint8Array, envelope: Record<string, string>): Head {
  const mail = readHead(headBytes(raw))
  const told = (envelope.to ?? '').split(/[\s,;<>]+/).filter(part => part.includes('@'))
  const named = mail.headers.filter(([name]) => recipientHeaders.has(name)).map(([, value]) => value.replaceAll(/[<>]/g, ''))
  const auth = envelope.auth
  return headFrom(
    mail,
    [...told, ...[...mail.to, ...mail.cc].map(one => one.address), ...named],
    auth === 'pass' || auth === 'fail' ? auth : 'none',
  )
}

/**
 * The head of the provider's JSON.
 *
 * @throws Unreadable when it is another thing
 */
export function headOfPosted(text: string): Head {
  const json = JSON.parse(text) as Record<string, unknown>
  const mail = fromPostmark({ ...json, TextBody: '', HtmlBody: '', Attachments: [] })
  const blind = Array.isArray(json.BccFull) ? json.BccFull.map(one => String((one as { Email?: unknown })?.Email ?? '')) : []
  const sentTo = [String(json.OriginalRecipient ?? ''), ...[...mail.to, ...mail.cc].map(one => one.address), ...blind].filter(
    address => address.includes('@'),
  )
  const headers = Array.isArray(json.Headers) ? (json.Headers as { Name: string; Value?: string }[]) : []
  return headFrom(mail, sentTo, mail.from ? senderVerdict(headers, mail.from.address) : 'none')
}
