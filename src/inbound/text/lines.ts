/** One line of a letter, with its quotation marks taken off and counted. */
export type Line = {
  /** as it came, without control characters */
  raw: string
  /** without quotation marks and the space after them */
  text: string
  /** how many quotation marks, or quoting elements around it */
  depth: number
  /** a structure of the HTML says that this is quoted, however the line looks */
  certain?: boolean
  /** an element that says who is quoted */
  credit?: boolean
  /** from here on all is quoted: a program put its divider here */
  cut?: boolean
  /** inside an element that a program made for the signature */
  signature?: boolean
}

/** How much of a letter is read, in UTF-16 units. What a person writes is far shorter; what follows is quotation. */
export const readAtMost = 65_536
/** No line is looked at further than this; RFC 5322 allows 998 octets, flowed paragraphs are longer. */
export const lineAtMost = 4_096

const marks = new Set(['>', '|', '›', '＞', '»', '¦'])

/** A mark that needs no company: "> ". Bars and guillemets count only where an attribution or a neighbour says so. */
const sure = (mark: string) => mark === '>' || mark === '＞' || mark === '›'

/** ">:(", ">_<", ">.>" are moods, not marks. */
const isFace = (start: string) => /^>(?:[:;=]['-]?[()[\]DPpoO|/\\]|_[<>]|\.[<>]|\^|o<)/.test(start)

/** Takes the marks off a line. `Ana> ` and `AN> ` (Supercite) count as one. */
export function unquote(raw: string, bars = false): { depth: number; text: string } {
  let at = 0
  let depth = 0
  for (;;) {
    let mark = at
    while (mark < raw.length && mark - at < 2 && (raw[mark] === ' ' || raw[mark] === '\ufeff' || raw[mark] === '\u200b'))
      mark += 1
    const sign = raw[mark]
    if (sign === undefined || !marks.has(sign) || !(bars || sure(sign))) break
    if (sign === '>' && depth === 0 && isFace(raw.slice(mark, mark + 4))) break
    depth += 1
    at = mark + 1
    if (depth > 200) break
  }
  if (depth > 0 && raw[at] === ' ') at += 1
  return { depth, text: raw.slice(at) }
}

export const isBlank = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) if (!isInvisible(text.charCodeAt(at))) return false
  return true
}

/** White space and the marks of direction that programs put around names. */
function isInvisible(code: number): boolean {
  return (
    code <= 0x20 ||
    code === 0xa0 ||
    code === 0xad ||
    (code >= 0x2000 && code <= 0x200f) ||
    (code >= 0x2028 && code <= 0x202f) ||
    (code >= 0x205f && code <= 0x206f) ||
    code === 0x3000 ||
    code === 0xfeff ||
    code === 0x3164
  )
}

/** Marks of direction, the byte order mark and control characters, which carry no words. Joiners stay: emoji and Persian need them. */
const unspoken = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g

export const withoutMarks = (text: string): string => text.replace(unspoken, '')

/** Cuts text into lines of bounded number and length, at any of the three line ends. */
export function split(text: string): string[] {
  const cut = text.length > readAtMost ? text.slice(0, readAtMost) : text
  return cut.split(/\r\n|\n|\r|\u2028|\u2029/).map(line => (line.length > lineAtMost ? line.slice(0, lineAtMost) : line))
}

export function toLine(raw: string): Line {
  const clean = withoutMarks(raw)
  const { depth, text } = unquote(clean)
  return { raw: clean, text, depth }
}
