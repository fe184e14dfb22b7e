import { dateIn } from './dates.ts'
import { labelOf } from './header-block.ts'
import { isBlank, type Line } from './lines.ts'
import { hasAddress, labelKinds, tidy } from './words.ts'

/** The block has at most so many lines. */
const linesAtMost = 16

/**
 * Whether the head of a quoted letter begins at a line as Lotus Notes prints it: the writer, the date below, then
 * "To", "cc" and "Subject", which may stand on lines of their own and without colons.
 *
 * @returns the line after it, or null
 */
export function notesBlockAt(lines: Line[], start: number): number | null {
  const [first, second] = [lines[start]!, lines[start + 1]]
  if (!second || second.text.length > 60 || first.text.length > 120 || !/\p{Nd}/u.test(second.text)) return null
  if (!hasAddress(first.text) && !first.text.includes('/')) return null
  const date = dateIn(tidy(second.text))
  if (!date.year || !date.time || labelOf(second.text)) return null
  const kinds = new Set<string>()
  let end = start
  for (let at = start + 2; at < lines.length && at < start + linesAtMost; at += 1) {
    const line = lines[at]!
    if (line.depth !== first.depth || isBlank(line.text)) continue
    const label = labelOf(line.text)
    const kind = label?.kind ?? labelKinds.get(tidy(line.text))
    if (!kind) continue
    kinds.add(kind)
    // the value of a label that stands alone is on the next line that is not blank
    end = at + 1
    if (!label || label.value === '') while (end < lines.length && end < at + 3 && isBlank(lines[end]!.text)) end += 1
    if (!label && end < lines.length && !labelKinds.has(tidy(lines[end]!.text))) end += 1
    if (kind === 'subject') break
  }
  return kinds.has('subject') && kinds.size >= 2 ? end : null
}
