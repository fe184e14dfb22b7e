import type { Address } from '../mail.ts'
import { decodeWords, splitOutsideQuotes } from './words.ts'

const most = 200

/**
 * The addresses of a From, To, Cc or Reply-To header, addr-specs in lower case. Groups are opened, comments become
 * names, and what holds no address is left out. RFC 5322 §3.4
 *
 * @param header the value as it came: encoded words are decoded after the commas are read, never before
 */
export function readAddresses(header: string, charset = ''): Address[] {
  const out: Address[] = []
  for (const piece of splitOutsideQuotes(header.slice(0, 32_000), ',')) {
    for (const one of openGroup(piece)) {
      const address = readAddress(one, charset)
      if (address) out.push(address)
      if (out.length >= most) return out
    }
  }
  return out
}

function openGroup(piece: string): string[] {
  const colon = piece.indexOf(':')
  const before = piece.slice(0, colon)
  const inGroup = colon >= 0 && !['"', '<', '=?', '@'].some(mark => before.includes(mark))
  return splitOutsideQuotes(inGroup ? piece.slice(colon + 1) : piece, ';')
}

function readAddress(text: string, charset: string): Address | null {
  const close = text.lastIndexOf('>')
  const open = close > 0 ? text.lastIndexOf('<', close) : -1
  if (open >= 0) {
    const address = text.slice(open + 1, close).trim()
    return address === '' ? null : { address: bare(address), name: name(text.slice(0, open), charset) }
  }
  const comment = text.indexOf('(')
  const address = (comment >= 0 ? text.slice(0, comment) : text).trim()
  if (!address.includes('@') && !/^mailer-daemon|^postmaster/i.test(address)) return null
  const spec = address.split(/\s/).find(word => word.includes('@')) ?? address
  return { address: bare(spec), name: comment >= 0 ? name(text.slice(comment + 1).replace(')', ''), charset) : '' }
}

const bare = (address: string) =>
  printable(address.replace(/^mailto:/i, '').replaceAll(/[<>"\s]/g, ''))
    .toLowerCase()
    .slice(0, 320)

function name(text: string, charset: string): string {
  const plain = text.trim()
  const inner = plain.startsWith('"') && plain.endsWith('"') && plain.length > 1 ? plain.slice(1, -1).replaceAll('\\', '') : plain
  return printable(decodeWords(inner, charset)).trim().slice(0, 200)
}

const controls = /[\u0000-\u001f\u007f]+/g
const turners = /[\u202a-\u202e\u2066-\u2069]/g

/** Line ends, other controls and marks that turn the writing direction do not belong in an address or a subject. */
export const printable = (text: string) => text.replaceAll(controls, ' ').replaceAll(turners, '')
