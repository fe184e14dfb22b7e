import type { Applicant, Wish } from './applicant.ts'
import { type Certificate, certify, mustBeProved } from './certificate.ts'
import { type Order, solveInOrder } from './order.ts'
import { phrase, type Reason, reasonsFor } from './reasons.ts'
import { makeRows, type Weigher } from './rows.ts'
import { type Scored, scoreRound, scoreSide, whyForbidden } from './score.ts'
import type { Solution } from './solve.ts'
import { floor } from './weights.ts'
import { meets } from './wishes.ts'

type PersonWish = { person: string; wish: Wish }

type Pair = {
  /** ids */
  a: string
  b: string
  /** as in the weight file */
  weight: number
  /** 0 to 100, each side's own */
  pointsForA: number
  pointsForB: number
  /** two or three English sentences for the introduction to each; `codes…` say the same as data */
  reasonsForA: string[]
  reasonsForB: string[]
  codesForA: Reason[]
  codesForB: Reason[]
  wishesMet: PersonWish[]
  wishesUnmet: PersonWish[]
  /** made by hand, not chosen here */
  made: boolean
}

type Unpaired = {
  id: string
  because: 'on standby' | 'no country known' | 'nobody is allowed' | 'all who are allowed are paired'
}

/** A must that stays unmet: a coordinator decides before anything is sent. */
type UnmetMust = {
  id: string
  partner: string
  wish: Wish
  because: 'nobody can meet it' | 'others needed them' | 'not understood'
}

export type Matching = {
  pairs: Pair[]
  unpaired: Unpaired[]
  unmetMusts: UnmetMust[]
  /** hand-made pairs that break a hard rule or name nobody; they were not made */
  refused: { a: string; b: string; because: string }[]
  certificate: Certificate
  summary: {
    people: number
    pairs: number
    unpaired: number
    /** of these, volunteers on standby */
    standbyUnpaired: number
    /** sides of pairs that are below the floor of `floorPoints` */
    belowFloor: number
    floorPoints: number
    meanPoints: number
    wishesMet: number
    wishesUnmet: number
    totalWeight: number
    /** how it is known that nothing higher was given up for worth, see order.ts */
    order: Order
  }
}

export type Options = {
  /** pairs made by hand, kept as they are; their two take part in no other pair */
  made?: readonly (readonly [string, string])[]
  /** pairs that a coordinator keeps apart */
  forbidden?: readonly (readonly [string, string])[]
  onProgress?: (step: string, share: number) => void
}

/** The matching of a round with everything behind it, for those who write the proof's weight file or ask on. */
export type Worked = { scored: Scored; weigher: Weigher; solution: Solution; matching: Matching }

/**
 * The best combination of pairs, proved: nobody with a compatriot, an earlier partner or a barred person; as many pairs
 * as there can be, then the protected, musts, nobody below the floor, and worth, in that order.
 *
 * @throws when two people have one id, or when the proof fails
 */
export const matchRound = (people: Applicant[], options: Options = {}): Matching => workRound(people, options).matching

/** As matchRound, and keeps the weights. */
export function workRound(people: Applicant[], { made = [], forbidden = [], onProgress }: Options = {}): Worked {
  const read = scoreRound(people, forbidden)
  const free = new Uint8Array(people.length).fill(1)
  const refused: Matching['refused'] = []
  const hand: [number, number][] = []
  for (const [a, b] of made) {
    const because = whyNotMade(read, free, a, b)
    if (because) refused.push({ a, b, because })
    else {
      const [u, v] = [read.index.get(a)!, read.index.get(b)!]
      hand.push([u, v])
      free[u] = 0
      free[v] = 0
    }
  }
  const { scored, weigher, solution, order } = solveInOrder(
    read,
    round => withHandMade(makeRows(round, free), round, hand),
    onProgress,
  )
  mustBeProved(solution, weigher, scored.tiers.offset)
  const certificate = certify(solution, scored.tiers.offset, scored.tiers.offset === 0 ? 'weight' : undefined)
  return { scored, weigher, solution, matching: { ...describe(scored, weigher, solution, hand, order), refused, certificate } }
}

function whyNotMade(scored: Scored, free: Uint8Array, a: string, b: string): string | null {
  const [u, v] = [scored.index.get(a), scored.index.get(b)]
  if (u === undefined || v === undefined) return `nobody here has the id '${u === undefined ? a : b}'`
  if (free[u] === 0 || free[v] === 0) return 'one of them is in another hand-made pair'
  return whyForbidden(scored, u, v)
}

