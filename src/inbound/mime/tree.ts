import { decodeWords, fromBase64, fromQuotedPrintable, readParameters } from './words.ts'

/** A message that nobody should read by machine: the reason says why. It is kept for a person. */
export class Unreadable extends Error {}

/** What one message may hold. Far above anything that people or their programs send. */
export const limits = {
  bytes: 50_000_000,
  headers: 1000,
  headerBytes: 512_000,
  nested: 60,
  parts: 600,
  text: 65_536,
  html: 262_144,
}

export type Field = { name: string /** unfolded, still as bytes in a binary string */; raw: string }

/** A part that holds no other parts. `within` are the multiparts around it, outermost first. */
export type Leaf = {
  fields: Field[]
  type: string
  parameters: Record<string, string>
  disposition: string | null
  filename: string | null
  encoding: string
  body: string
  within: { id: number; type: string }[]
}

type Open = { id: number; type: string; boundary: string }

/**
 * Takes a message apart in one pass over its lines, whatever its nesting: every line that starts with two hyphens is
 * looked up among the boundaries that are open. RFC 2046 §5.1
 *
 * Our own rather than mailparser's: a stream a message costs five times as much, it keeps report parts as attachments,
 * and it has no answer to bare-CR mail, wrong charset labels and messages built to take long.
 *
 * @param source the message as a binary string, its line ends already `\n`
 */
export function takeApart(source: string): { fields: Field[]; leaves: Leaf[] } {
  const top = readFields(source, 0)
  const leaves: Leaf[] = []
  const open: Open[] = []
  let ids = 0
  let part = begin(top.fields, [])
  let start = top.end

  function begin(fields: Field[], within: Open[]): Leaf & { multipart: boolean } {
    const { value, parameters } = readParameters(last(fields, 'content-type') ?? '')
    const type = value.includes('/')
      ? value.split(/[\s,]/, 1)[0]!
      : within.at(-1)?.type === 'multipart/digest'
        ? 'message/rfc822'
        : 'text/plain'
    const placed = readParameters(last(fields, 'content-disposition') ?? '')
    const multipart = type.startsWith('multipart/')
    return {
      fields,
      type,
      parameters,
      disposition: placed.value || null,
      filename: placed.parameters.filename ?? parameters.name ?? null,
      encoding: (last(fields, 'content-transfer-encoding') ?? '').trim().toLowerCase().split(/[\s;]/, 1)[0]!,
      body: '',
      within: within.map(({ id, type }) => ({ id, type })),
      multipart,
    }
  }
  const finish = (end: number) => {
    if (part.multipart) return
    if (leaves.length >= limits.parts) throw new Unreadable(`more than ${limits.parts} parts`)
    leaves.push({ ...part, body: source.slice(start, end) })
  }
  const enter = () => {
    if (!part.multipart) return
    const boundary = part.parameters.boundary || guessBoundary(source, start)
    if (boundary === '' || source.indexOf(`--${boundary}`, start - 1) < 0) {
      part = { ...part, type: 'text/plain', multipart: false }
      return
    }
    if (open.length >= limits.nested) throw new Unreadable(`parts nested more than ${limits.nested} deep`)
    open.push({ id: ++ids, type: part.type, boundary })
  }

  enter()
  let line = source.startsWith('--', start) ? start : next(source, start)
  while (line >= 0 && open.length > 0) {
    const newline = source.indexOf('\n', line)
    const lineEnd = newline < 0 ? source.length : newline
    const met = lineEnd - line > 300 ? null : meets(open, source.slice(line + 2, lineEnd).trimEnd())
    if (!met) {
      line = next(source, lineEnd)
      continue
    }
    finish(Math.max(start, line - 1))
    open.length = met.depth + 1
    if (met.closes) {
      open.pop()
      // what follows belongs to nobody, until an outer boundary comes
      part = { ...part, multipart: true }
      start = lineEnd + 1
      line = next(source, lineEnd)
      continue
    }
    const { fields, end } = readFields(source, lineEnd + 1)
    part = begin(fields, open)
    start = end
    enter()
    line = source.startsWith('--', end) && (end === 0 || source[end - 1] === '\n') ? end : next(source, end)
  }
  if (!(leaves.length > 0 && start > source.length)) finish(source.length)
  return { fields: top.fields, leaves }
}

