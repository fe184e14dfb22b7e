import type { Applicant } from './applicant.ts'
import { countryKey, isCountry } from './countries.ts'

/** What a file of applications holds, in file order, and what is wrong with it, each with its line. */
export type Applications = {
  people: Applicant[]
  /** the line that each person stands on, from 1 */
  lines: number[]
  /** the file cannot honestly be matched: somebody would be missing or stand for somebody else */
  faults: string[]
  /** it can, but somebody should know */
  notes: string[]
}

const texts = ['region', 'timeZone', 'canMeet', 'sector', 'careerStage', 'interestsText', 'protection'] as const
const textLists = ['interests', 'previousPartners', 'blocked'] as const
const protections = ['none', 'first time', 'waited', 'left alone before']

/**
 * Reads JSON Lines, one application a line; empty lines are passed over.
 *
 * A line that is no application, a missing or second id, or a field of the wrong kind is a fault. A person without a
 * country stays in the list and is matched with nobody; an earlier partner who is not in the file changes nothing.
 */
export function readApplications(text: string): Applications {
  const out: Applications = { people: [], lines: [], faults: [], notes: [] }
  const lineOf = new Map<string, number>()
  text.split('\n').forEach((line, index) => {
    if (!line.trim()) return
    const at = `line ${index + 1}`
    let person: unknown
    try {
      person = JSON.parse(index === 0 ? line.replace(/^\uFEFF/, '') : line)
    } catch {
      out.faults.push(`${at}: is not JSON`)
      return
    }
    const fault = faultOf(person)
    if (fault) {
      out.faults.push(`${at}: ${fault}`)
      return
    }
    const applicant = onlyWhatCounts(person as Applicant)
    const before = lineOf.get(applicant.id)
    if (before !== undefined) out.faults.push(`${at}: id '${applicant.id}' stands on line ${before} already`)
    lineOf.set(applicant.id, before ?? index + 1)
    out.lines.push(index + 1)
    out.people.push(applicant)
  })
  out.people.forEach((person, i) => {
    out.notes.push(...notesOn(person, lineOf).map(note => `line ${out.lines[i]}: ${note}`))
  })
  return out
}

/** An application without its name, address and whatever else the engine has no use for. */
function onlyWhatCounts(person: Applicant): Applicant {
  const { id, country, region, timeZone, utcOffsetMinutes, canMeet, sector, careerStage, yearsInProfession } = person
  const { interests, interestsText, languages, wishes, standby, previousPartners, blocked, protection } = person
  return {
    ...{ id, country, region, timeZone, utcOffsetMinutes, canMeet, sector, careerStage, yearsInProfession },
    ...{ interests, interestsText, languages, wishes, standby, previousPartners, blocked, protection },
  }
}

function faultOf(person: unknown): string | null {
  if (typeof person !== 'object' || person === null || Array.isArray(person)) return 'is not an application (a JSON object)'
  const fields = person as Record<string, unknown>
  const absent = (name: string) => fields[name] === undefined || fields[name] === null
  if (typeof fields.id !== 'string' || !fields.id) return 'id is missing'
  if (!absent('country') && typeof fields.country !== 'string') return 'country is not text'
  for (const name of texts) if (!absent(name) && typeof fields[name] !== 'string') return `${name} is not text`
  for (const name of textLists) {
    const list = fields[name]
    if (!absent(name) && !(Array.isArray(list) && list.every(item => typeof item === 'string')))
      return `${name} is not a list of texts`
  }
  for (const name of ['utcOffsetMinutes', 'yearsInProfession']) {
    if (!absent(name) && typeof fields[name] !== 'number') return `${name} is not a number`
  }
  if (!absent('standby') && typeof fields.standby !== 'boolean') return 'standby is not true or false'
  if (!absent('protection') && !protections.includes(fields.protection as string))
    return `protection is none of: ${protections.join(', ')}`
  return faultInList(fields, 'languages', ['language']) ?? faultInList(fields, 'wishes', ['about', 'want', 'strength'])
}

function faultInList(fields: Record<string, unknown>, name: string, wanted: string[]): string | null {
  const list = fields[name]
  if (list === undefined || list === null) return null
  if (!Array.isArray(list)) return `${name} is not a list`
  for (const [i, item] of list.entries()) {
    const missing = wanted.find(key => typeof (item as Record<string, unknown> | null)?.[key] !== 'string')
    if (missing) return `${name}[${i}].${missing} is missing`
    const strength = (item as { strength?: string }).strength
    if (name === 'wishes' && strength !== 'must' && strength !== 'would like')
      return `wishes[${i}].strength is '${strength}', not 'would like' or 'must'`
  }
  return null
}

function notesOn(person: Applicant, lineOf: Map<string, number>): string[] {
  const notes: string[] = []
  const key = countryKey(person.country)
  if (key === null) notes.push(`country is missing, so '${person.id}' can be paired with nobody`)
  else if (!isCountry(key)) notes.push(`country '${person.country}' is no country that we know; it is taken as it stands`)
  for (const field of ['previousPartners', 'blocked'] as const) {
    const unknown = (person[field] ?? []).filter(id => !lineOf.has(id))
    if (unknown.length)
      notes.push(`${field} names '${unknown.join("', '")}', who ${unknown.length > 1 ? 'are' : 'is'} not in this file`)
  }
  return notes
}
