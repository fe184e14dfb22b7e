import { attributionAt, type Credited } from './attribution.ts'
import { dividerIn, isRule } from './dividers.ts'
import { isFooter } from './footers.ts'
import { headerBlockAt } from './header-block.ts'
import { isBlank, type Line } from './lines.ts'
import { notesBlockAt } from './notes-block.ts'
import { creditedInside, loneCredit, quoteEnd, remark } from './quote-runs.ts'
import { tidy } from './words.ts'

/** What becomes of a line. */
type Fate = 'kept' | 'quoted' | 'loose'

export type Reading = { fates: Fate[]; quotes: boolean }

export type Circumstances = {
  credited: Credited
  /** lines that are known to be ours, by number */
  ours: Uint8Array
  /** the subject says that the letter is passed on */
  forward: boolean
}

/** So many quoted lines are a letter that is answered, though nobody is credited; fewer may be what somebody cites. */
const quotationFrom = 3
/** How many blank lines may stand between an attribution and its quotation. */
const gapAtMost = 3

/**
 * Says of every line whether it was newly written. From top to bottom, once: attributions and the quoted lines
 * below them go; a divider or a block of headers ends the letter, unless nothing was written above it.
 */
export function readQuotes(lines: Line[], { credited, ours, forward }: Circumstances): Reading {
  const fates: Fate[] = new Array(lines.length).fill('kept')
  /** something of the writer's own stood above */
  let wrote = false
  /** somebody was credited above, so that quoted lines below are a quotation whoever they stand by */
  let credit = false
  let at = 0

  const drop = (from: number, to: number) => fates.fill('quoted', from, to)
  /** All below belongs to the letter that is answered. */
  const end = () => {
    for (let above = at - 1; above >= 0 && (isBlank(lines[above]!.text) || isRule(lines[above]!.text)); above -= 1)
      fates[above] = 'quoted'
    dropButAnswers(fates, at, ours)
    at = lines.length
  }

  const readQuoted = () => {
    const after = quoteEnd(lines, at, wrote)
    const lone = loneCredit(lines, at, after, credited)
    if (lone !== null) {
      credit = true
      const next = nextFull(lines, lone)
      if (next < lines.length && !remark(lines, next, false)) return end()
      drop(at, lone)
      at = lone
      return
    }
    credit ||= lines[at]!.certain === true || creditedInside(lines, at, after, credited)
    const long = lines.slice(at, after).filter(line => !isBlank(line.text)).length >= quotationFrom
    for (; at < after; at += 1) fates[at] = credit || long || ours[at] ? 'quoted' : 'loose'
  }

  const readHead = (): boolean => {
    const divider = dividerIn(lines[at]!)
    const block = headerBlockAt(lines, at) ?? notesBlockAt(lines, at)
    if (!lines[at]!.cut && !divider && block === null) return false
    const head = divider ? headersBelow(lines, at + 1) : (block ?? at + 1)
    // a divider above a marked quotation is an attribution: the answer may stand below
    const marked = !lines[at]!.cut && quotedBelow(lines, ours, head - 1, lines[at]!.depth) >= quotationFrom
    if (wrote || !(divider === 'forwarded' || forward || marked)) end()
    else {
      drop(at, head)
      credit = true
      at = head
    }
    return true
  }

  const readAttribution = (): boolean => {
    const below = (last: number) => quotedBelow(lines, ours, last, lines[at]!.depth)
    const after = lines[at]!.credit ? creditEnd(lines, at) : attributionAt(lines, at, below, credited)
    if (after === null) return false
    const next = nextFull(lines, after)
    const marked =
      next >= lines.length || lines[next]!.depth > lines[at]!.depth || ours[next] === 1 || remark(lines, next, !wrote)
    credit = true
    if (!marked && (wrote || creditsUs(lines.slice(at, after), credited))) end()
    else {
      drop(at, after)
      at = after
    }
    return true
  }

  while (at < lines.length) {
    const { text, depth } = lines[at]!
    if (ours[at]) drop(at, ++at)
    else if (isBlank(text)) at += 1
    else if (depth > 0) readQuoted()
    else if (!readHead() && !readAttribution()) {
      wrote ||= !isRule(text) && !isFooter(text)
      at += 1
    }
  }
  const quotes = fates.some(fate => fate !== 'kept')
  settleLoose(lines, fates)
  return { fates, quotes }
}

function nextFull(lines: Line[], from: number): number {
  let at = from
  while (at < lines.length && isBlank(lines[at]!.text)) at += 1
  return at
}

/** How many quoted lines stand directly below a line, as far as four. */
function quotedBelow(lines: Line[], ours: Uint8Array, last: number, depth: number): number {
  let next = nextFull(lines, last + 1)
  if (next - last > gapAtMost + 1) return 0
  let count = 0
  for (; next < lines.length && count < 4; next = nextFull(lines, next + 1), count += 1)
    if (lines[next]!.depth <= depth && !ours[next]) break
  return count
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
function dropButAnswers(fates: Fate[], from: number, ours: Uint8Array): void {
  const first = ours.indexOf(1, from)
  const last = first < 0 ? fates.length : ours.lastIndexOf(1)
  fates.fill('quoted', from, first < 0 ? fates.length : first)
  for (let at = Math.max(first, from); at < last; at += 1) if (ours[at]) fates[at] = 'quoted'
  if (first >= 0) fates.fill('quoted', last)
}

/** A few quoted lines that nobody is credited with: at the end they are the rest of a quotation, elsewhere part of what was said. */
function settleLoose(lines: Line[], fates: Fate[]): void {
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    if (fates[at] === 'loose') fates[at] = 'quoted'
    else if (!isBlank(lines[at]!.text) && !isRule(lines[at]!.text) && !isFooter(lines[at]!.text)) return
  }
}

function headersBelow(lines: Line[], from: number): number {
  let at = from
  while (at < lines.length && at < from + 4 && isBlank(lines[at]!.text)) at += 1
  if (at >= lines.length) return from
  return headerBlockAt(lines, at) ?? from
}
