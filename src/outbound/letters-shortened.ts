import type { ProposedPair } from './letter-parts.ts'

/** Bytes of HTML that the list of pairs may take: Gmail hides what comes after 102 kB, and the frame needs its part. */
const room = 78_000
/** Bytes around one pair: its number, the line's end, the words between the names. */
const around = 24

/** A pair as the HTML part shows it. The text part always has the whole. */
export type ShownPair = ProposedPair & {
  metText: string
  unmetText: string
  shortReason: string
  shortMet: string
  shortUnmet: string
}

/** What a value weighs in HTML, where an apostrophe takes six bytes. */
const weight = (text: string): number => Buffer.byteLength(text) + 5 * (text.match(/[&<>"'`=]/g)?.length ?? 0)

/** The beginning of a text, cut between words, that weighs no more than `most`. */
export function cut(text: string, most: number): string {
  if (weight(text) <= most) return text
  let kept = ''
  for (const word of text.split(' ')) {
    if (weight(`${kept} ${word}`) > most - 4) break
    kept = kept === '' ? word : `${kept} ${word}`
  }
  return `${kept.replace(/[\s,;:.]+$/u, '')}…`
}

/**
 * Makes the list of pairs light enough for one letter: first without the wishes that are met, then with shorter reasons
 * and shorter unmet wishes. Names and numbers always stay.
 *
 * @returns every pair, and whether anything was left out
 */
export function shorten(pairs: ProposedPair[]): { pairs: ShownPair[]; shortened: boolean } {
  const joined = pairs.map(pair => ({ ...pair, metText: pair.met.join('; '), unmetText: pair.unmet.join('; ') }))
  const sum = (of: (pair: (typeof joined)[number]) => string[]) =>
    joined.reduce((bytes, pair) => bytes + of(pair).reduce((all, text) => all + (text === '' ? 0 : weight(text) + around), 0), 0)
  const names = sum(({ a, b }) => [`${a}${b}`])
  const whole = names + sum(({ reason, metText, unmetText }) => [reason, metText, unmetText])
  if (whole <= room) {
    return {
      shortened: false,
      pairs: joined.map(pair => ({ ...pair, shortReason: pair.reason, shortMet: pair.metText, shortUnmet: pair.unmetText })),
    }
  }
  const left = (room - names) / pairs.length
  return {
    shortened: true,
    pairs: joined.map(pair => {
      const shortUnmet = cut(pair.unmetText, left / 2)
      return {
        ...pair,
        shortMet: '',
        shortUnmet,
        shortReason: cut(pair.reason, left - (shortUnmet === '' ? 0 : weight(shortUnmet) + around)),
      }
    }),
  }
}
