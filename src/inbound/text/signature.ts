import { isRule } from './dividers.ts'
import { isDisclaimer, isFooter } from './footers.ts'
import { isBlank } from './lines.ts'
import { closings, hasAddress, tidy, wordsOf } from './words.ts'

/** A signature has at most so many lines that are not blank. */
const linesAtMost = 16

const short = (line: string) => line.trim().length <= 72

/** A telephone number: seven digits or more, and little else but signs around them. */
function hasNumber(text: string): boolean {
  const digits = text.replace(/[^\p{Nd}]/gu, '').length
  return digits >= 7 && digits * 2.2 >= text.replace(/^[\p{L}.]+\s*[:.]?/u, '').trim().length
}

const hasLink = (text: string) => /(?:^|[^\p{L}\p{N}])(?:https?:\/\/|www\.)\S/u.test(text)

/** A line of somebody's details: telephone, address, web page. */
function isContact(line: string): boolean {
  const text = tidy(line)
  return text.length <= 90 && (hasAddress(text) || hasLink(text) || hasNumber(text))
}

/** One to four words that each begin large, and no sign that ends a sentence. */
function isNameLike(line: string): boolean {
  const words = line.trim().split(/\s+/)
  return (
    words.length >= 1 &&
    words.length <= 5 &&
    line.length < 50 &&
    words.every(word => /^[\p{Lu}\p{Lt}\p{Lo}(#"„“'-]/u.test(word)) &&
    !/[.!?:;…。！？]$|\p{Nd}/u.test(line.trim())
  )
}

const count = (lines: string[]) => lines.filter(line => !isBlank(line)).length

function trim(lines: string[]): string[] {
  let end = lines.length
  while (end > 0 && (isBlank(lines[end - 1]!) || isRule(lines[end - 1]!))) end -= 1
  let start = 0
  while (start < end && isBlank(lines[start]!)) start += 1
  return lines.slice(start, end)
}

/** Where the signature begins that a delimiter announces: "-- " (RFC 3676 §4.3), or a rule above details. */
function afterDelimiter(lines: string[], quotes: boolean): number | null {
  let left = count(lines)
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!
    if (isBlank(line)) continue
    left -= 1
    const sign = line.trimEnd()
    if (sign === '--' || sign === '- --' || sign === '–-' || sign === '--=20' || sign === '-- =') {
      if (line.endsWith(' ') || left <= linesAtMost) return at
    } else if (left > 0 && left <= linesAtMost && (at > 0 || quotes) && isRule(line)) {
      const below = lines.slice(at + 1).filter(one => !isBlank(one))
      if (below.every(short) && (below.some(isContact) || isNameAndTitle(below)) && !below.some(one => /[?？]\s*$/.test(one)))
        return at
    }
  }
  return null
}

/** "John Doe", "CEO at Acme": in scripts that have large letters, where a name can be told from a sentence. */
const isNameAndTitle = (lines: string[]) =>
  lines.length <= 5 && /^\p{Lu}\S* +\p{Lu}/u.test(lines[0]!.trim()) && isNameLike(lines[0]!) && lines.every(isSignatureLine)

/** Takes away the lines at the end that programs put there, and paragraphs of confidentiality; but never all that was said. */
function withoutFooters(lines: string[], first: boolean): { lines: string[]; found: boolean } {
  let end = lines.length
  let found = false
  for (;;) {
    while (end > 0 && (isBlank(lines[end - 1]!) || isRule(lines[end - 1]!))) end -= 1
    if (end === 0) break
    if (isFooter(lines[end - 1]!)) {
      end -= 1
      found = true
      continue
    }
    let start = end
    while (start > 0 && !isBlank(lines[start - 1]!) && !isRule(lines[start - 1]!) && end - start < 40) start -= 1
    const paragraph = lines.slice(start, end)
    if ((start > 0 || !first) && isDisclaimer(paragraph.join(' '))) {
      end = start
      found = true
      continue
    }
    // a footer that was wrapped
    if (paragraph.length <= 3 && paragraph.length > 1 && isFooter(paragraph.join(' '))) {
      end = start
      found = true
      continue
    }
    break
  }
  return { lines: lines.slice(0, end), found }
}

/** "My new address:" stands above. */
const isAnnounced = (lines: string[], start: number) =>
  /[:：]\s*$/.test(lines.slice(0, start).findLast(line => !isBlank(line)) ?? '')

/** Where a last paragraph of details begins that no delimiter announces: a name, then two or more ways to reach it. */
function detailsBelow(lines: string[]): number | null {
  let start = lines.length
  while (start > 0 && !isBlank(lines[start - 1]!)) start -= 1
  const block = lines.slice(start)
  if (block.length < 2 || block.length > 10 || !block.every(short)) return null
  if (count(lines.slice(0, start)) === 0) return null
  if (isAnnounced(lines, start)) return null
  const details = block.filter(isContact).length
  return details >= 2 && !isContact(block[0]!) && block[0]!.length < 50 && !/[?？!:：]\s*$/.test(block[0]!) ? start : null
}

/**
 * Where the last lines begin with the writer's full name, as From gives it, and go on as signatures do. Thunderbird
 * and Evolution leave out the delimiter where the signature stands above the quotation, s-nail always does.
 */
function namedBelow(lines: string[], name: string): number | null {
  const own = tidy(name)
  if (!own.includes(' ')) return null
  for (let start = lines.length - 1; start > 0 && start >= lines.length - 8; start -= 1) {
    if (isBlank(lines[start]!) || !short(lines[start]!) || !isSignatureLine(lines[start]!)) return null
    if (start === lines.length - 1) continue
    if (tidy(lines[start]!) === own) return isAnnounced(lines, start) ? null : start
  }
  return null
}

/** Where closing words begin ("Best regards,") with at most a name and a few short lines below. */
function closingAt(lines: string[]): number | null {
  let seen = 0
  for (let at = lines.length - 1; at >= 0 && seen <= linesAtMost; at -= 1) {
    if (isBlank(lines[at]!)) continue
    seen += 1
    if (isClosing(lines[at]!)) return lines.slice(at + 1).every(line => line.trim().length <= 90) ? at : null
  }
  return null
}

const isClosing = (line: string): boolean => line.length < 60 && closings.has(tidy(line).replace(/[\s,.!，。、:;\-–]+$/, ''))

/** A line of a signature: details, a name, a title. A sentence, or a postscript, is none. */
function isSignatureLine(line: string): boolean {
  const text = line.trim()
  if (isContact(text)) return true
  if (text.length > 90 || /^p\.? ?s\b/i.test(text)) return false
  const words = text.split(/\s+/).length
  return words <= 9 && !/[?？。！]\s*$/.test(text) && (words < 4 || !/\p{L}[.!]$/u.test(text))
}

export type Place = {
  /** the message quotes something */
  quotes: boolean
  /** nothing was written above */
  first: boolean
  /** the writer's own address, which some programs put below a letter */
  address: string
  /** the writer's name, as the letter's From gives it: a signature without a delimiter begins with it */
  name: string
}

/**
 * Takes the signature, the closing words and what programs add from the end of what somebody wrote. A closing with
 * nothing but a name stays where a quotation follows: there it is part of the letter, and the sources agree.
 *
 * @param lines what was written, in order, up to the next quotation
 */
export function withoutSignature(lines: string[], { quotes, first, address, name }: Place): string[] {
  let kept = trim(lines)
  const footed = withoutFooters(kept, first)
  kept = footed.lines
  const cut = afterDelimiter(kept, quotes)
  if (cut !== null) kept = withoutFooters(kept.slice(0, cut), first).lines
  const middle = quotes ? null : footerInside(kept)
  if (middle !== null) kept = kept.slice(0, middle)
  const closing = closingAt(kept)
  if (closing !== null && count(kept.slice(0, closing)) > 0) {
    const below = kept.slice(closing + 1).filter(line => !isBlank(line))
    const named = below.length === 0 || (below.length === 1 && isNameLike(below[0]!))
    if (!(quotes && named) && below.every(isSignatureLine)) kept = kept.slice(0, closing)
  }
  const signed = namedBelow(trim(kept), name)
  if (signed !== null) kept = trim(kept).slice(0, signed)
  const details = detailsBelow(trim(kept))
  if (details !== null) kept = trim(kept).slice(0, details)
  kept = trim(kept)
  if (footed.found) kept = trim(withoutNameAbove(kept, lines))
  return address !== '' && kept.length > 1 && tidy(kept.at(-1)!) === address ? trim(kept.slice(0, -1)) : kept
}

/**
 * What stands below a lone "-- " where nothing else was written: some programs put the cursor there. Null when it is
 * a signature after all.
 *
 * @param name of the writer, as the letter's From gives it
 */
export function belowDelimiter(lines: string[], name: string): string[] | null {
  const kept = trim(lines)
  if (afterDelimiter(kept, false) !== 0) return null
  const below = withoutFooters(kept.slice(1), true).lines.filter(line => !isBlank(line))
  const own = new Set(wordsOf(tidy(name)))
  const signs = below.some(isContact) || below.length === 0 || wordsOf(tidy(below[0] ?? '')).some(word => own.has(word))
  return signs || (below.length > 1 && below.every(isSignatureLine)) ? null : below
}

/** A footer in the middle, with more below it that nobody marked as quoted: the programs put it where the writer ended. */
function footerInside(lines: string[]): number | null {
  for (let at = 1; at < lines.length - 1; at += 1) {
    if (!isBlank(lines[at - 1]!) || !isBlank(lines[at + 1]!) || !isFooter(lines[at]!)) continue
    if (wordsOf(lines[at]!).length >= 3 && count(lines.slice(0, at)) > 0) return at
  }
  return null
}

/** The name that stands directly above "via mobile", in the footer's own paragraph. */
function withoutNameAbove(kept: string[], before: string[]): string[] {
  const last = kept.at(-1)
  if (last === undefined || kept.length < 3 || !isBlank(kept[kept.length - 2]!)) return kept
  if (!isNameLike(last) || last.trim().split(/\s+/).length < 2) return kept
  const footer = before[before.lastIndexOf(last) + 1] ?? ''
  return !last.includes(',') && !isBlank(footer) && wordsOf(footer).length <= 3 ? kept.slice(0, -1) : kept
}
