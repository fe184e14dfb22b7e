import { decodeText } from './charset.ts'

/** RFC 2047. Each piece stops at the next question mark, so the scan is linear. */
const encodedWord = /=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=/g

/** A header's value with its encoded words decoded and its raw bytes read in the likeliest charset. */
export function decodeWords(value: string, charset = ''): string {
  const raw = isPlain(value) ? value : decodeText(Buffer.from(value, 'latin1'), charset)
  if (!raw.includes('=?')) return raw
  let out = ''
  let at = 0
  // words in a row of one charset are joined as bytes first: programs cut characters in two between them
  let run: { charset: string; bytes: Buffer[] } | null = null
  const flush = () => {
    if (run) out += decodeText(Buffer.concat(run.bytes), run.charset)
    run = null
  }
  for (const match of raw.matchAll(encodedWord)) {
    const between = raw.slice(at, match.index)
    const name = match[1]!.split('*')[0]!.toLowerCase()
    const touching = run !== null && between.trim() === ''
    if (!touching || run!.charset !== name) flush()
    if (!touching) out += between
    run ??= { charset: name, bytes: [] }
    run.bytes.push(match[2]!.toLowerCase() === 'b' ? Buffer.from(match[3]!, 'base64') : fromQ(match[3]!))
    at = match.index + match[0].length
  }
  flush()
  return out + raw.slice(at)
}

function isPlain(value: string): boolean {
  for (let i = 0; i < value.length; i++) if (value.charCodeAt(i) > 0x7e) return false
  return true
}

const hex = (code: number) =>
  code >= 48 && code <= 57 ? code - 48 : (code | 32) >= 97 && (code | 32) <= 102 ? (code | 32) - 87 : -1

function fromQ(word: string): Buffer {
  return fromQuotedPrintable(word.replaceAll('_', ' '))
}

/** Quoted-printable in a binary string, to bytes; what is not well formed stays as it is. RFC 2045 §6.7 */
export function fromQuotedPrintable(text: string): Buffer {
  const out = Buffer.allocUnsafe(text.length)
  let length = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code !== 61) {
      out[length++] = code
      continue
    }
    const [high, low] = [hex(text.charCodeAt(i + 1)), hex(text.charCodeAt(i + 2))]
    if (high >= 0 && low >= 0) {
      out[length++] = high * 16 + low
      i += 2
      continue
    }
    let end = i + 1
    while (end - i < 80 && (text[end] === ' ' || text[end] === '\t')) end += 1
    if (text[end] === '\n' || end >= text.length) i = end
    else out[length++] = code
  }
  return out.subarray(0, length)
}

/** Base64 in a binary string, to bytes. Stops at the first line that cannot be base64, such as a list's footer. */
export function fromBase64(text: string): Buffer {
  const bad = text.search(/[^A-Za-z0-9+/=\s]/)
  if (bad < 0) return Buffer.from(text, 'base64')
  const start = text.lastIndexOf('\n', bad) + 1
  const good = text.slice(0, start)
  return good.trim() === ''
    ? Buffer.from(text, 'latin1')
    : Buffer.concat([Buffer.from(good, 'base64'), Buffer.from(`\n${text.slice(start)}`, 'latin1')])
}

/** `text/plain; charset="utf-8"; name*0*=…`: the value and its parameters, RFC 2231 continuations joined and decoded. */
export function readParameters(header: string): { value: string; parameters: Record<string, string> } {
  const pieces = splitOutsideQuotes(header.slice(0, 4000), ';')
  const value = (pieces[0] ?? '').trim().toLowerCase()
  const parameters: Record<string, string> = {}
  const parts = new Map<string, { encoded: boolean; text: string }[]>()
  for (const piece of pieces.slice(1, 60)) {
    const equals = piece.indexOf('=')
    if (equals < 1) continue
    const name = piece.slice(0, equals).trim().toLowerCase()
    const text = unquote(piece.slice(equals + 1).trim())
    const star = name.indexOf('*')
    if (star < 0) parameters[name] ??= decodeWords(text)
    else {
      const base = name.slice(0, star)
      if (!parts.has(base)) parts.set(base, [])
      parts.get(base)!.push({ encoded: name.endsWith('*'), text })
    }
  }
  for (const [name, list] of parts) parameters[name] ??= join2231(list)
  return { value, parameters: { ...parameters } }
}

function join2231(list: { encoded: boolean; text: string }[]): string {
  const mark = list[0]!.encoded ? list[0]!.text.split("'") : []
  const charset = mark.length >= 3 ? mark[0]! : ''
  const bytes = list.map(({ encoded, text }, i) => {
    const plain = i === 0 && mark.length >= 3 ? mark.slice(2).join("'") : text
    return encoded ? fromQuotedPrintable(plain.replaceAll('%', '=')) : Buffer.from(plain, 'latin1')
  })
  return decodeText(Buffer.concat(bytes), charset)
}

function unquote(text: string): string {
  if (!text.startsWith('"')) return text.split(/\s/, 1)[0]!
  let out = ''
  for (let i = 1; i < text.length && text[i] !== '"'; i++) {
    if (text[i] === '\\') i += 1
    out += text[i] ?? ''
  }
  return out
}

/** Cuts at a separator that stands outside double quotes, comments and angle brackets. */
export function splitOutsideQuotes(text: string, separator: string): string[] {
  const out: string[] = []
  let start = 0
  let quoted = false
  let comment = 0
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (char === '\\') i += 1
    else if (char === '"' && comment === 0) quoted = !quoted
    else if (quoted) continue
    else if (char === '(') comment += 1
    else if (char === ')') comment = Math.max(0, comment - 1)
    else if (char === separator && comment === 0) {
      out.push(text.slice(start, i))
      start = i + 1
    }
  }
  out.push(text.slice(start))
  return out
}
