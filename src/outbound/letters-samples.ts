import { readdirSync, readFileSync } from 'node:fs'
import type { Frame, LetterData, LetterKind, Rendered } from './letters.ts'
import { render } from './render.ts'
import { lettersFolder } from './words.ts'

/** One invented reader of a letter, and the other shapes that the letter takes. */
type Sample = { data: object; variants?: Record<string, object>; zone?: string; frame?: Partial<Frame> }

const folder = (template: string): Sample => JSON.parse(readFileSync(new URL(`${template}/sample.json`, lettersFolder), 'utf8'))

/** Every kind of letter: a folder each. */
export const letterKinds: LetterKind[] = readdirSync(lettersFolder, { withFileTypes: true })
  .filter(entry => entry.isDirectory() && !entry.name.startsWith('_'))
  .map(entry => entry.name as LetterKind)
  .sort()

/** The names of a letter's other shapes: `reminder`, `with a check-in`. */
export const variantsOf = (template: LetterKind): string[] => Object.keys(folder(template).variants ?? {})

/** What a sample is rendered from, so that a test or a preview can change a part of it. */
export function sampleOf<K extends LetterKind>(
  template: K,
  variant?: string,
): { zone: string; data: LetterData[K]; frame: Frame } {
  const { data, variants = {}, zone = 'Africa/Nairobi', frame } = folder(template)
  const everyday = JSON.parse(readFileSync(new URL('_frame/sample.json', lettersFolder), 'utf8')) as Frame
  const given = { ...data, ...(variant === undefined ? {} : variants[variant]) } as LetterData[K]
  return { zone, data: given, frame: { ...everyday, ...frame } }
}

/** A letter from its sample: no database, no account, no email sent. */
export const renderSample = (template: LetterKind, locale: string, variant?: string): Promise<Rendered> =>
  render({ template, locale, ...sampleOf(template, variant) })
