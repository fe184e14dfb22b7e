/** English names that mean the same written language, or that Unicode calls otherwise. Keys and values in lower case. */
const alsoCalled: Record<string, string> = {
  bangla: 'bengali',
  'brazilian portuguese': 'portuguese',
  castilian: 'spanish',
  farsi: 'persian',
  'chinese (mandarin)': 'chinese',
  flemish: 'dutch',
  mandarin: 'chinese',
  'mandarin chinese': 'chinese',
  'norwegian bokmål': 'norwegian',
  'norwegian nynorsk': 'norwegian',
  slovenian: 'slovene',
  tagalog: 'filipino',
  kiswahili: 'swahili',
  'simplified chinese': 'chinese',
  'traditional chinese': 'chinese',
  'modern standard arabic': 'arabic',
}

let english: Intl.DisplayNames | undefined
const known = new Map<string, string>()

/**
 * @param language a BCP 47 code ('en', 'pt-BR') or an English name ('English')
 * @returns the English name of the written language in lower case, the same for code and name
 */
export function languageKey(language: string): string {
  const hit = known.get(language)
  if (hit !== undefined) return hit
  const given = language.normalize('NFKC').trim()
  let name = given
  if (/^[a-z]{2,3}([-_][a-z0-9]+)*$/i.test(given)) {
    english ??= new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
    name = english.of(given.split(/[-_]/)[0]!.toLowerCase()) ?? given
  }
  name = name.toLowerCase().replace(/\s+/g, ' ')
  const key = alsoCalled[name] ?? name
  known.set(language, key)
  return key
}

/** How well somebody writes it: 1 basic, 2 good, 3 native. A level nobody gave, or in other words, counts as good. */
export function levelOf(level: string | null | undefined): number {
  const word = level?.trim().toLowerCase() ?? ''
  if (/^(basic|beginner|elementary|a1|a2|some|a little)/.test(word)) return 1
  if (/^(native|mother|first|bilingual|c2)/.test(word)) return 3
  return 2
}

/** The name to print: 'english' → 'English'. */
export const languageName = (key: string): string => key.replace(/(^|[\s(-])\p{Ll}/gu, letter => letter.toUpperCase())
