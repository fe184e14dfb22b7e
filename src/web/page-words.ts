import { readFileSync } from 'node:fs'
import { html } from 'hono/html'
import { locales } from '../outbound/words.ts'
import { directionOf } from '../outbound/words-direction.ts'
import type { Html } from './page.ts'

type Said = Record<string, string>

const folder = new URL('../../templates/pages/', import.meta.url)
const read = (locale: string): Said => JSON.parse(readFileSync(new URL(`words.${locale}.json`, folder), 'utf8'))
const english = read('en')
const known = new Map(locales.map(locale => [locale, locale === 'en' ? english : read(locale)]))

/** What pages for participants say, in the languages of our letters. */
export type PageWords = {
  locale: string
  dir: 'ltr' | 'rtl'
  say: (key: string, values?: Record<string, Html | string>) => Html
  /** undefined when pages have no words of this name */
  text: (key: string) => string | undefined
}

export function pageWords(locale: string): PageWords {
  const said = known.get(locale) ?? english
  return {
    locale: known.has(locale) ? locale : 'en',
    dir: directionOf(said.skip!),
    text: key => said[key],
    say: (key, values = {}) => {
      const pieces = said[key]!.split(/\{(\w+)\}/)
      return html`${pieces.map((piece, i) => (i % 2 ? (values[piece] ?? '') : piece))}`
    },
  }
}
