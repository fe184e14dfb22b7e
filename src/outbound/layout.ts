import { readFileSync } from 'node:fs'
import mjml2html from 'mjml'
import { lettersFolder } from './words.ts'
import type { Direction } from './words-direction.ts'

const file = (path: string) => readFileSync(new URL(path, lettersFolder), 'utf8')

/** The two sources of a letter inside the frame that all letters share. */
export const textSource = (template: string): string =>
  file('_frame/body.txt').replace('(letter)', () => file(`${template}/body.txt`).trim())

/**
 * The HTML of a letter with its Handlebars still in place. MJML writes `direction: ltr` on every section unless told
 * otherwise, which beats the document's own `dir`, so each direction is composed by itself.
 *
 * @throws when MJML finds anything wrong: a letter is never sent half made
 */
export async function htmlSource(template: string, dir: Direction): Promise<string> {
  const source = file('_frame/body.mjml')
    .replace('<!-- letter -->', () => file(`${template}/body.mjml`))
    .replaceAll('[dir]', dir)
    .replaceAll('[start]', dir === 'rtl' ? 'right' : 'left')
    .replaceAll('[end]', dir === 'rtl' ? 'left' : 'right')
  const { html, errors } = await mjml2html(source, {
    validationLevel: 'strict',
    fonts: {},
    keepComments: false,
    ignoreIncludes: true,
  })
  if (errors.length > 0) throw new Error(`${template}/body.mjml: ${errors.map(error => error.formattedMessage).join('; ')}`)
  if (source.includes('<mj-include'))
    throw new Error(`${template}/body.mjml includes a file, and MJML leaves includes out without a word`)
  return html
}
