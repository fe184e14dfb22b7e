import { countryNames } from './country-names.ts'

/** Regions of the world by ISO 3166-1 alpha-2, in the words that wishes use. */
const regions: Record<string, string> = {
  Africa:
    'DZ AO BJ BW BF BI CV CM CF TD KM CG CD CI DJ EG GQ ER SZ ET GA GM GH GN GW KE LS LR LY MG MW ML MR MU YT MA MZ NA NE NG RE RW SH ST SN SC SL SO ZA SS SD TZ TG TN UG EH ZM ZW',
  Asia: 'AF AM AZ BH BD BT BN KH CN GE HK IN ID IR IQ IL JP JO KZ KW KG LA LB MO MY MV MN MM NP KP OM PK PS PH QA SA SG KR LK SY TW TJ TH TL TR TM AE UZ VN YE',
  Europe:
    'AX AL AD AT BY BE BA BG HR CY CZ DK EE FO FI FR DE GI GR GG VA HU IS IE IM IT JE XK LV LI LT LU MT MD MC ME NL MK NO PL PT RO RU SM RS SK SI ES SJ SE CH UA GB',
  'Latin America':
    'AI AG AR AW BS BB BZ BO BQ BR KY CL CO CR CU CW DM DO EC SV FK GF GD GP GT GY HT HN JM MQ MX MS NI PA PY PE PR BL KN LC MF VC SX SR TT TC UY VE VG VI',
  'North America': 'BM CA GL PM US',
  Oceania: 'AS AU CK FJ PF GU KI MH FM NR NC NZ NU NF MP PW PG PN WS SB TK TO TV UM VU WF',
}

const regionByCode = new Map(
  Object.entries(regions).flatMap(([region, codes]) => codes.split(' ').map(code => [code, region] as const)),
)

/** Names in use that differ from Unicode's English ones. */
const alsoCalled: Record<string, string> = {
  burma: 'MM',
  america: 'US',
  'south korea': 'KR',
  'north korea': 'KP',
  russia: 'RU',
  uae: 'AE',
  drc: 'CD',
  'congo (brazzaville)': 'CG',
  'republic of the congo': 'CG',
  'the philippines': 'PH',
  "people's republic of china": 'CN',
  'united kingdom of great britain and northern ireland': 'GB',
  'timor-leste': 'TL',
  bosnia: 'BA',
  us: 'US',
  'cape verde': 'CV',
  'czech republic': 'CZ',
  'democratic republic of the congo': 'CD',
  'east timor': 'TL',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  holland: 'NL',
  'hong kong': 'HK',
  'ivory coast': 'CI',
  'korea, republic of': 'KR',
  macao: 'MO',
  macau: 'MO',
  macedonia: 'MK',
  myanmar: 'MM',
  palestine: 'PS',
  'republic of korea': 'KR',
  'republic of ireland': 'IE',
  'russian federation': 'RU',
  swaziland: 'SZ',
  'syrian arab republic': 'SY',
  'the bahamas': 'BS',
  'the gambia': 'GM',
  'the netherlands': 'NL',
  turkey: 'TR',
  turkiye: 'TR',
  uk: 'GB',
  'united states of america': 'US',
  usa: 'US',
  vietnam: 'VN',
  'viet nam': 'VN',
  'u.s.a.': 'US',
  'u.s.': 'US',
}

/** One spelling: 'Côte d’Ivoire' as 'cote d'ivoire', 'Trinidad & Tobago' as 'trinidad and tobago', 'St. Lucia' as 'saint lucia'. */
function plain(name: string): string {
  const letters = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('’', "'").replaceAll('&', ' and ')
  return letters
    .replace(/\bst\. ?/g, 'saint ')
    .replace(/\s+/g, ' ')
    .trim()
}

let byName: Map<string, string> | undefined
function codeOf(name: string): string | undefined {
  byName ??= new Map([...[...countryNames].map(([code, name]) => [plain(name), code] as const), ...Object.entries(alsoCalled)])
  return byName.get(plain(name))
}

const known = new Map<string, string | null>()

/**
 * @param country ISO 3166-1 alpha-2 or an English name
 * @returns the code; a name that resolves to none stands for itself, in lower case; null for nothing
 */
export function countryKey(country: string | null | undefined): string | null {
  if (!country?.trim()) return null
  const hit = known.get(country)
  if (hit !== undefined) return hit
  const given = country.trim()
  const code = given.length === 2 && regionByCode.has(given.toUpperCase()) ? given.toUpperCase() : codeOf(given)
  const key = code ?? plain(given)
  known.set(country, key)
  return key
}

/** The English name to print for a country's key. */
export const countryName = (key: string): string => countryNames.get(key) ?? key

/** The region of a country's key, for those who named none: 'Africa', 'Asia', …; null when unknown. */
export const regionOf = (key: string | null): string | null => (key ? (regionByCode.get(key) ?? null) : null)

/** Whether a key is the code of a country, and not a name that none answers to. */
export const isCountry = (key: string): boolean => regionByCode.has(key)
