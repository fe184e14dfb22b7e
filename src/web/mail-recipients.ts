import { tokenIn } from '../reply-address.ts'

/** What may be a token: a whole local part, or what stands behind its last plus sign. */
const candidate = /(?<![^\s<>,;:"()+])[rp][a-z2-7]{26}(?=@)/gi
const named = /^(?:to|cc|bcc|delivered-to|x-original-to|envelope-to|x-envelope-to|x-forwarded-to)$/i
const mostText = 200_000

/** Our tokens among the recipients that a text names, in their order. */
const tokensIn = (text: string): string[] =>
  (text.slice(0, mostText).match(candidate) ?? []).map(found => tokenIn(`${found}@`)).filter(token => token !== null)

/** Our tokens anywhere in bytes that nobody can read. */
export const tokensAnywhere = (bytes: Buffer): string[] =>
  [...bytes.toString('latin1').matchAll(/[rp][a-z2-7]{26}(?=@)/gi)].map(([token]) => token.toLowerCase())

type Postmark = Record<string, unknown>

/** Our tokens among the recipients of a mail in the provider's JSON; the one that this copy was for comes first. */
export function tokensOfPostmark(mail: Postmark): string[] {
  const texts: unknown[] = [mail.OriginalRecipient, mail.To, mail.Cc, mail.Bcc]
  for (const list of [mail.ToFull, mail.CcFull, mail.BccFull])
    if (Array.isArray(list)) for (const one of list) texts.push(`${one?.Email ?? ''} `)
  if (Array.isArray(mail.Headers))
    for (const header of mail.Headers) if (named.test(String(header?.Name))) texts.push(header.Value)
  return tokensIn(texts.filter(text => typeof text === 'string').join(' '))
}

/** A header of a mail in the provider's JSON. */
export function headerOfPostmark(mail: Postmark, name: string): string | null {
  if (!Array.isArray(mail.Headers)) return null
  const found = mail.Headers.find(header => String(header?.Name).toLowerCase() === name)
  return typeof found?.Value === 'string' && found.Value.trim() !== '' ? found.Value.trim() : null
}

const mostHeaders = 256 * 1024

/**
 * Header lines of a raw message, unfolded, in lower-case names: just enough to see whom it is for, without taking the
 * message apart. A message may begin with an mbox line or blank lines, and end its lines in any way.
 */
export function headersOfRaw(raw: Buffer): [name: string, value: string][] {
  const text = raw.subarray(0, mostHeaders).toString('latin1').trimStart().replace(/\r\n?/g, '\n')
  const end = text.indexOf('\n\n')
  const lines = (end < 0 ? text : text.slice(0, end)).replace(/\n[ \t]+/g, ' ').split('\n')
  return lines.flatMap(line => {
    const colon = line.indexOf(':')
    return colon > 0 ? [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as [string, string]] : []
  })
}

/** Our tokens among the recipients of a raw message: its envelope's first, then those in its headers. */
export const tokensOfRaw = (envelopeTo: string, headers: [string, string][]): string[] =>
  tokensIn([envelopeTo, ...headers.filter(([name]) => named.test(name)).map(([, value]) => value)].join(' '))
