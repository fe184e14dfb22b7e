import { type Field, lastOf, readParameters } from './fields.ts'
import { limits, Unreadable } from './source.ts'

/**
 * The message as mailparser is given it: the headers that say how to read the body, and the body. What gateways and
 * lists break is mended before, since mailparser takes it at its word:
 *
 * - a multipart that lost its boundary has no parts for it: the boundary is looked for;
 * - it looks for the innermost boundary alone: a multipart that never ends is ended where the one around it goes on;
 * - it decodes whatever is labelled base64: a list's footer under it, plain words, what a broken character puts out of step.
 *
 * @throws {Unreadable} when parts stand deeper in parts than in any letter
 */
export function mend(fields: Field[], body: Buffer): Buffer {
  const names = ['content-type', 'content-disposition', 'content-transfer-encoding']
  const head = new Map(names.map(name => [name, lastOf(fields, name)?.slice(0, 4000) ?? '']))
  const text = body.toString('latin1')
  const { value, parameters } = readParameters(head.get('content-type')!)
  let boundary = value.startsWith('multipart/') ? (parameters.boundary ?? '') : ''
  if (value.startsWith('multipart/') && (boundary === '' || !text.includes(`--${boundary}`))) {
    boundary = guessBoundary(text)
    head.set('content-type', boundary ? `${value}; boundary="${boundary}"` : 'text/plain')
  }
  const lines = [...head].filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${value}\n`)
  const latin1 = Buffer.from(lines.join('')).toString('latin1')
  return Buffer.from(boundary ? `${latin1}\n${mendParts(text, boundary)}` : mendBase64(`${latin1}\n${text}`), 'latin1')
}

/** The first line with two hyphens that headers follow. */
const guessBoundary = (text: string) => /^--([^\n"\\]{1,80}?)[ \t]*\ncontent-/im.exec(text.slice(0, 100_000))?.[1] ?? ''

function mendParts(text: string, outermost: string): string {
  const named = new Set([outermost])
  const open: string[] = []
  const out: string[] = []
  let from = 0
  for (const { 1: line, 2: name, index } of text.matchAll(/^--(.{1,200})$|boundary="?([^"\s;]{1,200})/gim)) {
    if (name) named.add(name)
    if (!line) continue
    const ends = !named.has(line) && line.endsWith('--')
    const boundary = ends ? line.slice(0, -2) : line
    if (!named.has(boundary)) continue
    out.push(mendBase64(text.slice(from, index)))
    from = index
    const depth = open.lastIndexOf(boundary)
    const unended = depth < 0 ? [] : open.splice(depth + 1)
    out.push(...unended.toReversed().map(one => `--${one}--\n`))
    if (ends && depth >= 0) open.pop()
    if (!ends && depth < 0) open.push(boundary)
    if (open.length > limits.nested) throw new Unreadable(`parts nested more than ${limits.nested} deep`)
  }
  return out.join('') + mendBase64(text.slice(from))
}

const encoding = /^content-transfer-encoding(?=:[ \t]*base64)/im
const notBase64 = /[^A-Za-z0-9+/=\s]/g

function mendBase64(part: string): string {
  const body = part.indexOf('\n\n') + 2
  const head = part.slice(0, Math.min(body, limits.partHeaderBytes))
  if (!encoding.test(head) || part.slice(body).search(notBase64) < 0) return part
  const lines = part.slice(body).split('\n')
  const foreign = lines.findIndex(line => line.trim().includes(' ') || line.replaceAll(notBase64, '').length < line.length * 0.7)
  const own = foreign < 0 ? lines : lines.slice(0, foreign)
  if (own.every(line => line.trim() === '')) return part.replace(encoding, 'x-content-transfer-encoding')
  // one character for another, so that what follows keeps its place
  return part.slice(0, body) + own.map(line => `${line.replaceAll(notBase64, 'A')}\n`).join('')
}
