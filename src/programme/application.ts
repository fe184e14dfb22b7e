import { countryOf } from './countries.ts'
import { isZone, oneZoneOf } from './local-time.ts'

/** Fields of an application that can be asked for by letter. */
type Asked = 'name' | 'country' | 'timeZone' | 'languages' | 'interests' | 'sector' | 'conductAccepted'

export type Wish = { about: string; want: string; strength: 'would like' | 'must'; text?: string }

/** An application as we can use it. What was not given, or not understood, is null or empty, and named in `missing`. */
export type Application = {
  email: string | null
  name: string
  knownAs: string | null
  country: string | null
  place: string | null
  zone: string | null
  sector: string | null
  careerStage: string | null
  role: string | null
  employer: string | null
  interests: string[]
  about: string | null
  languages: { language: string; level: string }[]
  locale: string
  wishes: Wish[]
  comment: string | null
  heardFrom: string | null
  convincedBy: string | null
  conductAccepted: boolean
  standby: boolean
  round: string | null
  /** what must be answered before anybody is paired, and what we merely ask for */
  missing: { required: Asked[]; wanted: Asked[] }
  /** what was given for a field that we did not understand, to show it back */
  notUnderstood: Partial<Record<Asked, string>>
}

const levels: Record<string, string> = {
  native: 'native',
  fluent: 'native',
  good: 'good',
  advanced: 'good',
  intermediate: 'good',
  basic: 'basic',
  beginner: 'basic',
}

/** Text as a person gave it, without control characters, at most so long. */
const line = (value: unknown, most = 200): string | null => {
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const text = String(value)
    .replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return text === '' ? null : text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text
}

const paragraph = (value: unknown, most = 4000): string | null => {
  if (typeof value !== 'string') return null
  const text = value.replace(/[\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]+/g, ' ').trim()
  return text === '' ? null : text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text
}

/** Lists come as lists, or as one line with commas. */
const list = (value: unknown, most = 30): string[] => {
  const parts = Array.isArray(value) ? value : typeof value === 'string' ? value.slice(0, 20_000).split(/[,;\n]/) : []
  return [...new Set(parts.map(part => line(part, 100)).filter(part => part !== null))].slice(0, most)
}

const isTrue = (value: unknown) =>
  value === true || (typeof value === 'string' && /^(true|yes|y|1|on|accepted|i accept|agree|i agree)$/i.test(value.trim()))

const languageNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })
const byLanguageName = new Map<string, string>()
for (const code of 'af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu ha he hi hr hu hy id ig is it ja ka kk km kn ko ku ky lo lt lv mg mi mk ml mn mr ms mt my nb ne nl no pa pl ps pt ro ru rw si sk sl sm sn so sq sr sv sw ta te th ti tl to tr uk ur uz vi xh yo yue zh zu'.split(
  ' ',
)) {
  const name = languageNames.of(code)
  if (name) byLanguageName.set(name.toLowerCase(), code)
}
for (const [name, code] of [
  ['mandarin', 'zh'],
  ['cantonese', 'yue'],
  ['slovene', 'sl'],
  ['farsi', 'fa'],
  ['kiswahili', 'sw'],
  ['tagalog', 'fil'],
  ['castilian', 'es'],
  ['español', 'es'],
  ['français', 'fr'],
  ['português', 'pt'],
  ['deutsch', 'de'],
] as const)
  byLanguageName.set(name, code)

/** A language as a code where we know it, else as it was written. */
export const languageOf = (given: string): string => {
  const text = given.trim()
  return (
    byLanguageName.get(text.toLowerCase()) ??
    (/^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(text) && languageNames.of(text.toLowerCase()) ? text.toLowerCase() : text)
  )
}

function languages(value: unknown): Application['languages'] {
  const given = Array.isArray(value) ? value : list(value)
  const read = given.slice(0, 20).flatMap(item => {
    const name = line(typeof item === 'object' && item !== null ? (item as { language?: unknown }).language : item, 60)
    if (!name) return []
    const inBrackets = /^(.*?)\s*\(([^)]*)\)$/.exec(name)
    const level = line(typeof item === 'object' && item !== null ? (item as { level?: unknown }).level : inBrackets?.[2], 30)
    return [{ language: languageOf(inBrackets?.[1] ?? name), level: levels[level?.toLowerCase() ?? ''] ?? 'good' }]
  })
  return read.filter((one, i) => read.findIndex(other => other.language === one.language) === i)
}

