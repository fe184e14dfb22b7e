/** Regions that CLDR names beside the countries, which nobody lives in. */
const notCountries = new Set(['EU', 'EZ', 'UN', 'XA', 'XB', 'ZZ', 'QO', 'AC', 'CP', 'DG', 'CQ', 'EA', 'IC', 'TA'])
const also: Record<string, string> = {
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  usa: 'US',
  'u s a': 'US',
  'u s': 'US',
  us: 'US',
  'united states of america': 'US',
  america: 'US',
  korea: 'KR',
  'republic of korea': 'KR',
  'viet nam': 'VN',
  turkey: 'TR',
  turkiye: 'TR',
  'czech republic': 'CZ',
  holland: 'NL',
  'the netherlands': 'NL',
  uae: 'AE',
  russia: 'RU',
  'russian federation': 'RU',
  'ivory coast': 'CI',
  burma: 'MM',
  swaziland: 'SZ',
  macedonia: 'MK',
  'cape verde': 'CV',
  palestine: 'PS',
  'hong kong': 'HK',
  macau: 'MO',
  'democratic republic of the congo': 'CD',
  drc: 'CD',
  'the gambia': 'GM',
  'the bahamas': 'BS',
  'the philippines': 'PH',
  'peoples republic of china': 'CN',
  'republic of ireland': 'IE',
}

const english = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })

/** A name as it is compared: no accents, no points, no case. */
const plain = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()

let byName: Map<string, string> | undefined

function names(): Map<string, string> {
  if (byName) return byName
  byName = new Map(Object.entries(also))
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
  for (const a of letters)
    for (const b of letters) {
      const name = notCountries.has(a + b) ? undefined : english.of(a + b)
      if (name) byName.set(plain(name), byName.get(plain(name)) ?? a + b)
    }
  return byName
}

/**
 * The country that somebody means: a two-letter code, or an English name.
 *
 * @returns ISO 3166-1 alpha-2, or null when nobody knows it, or more than one is named
 */
export function countryOf(given: unknown): string | null {
  if (typeof given !== 'string') return null
  const text = given.trim()
  if (/^[A-Za-z]{2}$/.test(text)) {
    const code = text.toUpperCase()
    if (code === 'UK') return 'GB'
    return !notCountries.has(code) && english.of(code) ? code : null
  }
  return names().get(plain(text)) ?? null
}

export const countryName = (code: string): string => english.of(code) ?? code
