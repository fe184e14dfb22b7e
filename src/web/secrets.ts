import { sameSecret } from '../reply-address.ts'
import type { Context } from './deps.ts'

/** HTTP Basic. No credentials configured: nobody comes in. */
export function hasBasic(c: Context, wanted: { user: string; password: string } | undefined): boolean {
  const given = /^basic +([A-Za-z0-9+/=_-]+) *$/i.exec(c.req.header('authorization') ?? '')?.[1]
  if (!wanted || given === undefined) return false
  return sameSecret(Buffer.from(given, 'base64').toString('utf8'), `${wanted.user}:${wanted.password}`)
}

/** `Authorization: Bearer SECRET`. No secret configured: nobody comes in. */
export function hasBearer(c: Context, wanted: string | undefined): boolean {
  const given = /^bearer +(.+?) *$/i.exec(c.req.header('authorization') ?? '')?.[1]
  return wanted !== undefined && given !== undefined && sameSecret(given, wanted)
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
