import type { Belief } from './belief.ts'
import { ago, clausesOf, type Facts, factsOf } from './facts.ts'
import type { Names, PairEvent, PlainWord, Shape, Side, Suggestion } from './history.ts'

/** Longest sentence that a digest line holds. */
const longest = 300

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** A probability as a coordinator would say it. */
export function inWords(probability: number): string {
  if (probability < 0.05) return 'very unlikely'
  if (probability < 0.2) return 'unlikely'
  if (probability < 0.4) return 'less likely than not'
  if (probability < 0.6) return 'about as likely as not'
  if (probability < 0.8) return 'likely'
  return probability < 0.95 ? 'very likely' : 'almost certain'
}

/**
 * One sentence from facts: what was said, what was left unsaid, when there was a last good sign. Names come from the caller
 * and are cut where three hundred characters would not hold them.
 */
export function reasonFor(log: PairEvent[], names: Names, start: number, now: number): string {
  const short: Names = { a: cut(names.a), b: cut(names.b) }
  const both = { a: factsOf(log, 'a', start, now), b: factsOf(log, 'b', start, now) }
  const clauses = (['a', 'b'] as const)
    .flatMap(side => clausesOf(both[side], short, side, now))
    .sort((x, y) => y.weight - x.weight)
  const sign = lastSign(both)
  const last =
    sign === null
      ? `no sign since the introduction ${ago(now - start)} that they have begun`
      : `last good sign ${ago(now - sign)}`
  for (let n = clauses.length; n >= 0; n--) {
    const sentence = `${capital([...clauses.slice(0, n).map(clause => clause.text), last].join('; '))}.`
    if (sentence.length <= longest) return sentence
  }
  return `${capital(last)}.`
}

const cut = (name: string) => (name.length <= 40 ? name : `${name.slice(0, 39)}…`)

const lastSign = ({ a, b }: { a: Facts; b: Facts }) =>
  a.goodSign === null ? b.goodSign : b.goodSign === null ? a.goodSign : Math.max(a.goodSign, b.goodSign)

/** Which trouble a pair is in, from facts first and from the model where they are silent. */
export function shapeOf(
  log: PairEvent[],
  start: number,
  now: number,
  belief: Pick<Belief, 'ended' | 'never' | 'left' | 'faded'>,
): Shape {
  const a = factsOf(log, 'a', start, now)
  const b = factsOf(log, 'b', start, now)
  if (a.bouncedOn !== null || b.bouncedOn !== null) return 'bounced'
  const recent = (day: number | null) => day !== null && now - day < 14
  if (belief.ended < 0.2 && !a.words && !b.words)
    return recent(a.askedForHelp) || recent(b.askedForHelp) ? 'asked for help' : 'talking'
  if (lastSign({ a, b }) === null || belief.never > belief.ended / 2) return 'never started'
  const oneWaits = (x: Facts, y: Facts) => x.words?.what === 'silent' && !y.words
  if (oneWaits(a, b) || oneWaits(b, a) || a.words?.what === 'optout' || b.words?.what === 'optout') return 'one-sided'
  const [first, second] = belief.left
  return Math.max(first, second) > 2 * Math.min(first, second) && Math.max(first, second) > belief.faded
    ? 'one-sided'
    : 'gone quiet'
}

/** What the coordinator may do about it. */
export function suggestionFor(shape: Shape, log: PairEvent[], start: number, now: number, probability: number): Suggestion {
  const a = factsOf(log, 'a', start, now)
  const b = factsOf(log, 'b', start, now)
  if (shape === 'talking') return 'none'
  if (a.words?.what === 'optout' || b.words?.what === 'optout') return 'rematch'
  if (shape === 'bounced') return 'find address'
  if (shape === 'asked for help') return 'write'
  if ((a.awayUntil ?? now) > now || (b.awayUntil ?? now) > now) return probability > 0.7 ? 'write' : 'snooze'
  return probability >= 0.6 && (a.words !== null || b.words !== null) ? 'rematch' : 'write'
}

/**
 * A person's own words, and mail that came back, since `since` (exclusive) up to `now`: for a line of their own, at once,
 * whatever the probability. Reports of conduct never come here.
 */
export function plainWords(pair: string, log: PairEvent[], names: Names, since: number, now: number): PlainWord[] {
  return log.flatMap(event => {
    if (event.day <= since || event.day > now) return []
    const line = (from: Side, what: PlainWord['what'], text: string): PlainWord[] => [
      { pair, day: event.day, from, what, line: text },
    ]
    if (event.kind === 'bounce' && event.hard)
      return line(event.from, 'bounce', `Mail to ${names[event.from]} came back for good.`)
    if (event.kind !== 'reply') return []
    const me = names[event.from]
    const partner = names[event.from === 'a' ? 'b' : 'a']
    if (event.answer === 'silent') return line(event.from, 'silent', `${me} says that ${partner} is silent.`)
    if (event.answer === 'no') return line(event.from, 'no', `${me} says that the two are not in touch.`)
    if (event.answer === 'optout') return line(event.from, 'optout', `${me} asks to leave.`)
    return event.answer === 'question' ? line(event.from, 'question', `${me} asked us something.`) : []
  })
}
