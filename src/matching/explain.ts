import type { Applicant } from './applicant.ts'
import { type Matching, matchRound, type Options } from './round.ts'
import { type SideScore, scoreRound, scoreSide, weigh, whyForbidden } from './score.ts'
import { worthOf } from './tiers.ts'
import { floor } from './weights.ts'

export type Explained = {
  a: string
  b: string
  /** as in the weight file; -1 when the two can never be partners */
  weight: number
  forbidden: string | null
  forA: SideScore
  forB: SideScore
  /** what the weight is made of, each with a plain word; they add up to it */
  parts: { word: string; weight: number }[]
}

/** What the pair weighs in this round, and why. @throws when an id is unknown */
export function explainPair(people: Applicant[], a: string, b: string, options: Options = {}): Explained {
  const scored = scoreRound(people, options.forbidden)
  const { index, tiers, bonus, profiles } = scored
  for (const id of [a, b]) if (!index.has(id)) throw new Error(`nobody here has the id '${id}'`)
  const [u, v] = [index.get(a)!, index.get(b)!]
  const [forA, forB] = [scoreSide(scored, u, v), scoreSide(scored, v, u)]
  const forbidden = whyForbidden(scored, u, v)
  const both = profiles[u]!.standby && profiles[v]!.standby
  const parts = [
    { word: `worth to ${a}: ${forA.points} of 100 points`, weight: worthOf(forA.points, tiers) },
    { word: `worth to ${b}: ${forB.points} of 100 points`, weight: worthOf(forB.points, tiers) },
    {
      word: `both at or above the floor of ${floor} points`,
      weight: Math.min(forA.points, forB.points) >= floor ? tiers.floor : 0,
    },
    { word: 'no must is broken', weight: (2 * tiers.musts - forA.unmetMusts - forB.unmetMusts) * tiers.must },
    { word: `${a} is to be paired`, weight: bonus[u]! },
    { word: `${b} is to be paired`, weight: bonus[v]! },
  ]
  return {
    a,
    b,
    weight: weigh(scored, u, v),
    forbidden,
    forA,
    forB,
    parts: forbidden !== null || both ? [] : parts.filter(({ weight }) => weight !== 0),
  }
}

export type WhatIf = {
  /** null when the pair can be made; else the hard rule that forbids it */
  forbidden: string | null
  /** weight that the whole round would lose; 0 when it is as good */
  cost: number
  /** points of 100 that all sides together would lose (negative: win) */
  points: number
  /** volunteers on standby not counted */
  morePeopleUnpaired: number
  moreBelowFloor: number
  moreMustsUnmet: number
  fewerWishesMet: number
  /** pairs that would have to change, and into what */
  undone: [string, string][]
  instead: [string, string][]
}

const nothing: WhatIf = {
  forbidden: null,
  cost: 0,
  points: 0,
  morePeopleUnpaired: 0,
  moreBelowFloor: 0,
  moreMustsUnmet: 0,
  fewerWishesMet: 0,
  undone: [],
  instead: [],
}

/** What it would cost everybody together if these two were made a pair and the rest matched as well as then possible. */
export function whatIf(people: Applicant[], matching: Matching, a: string, b: string, options: Options = {}): WhatIf {
  if (matching.pairs.some(pair => (pair.a === a && pair.b === b) || (pair.a === b && pair.b === a))) return nothing
  const made = (options.made ?? []).filter(pair => !pair.includes(a) && !pair.includes(b))
  const forced = matchRound(people, { ...options, made: [...made, [a, b]] })
  const refusal = forced.refused.find(pair => pair.a === a && pair.b === b)
  if (refusal) return { ...nothing, forbidden: refusal.because }
  const key = ({ a, b }: { a: string; b: string }) => [a, b].sort().join('\n')
  const before = new Set(matching.pairs.map(key))
  const after = new Set(forced.pairs.map(key))
  const only = (pairs: Matching['pairs'], others: Set<string>) =>
    pairs.filter(pair => !others.has(key(pair))).map(({ a, b }): [string, string] => [a, b])
  const total = ({ summary }: Matching) => summary.meanPoints * 2 * summary.pairs
  const leftOver = ({ summary }: Matching) => summary.unpaired - summary.standbyUnpaired
  const [was, is] = [matching.summary, forced.summary]
  return {
    forbidden: null,
    cost: was.totalWeight - is.totalWeight,
    points: Math.round(total(matching) - total(forced)),
    morePeopleUnpaired: leftOver(forced) - leftOver(matching),
    moreBelowFloor: is.belowFloor - was.belowFloor,
    moreMustsUnmet: forced.unmetMusts.length - matching.unmetMusts.length,
    fewerWishesMet: was.wishesMet - is.wishesMet,
    undone: only(matching.pairs, after),
    instead: only(forced.pairs, before),
  }
}
