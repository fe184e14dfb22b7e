import type { Applicant } from './applicant.ts'
import { sectorKey, stageRank } from './career.ts'
import { countryKey, regionOf } from './countries.ts'
import { offsetOf, windowOf } from './hours.ts'
import { languageKey, levelOf } from './languages.ts'
import { protection } from './weights.ts'
import { readWishes, type Want } from './wishes.ts'

/** An applicant as the scorer sees them: codes instead of words, one spelling for each. */
export type Profile = {
  id: string
  country: string | null
  region: string | null
  /** minutes east of UTC */
  offset: number | null
  window: string | null
  sector: string | null
  /** 0 student to 4 retired */
  stage: number | null
  /** each language once, by key; level 1 basic, 2 good, 3 native */
  languages: { key: string; level: number }[]
  tags: string[]
  wants: Want[]
  /** wishes that no rule understands */
  unclear: number[]
  standby: boolean
  /** see `protection` in weights.ts */
  level: number
}

export const tagKey = (tag: string): string => tag.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()

/** How well somebody writes a language, by its key: 0 not at all, to 3 native. */
export function levelIn({ languages }: Profile, key: string): number {
  for (let i = 0; i < languages.length; i++) if (languages[i]!.key === key) return languages[i]!.level
  return 0
}

/** Reads one application; whatever is missing stays unknown and is scored as such. */
export function profileOf(person: Applicant): Profile {
  const country = countryKey(person.country)
  const languages: Profile['languages'] = []
  for (const { language, level } of person.languages ?? []) {
    if (!language?.trim()) continue
    const key = languageKey(language)
    const known = languages.find(language => language.key === key)
    if (known) known.level = Math.max(known.level, levelOf(level))
    else languages.push({ key, level: levelOf(level) })
  }
  const { wants, unclear } = readWishes(person.wishes ?? [])
  const first = person.previousPartners?.length ? 'none' : 'first time'
  return {
    id: person.id,
    country,
    region: person.region?.trim().toLowerCase() || regionOf(country)?.toLowerCase() || null,
    offset: person.utcOffsetMinutes ?? offsetOf(person.timeZone),
    window: windowOf(person.canMeet),
    sector: sectorKey(person.sector),
    stage: stageRank(person.careerStage, person.yearsInProfession),
    languages,
    tags: [...new Set((person.interests ?? []).map(tagKey).filter(Boolean))],
    wants,
    unclear,
    standby: person.standby === true,
    level: protection[person.protection ?? first],
  }
}