/** A hand-made pair is the only one that its two may form, so that the proof covers it too. */
function withHandMade(weigher: Weigher, scored: Scored, hand: [number, number][]): Weigher {
  if (!hand.length) return weigher
  const partner = new Map(hand.flatMap(([u, v]) => [[u, v] as const, [v, u] as const]))
  const plain = makeRows(scored)
  const weightOf = (u: number, v: number) => Math.max(1, plain.weight(u, v))
  return {
    ...weigher,
    fillRow: (u, out) => {
      weigher.fillRow(u, out)
      const v = partner.get(u)
      if (v !== undefined && v > u) out[v] = weightOf(u, v)
    },
    weight: (u, v) => (partner.get(u) === v ? weightOf(u, v) : weigher.weight(u, v)),
  }
}

function describe(
  scored: Scored,
  weigher: Weigher,
  { mate }: Solution,
  hand: [number, number][],
  order: Order,
): Omit<Matching, 'refused' | 'certificate'> {
  const { people, profiles } = scored
  const byHand = new Set(hand.flat())
  const pairs: Pair[] = []
  const unmetMusts: UnmetMust[] = []
  const unpaired: Unpaired[] = []
  let points = 0
  let below = 0
  mate.forEach((v, u) => {
    if (v < 0) unpaired.push({ id: people[u]!.id, because: whyUnpaired(scored, u) })
    if (v < u) return
    const [a, b] = [scoreSide(scored, u, v), scoreSide(scored, v, u)]
    const wish = (x: number) => (index: number) => ({ person: people[x]!.id, wish: people[x]!.wishes![index]! })
    const [codesForA, codesForB] = [reasonsFor(scored, u, v), reasonsFor(scored, v, u)]
    pairs.push({
      a: people[u]!.id,
      b: people[v]!.id,
      weight: weigher.weight(u, v),
      pointsForA: a.points,
      pointsForB: b.points,
      reasonsForA: codesForA.map(phrase),
      reasonsForB: codesForB.map(phrase),
      codesForA,
      codesForB,
      wishesMet: [...a.met.map(wish(u)), ...b.met.map(wish(v))],
      wishesUnmet: [...a.unmet.map(wish(u)), ...b.unmet.map(wish(v))],
      made: byHand.has(u),
    })
    points += a.points + b.points
    below += Number(a.points < floor) + Number(b.points < floor)
    unmetMusts.push(...mustsOf(scored, u, v, a.unmet), ...mustsOf(scored, v, u, b.unmet))
  })
  const count = (key: 'wishesMet' | 'wishesUnmet') => pairs.reduce((sum, pair) => sum + pair[key].length, 0)
  const summary = {
    people: people.length,
    pairs: pairs.length,
    unpaired: unpaired.length,
    standbyUnpaired: unpaired.filter(({ id }) => profiles[scored.index.get(id)!]!.standby).length,
    belowFloor: below,
    floorPoints: floor,
    meanPoints: pairs.length ? points / pairs.length / 2 : 0,
    wishesMet: count('wishesMet'),
    wishesUnmet: count('wishesUnmet'),
    totalWeight: pairs.reduce((sum, { weight }) => sum + weight, 0),
    order,
  }
  return { pairs, unpaired, unmetMusts, summary }
}

function whyUnpaired(scored: Scored, u: number): Unpaired['because'] {
  if (scored.profiles[u]!.standby) return 'on standby'
  if (scored.profiles[u]!.country === null) return 'no country known'
  const allowed = scored.people.some((_, v) => whyForbidden(scored, u, v) === null)
  return allowed ? 'all who are allowed are paired' : 'nobody is allowed'
}

function mustsOf(scored: Scored, u: number, v: number, unmet: number[]): UnmetMust[] {
  const { people, profiles } = scored
  return unmet.flatMap(index => {
    const wish = people[u]!.wishes![index]!
    if (wish.strength !== 'must') return []
    const want = profiles[u]!.wants.find(({ wish }) => wish === index)
    const could = (w: number) => whyForbidden(scored, u, w) === null && scoreSide(scored, u, w).met.includes(index)
    const because = !want
      ? 'not understood'
      : people.some((_, w) => meets(want, profiles[u]!, profiles[w]!, true) && could(w))
        ? 'others needed them'
        : 'nobody can meet it'
    return [{ id: people[u]!.id, partner: people[v]!.id, wish, because: because as UnmetMust['because'] }]
  })
}

/**
 * Pairs those who are free again (a partner lost, a late joiner, a volunteer on standby) and nobody else. Give only the
 * free, each with every earlier partner; who was left alone carries `protection: 'left alone before'`.
 */
export const rematch = (free: Applicant[], options: Options = {}): Matching => matchRound(free, options)
