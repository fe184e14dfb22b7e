import { findDates } from './dates.ts'
import { fold } from './intent/fold.ts'

/** What a coordinator may order for a numbered item of a digest or a proposal. */
const orders = [
  'rematch',
  'snooze',
  'write',
  'end',
  'send',
  'note',
  'assign',
  'talking',
  'stopped',
  'accept',
  'refuse',
  'yes',
  'slow',
  'no',
  'done',
  'drop',
  'forbid',
] as const
type Act = (typeof orders)[number]

/** One order: `days` with snooze, `note` with note, `to` with assign (a name or address as written). */
type ItemCommand = { number: number; act: Act; days?: number; note?: string; to?: string }

export type Commands = {
  /** in the order they were written; an item named twice stands twice */
  items: ItemCommand[]
  /** an answer to the whole letter */
  all: 'ok' | 'undo' | 'help' | null
  /** "AWAY 30 NOV": hand over until that day */
  away?: Date
  /** what could not be understood, as written */
  unread: string[]
}

/** Other words for an order, as people write them. */
const others: Record<string, Act> = {
  repair: 'rematch',
  wait: 'snooze',
  later: 'snooze',
  open: 'snooze',
  stop: 'end',
  dissolve: 'end',
  fine: 'talking',
  ok: 'accept',
  okay: 'accept',
  approve: 'accept',
  reject: 'refuse',
  decline: 'refuse',
  close: 'done',
  give: 'assign',
}
const acts: Record<string, Act> = { ...Object.fromEntries(orders.map(order => [order, order])), ...others }

const wholes: Record<string, 'ok' | 'undo' | 'help'> = {
  ok: 'ok',
  okay: 'ok',
  'ok to all': 'ok',
  'ok all': 'ok',
  'all ok': 'ok',
  undo: 'undo',
  help: 'help',
}

const courtesies =
  /^(?:hi|hello|hey|dear|thanks?|thank you|cheers|regards|best|kind regards|best wishes|good (?:morning|afternoon|evening))\b[^\d]{0,40}$/

/**
 * Reads a coordinator's answer to a digest: "1 rematch, 2 snooze 14d, 3 note phoned her". Commands are parted by
 * commas, semicolons, full stops or line ends; a comma within a note belongs to the note unless a number follows.
 * One wrong letter in a command is forgiven where only one command is meant. Quoted lines are not read.
 *
 * @param now from which "AWAY 30 NOV" counts
 */
export function readCommands(text: string, now: Date): Commands {
  const commands: Commands = { items: [], all: null, unread: [] }
  const lines = text
    .slice(0, 8_000)
    .split(/\r?\n/)
    .filter(line => !line.trimStart().startsWith('>'))
  for (const line of lines) {
    if (/^--\s*$/.test(line)) break
    for (const piece of piecesOf(line)) readPiece(piece, commands, now)
  }
  return commands
}

