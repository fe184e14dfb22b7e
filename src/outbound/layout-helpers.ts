import Handlebars from 'handlebars'
import { mailto } from './layout-mailto.ts'
import { replyWord, type Said, say, type Words } from './words.ts'
import { directionOf, isolate, manyLines, oneLine } from './words-direction.ts'
import { type Scope, scopeOf } from './words-values.ts'

export type Way = 'html' | 'text'

/** What the helpers of one rendering share; handed over as Handlebars data. */
export type State = {
  words: Words
  zone: string
  bags: Record<string, unknown>[]
  scope: Scope
  subject: string
  replyTo: string
}

type Options = Handlebars.HelperOptions & { data: { state: State; root: unknown } }

const { escapeExpression, SafeString } = Handlebars

/** A message as HTML or as text: every piece escaped, and only links of our own made into links. */
function finish(pieces: Said[], way: Way, words: Words): string | Handlebars.SafeString {
  if (way === 'text') return pieces.map(({ text }) => text).join('')
  const dir = words.dir === 'rtl' ? ' dir="ltr"' : ''
  const html = pieces.map(({ text, href }) =>
    href ? `<a href="${escapeExpression(href)}"${dir}>${escapeExpression(text)}</a>` : escapeExpression(text),
  )
  return new SafeString(html.join(''))
}

/** Every message of a letter under its key, said when it is asked for: `{{t.greeting}}`. */
export function spoken(words: Words, scope: Scope, way: Way): Record<string, unknown> {
  const t = {}
  for (const key of words.messages.keys()) {
    Object.defineProperty(t, key, { get: () => finish(say(words, key, scope), way, words), enumerable: true })
  }
  return t
}

/** What letters can say beside their values; the same helpers for both parts, each in its own way. */
export const helpersFor = (way: Way): Record<string, Handlebars.HelperDelegate> => ({
  /** `{{say 'person'}}`: a message with the item at hand; `{{say 'field' name}}` is the message `field.` and the name */
  say(this: unknown, ...all: unknown[]) {
    const { data } = all.at(-1) as Options
    const { words, zone, bags, scope } = data.state
    const isItem = typeof this === 'object' && this !== null && this !== data.root && !(this instanceof String)
    const here = isItem ? scopeOf(words, zone, [this as Record<string, unknown>, ...bags]) : scope
    return finish(say(words, all.slice(0, -1).join('.'), here), way, words)
  },

  /** `{{#given 'about'}}…{{/given}}`: the part stands only when there is something to say */
  given(this: Record<string, unknown>, name: string, options: Options) {
    const value = Object.hasOwn(this, name) ? this[name] : (options.data.root as Record<string, unknown>)[name]
    const empty = value === undefined || value === null || value === false || value === '' || value === 0
    return empty || (Array.isArray(value) && value.length === 0) ? options.inverse(this) : options.fn(this)
  },

  /** a value of one line, as somebody gave it */
  plain: (value: unknown, { data }: Options) => isolate(oneLine(String(value)), data.state.words.dir),

  /** what somebody wrote, whole: its own lines, and its own direction */
  quote(value: unknown) {
    const lines = manyLines(String(value)).split('\n')
    if (way === 'text') return new SafeString(lines.map(line => (line === '' ? '' : `    ${line}`)).join('\n'))
    const direction = directionOf(lines.join(' '))
    return new SafeString(
      `<blockquote dir="${direction}" align="${direction === 'rtl' ? 'right' : 'left'}">${lines.map(line => escapeExpression(line)).join('<br>')}</blockquote>`,
    )
  },

  /** the direction of somebody's text, and the side that it begins on */
  direction: (value: unknown) => directionOf(String(value)),
  side: (value: unknown) => (directionOf(String(value)) === 'rtl' ? 'right' : 'left'),

  /** a reply word, as the reader's language shows it */
  word: (word: string, { data }: Options) => replyWord(data.state.words, word),

  /** `  YES    we are in touch` */
  row: (word: string, means: unknown, { data }: Options) => `  ${replyWord(data.state.words, word).padEnd(8)}  ${means}`,

  /** a button begins with a capital, where its language has capitals; a message that begins with a mark stays as it is */
  capital(value: unknown, { data }: Options) {
    const [first = '', ...rest] = String(value)
    const said = first.toLocaleUpperCase(data.state.words.locale) + rest.join('')
    return value instanceof SafeString ? new SafeString(said) : said
  },

  /** a column of text */
  pad: (value: unknown, columns: number) => String(value).padEnd(columns),

  /** the address of a button that writes a word for its reader */
  mailto: (word: string, { data }: Options) =>
    mailto(data.state.replyTo, replyWord(data.state.words, word), `Re: ${data.state.subject.replace(/^Re: /, '')}`),
})
