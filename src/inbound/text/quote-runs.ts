import { attributionAt, type Credited } from './attribution.ts'
import { dividerIn } from './dividers.ts'
import { headerBlockAt } from './header-block.ts'
import { isBlank, type Line } from './lines.ts'

/**
 * The line after a run of quoted lines, blank lines inside it and lines that a wrap left without their mark included.
 *
 * @param wrote whether words of the writer's own stand above
 */
export function quoteEnd(lines: Line[], start: number, wrote: boolean): number {
  let end = start
  for (let at = start; at < lines.length; at += 1) {
    const line = lines[at]!
    if (line.depth > 0) end = at + 1
    else if (isBlank(line.text)) continue
    else if (at === end && wrapped(lines, at, wrote)) end = at + 1
    else break
  }
  return end
}

/**
 * A line without a mark that goes on with the sentence above, which was too long for its program: "> … reply PAUSE. To
 * leave, reply\nSTOP." Between two marked lines it begins small; below the last one, it is short, and the answer stood above.
 */
function wrapped(lines: Line[], at: number, wrote: boolean): boolean {
  const above = lines[at - 1]!
  const below = lines[at + 1]
  const text = lines[at]!.text.trim()
  // notmuch tells of the parts that it does not quote
  if (text.length < 100 && /^Non-text part: [\w.+-]+\/[\w.+-]+$/.test(text)) return true
  if (above.raw.length + text.split(/\s/, 1)[0]!.length < 72 || /[.!?。！？:]\s*$/.test(above.text)) return false
  if (below && below.depth > 0) return /^[\p{Ll}\p{N}"'(),;]/u.test(text)
  return wrote && text.length < 40 && (!below || isBlank(below.text))
}

/** Phones quote the attribution too: "> On … Ana wrote:". Hotmail quotes the headers. */
export function creditedInside(lines: Line[], start: number, end: number, credited: Credited): boolean {
  for (let at = start; at < end && at < start + 12; at += 1) {
    const line = lines[at]!
    if (isBlank(line.text)) continue
    if (line.certain || line.cut || dividerIn(line) || headerBlockAt(lines, at) !== null) return true
    if (attributionAt(lines, at, () => 4, credited) !== null) return true
    if (at > start + 3) return false
  }
  return false
}

/**
 * GroupWise and old news readers mark only the attribution: ">>> Ana 03.03.2026 09:05 >>>", ">>>>> On … Ana said:".
 *
 * @returns the line after it when what follows is not marked, else null
 */
export function loneCredit(lines: Line[], start: number, end: number, credited: Credited): number | null {
  const line = lines[start]!
  if (line.depth < 3 || line.certain || end - start > 3) return null
  let full = 0
  for (let at = start; at < end; at += 1) if (!isBlank(lines[at]!.text)) full += 1
  if (full > 1) return null
  const bare: Line = { ...line, depth: 0, text: line.text.replace(/[\s>]+$/, '') }
  return attributionAt([bare], 0, () => 4, credited) === null ? null : end
}

/** Signs that some programs use in place of ">": s-nail, nmh, GNU Emacs, old bulletin boards. */
const oddSigns = /^\s{0,8}([|:»%#+}¦])/
/** Supercite: the initials or a name of the writer, "PC> ", "Ana>  ". */
const initials = /^\s{0,8}([\p{L}.-]{1,24})>/u

/**
 * Recognises by the first line below an attribution that the program marks quotations in another way, and counts
 * all lines marked so as quoted from there on.
 *
 * @param indents whether mere indentation may be the mark
 * @returns whether it did
 */
export function remark(lines: Line[], start: number, indents: boolean): boolean {
  const first = lines[start]!
  const odd = oddSigns.exec(first.text)?.[1]
  const name = initials.exec(first.text)?.[1]
  const indented = indents && /^(?: {2,}|\t)/.test(first.text)
  const isMarked = odd
    ? (text: string) => oddSigns.exec(text)?.[1] === odd
    : name
      ? (text: string) => initials.exec(text)?.[1] === name
      : indented
        ? (text: string) => /^(?: {2,}|\t)/.test(text)
        : null
  if (!isMarked) return false
  const full = lines.slice(start).filter(({ text }) => !isBlank(text))
  const other = full.findIndex(({ text }) => !isMarked(text))
  // a single line may be a list, or code
  if (other >= 0 ? other < 2 : full.length < 2 || (indented && !odd)) return false
  for (let at = start; at < lines.length; at += 1) if (isMarked(lines[at]!.text)) lines[at]!.depth = first.depth + 1
  return true
}
