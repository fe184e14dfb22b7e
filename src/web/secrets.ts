import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context } from './deps.ts'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Compares with one secret, in a time that tells nothing of it. Nothing is ever the secret that is not set. */
function knows(secret: string | undefined): (given: string | undefined) => boolean {
  if (secret === undefined) return () => false
  const wanted = digest(secret)
  return given => given !== undefined && timingSafeEqual(digest(given), wanted)
}

/** Who brings these credentials by HTTP Basic may come in. No credentials configured: nobody. */
export function basicCheck(wanted: { user: string; password: string } | undefined): (c: Context) => boolean {
  const isRight = knows(wanted && `${wanted.user}:${wanted.password}`)
  return c => {
    const given = /^basic +([A-Za-z0-9+/=_-]+) *$/i.exec(c.req.header('authorization') ?? '')?.[1]
    return given !== undefined && isRight(Buffer.from(given, 'base64').toString('utf8'))
  }
}

/** Who brings `Authorization: Bearer SECRET` may come in. No secret configured: nobody. */
export function bearerCheck(wanted: string | undefined): (c: Context) => boolean {
  const isRight = knows(wanted)
  return c => isRight(/^bearer +(.+?) *$/i.exec(c.req.header('authorization') ?? '')?.[1])
}

/** Always 401, never 403: a 403 stops the provider's retries for good. */
export const unauthorized = (c: Context, scheme: 'Basic' | 'Bearer' | 'Signature') => {
  if (scheme !== 'Signature') c.header('www-authenticate', `${scheme} realm="pairpost"`)
  return c.text('These credentials are missing or wrong.\n', 401)
}

export const tooLarge = (c: Context, most: string) => {
  c.header('connection', 'close') // the rest of it is not worth reading
  return c.text(`Larger than ${most}, which is the most that this door takes.\n`, 413)
}
