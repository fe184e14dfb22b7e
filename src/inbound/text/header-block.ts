import { dateIn } from './dates.ts'
import { isBlank, type Line } from './lines.ts'
import type { Label } from './words/header-labels.ts'
import { hasAddress, labelKinds, tidy } from './words.ts'

/** A label is at most so long ("date de l'envoi"); a header block at most so many lines (Outlook lists every recipient). */
const labelAtMost = 28
const linesAtMost = 30

/** The label that opens a line ("Von: …", "*From:* …", "发件人：…"), and what stands after it. */
export function labelOf(line: string): { kind: Label; value: string } | null {
  const text = tidy(line).replace(/^[|•\-–\s]+/, '')
  const colon = text.slice(0, labelAtMost + 4).search(/[:：]/)
  if (colon < 1 || colon > labelAtMost) return null
  const kind = labelKinds.get(text.slice(0, colon).trim())
  return kind ? { kind, value: text.slice(colon + 1).trim() } : null
}

const isDated = (value: string) => {
  const date = dateIn(value.slice(0, 120))
  return date.year || date.day || date.time
}

/**
 * Whether a block of header lines ("From: … Sent: … To: … Subject: …") begins at a line, in whatever language and
 * order. Two labels are enough when they name an address and a date; three, when they show either.
 *
 * @returns the line after it, or null
 */
export function headerBlockAt(lines: Line[], start: number): number | null {
  if (!/[:：|]/.test(lines[start]!.text)) return null
  // bsd-mailx quotes the line that parts letters in a mailbox, too
  if (/^\s*From \S{1,200}@\S{1,200} {1,3}\w{3} \w{3} /.test(lines[start]!.text.slice(0, 500)) && lines[start + 1]) {
    return headerBlockAt(lines, start + 1)
  }
  if (manyInOneLine(lines[start]!.text)) return start + 1
  if (!labelOf(lines[start]!.text)) return null
  const depth = lines[start]!.depth
  const kinds = new Set<Label>()
  let address = false
  let dated = false
  let end = start
  let loose = 0
  for (let at = start; at < lines.length && at < start + linesAtMost; at += 1) {
    const line = lines[at]!
    if (line.depth !== depth) break
    if (isBlank(line.text)) {
      // QQ and some phones leave one blank line before the subject
      if (kinds.size >= 2 && (kinds.has('subject') || !nextIsLabel(lines, at))) break
      if ((loose += 1) > 2) break
      continue
    }
    const label = labelOf(line.text)
    if (!label) {
      // the rest of a long list of recipients, or of a long subject
      if ((loose += 1) > 3 || !continues(lines, at, depth)) break
      if (hasAddress(tidy(line.text))) address = true
      continue
    }
    if (kinds.has(label.kind) && label.kind !== 'other' && label.kind !== 'cc' && label.kind !== 'to') break
    kinds.add(label.kind)
    if (label.kind !== 'subject' && hasAddress(label.value)) address = true
    if (label.kind === 'sent' && isDated(label.value)) dated = true
    end = at
    loose = 0
  }
  const speaking = [...kinds].filter(kind => kind !== 'other').length
  if (speaking < 2 || !(kinds.has('from') || kinds.has('sent'))) return null
  if (speaking === 2 ? !(dated || (address && kinds.has('from'))) : !(dated || address || speaking > 3)) return null
  // the end of a subject that ran over its line
  let after = end + 1
  if (labelOf(lines[end]!.text)?.kind === 'subject') {
    const next = lines[after]
    const next2 = lines[after + 1]
    if (
      next &&
      !isBlank(next.text) &&
      next.depth === depth &&
      next2 &&
      isBlank(next2.text) &&
      lines[end]!.text.length > 60 &&
      next.text.length < 60
    )
      after += 1
  }
  return after
}

function nextIsLabel(lines: Line[], at: number): boolean {
  for (let next = at + 1; next < lines.length && next < at + 3; next += 1) {
    if (!isBlank(lines[next]!.text)) return labelOf(lines[next]!.text) !== null
  }
  return false
}

/** A line without a label goes on with the one above when a label follows soon, before any blank line. */
function continues(lines: Line[], at: number, depth: number): boolean {
  for (let next = at + 1; next < lines.length && next < at + 4; next += 1) {
    const line = lines[next]!
    if (line.depth !== depth || isBlank(line.text)) return false
    if (labelOf(line.text)) return true
  }
  return false
}

/** Some web mailers print the whole block in one line: "Temat: … 2023-01-17 13:46 Nadawca: … Adresat: …". */
function manyInOneLine(line: string): boolean {
  if (line.length > 600 || line.length < 30) return false
  const text = tidy(line)
  const pieces = text.split(/[:：]/, 12)
  if (pieces.length < 4) return false
  const kinds = new Set<Label>()
  for (const piece of pieces.slice(0, -1)) {
    const words = piece.split(/[\s\d]+/)
    const kind = labelKinds.get(words.at(-1) ?? '') ?? labelKinds.get(words.slice(-2).join(' '))
    if (kind) kinds.add(kind)
  }
  return kinds.size >= 3 && (hasAddress(text) || isDated(text))
}
