import { readdirSync, readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { expect, test } from 'vitest'
import { languageFiles } from '../../src/inbound/intent/languages.ts'
import { bare } from '../../src/inbound/intent/lexicon.ts'
import { wordIn } from '../../src/inbound/intent/reply-words.ts'
import { readerOf } from '../../src/outbound/layout-footer.ts'
import type { Letter, LetterKind, Rendered } from '../../src/outbound/letters.ts'
import { letterKinds, renderSample, sampleOf, variantsOf } from '../../src/outbound/letters-samples.ts'
import { lettersFolder, localeFor, locales } from '../../src/outbound/words.ts'

const fileOf = (template: string, name: string): string => readFileSync(new URL(`${template}/${name}`, lettersFolder), 'utf8')
const wordsIn = (template: string, locale: string): Record<string, string> => JSON.parse(fileOf(template, `${locale}.json`))
const everyShape = letterKinds.flatMap(kind =>
  locales.flatMap(locale => [undefined, ...variantsOf(kind)].map(variant => [kind, locale, variant] as const)),
)
const folders = ['_frame', ...letterKinds]

/** What a message asks for: `{name}`, `{count, plural}`. */
function argumentsOf(message: string, found = new Set<string>()): string[] {
  const walk = (elements: ReturnType<IntlMessageFormat['getAst']>) => {
    for (const element of elements) {
      if ('options' in element) for (const option of Object.values(element.options)) walk(option.value)
      if ('value' in element && element.type !== 0) found.add(element.value)
    }
  }
  walk(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst())
  return [...found].sort()
}

/** The words that a reader sees, a block each: buttons, the hint about them and the hidden preview left out. */
function blocksOf({ html }: Rendered): string[] {
  const body = html
    .slice(html.indexOf('<body'))
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<div style="display:none[^>]*>[\s\S]*?<\/div>/, '')
    .replace(/<td[^>]*class="btn"[\s\S]*?<\/td>/g, '')
  return body
    .split(/<\/?(?:p|li|td|th|h1|h2|blockquote|div|tr|table|tbody)[^>]*>|<br[^>]*>/)
    .map(part => flat(unescaped(part.replace(/<[^>]*>/g, ''))))
    .filter(part => part !== '')
}

const unescaped = (text: string): string =>
  text
    .replace(/&#x([0-9A-Fa-f]+);/g, (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&nbsp;/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')

const flat = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ').trim()

/** What a coordinator's web page and the programme's own pages are called in the samples. */
const ours = 'https://pairpost.example/'

test.each(folders)('the words of %s have the same keys and ask for the same values in every language', template => {
  const english = wordsIn(template, 'en')
  for (const locale of locales) {
    const words = wordsIn(template, locale)
    expect(Object.keys(words), locale).toEqual(Object.keys(english))
    for (const [key, message] of Object.entries(words)) {
      const missing = argumentsOf(english[key]!).filter(name => !argumentsOf(message).includes(name))
      const foreign = argumentsOf(message).filter(name => !argumentsOf(english[key]!).includes(name))
      expect([locale, key, foreign]).toEqual([locale, key, []])
      expect([locale, key, missing]).toEqual([locale, key, []])
    }
  }
})

test.each(letterKinds)('every word of %s is used', kind => {
  const sources = fileOf(kind, 'body.mjml') + fileOf(kind, 'body.txt')
  const unused = Object.keys(wordsIn(kind, 'en')).filter(key => {
    if (key === 'subject' || key === 'preview' || key === 'greeting') return false
    const [family] = key.split('.')
    return !sources.includes(`t.${key}`) && !sources.includes(`'${key}'`) && !new RegExp(`say '${family}' \\w`).test(sources)
  })
  expect(unused).toEqual([])
})

test.each(everyShape)('%s in %s (%s) is whole, light and asks the network for nothing', async (kind, locale, variant) => {
  const letter = await renderSample(kind, locale, variant)
  const dir = locale === 'ar' ? 'rtl' : 'ltr'
  expect(letter.html).toMatch(new RegExp(`<html lang="${locale}" dir="${dir}"`))
  expect(letter.html).not.toContain(dir === 'rtl' ? 'direction:ltr' : 'direction:rtl')
  expect(Buffer.byteLength(letter.html)).toBeLessThan(100_000)
  expect(letter.html).not.toMatch(/<img|<script|<link|@import|@font-face|url\(|background="|mj-include/i)
  const addresses = [...letter.html.matchAll(/https?:\/\/[^\s"'<>)]+/g)].map(([address]) => address)
  expect(addresses.filter(address => !address.startsWith(ours) && address !== 'http://www.w3.org/1999/xhtml')).toEqual([])
  for (const part of [letter.subject, letter.preview, letter.text, blocksOf(letter).join('\n')]) {
    expect(part).not.toMatch(/[{}]|undefined|\bnull\b|NaN|\[object|Invalid/)
    expect(part.trim()).not.toBe('')
  }
})

test.each(everyShape)('%s in %s (%s) says the same in both parts', async (kind, locale, variant) => {
  const letter = await renderSample(kind, locale, variant)
  const text = flat(letter.text)
  const hints = [wordsIn('_frame', locale).hint!, wordsIn('_frame', locale)['hint.page']!.replace(/\{.*/, '')]
  const onlyInHtml = blocksOf(letter).filter(block => !hints.some(hint => block.startsWith(hint.trim())) && !text.includes(block))
  expect(onlyInHtml.map(block => block.replace(/^\d+ /, '')).filter(block => !text.includes(block))).toEqual([])
  const shown = new Set(blocksOf(letter).join(' ').split(/\s+/))
  const page = new Set(wordsIn('_frame', locale)['answer.page']!.split(/\s+/))
  const onlyInText = letter.text
    .split(/\s+/)
    .filter(word => !shown.has(word) && !page.has(word) && !/^(?:-+|\d+\.|-|)$/.test(word))
  expect(onlyInText).toEqual([])
})

test.each(letterKinds)('the subject and preview of %s say a fact each, calmly', async kind => {
  const { subject, preview } = await renderSample(kind, 'en')
  expect(subject.length).toBeGreaterThan(20)
  expect(subject.length).toBeLessThanOrEqual(52)
  expect(preview.length).toBeGreaterThan(35)
  expect(preview.length).toBeLessThanOrEqual(90)
  for (const words of [subject, preview]) expect(words).not.toMatch(/!|reminder|urgent|\p{Extended_Pictographic}/iu)
})

test.each(everyShape)(
  'every button of %s in %s (%s) opens a letter to the question, with a word that the text names',
  async (kind, locale, variant) => {
    const letter = await renderSample(kind, locale, variant)
    const { frame } = sampleOf(kind, variant)
    const buttons = [...letter.html.matchAll(/class="btn"[\s\S]*?href="([^"]*)"/g)].map(([, href]) => new URL(unescaped(href!)))
    const source = fileOf(kind, 'body.mjml')
    if (!source.includes('mj-button')) expect(buttons).toEqual([])
    for (const { protocol, pathname, searchParams, search } of buttons) {
      expect([protocol, pathname]).toEqual(['mailto:', frame.replyTo])
      const body = searchParams.get('body')!
      expect(body).toMatch(/^[^\r\n]+\r\n$/)
      expect(search).toMatch(/^[\x21-\x7e]+$/)
      expect(search).not.toContain('+')
      expect(searchParams.get('subject')).toMatch(/^Re: /)
      expect(letter.text).toContain(body.trim())
    }
  },
)

test.each(locales)('the reader of mail understands every word that a letter teaches in %s', locale => {
  const taught = Object.entries(wordsIn('_frame', locale)).flatMap(([key, shown]) =>
    key.startsWith('word.') ? [[key.slice('word.'.length), bare(shown)] as const] : [],
  )
  const readable = languageFiles().has(locale) ? [locale, 'en'] : ['en']
  const inTable = taught.filter(([, shown]) => readable.length > 1 || /^[a-z ]+$/.test(shown))
  expect(inTable.length).toBeGreaterThan(5)
  for (const [word, shown] of inTable)
    expect([word, readable.map(code => wordIn(code, shown)).find(Boolean)]).toEqual([word, word])
})

test.each(letterKinds.filter(kind => readerOf({ template: kind, data: sampleOf(kind).data } as Letter) === 'participant'))(
  '%s tells why it came, how to leave and where the rules are',
  async kind => {
    const { frame } = sampleOf(kind)
    for (const locale of locales) {
      const { text } = await renderSample(kind, locale)
      const footer = flat(text.slice(text.lastIndexOf('\n---\n')))
      for (const fact of [frame.programme, frame.to.email, frame.conductUrl, frame.safetyEmail, frame.postalAddress])
        expect(footer).toContain(fact)
      const words = wordsIn('_frame', locale)
      if (kind !== 'stopped') for (const word of ['word.pause', 'word.stop']) expect(footer).toContain(words[word])
    }
  },
)

test('every kind of letter has its folder, with its words and its sample', () => {
  for (const kind of letterKinds) {
    const files = readdirSync(new URL(`${kind}/`, lettersFolder)).sort()
    expect(files).toEqual([...locales.map(locale => `${locale}.json`), 'body.mjml', 'body.txt', 'sample.json'].sort())
  }
  expect(letterKinds).toContain('introduction' satisfies LetterKind)
})

test('a reader of a language that we do not write gets English, and it says so', async () => {
  expect([localeFor('sw'), localeFor('es-MX'), localeFor('AR')]).toEqual(['en', 'es', 'ar'])
  const { html, subject } = await renderSample('check-in', 'sw')
  expect(html).toContain('<html lang="en" dir="ltr"')
  expect(subject).toBe('Are you and Hugo still talking?')
})
