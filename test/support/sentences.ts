import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { meaningOf } from '../../src/inbound/intent.ts'
import type { Intent } from '../../src/inbound/mail.ts'

/** A reply as somebody may write it, and what it means; the first is the best where several readings are fair. */
export type Sentence = { text: string; means: Intent[] }

/**
 * `taught` were looked at while the word lists were filled. The others were written without sight of the lists:
 * `everyday` in the few words of most answers, `plain` in simple sentences, `spoken` as people talk, `tricky` with a trap in every third, `exam` with one in every fourth,
 * `fresh` as forty people would type them, `soft` reports of every kind of harm, told in few or shy words, and harmless sentences that use the same words.
 * Nobody mends a list with a look at `exam`: it tells what the others no longer can.
 */
export const sets = ['taught', 'everyday', 'plain', 'spoken', 'tricky', 'soft', 'fresh', 'exam'] as const
export type SetName = (typeof sets)[number]

const folder = join(import.meta.dirname, '../inbound/sentences')
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, Record<string, string[]>>

/** The sentences of every language, by its code. */
export function sentencesOf(set: SetName): Map<string, Sentence[]> {
  return new Map(
    readdirSync(folder)
      .filter(name => name.endsWith('.json'))
      .sort()
      .map(name => {
        const listed = Object.entries(read(name)[set] ?? {})
        const sentences = listed.flatMap(([means, texts]) =>
          texts.map(text => ({ text, means: means.split(' or ') as Intent[] })),
        )
        return [name.slice(0, -5), sentences] as const
      }),
  )
}

/** How a set was read: how many of how many. */
export type Marks = {
  sentences: number
  right: number
  /** of those that mean something, how many with a confidence of .8 or more */
  meaningful: number
  sure: number
  sureWrong: number
  reports: number
  reportsFound: number
  harmless: number
  falseAlarms: number
  leaving: number
  leavingFound: number
}

const surely = 0.8

export function marksOf(sentences: Sentence[]): Marks {
  const read = sentences.map(({ text, means }) => ({ means, meaning: meaningOf(text, null) }))
  const count = (which: (one: (typeof read)[number]) => boolean) => read.filter(which).length
  const isRight = (one: (typeof read)[number]) => one.means.includes(one.meaning.intent)
  const found = (intent: Intent) => (one: (typeof read)[number]) => one.means[0] === intent && one.meaning.intent === intent
  return {
    sentences: read.length,
    right: count(isRight),
    meaningful: count(({ means }) => !means.includes('none')),
    sure: count(({ means, meaning }) => !means.includes('none') && meaning.confidence >= surely),
    sureWrong: count(one => !isRight(one) && one.meaning.confidence >= surely),
    reports: count(({ means }) => means[0] === 'safety-report'),
    reportsFound: count(found('safety-report')),
    harmless: count(({ means }) => !means.includes('safety-report')),
    falseAlarms: count(({ means, meaning }) => !means.includes('safety-report') && meaning.intent === 'safety-report'),
    leaving: count(({ means }) => means[0] === 'opt-out'),
    leavingFound: count(found('opt-out')),
  }
}

export const sum = (all: Marks[]): Marks =>
  all.reduce(
    (a, b) => Object.fromEntries(Object.keys(a).map(key => [key, a[key as keyof Marks] + b[key as keyof Marks]])) as Marks,
  )
