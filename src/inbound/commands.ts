/** One numbered command of a coordinator's reply. */
export type Item = { number: number; act: string; days?: number; note?: string; to?: string }

/** What a reply to a digest or a proposal asks for. */
export type Commands = {
  items: Item[]
  /** a word for the whole letter */
  all: 'ok' | 'undo' | 'help' | null
  away?: Date
  /** pieces that nobody understood, as they were written */
  unread: string[]
}

const acts = [
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
]
const others: Record<string, string> = {
  're-match': 'rematch',
  rematched: 'rematch',
  wait: 'snooze',
  sleep: 'snooze',
  dissolve: 'end',
  close: 'done',
  fine: 'talking',
  approve: 'accept',
  reject: 'refuse',
  decline: 'refuse',
  open: 'snooze',
  mail: 'write',
  email: 'write',
  give: 'assign',
}
const whole: Record<string, Commands['all']> = {
  ok: 'ok',
  okay: 'ok',
  'ok.': 'ok',
  'all ok': 'ok',
  yes: 'ok',
  undo: 'undo',
  stop: 'undo',
  help: 'help',
}

/** A word of our list, with one letter wrong, left out, doubled or swapped where no other word is as near. */
function actOf(word: string): string | null {
  const plain = word.toLowerCase().replace(/[.,;:!]+$/, '')
  if (acts.includes(plain)) return plain
  if (Object.hasOwn(others, plain)) return others[plain]!
  if (plain.length < 4) return null
  const near = acts.filter(act => act.length >= 4 && oneApart(plain, act))
  return near.length === 1 ? near[0]! : null
}

function oneApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let i = 0
  while (i < a.length && i < b.length && a[i] === b[i]) i++
  const [x, y] = [a.slice(i), b.slice(i)]
  return (
    x.slice(1) === y.slice(1) ||
    x.slice(1) === y ||
    x === y.slice(1) ||
    (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2))
  )
}

const units: Record<string, number> = { d: 1, day: 1, days: 1, w: 7, week: 7, weeks: 7, m: 30, month: 30, months: 30 }

/** "14d", "2 weeks", "a week". */
function daysIn(words: string[]): number | undefined {
  const text = words.join(' ').toLowerCase()
  const found = /(\d{1,3}|an?|one|two|three|four)\s*(days?|weeks?|months?|[dwm])\b/.exec(text)
  if (!found) return undefined
  const n = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4 }[found[1]!] ?? Number(found[1])
  return n * units[found[2]!]!
}

const numbered = /(?:^|[\s,;])#?(\d{1,3}(?:\s*(?:-|–|to|,|and|&|\+)\s*#?\d{1,3})*)\s*[:.)=]?\s+(?=\p{L})/gu

/** The numbers that "1, 3 and 5-7" names. */
function numbersIn(text: string): number[] {
  const out: number[] = []
  for (const [, from, to] of text.matchAll(/(\d{1,3})(?:\s*(?:-|–|to)\s*#?(\d{1,3}))?/g)) {
    const [first, last] = [Number(from), Number(to ?? from)]
    for (let n = first; n <= last && n - first < 50; n++) out.push(n)
  }
  return out
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** "AWAY 30 NOV", "AWAY UNTIL 2027-03-01": the next such day from `now`. */
function awayIn(text: string, now: Date): Date | undefined {
  const words = /\baway\s+(?:until\s+|till\s+)?(.{1,30})/i.exec(text)?.[1]?.toLowerCase()
  if (!words) return undefined
  const exact = /(\d{4})-(\d{2})-(\d{2})/.exec(words)
  if (exact) return new Date(`${exact[0]}T00:00:00Z`)
  const dayFirst = /(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3})/.exec(words) ?? undefined
  const monthFirst = /([a-z]{3})[a-z]*\s+(\d{1,2})/.exec(words) ?? undefined
  const day = Number(dayFirst?.[1] ?? monthFirst?.[2])
  const month = months.indexOf(dayFirst?.[2] ?? monthFirst?.[1] ?? '')
  if (month < 0 || !(day >= 1 && day <= 31)) return undefined
  const thisYear = new Date(Date.UTC(now.getUTCFullYear(), month, day))
  return thisYear >= now ? thisYear : new Date(Date.UTC(now.getUTCFullYear() + 1, month, day))
}

/**
 * Reads a coordinator's reply: `1 rematch, 2 snooze 14d, 3 note phoned her`, or one word for the whole letter.
 *
 * @param text newly written words only, never what they quote
 * @param now for the year of "AWAY 30 NOV"
 */
export function readCommands(text: string, now: Date = new Date(0)): Commands {
  const said = text.slice(0, 8000).trim()
  const out: Commands = { items: [], all: null, unread: [] }
  const away = awayIn(said, now)
  if (away) out.away = away
  for (const line of said.split('\n')) readLine(line.trim(), out)
  return out
}

function readLine(line: string, out: Commands): void {
  if (line === '' || /^away\b/i.test(line)) return
  const word = line.toLowerCase().replace(/[.!\s]+$/, '')
  if (Object.hasOwn(whole, word)) {
    out.all ??= whole[word]!
    return
  }
  const starts = [...line.matchAll(numbered)]
  const before = line.slice(0, starts[0]?.index ?? line.length).trim()
  if (starts.length === 0 || before !== '') {
    const first = before.toLowerCase().replace(/[.,!;]+$/, '')
    if (Object.hasOwn(whole, first)) out.all ??= whole[first]!
    else if (starts.length === 0 && /\d/.test(line)) out.unread.push(line.slice(0, 120))
  }
  for (const [i, match] of starts.entries()) {
    const end = starts[i + 1]?.index ?? line.length
    const rest = line.slice(match.index + match[0].length, end).replace(/[\s,;]+$/, '')
    const [first = '', ...words] = rest.split(/\s+/)
    const act = actOf(first)
    if (!act) {
      out.unread.push(`${match[1]} ${rest}`.slice(0, 120))
      continue
    }
    const days = act === 'snooze' ? daysIn(words) : undefined
    const tail = words.join(' ').replace(/[,;]+$/, '')
    for (const number of numbersIn(match[1]!))
      out.items.push({
        number,
        act,
        ...(days ? { days } : {}),
        ...((act === 'note' || act === 'write') && tail ? { note: tail } : {}),
        ...(act === 'assign' && tail ? { to: tail.replace(/^to\s+/i, '') } : {}),
      })
  }
}
