import type { Mail } from '../mail.ts'
import { decodeWords, type Field, firstOf, ids, lastOf, printable, readAddresses, splitHead } from './fields.ts'
import { evenOut } from './source.ts'

/** What the head of a message says, without its parts. */
export type MailHead = Omit<Mail, 'text' | 'html' | 'parts' | 'size'>

/**
 * The head alone, of a message or of its first bytes.
 *
 * @throws {Unreadable}
 */
export const readHead = (bytes: Uint8Array): MailHead => headOf(splitHead(evenOut(bytes)).fields)

/** What a message's header fields say. */
export function headOf(fields: Field[]): MailHead {
  const addresses = (name: string) => fields.filter(field => field.name === name).flatMap(({ value }) => readAddresses(value))
  return {
    headers: fields.map(({ name, value }): [string, string] => [name, decodeWords(value)]),
    from: addresses('from')[0] ?? null,
    to: addresses('to'),
    cc: addresses('cc'),
    replyTo: addresses('reply-to'),
    returnPath: returnPath(fields),
    subject: printable(decodeWords(firstOf(fields, 'subject') ?? ''))
      .trim()
      .slice(0, 1000),
    date: readDate(firstOf(fields, 'date')),
    messageId: ids(firstOf(fields, 'message-id'))[0] ?? null,
    inReplyTo: ids(firstOf(fields, 'in-reply-to'))[0] ?? null,
    references: ids(lastOf(fields, 'references')),
  }
}

function returnPath(fields: Field[]): string | null {
  const value = firstOf(fields, 'return-path') ?? firstOf(fields, 'x-envelope-from')
  if (value === undefined) return null
  const open = value.indexOf('<')
  const inner = open >= 0 ? value.slice(open + 1, value.indexOf('>', open) < 0 ? undefined : value.indexOf('>', open)) : value
  return inner.trim().toLowerCase().slice(0, 320)
}

function readDate(header: string | undefined): Date | null {
  if (!header) return null
  const date = new Date(header.slice(0, 60).replace(/\(.*$/, '').trim())
  return Number.isNaN(date.getTime()) ? null : date
}