function wishes(value: unknown): Wish[] {
  if (typeof value === 'string')
    return line(value) ? [{ about: 'other', want: '', strength: 'would like', text: paragraph(value, 500)! }] : []
  if (!Array.isArray(value)) return []
  return value.slice(0, 10).flatMap(item => {
    if (typeof item !== 'object' || item === null) return []
    const { about, want, strength, text } = item as Record<string, unknown>
    const [what, which, words] = [line(about, 40), line(want, 100), paragraph(text, 500)]
    if (!what && !words) return []
    return [
      {
        about: what?.toLowerCase() ?? 'other',
        want: which ?? '',
        strength: /^must$/i.test(String(strength)) ? ('must' as const) : ('would like' as const),
        ...(words ? { text: words } : {}),
      },
    ]
  })
}

/** An address that mail can reach, as far as its shape tells; lower case. */
export function addressOf(value: unknown): string | null {
  const text = typeof value === 'string' ? value.trim().toLowerCase() : ''
  return text.length <= 254 &&
    /^[^\s@<>,;:"()[\]\\\u0000-\u001f]{1,64}@[^\s@<>,;:"()[\]\\\u0000-\u001f]+\.[^\s@.<>,;:"()[\]\\]{2,}$/.test(text)
    ? text
    : null
}

/**
 * Reads an application from whatever JSON a form sent. Nothing here fails: a field that is not understood is missing.
 *
 * @param given the contract's field names; unknown ones are ignored here and stay in the raw arrival
 */
export function readApplication(given: Record<string, unknown>): Application {
  const country = countryOf(given.country)
  const told = typeof given.timeZone === 'string' && isZone(given.timeZone.trim()) ? given.timeZone.trim() : null
  const zone = told ?? (country ? oneZoneOf(country) : null)
  const notUnderstood: Application['notUnderstood'] = {}
  const shown = (value: unknown) => (Array.isArray(value) ? value.map(v => line(v, 60)).join(', ') : line(value, 120))
  if (!country && shown(given.country)) notUnderstood.country = shown(given.country)!
  if (!zone && shown(given.timeZone)) notUnderstood.timeZone = shown(given.timeZone)!
  const application: Application = {
    email: addressOf(given.email),
    name: line(given.name, 120) ?? '',
    knownAs: line(given.knownAs, 60),
    country,
    place: line(given.place, 100),
    zone,
    sector: line(given.sector, 60)?.toLowerCase() ?? null,
    careerStage: line(given.careerStage, 60)?.toLowerCase() ?? null,
    role: line(given.role, 120),
    employer: line(given.employer, 120),
    interests: list(given.interests),
    about: paragraph(given.about),
    languages: languages(given.languages),
    locale: typeof given.locale === 'string' && /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(given.locale) ? given.locale : 'en',
    wishes: wishes(given.wishes),
    comment: paragraph(given.comment, 2000),
    heardFrom: line(given.heardFrom),
    convincedBy: line(given.convincedBy),
    conductAccepted: isTrue(given.conductAccepted),
    standby: isTrue(given.standby),
    round: line(given.round, 100),
    missing: { required: [], wanted: [] },
    notUnderstood,
  }
  return { ...application, missing: missingIn(application) }
}

/** What an application still lacks: first what nobody can be paired without, then what makes a good pair. */
export function missingIn(
  a: Pick<Application, 'name' | 'country' | 'conductAccepted' | 'languages' | 'interests' | 'zone'>,
): Application['missing'] {
  const required: Asked[] = []
  if (!a.name) required.push('name')
  if (!a.country) required.push('country')
  if (!a.conductAccepted) required.push('conductAccepted')
  const wanted: Asked[] = []
  if (a.languages.length === 0) wanted.push('languages')
  if (a.interests.length === 0) wanted.push('interests')
  if (a.country && !a.zone) wanted.push('timeZone')
  return { required, wanted }
}
