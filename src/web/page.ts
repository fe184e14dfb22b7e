import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { Config } from '../config.ts'
import type { Context } from './deps.ts'
import { type PageWords, pageWords } from './page-words.ts'
import { iconPath, stylePath } from './style.ts'

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

type Page = {
  title: string
  body: Html
  /** for lists and tables; prose stays narrow */
  wide?: boolean
  /** what stands beside the programme's name */
  nav?: Html
  /** the reader's language; English when left out */
  words?: PageWords
  status?: 200 | 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503
}

/** No script at all, one style sheet of ours, nothing from anywhere else. */
const policy =
  "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/** Headers of every page that we make. Nothing of it is stored on the way, and no address of ours is told to others. */
export function setPageHeaders(c: Context, csp = policy): void {
  c.header('content-security-policy', csp)
  c.header('x-content-type-options', 'nosniff')
  c.header('referrer-policy', 'no-referrer')
  c.header('x-robots-tag', 'noindex')
  c.header('cache-control', 'no-store')
  c.header('cross-origin-opener-policy', 'same-origin')
  c.header('permissions-policy', 'camera=(), geolocation=(), microphone=()')
}

const english = pageWords('en')

/** A whole page, in its reader's language and direction; what people wrote takes its own. */
export async function page(c: Context, config: Config, { title, body, wide = false, nav, words = english, status = 200 }: Page) {
  setPageHeaders(c)
  if (config.publicUrl.startsWith('https:')) c.header('strict-transport-security', 'max-age=31536000')
  return c.html(
    html`<!doctype html>
<html lang="${words.locale}" dir="${words.dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${config.programmeName}</title>
<link rel="icon" href="${iconPath}" type="image/svg+xml">
<link rel="stylesheet" href="${stylePath}">
</head>
<body>
<a class="skip" href="#main">${words.say('skip')}</a>
<header class="top"><div class="${wide ? 'frame wide' : 'frame'}"><a class="brand" href="/">${config.programmeName}</a>${nav ?? ''}</div></header>
<main id="main" class="${wide ? 'frame wide' : 'frame'}">
${body}
</main>
<footer class="bottom"><div class="${wide ? 'frame wide' : 'frame'}">
<a href="${config.conductUrl ?? '/conduct'}">${words.say('conduct')}</a>
<a href="${config.privacyUrl ?? '/privacy'}">${words.say('privacy')}</a>
<a href="mailto:hello@${config.mailDomain}">${words.say('write')}</a>
</div></footer>
</body>
</html>`,
    status,
  )
}

/** A page that only says something, kindly. */
export const notice = (
  c: Context,
  config: Config,
  { title, says, ...how }: { title: string; says: Html } & Pick<Page, 'status' | 'words'>,
) => page(c, config, { title, ...how, body: html`<h1>${title}</h1>${says}` })
