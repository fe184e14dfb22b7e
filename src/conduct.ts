import { readFileSync } from 'node:fs'

const file = new URL('../templates/pages/conduct.md', import.meta.url)

/** Markdown, with `{programme}` and `{safetyEmail}` left to fill in. Its last line says its version. */
export const conductText: string = readFileSync(file, 'utf8')

const version = /^Version (\S+)\s*$/m.exec(conductText)?.[1]
if (!version) throw new Error("reading templates/pages/conduct.md: no line says 'Version …'")

/** The version of the code of conduct that is accepted today; kept with each application that accepted it. */
export const conductVersion: string = version
