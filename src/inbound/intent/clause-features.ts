import type { Found } from './find.ts'

/** What one clause says: concepts that stand, those that are denied (with a leading "-"), and who does them ("they:answer"). */
export type Clause = {
  features: Set<string>
  asked: boolean
  sentence: number
  afterBut: boolean
  written: string
  length: number
  first: boolean
}

/** Concepts that a "not" can deny. A "not" between two of them belongs to the nearer one. */
const deniable = new Set([
  'talk',
  'write',
  'answer',
  'reply',
  'hear',
  'show',
  'lost',
  'stop',
  'leave',
  'remove',
  'part',
  'pause',
  'harm',
  'fear',
  'safe',
  'problem',
  'often',
  'recent',
  'past',
  'still',
  'fine',
  'slow',
  'busy',
  'mail',
  'ask',
  'money',
  'photo',
  'personal',
  'visit',
  'silent',
  'report',
  'sell',
  'love',
  'night',
  'away',
  'gift',
  'insist',
  'decline',
  'change',
  'list',
  'nomore',
  'get',
  'know',
  'yes',
  'fault',
  'wait',
]) // prettier-ignore

/** Denied only when nothing weightier stands near. */
const slightly = new Set(['get', 'know', 'i', 'they', 'we', 'me', 'past', 'recent', 'often'])

const acted = new Set([
  'talk',
  'write',
  'answer',
  'hear',
  'ask',
  'busy',
  'away',
  'give',
  'visit',
  'stop',
  'show',
  'get',
  'want',
  'pause',
  'back',
  'leave',
  'part',
  'decline',
])
/** What one tells of somebody; "beenden Sie" is asked of us, and says nothing of a partner. */
const told = new Set(['talk', 'write', 'answer', 'hear', 'show', 'ask', 'get'])
const people = ['i', 'we', 'they'] as const

/** What a language file says of its grammar, as far as it bears on who denies what. */
export type Grammar = {
  twoNegativesMakeYes?: boolean
  notFollows?: boolean
  subjectsCarry?: boolean
  subjectsInvert?: boolean
}

/** Cuts a stretch's finds at "but" words and works out what each piece says. */
export function clausesOf(
  found: Found[],
  stretch: { asked: boolean; sentence: number; length: number; first: boolean; grammar: Grammar },
): Clause[] {
  const ordered = found.toSorted((a, b) => a.at - b.at)
  const clauses: Clause[] = []
  let piece: Found[] = []
  let start = 0
  let afterBut = false
  let carried: Found | undefined
  const close = (end: number) => {
    const written = piece.map(one => (one.negated ? `not ${one.written}` : one.written)).join(' ')
    if (piece.length || end - start > 0.5)
      clauses.push({
        features: features(
          piece.map(one => ({ ...one, at: one.at - start, end: one.end - start })),
          end - start,
          stretch.grammar,
        ),
        asked: stretch.asked,
        sentence: stretch.sentence,
        afterBut,
        written,
        length: end - start,
        first: stretch.first && start === 0,
      })
    piece = []
  }
  for (const one of ordered) {
    if (one.concepts.includes('but')) {
      const subject = stretch.grammar.subjectsCarry ? onlySubject(piece) : undefined
      close(one.at)
      start = one.end
      afterBut = true
      // "I got her letter but did not answer": who is not named again is the same person
      carried = subject ? { at: one.end, end: one.end, concepts: [subject], negated: false, written: '' } : undefined
    } else {
      if (carried && !one.concepts.some(concept => (people as readonly string[]).includes(concept))) piece.push(carried)
      carried = undefined
      piece.push(one)
    }
  }
  close(stretch.length)
  return clauses
}

/** The one person that a piece is about, when it is one. */
function onlySubject(piece: Found[]): string | undefined {
  const named = new Set(piece.flatMap(({ concepts }) => people.filter(person => concepts.includes(person))))
  return named.size === 1
    ? [...named][0]
    : piece.find(({ concepts }) => concepts.includes('i') || concepts.includes('they'))?.concepts[0]
}

/** Words that answer by themselves, and deny what they stand beside when there is something to deny. */
const refusals = new Set(['no', 'nomore', 'notyet'])
const denies = ({ concepts, written }: Found) =>
  concepts.includes('not') ||
  concepts.includes('nomore') ||
  concepts.includes('notyet') ||
  (concepts.includes('no') && written.includes(' '))

