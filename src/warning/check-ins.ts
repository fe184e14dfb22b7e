import { type Spread, weightOf } from './answering.ts'
import type { Belief } from './belief.ts'
import { type Complaints, complaintsOf, forecast, worthAsking } from './forecast.ts'
import type { Calendar, CheckIn, Pair, Side } from './history.ts'
import { type Followed, index } from './pair.ts'
import type { Tables } from './tables.ts'

/** How check-ins are spaced and paid for. */
export type AskingRules = {
  /** Days after the introduction before anybody is asked, and before silence about a pair's habits is ended by asking. */
  firstAsk: number
  /** Fewest days between two questions to one person, prompts apart. */
  gap: number
  /** Least worth, in bits, of a letter. */
  least: number
  /** Share of a round by which the letters are spent: near its end an answer changes nothing any more. */
  front: number
  /** Days by which spending runs ahead: pairs that never start are found in the first weeks or too late. */
  head: number
  /** Days within which an answer still counts as one. */
  chanceDays: number
}

export const usualAskingRules: AskingRules = { firstAsk: 8, gap: 7, least: 0.001, front: 0.85, head: 6, chanceDays: 10 }

const daysPerMonth = 30.4
/** Letters kept back, as a share: pairs that end take theirs with them. */
const reserve = 0.015
/** By then each pair has been asked once, whatever it would tell: the letter asks how they write, too. */
const everybodyBy = 10

type View = { calendar: Calendar; tables: Tables; spread: Spread; rules: AskingRules }

/** Questions in today's prompts, and the letters of today's share of the budget whose answers would tell most. */
export function chooseCheckIns(pairs: { followed: Followed; belief: Belief | undefined }[], now: number, view: View): CheckIn[] {
  const out: CheckIn[] = []
  const wanted: { followed: Followed; to: Side; bits: number }[] = []
  for (const { followed, belief } of pairs) {
    if (followed.closed || !belief) continue
    const prompt = promptsOf(followed.pair, view.calendar).includes(Math.floor(now))
    const free = (['a', 'b'] as const).filter(to => mayBeAsked(followed, to))
    if (prompt) for (const to of free) out.push(checkIn(followed, to, true))
    else if (followed.flaggedOn === null) wanted.push(...wantedOf(followed, belief, free, view))
  }
  wanted.sort((x, y) => y.bits - x.bits || (x.followed.pair.id < y.followed.pair.id ? -1 : 1))
  const quota = lettersLeft(pairs, now, view)
  const chosen = new Set<Followed>()
  for (const { followed, to } of wanted) {
    if (chosen.size >= quota) break
    if (chosen.has(followed)) continue
    chosen.add(followed)
    out.push(checkIn(followed, to, false))
  }
  return out
}

const promptsOf = (pair: Pair, calendar: Calendar) => pair.promptDays ?? calendar.promptDays

function mayBeAsked({ letters, asks, optedOut, bouncing }: Followed, to: Side): boolean {
  const me = index(to)
  return !optedOut[me] && !bouncing[me] && letters.awayUntil[me] <= letters.day && asks[me].at(-1)?.day !== letters.day
}

/** What each person's answer would be worth, in bits, weighed by what a flag is still worth. */
function wantedOf(followed: Followed, belief: Belief, free: Side[], { tables, spread, rules }: View) {
  const { letters, asks } = followed
  if (letters.day < rules.firstAsk) return []
  const unasked = asks[0].length + asks[1].length === 0 && letters.day >= everybodyBy
  let complaints: Complaints | undefined
  return free.flatMap(to => {
    const list = asks[index(to)]
    const last = list.at(-1)
    if (last && letters.day - last.day < rules.gap) return []
    const chance = belief.ready[index(to)] * weightOf(list, letters.day, false, tables.habits) * spread.arrived[rules.chanceDays]!
    complaints ??= complaintsOf(followed, tables)
    const bits = worthAsking(forecast(complaints, tables, belief, to), chance, belief) * (0.2 + belief.worth)
    if (unasked) return [{ followed, to, bits: bits + 100 }]
    return bits > rules.least ? [{ followed, to, bits }] : []
  })
}

/** Letters that may leave today beside prompts: the budget so far, a little ahead of time, less what was spent. */
function lettersLeft(pairs: { followed: Followed }[], now: number, { calendar, rules }: View): number {
  let spent = 0
  let sofar = 0
  let whole = 0
  for (const { followed } of pairs) {
    const { pair, letters, asks } = followed
    if (now < pair.start) continue
    for (const list of asks) for (const ask of list) if (!ask.inPrompt) spent++
    const term = calendar.end - pair.start + 1
    const prompts = promptsOf(pair, calendar).filter(day => day >= pair.start && day <= calendar.end).length
    const aDay = Math.max(0, calendar.budgetPerMonth / daysPerMonth - prompts / Math.max(1, term))
    const lived = followed.closed ? letters.day : Math.floor(now - pair.start) + 1
    sofar += 2 * aDay * Math.min((lived + rules.head) / rules.front, followed.closed ? lived : Math.max(lived, term))
    whole += 2 * aDay * (followed.closed ? lived : Math.max(lived, term))
  }
  return Math.floor(Math.min(sofar, whole * (1 - reserve)) - spent)
}

function checkIn(followed: Followed, to: Side, ridesInPrompt: boolean): CheckIn {
  const why = ridesInPrompt ? 'the question rides in the prompt' : 'the answer would tell most'
  return { pair: followed.pair.id, to, why, ridesInPrompt, askRhythm: asksRhythm(followed) }
}

/** The first letter that asks a pair anything asks how they write too, until they have told. */
const asksRhythm = ({ asks, log }: Followed) =>
  asks[0].length + asks[1].length === 0 && !log.some(event => event.kind === 'rhythm' || event.kind === 'channel')
