import { attributionAt, type Credited, tidy } from './attribution.ts'
import { dividerIn, isRule } from './dividers.ts'
import { isFooter } from './footers.ts'
import { headerBlockAt } from './header-block.ts'
import { isBlank, type Line } from './lines.ts'
import { notesBlockAt } from './notes-block.ts'

/** What becomes of a line. */
export type Fate = 'kept' | 'quoted' | 'loose'

export type Reading = { fates: Fate[]; quotes: boolean }

export type Circumstances = {
  credited: Credited
  /** lines that are known to be ours, by number */
  ours: Uint8Array
  /** the subject says that the letter is passed on */
  forward: boolean
}

/** How many blank lines may stand between an attribution and its quotation. */
const gapAtMost = 3

/**
 * Says of every line whether it was newly written. From top to bottom, once: attributions and the quoted lines
 * below them go; a divider or a block of headers ends the letter, unless nothing was written above it.
 */
export function readQuotes(lines: Line[], { credited, ours, forward }: Circumstances): Reading {
  const fates: Fate[] = new Array(lines.length).fill('kept')
  let quotes = false
  let wrote = false
  let credit = false
  const nextFull = (from: number) => {
    let at = from
    while (at < lines.length && isBlank(lines[at]!.text)) at += 1
    return at
  }
  const drop = (from: number, to: number) => {
    for (let at = from; at < to; at += 1) fates[at] = 'quoted'
    quotes = true
  }
  const dropRulesAbove = (from: number) => {
    for (let at = from - 1; at >= 0 && (isBlank(lines[at]!.text) || isRule(lines[at]!.text)); at -= 1) fates[at] = 'quoted'
  }
  let at = 0
  while (at < lines.length) {
    const line = lines[at]!
    if (isBlank(line.text) || ours[at]) {
      if (ours[at]) {
        fates[at] = 'quoted'
        quotes = true
      }
      at += 1
      continue
    }
    if (line.depth > 0) {
      const end = quoteEnd(lines, at)
      const lone = loneCredit(lines, at, end, credited)
      if (lone !== null) {
        drop(at, lone)
        credit = true
        if (!remark(lines, nextFull(lone) < lines.length ? nextFull(lone) : at, false)) {
          dropRulesAbove(at)
          dropOutside(lines, lone, ours, drop, fates)
          break
        }
        at = lone
        continue
      }
      credit ||= line.certain || creditedInside(lines, at, end, credited)
      for (let inner = at; inner < end; inner += 1) fates[inner] = credit || ours[inner] ? 'quoted' : 'loose'
      quotes = true
      at = end
      continue
    }
    const below = (last: number) => {
      let next = nextFull(last + 1)
      if (next - last > gapAtMost + 1) return 0
      let count = 0
      for (; next < lines.length && count < 4; next = nextFull(next + 1), count += 1)
        if (lines[next]!.depth <= line.depth && !ours[next]) break
      return count
    }
    const divider = dividerIn(line)
    const block = headerBlockAt(lines, at) ?? notesBlockAt(lines, at)
    if (line.cut || divider || block !== null) {
      const rest = divider || line.cut ? at + (line.cut && !divider && block === null ? 0 : 1) : block!
      const head = divider ? headersBelow(lines, rest) : rest
      if (wrote || !(divider === 'forwarded' || forward)) {
        dropRulesAbove(at)
        dropOutside(lines, at, ours, drop, fates)
        break
      }
      drop(at, head)
      credit = true
      at = head
      continue
    }
    const after = line.credit ? creditEnd(lines, at) : attributionAt(lines, at, below, credited)
    if (after !== null) {
      const next = nextFull(after)
      drop(at, after)
      credit = true
      if (next >= lines.length || lines[next]!.depth > line.depth || ours[next]) {
        at = after
        continue
      }
      if (remark(lines, next, !wrote)) {
        at = after
        continue
      }
      if (wrote || creditsUs(lines.slice(at, after), credited)) {
        dropRulesAbove(at)
        dropOutside(lines, at, ours, drop, fates)
        break
      }
      at = after
      continue
    }
    wrote ||= !isRule(line.text) && !isFooter(line.text)
    at += 1
  }
  settleLoose(lines, fates)
  return { fates, quotes }
}

