import { readFileSync } from 'node:fs'

const file = new URL('../templates/pages/conduct.md', import.meta.url)
const [, head, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(file, 'utf8')) ?? []
const version = /^version:\s*(\S+)\s*$/m.exec(head ?? '')?.[1]
if (!version || !body) throw new Error('reading templates/pages/conduct.md: it has no version in its front matter')

/** The version of the code of conduct that is accepted today; kept with each application that accepted it. */
export const conductVersion: string = version
/** Markdown, with `{programme}`, `{safetyEmail}` and `{version}` left to fill in. */
export const conductText: string = body
