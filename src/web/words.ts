import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import { raw } from 'hono/html'
import MarkdownIt from 'markdown-it'
import { conductText } from '../conduct.ts'
import type { Deps, Env } from './deps.ts'
import { page } from './page.ts'

const privacyText = readFileSync(new URL('../../templates/pages/privacy.md', import.meta.url), 'utf8')

/** The two pages that are prose: what we ask of people, and what we keep about them. */
export function words({ config }: Deps) {
  const markdown = new MarkdownIt({ html: false })
  const values: Record<string, string> = {
    programme: config.programmeName,
    safetyEmail: config.safetyEmail,
    programmeEmail: `hello@${config.mailDomain}`,
  }
  const prose = (text: string) => raw(markdown.render(text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all)))
  const [conduct, privacy] = [prose(conductText), prose(privacyText)]
  return new Hono<Env>()
    .get('/conduct', c => page(c, config, { title: 'Code of conduct', body: conduct }))
    .get('/privacy', c => page(c, config, { title: 'Privacy', body: privacy }))
}
