import libmime from 'libmime'
import addressparser from 'nodemailer/lib/addressparser'
import type { Address } from '../mail.ts'
import { decodeText } from './charset.ts'
import { limits, Unreadable } from './source.ts'

/** A header field: its name in lower case, its value unfolded, its encoded words as they came. */
export type Field = { name: string; value: string }

/** The blank line under the headers: some programs leave blanks in it, some lose it before the first part. */
const headEnd = /\n\n|\n[ \t]+\n(?![ \t]|[!-9;-~]{1,100}[ \t]{0,3}:)|\n(?=--)/
const headStart = /^(?:>?From |[!-9;-~]{1,100}[ \t]{0,3}:)/

/**
 * The header fields of a message, and its body.
 *
 * Here and not in mailparser, since that takes raw bytes for UTF-8, where we read them in the charset that the letter
 * names elsewhere; and since a message is tied to its letter by its head alone, outside of the reader's threads.
 *
 * @param source its line ends already `\n`
 * @throws {Unreadable} when there are no fields, or more than any program writes
 */
export function splitHead(source: Buffer): { fields: Field[]; body: Buffer } {
  let start = 0
  while (start < 2000 && source[start]! <= 32) start += 1
  const top = source.toString('latin1', start, start + limits.headerBytes)
  const end = headEnd.exec(top)
  if (!end && source.length > start + limits.headerBytes) throw new Unreadable(`more than ${limits.headerBytes} bytes of headers`)
  const head = top.slice(0, end?.index)
  const fields = headStart.test(head) ? readFields(head) : []
  if (fields.length === 0) throw new Unreadable('no header found: this is not an email')
  if (fields.length > limits.headers) throw new Unreadable(`more than ${limits.headers} headers`)
  const charset = isPlain(head) ? '' : /charset="?([\w.:-]{1,40})/i.exec(top)?.[1]
  for (const field of fields) if (!isPlain(field.value)) field.value = decodeText(Buffer.from(field.value, 'latin1'), charset)
  return { fields, body: source.subarray(end ? start + end.index + end[0].length : source.length) }
}

/** The fields that stand in a block of lines; lines that are none are passed over. */
export function readFields(block: string): Field[] {
  return block
    .split(/\n(?![ \t])/)
    .map(line => libmime.decodeHeader(line))
    .filter(({ key }) => /^[!-9;-~]{1,100}$/.test(key))
    .map(({ key, value }) => ({ name: key, value: value.slice(0, 16_000).replaceAll(/[ \t]{2,}/g, ' ') }))
}

const isPlain = (text: string) => /^[\0-~]*$/.test(text)

export const firstOf = (fields: Field[], name: string) => fields.find(field => field.name === name)?.value
export const lastOf = (fields: Field[], name: string) => fields.findLast(field => field.name === name)?.value

export const decodeWords = (value: string) => (value.includes('=?') ? libmime.decodeWords(value) : value)

/** `text/plain; charset="utf-8"; name*0*=…`: the value in lower case and its parameters. */
export function readParameters(header: string): { value: string; parameters: Record<string, string> } {
  const { value, params } = libmime.parseHeaderValue(header.slice(0, 4000))
  const decoded = Object.entries(params).map(([name, text]) => [name, decodeWords(text)])
  return { value: (value || '').toLowerCase().trim(), parameters: Object.fromEntries(decoded) }
}

/**
 * The addresses of a From, To, Cc or Reply-To header, addr-specs in lower case. What holds no address is left out, but
 * for the machines that sign with a name alone.
 */
export function readAddresses(header: string): Address[] {
  return addressparser(header, { flatten: true })
    .map(({ address, name }) =>
      address === '' && /^(?:mailer-daemon|postmaster)/i.test(name) ? { address: name, name: '' } : { address, name },
    )
    .filter(({ address }) => address !== '')
    .slice(0, 200)
    .map(({ address, name }) => ({
      address: printable(address.replace(/^mailto:/i, '').replaceAll(/[<>"\s]/g, ''))
        .toLowerCase()
        .slice(0, 320),
      name: printable(decodeWords(name)).trim().slice(0, 200),
    }))
}

/** Message ids without their angle brackets. */
export function ids(header: string | undefined): string[] {
  const out: string[] = []
  const text = header ?? ''
  for (let open = text.indexOf('<'); open >= 0 && out.length < 100; open = text.indexOf('<', open + 1)) {
    const close = text.indexOf('>', open)
    if (close < 0) break
    out.push(text.slice(open + 1, close).replaceAll(/\s/g, ''))
    open = close
  }
  if (out.length === 0 && text.includes('@')) out.push(text.trim().split(/\s/, 1)[0]!)
  return out
}

const controls = /[\u0000-\u001f\u007f]+/g
const turners = /[\u202a-\u202e\u2066-\u2069]/g

/** Line ends, other controls and marks that turn the writing direction do not belong in an address or a subject. */
export const printable = (text: string) => text.replaceAll(controls, ' ').replaceAll(turners, '')
