import type { Mail, Part } from './mail.ts'
import { printable, readAddresses } from './mime/addresses.ts'
import { decodeText } from './mime/charset.ts'
import { bytesOf, type Field, filenameOf, firstOf, type Leaf, last, limits, takeApart, Unreadable } from './mime/tree.ts'
import { decodeWords } from './mime/words.ts'

export { Unreadable } from './mime/tree.ts'

/**
 * A message taken apart. Reads what programs really send: bare CR and doubled CR line ends, mbox separators, raw 8-bit
 * headers, wrong and missing charset labels, lost boundaries. Work and memory grow with the bytes and no faster;
 * attachments are measured, never opened.
 *
 * @throws {Unreadable} when it is no message, or larger, deeper or wider than any that a person sends
 */
export function readMail(bytes: Uint8Array): Mail {
  if (bytes.length > limits.bytes) throw new Unreadable(`larger than ${limits.bytes / 1e6} MB`)
  const source = evenLines(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const { fields, leaves } = takeApart(source)
  if (fields.length === 0) throw new Unreadable('no header found: this is not an email')

  const charset = leaves.find(leaf => leaf.parameters.charset)?.parameters.charset ?? ''
  const value = (name: string) => decodeWords(firstOf(fields, name) ?? '', charset)
  const addresses = (name: string) =>
    fields.filter(field => field.name === name).flatMap(field => readAddresses(field.raw, charset))
  const parts = leaves.map(toPart)
  return {
    headers: fields.map(({ name, raw }): [string, string] => [
      name,
      raw.length > 16_000 ? raw.slice(0, 16_000) : decodeWords(raw, charset),
    ]),
    from: addresses('from')[0] ?? null,
    to: addresses('to'),
    cc: addresses('cc'),
    replyTo: addresses('reply-to'),
    returnPath: returnPath(fields),
    subject: printable(value('subject')).trim().slice(0, 1000),
    date: readDate(firstOf(fields, 'date')),
    messageId: ids(firstOf(fields, 'message-id'))[0] ?? null,
    inReplyTo: ids(firstOf(fields, 'in-reply-to'))[0] ?? null,
    references: ids(last(fields, 'references')),
    ...bodies(leaves, parts),
    parts,
    size: bytes.length,
  }
}

const [nul, lf, cr] = [0, 10, 13]

/** The bytes as a binary string, with `\n` at the end of every line whatever stood there, and without NULs. */
function evenLines(bytes: Buffer): string {
  if (!bytes.includes(cr) && !bytes.includes(nul)) return withoutLead(bytes.toString('latin1'))
  const firstCr = bytes.indexOf(cr)
  const firstLf = bytes.indexOf(lf)
  // a file whose first line ends in a bare CR ends all of them so, and two of them are a blank line
  const bare = firstCr >= 0 && (firstLf < 0 || firstCr < firstLf - 1) && bytes[firstCr + 1] !== cr
  const out = Buffer.allocUnsafe(bytes.length)
  let length = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (byte === nul) continue
    if (byte === cr && (bytes[i + 1] === lf || (!bare && bytes[i + 1] === cr && bytes[i + 2] === lf))) continue
    out[length++] = byte === cr ? lf : byte
  }
  return withoutLead(out.toString('latin1', 0, length))
}

/** Blank lines before the first header are no end of the headers. */
function withoutLead(text: string): string {
  const start = text.length - text.trimStart().length
  return start > 0 && start < 2000 ? text.slice(start) : text
}

function toPart(leaf: Leaf): Part {
  const readable = leaf.type.startsWith('text/') || leaf.type.startsWith('message/')
  const most = leaf.type === 'text/html' ? limits.html : limits.text
  return {
    type: leaf.type,
    parameters: leaf.parameters,
    disposition: leaf.disposition,
    filename: filenameOf(leaf),
    size: leaf.body.length,
    content: readable ? clean(decodeText(bytesOf(leaf, most * 3), leaf.parameters.charset), most) : null,
  }
}