/** Parts a line before every number that begins a command, so that notes keep their commas. */
function piecesOf(line: string): string[] {
  const pieces: string[] = []
  // "1. rematch" is a numbered list, not a sentence that ends
  for (const part of line
    .replace(/^(\s*#?\d{1,3})\.\s+/, '$1 ')
    .split(';')
    .flatMap(apart)) {
    let piece = ''
    for (const bit of part.split(/,|\.(?=\s|$)/)) {
      const inList = /^\s*(?:items?\s*)?(?:#\s*)?\d+\s*$/.test(piece)
      const begins =
        /^\s*(?:and\s+)?(?:items?\s*)?#?\s*\d{1,3}\s*(?:[-–:.)=]|to\b|and\b|&|\s)\s*[#\w]/i.test(bit) ||
        /^\s*(?:ok|okay|undo|help|away)\b/i.test(bit)
      if (piece && inList) piece += ` and ${bit.trim()}`
      else if (piece && !begins && /\b(?:note|assign)\b/i.test(piece)) piece += `,${bit}`
      else {
        if (piece.trim()) pieces.push(piece.trim())
        piece = bit
      }
    }
    if (piece.trim()) pieces.push(piece.trim())
  }
  return pieces
}

/** "1 rematch 2 snooze 14 days" without commas: parted before a number that another command follows. */
function apart(part: string): string[] {
  if (/\b(?:note|assign)\b/i.test(part)) return [part]
  const words = part.split(/\s+/)
  const starts = words.map(
    (word, at) => at > 1 && /^#?\d{1,3}[:.)]?$/.test(word) && !!actOf(words[at + 1] ?? '') && !!actOf(words[at - 1] ?? ''),
  )
  const pieces: string[][] = [[]]
  words.forEach((word, at) => {
    if (starts[at]) pieces.push([])
    pieces.at(-1)!.push(word)
  })
  return pieces.map(one => one.join(' '))
}

const opening =
  /^(?:and\s+)?(?:items?|numbers?|nos?\.?)?\s*#?\s*(\d{1,3}(?:\s*(?:-|–|to|and|&|\+|,)\s*#?\d{1,3})*)\s*[:.)=-]*\s*/i

function readPiece(written: string, commands: Commands, now: Date): void {
  const piece = written.replace(/^(?:(?:please|but|and|also|then)\s+)+(?=#?\d|\w+ #?\d)/i, '')
  const plain = fold(piece)
    .replace(/[!.]+$/, '')
    .trim()
  if (!plain || courtesies.test(plain)) return
  const whole =
    wholes[
      plain
        .replace(/^please\s+|\s+(?:please|thanks|thank you)$/g, '')
        .replace(/[^a-z ]/g, '')
        .trim()
    ]
  if (whole) {
    commands.all ??= whole
    return
  }
  if (/^away\b/.test(plain)) {
    const { until, days } = findDates(`until ${piece.replace(/^away\s*(?:until|till|to)?/i, '')}`, 'en', now)
    const end = until ?? (days ? new Date(now.getTime() + days * 86_400_000) : undefined)
    if (end) commands.away = end
    else commands.unread.push(piece)
    return
  }
  const numbered = opening.exec(piece)
  // "rematch 1" is as plain as "1 rematch"
  const turned = numbered
    ? null
    : /^([a-z]+)\s+(?:items?\s*)?#?(\d{1,3}(?:\s*(?:-|–|to|and|&)\s*#?\d{1,3})*)\s*(.*)$/i.exec(piece)
  const turnedAct = turned ? actOf(turned[1]!) : undefined
  if (turned && turnedAct) return order(numbersOf(turned[2]!), turnedAct, turned[3]!, piece, commands)
  if (!numbered) {
    commands.unread.push(piece)
    return
  }
  const [, verb = '', rest = ''] =
    /^(?:please\s+)?(?:new partner|([a-z]+))\b[\s:,-]*(.*)$/is.exec(piece.slice(numbered[0].length)) ?? []
  const act = verb ? actOf(verb) : undefined
  if (act) order(numbersOf(numbered[1]!), act, rest, piece, commands)
  else commands.unread.push(piece)
}

function order(numbers: number[], act: Act, rest: string, piece: string, commands: Commands): void {
  const said = rest.trim()
  const days = act === 'snooze' ? lengthIn(said) : undefined
  if (!numbers.length || (act === 'note' && !said) || (act === 'assign' && !said)) {
    commands.unread.push(piece)
    return
  }
  for (const number of numbers) {
    const item: ItemCommand = { number, act }
    if (days) item.days = days
    if (act === 'note') item.note = said
    else if (act === 'assign') item.to = said.replace(/^to\s+/i, '')
    commands.items.push(item)
  }
}

/** "1-3", "1 and 2", "1, 2 & 5"; a span of more than fifty is a slip. */
function numbersOf(written: string): number[] {
  const numbers: number[] = []
  const parts = written.match(/\d+|-|–|to/gi) ?? []
  for (let at = 0; at < parts.length; at++) {
    const value = Number(parts[at])
    if (Number.isNaN(value)) continue
    const span = at >= 2 && Number.isNaN(Number(parts[at - 1]))
    const from = span ? Number(parts[at - 2]) + 1 : value
    if (value - from > 50) return []
    for (let number = from; number <= value; number++) numbers.push(number)
  }
  return numbers
}

/** How many days "14d", "2 weeks", "a month" or "two weeks" last. */
function lengthIn(said: string): number | undefined {
  const plain = fold(said)
  const [, count = '', unit = ''] =
    /^(?:for\s+)?(\d{1,3}|an?|one|two|three|four|five|six)?\s*(d|days?|w|wks?|weeks?|m|months?|fortnights?)?\b/.exec(plain) ?? []
  if (!count && !unit) return undefined
  const words = ['', 'one', 'two', 'three', 'four', 'five', 'six']
  const number = /^\d/.test(count) ? Number(count) : Math.max(1, words.indexOf(count))
  const length = unit.startsWith('w') ? 7 : unit.startsWith('m') ? 30 : unit.startsWith('f') ? 14 : 1
  return number * length || undefined
}

/** The act a word names, one wrong, missing, doubled or swapped letter forgiven in words of four letters or more. */
function actOf(word: string): Act | undefined {
  const plain = fold(word)
  const known = acts[plain]
  if (known || plain.length < 4) return known
  const near = new Set(
    Object.entries(acts)
      .filter(([name]) => name.length >= 4 && oneApart(name, plain))
      .map(([, act]) => act),
  )
  return near.size === 1 ? [...near][0] : undefined
}

function oneApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let at = 0
  while (at < Math.min(a.length, b.length) && a[at] === b[at]) at += 1
  const [restA, restB] = [a.slice(at), b.slice(at)]
  return (
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    restA.slice(1) === restB.slice(1) ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  )
}
