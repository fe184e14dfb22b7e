import type { Wish } from './applicant.ts'
import { sectorKey, stageRank } from './career.ts'
import { countryKey } from './countries.ts'
import { languageKey } from './languages.ts'
import { levelIn, type Profile, tagKey } from './profile.ts'
import { mostMusts, mustShare, points } from './weights.ts'

export type WantKind = 'sector' | 'stage' | 'region' | 'country' | 'language' | 'interest'

/** A wish that the engine can judge. */
export type Want = {
  kind: WantKind
  op: 'is' | 'same' | 'different' | 'more' | 'less'
  /** what `is` asks for, as the profiles write it */
  value: string
  /** points for the one who wishes when it is met */
  points: number
  must: boolean
  /** index into the applicant's wishes */
  wish: number
}

const kinds: [RegExp, WantKind][] = [
  [/sector|library type|kind of library|type of library/, 'sector'],
  [/stage|career|experience|seniority/, 'stage'],
  [/region|continent/, 'region'],
  [/country|nation/, 'country'],
  [/language/, 'language'],
  [/interest|topic|subject/, 'interest'],
  [/person|anything|anybody|somebody|background/, 'sector'],
]

function understand({ about, want, strength }: Wish, wish: number): Want | null {
  const kind = kinds.find(([pattern]) => pattern.test(about?.toLowerCase() ?? ''))?.[1]
  const said = tagKey(want ?? '')
  if (!kind || !said) return null
  const base = { kind, points: 0, must: strength === 'must', wish, value: '' }
  if (/^(same|similar|like me|as me)/.test(said)) return { ...base, op: 'same' }
  if (/^(different|other|another|not the same)/.test(said)) return { ...base, op: 'different' }
  if (/^(any|either|no preference|don.?t mind)/.test(said)) return null
  if (kind === 'stage' && /^more/.test(said)) return { ...base, op: 'more' }
  if (kind === 'stage' && /^less/.test(said)) return { ...base, op: 'less' }
  const value = valueWished(kind, said)
  return value === null ? null : { ...base, op: 'is', value }
}

function valueWished(kind: WantKind, said: string): string | null {
  switch (kind) {
    case 'sector':
      return sectorKey(said)
    case 'stage':
      return stageRank(said, null)?.toString() ?? null
    case 'country':
      return countryKey(said)
    case 'language':
      return languageKey(said)
    case 'region':
    case 'interest':
      return said
  }
}

/**
 * What somebody's wishes come to, with the points shared out among them.
 *
 * @returns those that the engine can judge; `unclear` are the indexes of those that only a person can
 */
export function readWishes(wishes: Wish[]): { wants: Want[]; unclear: number[] } {
  const wants: Want[] = []
  const unclear: number[] = []
  wishes.forEach((wish, index) => {
    const want = understand(wish, index)
    if (want) wants.push(want)
    else if (!/^(any|either|no preference|don.?t mind)/i.test(wish.want ?? '')) unclear.push(index)
  })
  for (const extra of wants.filter(({ must }) => must).slice(mostMusts)) extra.must = false
  const total = wants.reduce((sum, { must }) => sum + (must ? mustShare : 1), 0)
  for (const want of wants) want.points = Math.floor((points.wishes * (want.must ? mustShare : 1)) / total)
  return { wants, unclear }
}

/** Whether `other` is what `person` wished for. Unknown is not met. Interests: `shares` says whether the two share any. */
export function meets(want: Want, person: Profile, other: Profile, shares: boolean): boolean {
  switch (want.kind) {
    case 'sector':
      return compare(want, person.sector, other.sector)
    case 'region':
      return compare(want, person.region, other.region)
    case 'country':
      return compare(want, person.country, other.country)
    case 'language':
      if (want.op === 'is') return levelIn(other, want.value) >= 2
      return (want.op === 'same') === person.languages.some(({ key }) => levelIn(other, key) > 0)
    case 'interest':
      if (want.op === 'is') return other.tags.includes(want.value)
      return (want.op === 'same') === shares
    case 'stage':
      return compareStage(want, person.stage, other.stage)
  }
}

function compare({ op, value }: Want, mine: string | null, theirs: string | null): boolean {
  if (theirs === null) return false
  if (op === 'is') return theirs === value
  return mine !== null && (op === 'same') === (mine === theirs)
}

function compareStage({ op, value }: Want, mine: number | null, theirs: number | null): boolean {
  if (theirs === null) return false
  if (op === 'is') return theirs === Number(value)
  if (mine === null) return false
  if (op === 'more') return theirs > mine
  if (op === 'less') return theirs < mine
  return (op === 'same') === (mine === theirs)
}
