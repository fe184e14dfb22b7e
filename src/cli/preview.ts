import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { UsageError } from '../errors.ts'
import type { LetterKind, Rendered } from '../outbound/letters.ts'
import { letterKinds, renderSample, variantsOf } from '../outbound/letters-samples.ts'
import { locales } from '../outbound/words.ts'

export const help = `pairpost preview [TEMPLATE] [LOCALE] [--out DIR]

Renders letters from their samples: no database, no account, no email sent.

  pairpost preview                       the kinds of letters, and the languages they are written in
  pairpost preview check-in es           the text part of one letter
  pairpost preview check-in ar --html    its HTML part
  pairpost preview --out previews        every letter in every language, in every shape, as HTML and text
  pairpost preview digest --out previews one letter in every language
`

/** Shows letters as their readers see them, on stdout or as files. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { out: { type: 'string' }, html: { type: 'boolean' }, json: { type: 'boolean' } },
  })
  const [template, locale, more] = positionals
  if (more !== undefined) throw new UsageError(`'${more}' is one word too many; pairpost preview --help`)
  if (template !== undefined && !letterKinds.includes(template as LetterKind)) {
    throw new UsageError(`there is no letter '${template}'; known are ${letterKinds.join(', ')}`)
  }
  if (locale !== undefined && !locales.includes(locale)) {
    throw new UsageError(`letters are not written in '${locale}'; known are ${locales.join(', ')}`)
  }

  const chosen = template === undefined ? letterKinds : [template as LetterKind]
  const languages = locale === undefined ? locales : [locale]
  if (values.out !== undefined) return await toFiles(values.out, chosen, languages)
  if (template === undefined) return list(values.json === true)
  const letter = await renderSample(template as LetterKind, locale ?? 'en')
  if (values.json) process.stdout.write(`${JSON.stringify(letter)}\n`)
  else process.stdout.write(values.html ? letter.html : asText(letter))
}

function list(json: boolean): void {
  if (json) process.stdout.write(`${JSON.stringify({ templates: letterKinds, locales })}\n`)
  else process.stdout.write(`Letters\n${letterKinds.map(kind => `  ${kind}\n`).join('')}\nLanguages: ${locales.join(', ')}\n`)
}

const asText = ({ subject, preview, text }: Rendered): string => `Subject: ${subject}\nPreview: ${preview}\n\n${text}`

/** `check-in.es.html`, `check-in.es.again.txt`, and an index of them all. */
async function toFiles(folder: string, kinds: LetterKind[], languages: string[]): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const names: string[] = []
  for (const kind of kinds) {
    for (const language of languages) {
      for (const variant of [undefined, ...variantsOf(kind)]) {
        const letter = await renderSample(kind, language, variant)
        const name = [kind, language, variant?.replaceAll(' ', '-')].filter(Boolean).join('.')
        writeFileSync(join(folder, `${name}.html`), letter.html)
        writeFileSync(join(folder, `${name}.txt`), asText(letter))
        names.push(name)
      }
    }
  }
  const rows = names.map(name => `<li><a href="${name}.html">${name}</a> (<a href="${name}.txt">text</a>)</li>`).join('\n')
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>Letters</title>\n<h1>Letters</h1>\n<ul>\n${rows}\n</ul>\n</html>\n`,
  )
  process.stdout.write(`${names.length} letters in ${folder}\n`)
}
