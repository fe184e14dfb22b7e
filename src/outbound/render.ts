import Handlebars from 'handlebars'
import { htmlSource, textSource } from './layout.ts'
import { footerOf, signatureOf } from './layout-footer.ts'
import { helpersFor, type State, spoken, type Way } from './layout-helpers.ts'
import { layText } from './layout-text.ts'
import type { Frame, Letter, LetterData, LetterKind, Rendered } from './letters.ts'
import { derivedOf } from './letters-derived.ts'
import { localeFor, say, wordsOf } from './words.ts'
import { type Direction, oneLine } from './words-direction.ts'
import { scopeOf } from './words-values.ts'

type Compiled = { html: HandlebarsTemplateDelegate; text: HandlebarsTemplateDelegate }

export type RenderRequest<K extends LetterKind = LetterKind> = {
  template: K
  /** the reader's language, BCP 47; English where we have no words for it */
  locale: string
  /** the reader's IANA zone */
  zone: string
  data: LetterData[K]
  frame: Frame
}

const ways = {
  html: { engine: Handlebars.create(), noEscape: false },
  text: { engine: Handlebars.create(), noEscape: true },
}
for (const way of ['html', 'text'] as const) ways[way].engine.registerHelper(helpersFor(way))

const compiled = new Map<string, Promise<Compiled>>()

/** Composes a letter once for each direction; every later one only fills it in. */
function compiledFor(template: LetterKind, dir: Direction): Promise<Compiled> {
  const key = `${template} ${dir}`
  const known = compiled.get(key)
  if (known) return known
  const fresh = compile(template, dir)
  compiled.set(key, fresh)
  fresh.catch(() => compiled.delete(key))
  return fresh
}

async function compile(template: LetterKind, dir: Direction): Promise<Compiled> {
  const strict = (way: Way, source: string) => ways[way].engine.compile(source, { strict: true, noEscape: ways[way].noEscape })
  return { html: strict('html', await htmlSource(template, dir)), text: strict('text', textSource(template)) }
}

/**
 * A letter as its reader gets it.
 *
 * @throws naming letter, language and field when a value is missing, or a moment or zone is not one
 */
export async function render<K extends LetterKind>({ template, locale, zone, data, frame }: RenderRequest<K>): Promise<Rendered> {
  const letter = { template, data } as unknown as Letter
  const words = wordsOf(template, localeFor(locale))
  const { html, text } = await compiledFor(template, words.dir)

  const bags = [{ ...data, ...derivedOf(letter, zone, words.locale) }, surroundings(letter, frame)] as Record<string, unknown>[]
  const scope = scopeOf(words, zone, bags)
  const line = (key: string) =>
    oneLine(
      say(words, key, scope)
        .map(part => part.text)
        .join(''),
    )
  const subject = frame.answers === null ? line('subject') : `Re: ${oneLine(frame.answers).replace(/^(?:re:\s*)+/i, '')}`
  const preview = line('preview')

  const context = { ...bags[1], ...bags[0], lang: words.locale, dir: words.dir, subject, preview }
  const state: State = { words, zone, bags, scope, subject, replyTo: frame.replyTo }
  return {
    subject,
    preview,
    html: html({ ...context, t: spoken(words, scope, 'html') }, { data: { state } }),
    text: layText(text({ ...context, t: spoken(words, scope, 'text') }, { data: { state } })),
  }
}

/** The frame as the words of a letter ask for it. */
function surroundings(letter: Letter, { answers: _, next, ...frame }: Frame): Record<string, unknown> {
  return {
    ...frame,
    // a letter outside a round speaks of the programme where it would name the round
    round: frame.round ?? frame.programme,
    nextLetterAt: next?.at ?? null,
    leaveEmail: letter.template === 'introduction' ? frame.programmeEmail : frame.replyTo,
    footer: footerOf(letter, { ...frame, next, answers: null }),
    signature: signatureOf(letter),
  }
}

/** Composes every letter in every direction that we write in, so that the first reader does not wait. */
export async function warmUp(templates: LetterKind[]): Promise<void> {
  for (const template of templates) for (const dir of ['ltr', 'rtl'] as const) await compiledFor(template, dir)
}
