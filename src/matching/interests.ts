import type { Applicant } from './applicant.ts'
import type { Profile } from './profile.ts'
import { interest, points } from './weights.ts'

/** What everybody writes about: terms numbered over the round, each with how much it says. */
export type Interests = {
  /** the word or tag */
  term: string[]
  /** quarter bits */
  rarity: number[]
  /** per person: term numbers, rising */
  of: Int32Array[]
  /** per person: units that each of those terms is worth on that person's side */
  units: Int32Array[]
  /** term number of a tag or word */
  number: Map<string, number>
}

const spaceless = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

/** Words of any script in lower case; scripts that write without spaces give pairs of letters. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  ).flatMap(word => {
    if (!spaceless.test(word)) return [word]
    const letters = [...word]
    return letters.length < 2 ? letters : letters.slice(1).map((letter, i) => letters[i]! + letter)
  })
}

/** Phrases by their first word, the longest first. */
type Phrases = Map<string, { words: string[]; tag: string }[]>

function phrasesOf(profiles: Profile[]): Phrases {
  const phrases: Phrases = new Map()
  for (const tag of new Set(profiles.flatMap(({ tags }) => tags))) {
    const words = wordsOf(tag)
    if (words.length) phrases.set(words[0]!, [...(phrases.get(words[0]!) ?? []), { words, tag }])
  }
  for (const list of phrases.values()) list.sort((a, b) => b.words.length - a.words.length)
  return phrases
}

/** Tags that a text mentions, the longest match first, and the words left over. */
function mentions(words: string[], phrases: Phrases): { mentioned: string[]; loose: string[] } {
  const mentioned: string[] = []
  const loose: string[] = []
  for (let i = 0; i < words.length; ) {
    const found = phrases.get(words[i]!)?.find(phrase => phrase.words.every((word, k) => words[i + k] === word))
    if (found) mentioned.push(found.tag)
    else if (words[i]!.length > 2 || spaceless.test(words[i]!)) loose.push(words[i]!)
    i += found?.words.length ?? 1
  }
  return { mentioned: [...new Set(mentioned)], loose: [...new Set(loose)] }
}

/** Numbers the terms of a round and weighs them by rarity, as one side of a pair feels them. */
export function readInterests(people: Applicant[], profiles: Profile[]): Interests {
  const phrases = phrasesOf(profiles)
  const share = new Map<string, number>()
  const texts = people.map(({ interestsText }, i) => {
    const read = mentions(wordsOf(interestsText ?? ''), phrases)
    for (const term of new Set([...profiles[i]!.tags, ...read.mentioned, ...read.loose]))
      share.set(term, (share.get(term) ?? 0) + 1)
    return read
  })
  const all = people.length
  const rarityOf = (term: string) => Math.min(interest.most, Math.round(4 * Math.log2(1 + all / share.get(term)!)))
  const telling = (word: string) => share.get(word)! > 1 && share.get(word)! <= Math.max(2, all * interest.common)

  const out: Interests = { term: [], rarity: [], of: [], units: [], number: new Map() }
  const numberOf = (term: string) => {
    const known = out.number.get(term)
    if (known !== undefined) return known
    out.number.set(term, out.term.length)
    out.rarity.push(rarityOf(term))
    return out.term.push(term) - 1
  }
  profiles.forEach(({ tags: own }, i) => {
    const { mentioned, loose } = texts[i]!
    const percent = new Map<number, number>()
    for (const tag of own) percent.set(numberOf(tag), mentioned.includes(tag) ? interest.emphasis : 100)
    for (const tag of mentioned) if (!own.includes(tag)) percent.set(numberOf(tag), interest.word)
    const words = loose.filter(telling).sort((a, b) => share.get(a)! - share.get(b)!)
    for (const word of words.slice(0, interest.wordsKept)) percent.set(numberOf(word), interest.word)
    const numbers = Int32Array.from(percent.keys()).sort()
    out.of.push(numbers)
    out.units.push(numbers.map(number => Math.max(1, Math.round((out.rarity[number]! * percent.get(number)!) / 100))))
  })
  return out
}

/** Interest points for a sum of units: rises fast, then levels out at the most. */
export const interestPoints = (units: number): number => Math.round(points.interests * (1 - Math.exp(-units / interest.scale)))

/** Terms that two people share, with the units for each side, the most telling first. */
export function sharedInterests(
  { of, units, rarity, term }: Interests,
  u: number,
  v: number,
): { term: string; mine: number; theirs: number }[] {
  const found: { number: number; mine: number; theirs: number }[] = []
  for (let i = 0, j = 0; i < of[u]!.length && j < of[v]!.length; ) {
    const [a, b] = [of[u]![i]!, of[v]![j]!]
    if (a === b) found.push({ number: a, mine: units[u]![i]!, theirs: units[v]![j]! })
    if (a <= b) i++
    if (b <= a) j++
  }
  found.sort((a, b) => rarity[b.number]! - rarity[a.number]! || a.number - b.number)
  return found.map(({ number, mine, theirs }) => ({ term: term[number]!, mine, theirs }))
}