/** Where the next line that begins with two hyphens begins, or -1. */
function next(source: string, from: number): number {
  const at = source.indexOf('\n--', Math.max(0, from - 1))
  return at < 0 ? -1 : at + 1
}

function meets(open: Open[], line: string): { depth: number; closes: boolean } | null {
  for (let depth = open.length - 1; depth >= 0; depth--) {
    const { boundary } = open[depth]!
    if (line === boundary) return { depth, closes: false }
    if (line.length === boundary.length + 2 && line.startsWith(boundary) && line.endsWith('--')) return { depth, closes: true }
  }
  return null
}

/** Some gateways lose the boundary parameter: the first line with two hyphens that headers follow is one. */
function guessBoundary(source: string, from: number): string {
  for (let line = source.startsWith('--', from) ? from : next(source, from), tries = 0; line >= 0 && tries < 20; tries++) {
    const end = source.indexOf('\n', line)
    if (end < 0) return ''
    if (end - line < 100 && /^content-/i.test(source.slice(end + 1, end + 9))) return source.slice(line + 2, end).trimEnd()
    line = next(source, end)
  }
  return ''
}

/**
 * The header fields that begin at a place, and where the body begins after them.
 *
 * @throws {Unreadable} when there are more than any program writes
 */
export function readFields(source: string, from: number): { fields: Field[]; end: number } {
  const fields: Field[] = []
  let at = from
  while (at < source.length) {
    const newline = source.indexOf('\n', at)
    const end = newline < 0 ? source.length : newline
    if (end === at) return { fields, end: end + 1 }
    if (end - from > limits.headerBytes) throw new Unreadable(`more than ${limits.headerBytes} bytes of headers`)
    const first = source.charCodeAt(at)
    if ((first === 32 || first === 9) && fields.length > 0) {
      const field = fields.at(-1)!
      const more = source.slice(at, end).trim()
      if (more === '') {
        // a line of blanks ends the headers for programs that trim what they relay
        if (source.charCodeAt(end + 1) !== 32 && source.charCodeAt(end + 1) !== 9 && nameEnd(source, end + 1) < 0)
          return { fields, end: end + 1 }
      } else field.raw += ` ${more}`
    } else {
      const colon = nameEnd(source, at)
      if (colon > 0 && colon < end) {
        if (fields.length >= limits.headers) throw new Unreadable(`more than ${limits.headers} headers`)
        fields.push({ name: source.slice(at, colon).trim().toLowerCase(), raw: source.slice(colon + 1, end).trim() })
      } else if (fields.length === 0 && !source.startsWith('From ', at) && !source.startsWith('>From ', at)) {
        return { fields, end: at }
      } else if (source.startsWith('--', at)) {
        // the blank line before the first part got lost
        return { fields, end: at }
      }
    }
    at = end + 1
  }
  return { fields, end: source.length }
}

/** The place of the colon after a header's name, or -1 where no header begins. */
function nameEnd(source: string, at: number): number {
  for (let i = at; i < at + 100; i++) {
    const code = source.charCodeAt(i)
    if (code === 58) return i > at ? i : -1
    if (code === 32 || code === 9) {
      let blank = i
      while (blank < i + 4 && (source.charCodeAt(blank) === 32 || source.charCodeAt(blank) === 9)) blank += 1
      return source.charCodeAt(blank) === 58 && i > at ? blank : -1
    }
    if (!(code > 32 && code < 127)) return -1
  }
  return -1
}

export const last = (fields: Field[], name: string) => fields.findLast(field => field.name === name)?.raw
export const firstOf = (fields: Field[], name: string) => fields.find(field => field.name === name)?.raw

/** A leaf's bytes, its transfer encoding taken off; at most so many characters of the source are looked at. */
export function bytesOf(leaf: Leaf, most: number): Buffer {
  const body = leaf.body.length > most ? leaf.body.slice(0, most) : leaf.body
  if (leaf.encoding === 'base64') return fromBase64(body)
  if (leaf.encoding === 'quoted-printable') return fromQuotedPrintable(body)
  return Buffer.from(body, 'latin1')
}

export const filenameOf = (leaf: Leaf) => (leaf.filename === null ? null : decodeWords(leaf.filename).slice(0, 200))
