/** A message that nobody should read by machine: the reason says why. It is kept for a person. */
export class Unreadable extends Error {}

/** What one message may hold. Far above anything that people or their programs send. */
export const limits = {
  bytes: 50_000_000,
  headers: 1000,
  headerBytes: 512_000,
  partHeaderBytes: 16_000,
  nested: 60,
  parts: 600,
  text: 65_536,
  html: 262_144,
}

/** A longest part is HTML, three bytes a character in its transfer encoding. What stands behind is not looked at. */
const most = limits.html * 3
/** Blanks in a row: a decoder goes back and forth over them. */
const mostBlanks = 100

const [nul, tab, lf, cr, blank, dash, semicolon] = [0, 9, 10, 13, 32, 45, 59]

const isBoundary = (bytes: Uint8Array, at: number) =>
  Buffer.from(bytes.subarray(at, at + 9))
    .toString('latin1')
    .toLowerCase() === 'boundary='

/**
 * The bytes as mailparser can take them, in one pass: `\n` at the end of every line whatever stood there, no NULs, no
 * blanks behind what may be a boundary, and the blank again before a `boundary=` that lost it where a header was folded. Whatever is longer than anybody reads is cut, up to the next line that may be
 * a boundary, since what the decoders build grows with it.
 *
 * @throws {Unreadable} when there are more bytes than a letter has
 */
export function evenOut(bytes: Uint8Array): Buffer {
  if (bytes.length > limits.bytes) throw new Unreadable(`larger than ${limits.bytes / 1e6} MB`)
  const firstCr = bytes.indexOf(cr)
  const firstLf = bytes.indexOf(lf)
  // a file whose first line ends in a bare CR ends all of them so, and two of them are a blank line
  const bare = firstCr >= 0 && (firstLf < 0 || firstCr < firstLf - 1) && bytes[firstCr + 1] !== cr
  // a blank may be put in for each `boundary=`
  const out = Buffer.allocUnsafe(bytes.length + Math.ceil(bytes.length / 10))
  let length = 0
  let line = 0
  let blanks = 0
  let room = most
  const trim = () => {
    // not the "-- " over a signature
    if (out[line] !== dash || out[line + 1] !== dash || length <= line + 3) return
    while (out[length - 1] === blank || out[length - 1] === tab) length -= 1
  }
  for (let i = 0; i < bytes.length; i++) {
    let byte = bytes[i]!
    if (byte === nul) continue
    if (byte === cr) {
      if (bytes[i + 1] === lf || (!bare && bytes[i + 1] === cr && bytes[i + 2] === lf)) continue
      byte = lf
    }
    blanks = byte === blank || byte === tab ? blanks + 1 : 0
    if (blanks > mostBlanks) continue
    if (byte === dash && length === line + 1 && out[line] === dash) room = most
    // of a line too far behind, only so much is looked at as says whether it may be a boundary
    if (room <= 0 && byte !== lf && length >= line + 2) continue
    if (byte === lf) {
      if (room <= 0 && length <= line + 2) {
        length = line
        continue
      }
      trim()
      line = length + 1
    }
    out[length++] = byte
    room -= 1
    if (byte === lf && out[length - 2] === semicolon && isBoundary(bytes, i + 1)) out[length++] = tab
  }
  trim()
  return out.subarray(0, length)
}
