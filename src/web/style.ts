import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import type { Env } from './deps.ts'

const folder = new URL('../../templates/pages/', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8')
const versionOf = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 10)

const style = read('style.css')
const icon = read('icon.svg')

/** The address changes with the content, so that browsers may keep it for ever. */
export const stylePath = `/style.css?${versionOf(style)}`
export const iconPath = `/icon.svg?${versionOf(icon)}`

/** The only files that our pages need. */
export function files() {
  const file = (text: string, type: string) => () =>
    new Response(text, {
      headers: {
        'content-type': type,
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
      },
    })
  return new Hono<Env>()
    .get('/style.css', file(style, 'text/css; charset=utf-8'))
    .get('/icon.svg', file(icon, 'image/svg+xml'))
    .get('/robots.txt', c => c.text('User-agent: *\nAllow: /apply$\nAllow: /conduct$\nAllow: /privacy$\nDisallow: /\n'))
}
