import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** Where replies go: a domain of our own, or a provider's shared address that takes the token behind a plus sign. */
export type ReplyTo = { replyDomain: string } | { replyAddress: string }

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/** The first 26 base-32 characters (130 bits) of a digest; lower case, so that it survives programs that fold case. */
function base32(digest: Buffer): string {
  let bits = 0
  let held = 0
  let out = ''
  for (const byte of digest) {
    held = ((held << 8) | byte) & 0xffff
    bits += 8
    while (bits >= 5 && out.length < 26) {
      out += alphabet[(held >> (bits - 5)) & 31]
      bits -= 5
    }
  }
  return out
}

/**
 * The token of one letter's question: 27 characters, rebuilt from the letter's purpose, so that only its hash is stored.
 *
 * @param kind `r` for a letter's question, `p` for a pair's heartbeat address
 * @param about what it is for: a purpose, or `pair:42`
 * @param version raised to revoke every token made before
 */
export const makeToken = (secret: string, kind: 'r' | 'p', about: string, version = 1): string =>
  kind + base32(createHmac('sha256', secret).update(`${kind}:${version}:${about}`).digest())

/** What the database keeps of a token. */
export const hashToken = (token: string): string => createHash('sha256').update(token.toLowerCase()).digest('base64url')

/** A keyed hash of an address, which outlives the address when its owner asks to be forgotten. */
export const hashAddress = (secret: string, address: string): string =>
  createHmac('sha256', secret).update(`address:${address.trim().toLowerCase()}`).digest('base64url')

export function replyAddress(to: ReplyTo, token: string): string {
  if ('replyDomain' in to) return `${token}@${to.replyDomain}`
  const at = to.replyAddress.lastIndexOf('@')
  return `${to.replyAddress.slice(0, at)}+${token}${to.replyAddress.slice(at)}`
}

/** The token in an address that something was sent to, or null. Case is ignored; older `reply+token` shapes are read too. */
export function tokenIn(address: string): string | null {
  const local = address.trim().toLowerCase().split('@')[0] ?? ''
  const candidate = local.slice(local.lastIndexOf('+') + 1)
  return /^[rp][a-z2-7]{26}$/.test(candidate) ? candidate : null
}

/** Compares two secrets in a time that tells nothing of either. */
export function sameSecret(given: string, wanted: string): boolean {
  const [a, b] = [given, wanted].map(text => createHash('sha256').update(text).digest()) as [Buffer, Buffer]
  return timingSafeEqual(a, b)
}
