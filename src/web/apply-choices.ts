import { locales } from '../outbound/words.ts'
import { countryName } from '../programme/countries.ts'

/** A choice: the value that is sent, and the words that are shown. */
export type Choice = { value: string; words: string }

const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
const tongues = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })
const letters = [...'abcdefghijklmnopqrstuvwxyz']
const byWords = (a: Choice, b: Choice) => a.words.localeCompare(b.words, 'en')

/** Names that are no country of residence, or a country's name before its present one. */
const notCountries = new Set('EU EZ UN XA XB ZZ QO AC CP DG CQ EA IC TA BV HM UM TF GS AQ IO'.split(' '))

/** Every country that somebody may live in, by its English name. */
export const countries: Choice[] = letters
  .flatMap(a => letters.map(b => (a + b).toUpperCase()))
  .filter(code => regions.of(code) && !notCountries.has(code) && new Intl.Locale(`und-${code}`).region === code)
  .map(code => ({ value: code, words: countryName(code) }))
  .sort(byWords)

const dead = new Set('ae cu ia ie io la pi sa vo mo no'.split(' '))

/** Languages that people may write to each other in. */
export const languages: Choice[] = [...letters.flatMap(a => letters.map(b => a + b)), 'fil', 'yue']
  .filter(code => tongues.of(code) && !dead.has(code) && new Intl.Locale(code).language === code)
  .map(code => ({ value: code, words: tongues.of(code)! }))
  .sort(byWords)

export const levels: Choice[] = [
  { value: 'native', words: 'as my own' },
  { value: 'good', words: 'well' },
  { value: 'basic', words: 'a little' },
]

/** Time zones, by region, for people in a country that has several. */
export const zones: [region: string, zones: Choice[]][] = [
  ...Map.groupBy(
    Intl.supportedValuesOf('timeZone').filter(zone => zone.includes('/')),
    zone => zone.slice(0, zone.indexOf('/')),
  ),
].map(([region, names]) => [
  region,
  names.map(zone => ({
    value: zone,
    words: zone
      .slice(region.length + 1)
      .replaceAll('_', ' ')
      .replaceAll('/', ', '),
  })),
])

const choice = (...words: string[]): Choice[] => words.map(one => ({ value: one, words: one }))

export const sectors: Choice[] = [
  { value: 'academic', words: 'academic: university, college or research' },
  { value: 'public', words: 'public library' },
  { value: 'school', words: 'school library' },
  { value: 'special', words: 'special: law, health, company and the like' },
  { value: 'government', words: 'government, national or parliamentary' },
  { value: 'archive or museum', words: 'archive or museum' },
  { value: 'studying librarianship', words: 'I am studying librarianship' },
]
export const stages: Choice[] = choice('student', 'early career', 'mid career', 'senior', 'retired')
export const wishedSectors: Choice[] = [{ value: 'same', words: 'the same kind as mine' }, ...sectors.slice(0, 6)]
export const wishedStages: Choice[] = choice('more experienced', 'similar', 'less experienced')
export const wishedRegions: Choice[] = choice('Africa', 'Asia', 'Europe', 'Latin America', 'North America', 'Oceania')

/** Languages that our own letters are written in, each by its own name. */
export const letterLocales: Choice[] = locales.map(code => ({
  value: code,
  words: new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code,
}))