/** "No longer" cannot deny that somebody leaves, nor a moment ("not since March any longer"); it says since when. */
const deniableBy = (not: Found, found: Found[]) =>
  not.concepts.includes('nomore')
    ? found.filter(
        ({ concepts }) =>
          !concepts.some(one => one === 'leave' || one === 'decline' || one === 'remove') &&
          !concepts.every(one => one === 'past' || one === 'recent'),
      )
    : found

function features(found: Found[], length: number, grammar: Grammar): Set<string> {
  const denied = new Set(found.filter(one => one.negated))
  const result = new Set<string>(length <= 3.5 ? ['short'] : [])
  const ands = found.filter(one => one.concepts.includes('and')).map(one => one.at)
  const spent = new Set<Found>()
  // "do not want to go on": the wish and what is wished are both denied
  const denyWish = (want: Found) => {
    result.add('-want')
    const wished = found.find(one => one.at >= want.at && one !== want && one.concepts.some(concept => deniable.has(concept)))
    if (wished) denied.add(wished)
  }
  for (const not of found) {
    if (!denies(not) || not.negated) continue
    const target = nearest(not, deniableBy(not, found), ands, grammar)
    if (!target) result.add('not')
    else if (
      grammar.twoNegativesMakeYes &&
      denied.has(target) &&
      target.negated &&
      target.written.includes(' ') &&
      target.concepts.includes('answer') &&
      not.at < target.at &&
      target.at - not.end < 2
    ) {
      // "never stopped answering"
      denied.delete(target)
      spent.add(not)
    } else {
      denied.add(target)
      spent.add(not)
    }
    const want = found.find(one => one !== not && one.concepts.includes('want') && Math.abs(one.at - not.at) <= 4)
    if (want) denyWish(want)
  }
  for (const one of found) if (one.negated && one.concepts.includes('want')) denyWish(one)
  for (const one of found) {
    const sign = denied.has(one) ? '-' : ''
    const own = people.find(person => one.concepts.includes(person))
    for (const concept of one.concepts) {
      if (concept === 'not' || (spent.has(one) && refusals.has(concept))) continue
      if ((concept === 'yes' || concept === 'no') && one.at > 2.5 && one.end < length - 0.5) continue
      const mark = deniable.has(concept) ? sign : ''
      result.add(mark + concept)
      if (!acted.has(concept)) continue
      const actor =
        own ?? actorBefore(one, found) ?? (grammar.subjectsInvert && told.has(concept) ? actorAfter(one, found) : undefined)
      result.add(`${mark}${actor ?? 'somebody'}:${concept}`)
    }
  }
  return result
}

/** Words within which a harm can be denied. */
const near = 4

function nearest(not: Found, found: Found[], ands: number[], { notFollows }: Grammar): Found | null {
  let best: Found | null = null
  let least = 7.5
  for (const one of found) {
    if (one === not || !one.concepts.some(concept => deniable.has(concept))) continue
    const after = one.at >= not.at
    const between = ands.some(and => (after ? and > not.at && and < one.at : and < not.at && and > one.at))
    const slight = one.concepts.every(concept => slightly.has(concept))
    const distance =
      (after ? one.at - not.end + 1 : not.at - one.end + 1.5) +
      (between ? 4 : 0) +
      (slight ? 2.5 : 0) +
      (notFollows && after ? 4 : 0)
    // "because I did not know it he called me stupid", "he insults me and does not stop": what is far off, or behind, is not denied
    const grave = one.concepts.some(concept => concept === 'harm' || concept === 'love' || concept === 'fear')
    if (grave && !after && (!notFollows || not.at - one.end > 1)) continue
    if (grave && distance > near) continue
    if (distance < least) {
      least = distance
      best = one
    }
  }
  return best
}

/** Who does it: the last person named before the verb; "and" may begin another's deed, so nobody is carried over it. */
function actorBefore(verb: Found, found: Found[]): string | undefined {
  const and = found.filter(one => one.at < verb.at && one.concepts.includes('and')).at(-1)?.at ?? -1
  const named = found
    .filter(one => one.at > and)
    .filter(one => one.at <= verb.at && one !== verb && people.some(person => one.concepts.includes(person)))
  const last = named.at(-1)
  return last && people.find(person => last.concepts.includes(person))
}

/** "Now answers she not": where something else begins the clause, the subject stands right behind its verb. */
const actorAfter = (verb: Found, found: Found[]): string | undefined => {
  const next = found.find(one => one.at >= verb.end && one.at - verb.end < 1.5)
  return next && people.find(person => next.concepts.includes(person))
}
