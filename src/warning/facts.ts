import type { Names, PairEvent, Side } from './history.ts'

/** What a pair's log says of one person, up to a moment. Days are those of the history. */
export type Facts = {
  /** Last sign from this person that the pair talks: an own "yes", a copied letter, a date the partner named. */
  goodSign: number | null
  /** Last words against it since then, and when. */
  words: { what: 'silent' | 'no' | 'optout'; day: number; times: number } | null
  /** Check-ins since this person's last reply, unanswered for at least five days; whether they ever answered. */
  unanswered: number
  everAnswered: boolean
  /** Day on which mail first came back for good, when it still does. */
  bouncedOn: number | null
  /** Away until then, by their own word. */
  awayUntil: number | null
  askedForHelp: number | null
  /** The last letter from the partner, as this person remembers it. */
  heardFromPartner: number | null
}

const other = (side: Side): Side => (side === 'a' ? 'b' : 'a')

/** Reads the facts about one person out of a pair's log, as they stood at `now`. A contact dated at the introduction, on day `start`, is none. */
export function factsOf(log: PairEvent[], side: Side, start: number, now: number): Facts {
  const facts: Facts = {
    goodSign: null,
    words: null,
    unanswered: 0,
    everAnswered: false,
    bouncedOn: null,
    awayUntil: null,
    askedForHelp: null,
    heardFromPartner: null,
  }
  const good = (day: number) => (facts.goodSign = Math.max(facts.goodSign ?? day, day))
  let open: number[] = []
  for (const event of log) {
    if (event.day > now) continue
    if (event.kind === 'heartbeat') good(event.day)
    if (event.kind === 'asked' && event.to === side) open.push(event.day)
    if (event.kind === 'reply' && event.from === other(side) && event.lastContact !== undefined && event.lastContact >= start + 1)
      good(event.lastContact)
    if (!('from' in event) || event.from !== side) continue
    switch (event.kind) {
      case 'reply':
        open = []
        facts.everAnswered = true
        facts.bouncedOn = null
        if (event.lastContact !== undefined) facts.heardFromPartner = event.lastContact
        if (event.answer === 'yes' || event.answer === 'slow') {
          good(event.day)
          facts.words = null
        } else if (event.answer === 'question') facts.askedForHelp = event.day
        else facts.words = { what: event.answer, day: event.day, times: (facts.words?.times ?? 0) + 1 }
        break
      case 'bounce':
        open.pop()
        if (event.hard) facts.bouncedOn ??= event.day
        break
      case 'address':
        facts.bouncedOn = null
        break
      case 'auto':
      case 'paused':
        if (event.until !== null) facts.awayUntil = event.until
        break
      case 'sign':
        facts.everAnswered = true
    }
  }
  facts.unanswered = open.filter(day => now - Math.max(day, facts.awayUntil ?? day) >= 5).length
  return facts
}

/** "9 days ago", "about 4 weeks ago": days up to a fortnight, then weeks. */
export function ago(days: number): string {
  const whole = Math.max(0, Math.round(days))
  if (whole === 0) return 'today'
  if (whole === 1) return 'yesterday'
  return whole <= 16 ? `${whole} days ago` : `about ${Math.round(whole / 7)} weeks ago`
}

const inLetters = ['no', 'one', 'two', 'three', 'four', 'five', 'six']

/** What one person said, did or left undone, as clauses in order of weight. */
export function clausesOf(facts: Facts, names: Names, side: Side, now: number): { weight: number; text: string }[] {
  const me = names[side]
  const partner = names[other(side)]
  const out: { weight: number; text: string }[] = []
  if (facts.words) {
    const { what, day, times } = facts.words
    const when = ago(now - day)
    const said =
      what === 'optout'
        ? `${me} asked to leave ${when}`
        : what === 'silent'
          ? `${me} wrote ${when} that ${partner} is silent`
          : `${me} wrote ${when} that the two are not in touch`
    out.push({
      weight: what === 'optout' ? 9 : 7,
      text:
        times > 1 && what !== 'optout'
          ? `${said}, for the ${times === 2 ? 'second time' : `${times}th time`.replace('3th', 'third').replace('4th', 'fourth').replace('5th', 'fifth')}`
          : said,
    })
  }
  if (facts.bouncedOn !== null)
    out.push({
      weight: 6,
      text: `mail to ${me} has come back since ${ago(now - facts.bouncedOn)}`
        .replace('since today', 'today')
        .replace(/since (.*) ago/, 'for good $1 ago'),
    })
  if (facts.unanswered > 0) {
    const many =
      facts.unanswered === 1 ? 'the last check-in' : `the last ${inLetters[facts.unanswered] ?? facts.unanswered} check-ins`
    out.push({
      weight: facts.everAnswered ? 4 : 2,
      text: `${me} has not answered ${many}, ${facts.everAnswered ? 'having answered before' : 'and never has'}`,
    })
  }
  if (facts.awayUntil !== null && facts.awayUntil > now)
    out.push({ weight: 3, text: `${me} is away for ${Math.ceil(facts.awayUntil - now)} more days` })
  if (facts.askedForHelp !== null && now - facts.askedForHelp < 14)
    out.push({ weight: 3, text: `${me} asked us something ${ago(now - facts.askedForHelp)}` })
  return out
}
