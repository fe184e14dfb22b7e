import { readdirSync, readFileSync } from 'node:fs'
import { compile, type LanguageFile, type Lexicon } from './lexicon.ts'

const folder = new URL('../languages/', import.meta.url)

let files: Map<string, LanguageFile> | undefined
const lexicons = new Map<string, Lexicon>()

/** Every language that we read, by its file's name ("pt", "hi-Latn"). Read from disk once. */
export function languageFiles(): Map<string, LanguageFile> {
  files ??= new Map(
    readdirSync(folder)
      .filter(name => name.endsWith('.json'))
      .sort()
      .map(name => [name.slice(0, -5), JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as LanguageFile]),
  )
  return files
}

/** The lists of one language, made ready at their first use. */
export function lexiconOf(code: string, marks: 'stripped' | 'kept' = 'stripped'): Lexicon | undefined {
  const ready = lexicons.get(code + marks)
  if (ready) return ready
  const file = languageFiles().get(code)
  if (!file) return undefined
  const made = compile(file, marks)
  lexicons.set(code + marks, made)
  return made
}

/** The file that serves a stored locale: "pt-BR" is read with pt, "nb" and "nn" with no, "tl" with fil. */
export function codeForLocale(locale: string | undefined): string | undefined {
  if (!locale) return undefined
  const base = locale.toLowerCase().split(/[-_]/)[0]!
  const code = { nb: 'no', nn: 'no', tl: 'fil', iw: 'he', in: 'id', cmn: 'zh', yue: 'zh' }[base] ?? base
  return languageFiles().has(code) ? code : undefined
}
