import { readdirSync, readFileSync } from 'node:fs'

/** How automatic replies speak in one language, all in lower case. A speaker of it can read the file and correct it. */
export type AwayWords = {
  language: string
  /** who speaks it and has read the file; empty until somebody has */
  checkedBy: string
  /** starts of subjects that only a program writes */
  subjects: string[]
  /** a program says that it is one, or a desk that it has received something */
  automatic: string[]
  /** the writer is somewhere else */
  away: string[]
  /** and cannot read mail, answers later, or names somebody else: with `away` it makes an automatic reply */
  so: string[]
}

/** Why letters come back, in the words of servers. */
export type Reason = { hard: boolean; because: string; words: string[] }

const folder = new URL('./words/', import.meta.url)
const load = <Shape>(name: string): Shape => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Shape

type Listed = { because: string; words: string[] }
const reasons = load<{ first: Reason[]; soft: Listed[]; hard: Listed[]; weak: Listed[] }>('reasons.json')

/** Sentences that mean one thing only, whatever single words stand in them. */
export const firstWords: Reason[] = reasons.first

/** What may pass, or is about us and not about the address. Looked for first: servers say “rejected” to everybody. */
export const softWords: Reason[] = reasons.soft.map(reason => ({ hard: false, ...reason }))
/** What says that nobody lives at the address. */
export const hardWords: Reason[] = reasons.hard.map(reason => ({ hard: true, ...reason }))

/** Says that an address was refused, and not why: asked after the codes. */
export const weakWords: Reason[] = reasons.weak.map(reason => ({ hard: true, ...reason }))

/** `sure`: sentences that no person writes; `prose`: what a program says; `delayed`: it goes on trying. */
export const bounceWords = load<{ sure: string[]; prose: string[]; subjects: string[]; delayed: string[]; delivered: string[] }>(
  'bounce.json',
)
export const receipts = load<{ subjects: string[]; words: string[] }>('receipt.json')
/** Guards who want proof of a person, with the headers that they set; and what unwanted mail says. */
export const strangers = load<{ challenge: string[]; challengeHeaders: string[]; spam: string[] }>('strangers.json')

/**
 * `automatic`: the word for it in the languages that we know. `reported`: who tells of an automatic reply has got one, and
 * wrote none. `people`: who speaks of the partner, of talking or of the programme has read our letter.
 */
export const asides = load<{ automatic: string[]; reported: string[]; people: string[] }>('people.json')

export const awayWords: AwayWords[] = readdirSync(new URL('away/', folder))
  .filter(name => name.endsWith('.json'))
  .sort()
  .map(name => load<AwayWords>(`away/${name}`))
