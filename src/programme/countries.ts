import { countryKey, countryName, isCountry } from '../matching/countries.ts'

export { countryName }

/**
 * The country that somebody means: a two-letter code, or an English name. The matching engine knows the same ones.
 *
 * @returns ISO 3166-1 alpha-2, or null when nobody knows it, or more than one is named
 */
export function countryOf(given: unknown): string | null {
  if (typeof given !== 'string') return null
  const key = countryKey(/^uk$/i.test(given.trim()) ? 'GB' : given.replaceAll(/\.(?=[a-z]?\.?$|[a-z]\.)/gi, ''))
  return key && isCountry(key) ? key : null
}