/** Whether an attribution names us: what follows then is our letter, though nothing marks it. */
function creditsUs(lines: Line[], { names, addresses }: Credited): boolean {
  const text = tidy(lines.map(line => line.text).join(' '))
  return names.some(name => text.includes(name)) || addresses.some(address => text.includes(address.slice(address.indexOf('@'))))
}

/** The line after a run of lines that the markup calls an attribution. */
function creditEnd(lines: Line[], start: number): number {
  let at = start
  while (at < lines.length && lines[at]!.credit && lines[at]!.depth === 0) at += 1
  return at
}

/** Drops to the end, but for what stands between lines of our own letter: those are answers. */
function dropOutside(
  _lines: Line[],
  from: number,
  ours: Uint8Array,
  drop: (from: number, to: number) => void,
  fates: Fate[],
): void {
  const first = ours.indexOf(1, from)
  const last = ours.lastIndexOf(1)
  if (first < 0) {
    drop(from, fates.length)
    return
  }
  drop(from, first)
  for (let at = first; at <= last; at += 1) if (ours[at]) drop(at, at + 1)
  drop(last + 1, fates.length)
}

/** Quoted lines that nobody is credited with: at the end they are the rest of a quotation, elsewhere part of what was said. */
function settleLoose(lines: Line[], fates: Fate[]): void {
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    if (fates[at] === 'kept' && !isBlank(lines[at]!.text)) return
    if (fates[at] === 'loose') fates[at] = 'quoted'
  }
}

/** The line after a run of quoted lines, blank lines inside it and lines that a wrap left without their mark included. */
function quoteEnd(lines: Line[], start: number): number {
  let end = start
  for (let at = start; at < lines.length; at += 1) {
    const line = lines[at]!
    if (line.depth > 0) end = at + 1
    else if (isBlank(line.text)) continue
    else if (at === end && wrapped(lines, at)) end = at + 1
    else break
  }
  return end
}

/** A line without a mark between two with one, that goes on with the sentence above. */
function wrapped(lines: Line[], at: number): boolean {
  const above = lines[at - 1]!
  const below = lines[at + 1]
  const firstWord = lines[at]!.text.trim().split(/\s/, 1)[0]!.length
  if (!below || below.depth === 0 || above.raw.length + firstWord < 72) return false
  return /^[\p{Ll}\p{N}"'(),;]/u.test(lines[at]!.text) && !/[.!?。！？:]\s*$/.test(above.text)
}

/** Phones quote the attribution too: "> On … Ana wrote:". Hotmail quotes the headers. */
function creditedInside(lines: Line[], start: number, end: number, credited: Credited): boolean {
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
function loneCredit(lines: Line[], start: number, end: number, credited: Credited): number | null {
  const line = lines[start]!
  if (line.depth < 3 || line.certain || end - start > 3) return null
  let full = 0
  for (let at = start; at < end; at += 1) if (!isBlank(lines[at]!.text)) full += 1
  if (full > 1) return null
  const bare: Line = { ...line, depth: 0, text: line.text.replace(/[\s>]+$/, '') }
  return attributionAt([bare], 0, () => 4, credited) === null ? null : end
}

function headersBelow(lines: Line[], from: number): number {
  let at = from
  while (at < lines.length && at < from + 4 && isBlank(lines[at]!.text)) at += 1
  if (at >= lines.length) return from
  return headerBlockAt(lines, at) ?? from
}

/** Signs that some programs use in place of ">": s-nail, nmh, GNU Emacs, old bulletin boards. */
const oddSigns = /^\s{0,8}([|:»%#+}¦])/
/** Supercite: the initials of the writer, "PC> ". */
const initials = /^\s{0,8}[\p{L}.-]{1,8}>/u

/**
 * Recognises by the first line below an attribution that the program marks quotations in another way, and counts
 * all lines marked so as quoted from there on.
 *
 * @param indents whether mere indentation may be the mark
 * @returns whether it did
 */
function remark(lines: Line[], start: number, indents: boolean): boolean {
  const first = lines[start]!
  const odd = oddSigns.exec(first.text)?.[1]
  const indented = indents && /^(?: {2,}|\t)/.test(first.text)
  const isMarked = odd
    ? (text: string) => oddSigns.exec(text)?.[1] === odd
    : initials.test(first.text)
      ? (text: string) => initials.test(text)
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