const clean = (text: string, most: number) =>
  (text.length > most ? text.slice(0, most) : text).replaceAll('\r\n', '\n').replaceAll('\r', '\n')

/** What the writer's program shows: the text of every part that is read in place, and the HTML of the same. */
function bodies(leaves: Leaf[], parts: Part[]): { text: string | null; html: string | null } {
  const texts: string[] = []
  const htmls: string[] = []
  let onlyHtml = false
  leaves.forEach((leaf, i) => {
    const content = parts[i]!.content
    if (content === null || !isShown(leaf, i)) return
    const alternatives = leaf.within.filter(({ type }) => type === 'multipart/alternative').map(({ id }) => id)
    const html = leaf.type === 'text/html' || looksLikeHtml(content)
    if (html) {
      htmls.push(content)
      onlyHtml ||=
        !leaves.some(other => other.type === 'text/plain' && other.within.some(({ id }) => alternatives.includes(id))) &&
        shows(content)
    } else if (leaf.type === 'text/plain') {
      texts.push(content)
      const twin = leaves.some(other => other.type === 'text/html' && other.within.some(({ id }) => alternatives.includes(id)))
      if (!twin && (htmls.length > 0 || leaves.some(other => other.type === 'text/html')))
        htmls.push(`<div style="white-space:pre-wrap">${asText(content)}</div>`)
    }
  })
  const html = leaves.some(leaf => leaf.type === 'text/html') || onlyHtml
  const text = texts.join('\n')
  return {
    // where some of the words stand in HTML alone, the plain parts are not the whole letter
    text: texts.length > 0 && !(onlyHtml && html) ? text.slice(0, limits.text) : null,
    html: htmls.length > 0 && html ? htmls.join('\n').slice(0, limits.html) : null,
  }
}

function isShown(leaf: Leaf, index: number): boolean {
  if (leaf.disposition === 'attachment' && !(index === 0 && leaf.filename === null)) return false
  if (leaf.filename !== null && leaf.disposition !== 'inline' && index > 0 && leaf.type !== 'text/html') return false
  // of a report only the words for people are read; the rest is for `kind`
  const report = leaf.within.some(({ type }) => type === 'multipart/report')
  return !(report && index > 0 && leaf.within.at(-1)!.type === 'multipart/report')
}

const looksLikeHtml = (content: string) => /^\s{0,40}(?:<!doctype html|<html)/i.test(content.slice(0, 200))
const asText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Whether HTML shows any words at all: Apple Mail ends letters with an empty page after each attachment. */
function shows(html: string): boolean {
  let inTag = false
  for (let i = Math.max(0, html.search(/<body/i)); i < html.length; i++) {
    const char = html[i]!
    if (char === '<') inTag = true
    else if (char === '>') inTag = false
    else if (!inTag && char.trim() !== '') return true
  }
  return false
}

function returnPath(fields: Field[]): string | null {
  const value = firstOf(fields, 'return-path') ?? firstOf(fields, 'x-envelope-from')
  if (value === undefined) return null
  const open = value.indexOf('<')
  const inner = open >= 0 ? value.slice(open + 1, value.indexOf('>', open) < 0 ? undefined : value.indexOf('>', open)) : value
  return inner.trim().toLowerCase().slice(0, 320)
}

/** Message ids without their angle brackets. */
export function ids(header: string | undefined): string[] {
  const out: string[] = []
  const text = (header ?? '').slice(0, 16_000)
  for (let open = text.indexOf('<'); open >= 0 && out.length < 100; open = text.indexOf('<', open + 1)) {
    const close = text.indexOf('>', open)
    if (close < 0) break
    out.push(text.slice(open + 1, close).replaceAll(/\s/g, ''))
    open = close
  }
  if (out.length === 0 && text.includes('@')) out.push(text.trim().split(/\s/, 1)[0]!)
  return out
}

function readDate(header: string | undefined): Date | null {
  if (!header) return null
  const date = new Date(header.slice(0, 60).replace(/\(.*$/, '').trim())
  return Number.isNaN(date.getTime()) ? null : date
}
