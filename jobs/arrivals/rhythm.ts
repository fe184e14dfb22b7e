import { bare } from '../../src/inbound/intent/lexicon.ts'
import { wordIn } from '../../src/inbound/intent/reply-words.ts'

/** Days between letters, as the three phrases mean them. */
export const everyDays = { 'every week': 7, 'every fortnight': 14, 'every month': 30 } as const
export type Rhythm = keyof typeof everyDays

const isRhythm = (word: string | undefined): word is Rhythm => word !== undefined && Object.hasOwn(everyDays, word)

/**
 * A pair's rhythm on a line of its own, beside an answer: our letter asks for both at once.
 *
 * @param text newly written words
 * @param locale the writer's language; the English phrases always work
 */
export function rhythmIn(text: string, locale: string): Rhythm | undefined {
  for (const line of text.slice(0, 4000).split('\n'))
    for (const code of [locale.slice(0, 2), 'en']) {
      const word = wordIn(code, bare(line))
      if (isRhythm(word)) return word
    }
  return undefined
}
