import { bodyOf, kB } from './body.ts'
import type { Context, Deps } from './deps.ts'

const most = 256 * kB

/** What a page's form sent; null when it is too large or no form at all. */
export async function formOf(c: Context): Promise<URLSearchParams | null> {
  if (!/^application\/x-www-form-urlencoded/i.test(c.req.header('content-type') ?? '')) return null
  const body = await bodyOf(c, most)
  return body === null ? null : new URLSearchParams(body.toString('utf8'))
}

/**
 * Was this form sent by a page of ours? Browsers say where a form comes from; who says nothing is no browser, and holds no
 * session that could be misused.
 */
export function fromOurPage(c: Context, { config }: Pick<Deps, 'config'>): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const origin = c.req.header('origin')
  if (origin === undefined) return true
  if (!URL.canParse(origin)) return false // 'null': a page without an origin of its own
  return [c.req.header('host'), new URL(c.req.url).host, new URL(config.publicUrl).host].includes(new URL(origin).host)
}
