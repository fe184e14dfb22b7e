import { createHmac } from 'node:crypto'
import type { Context, Deps } from './deps.ts'

const loopback = /^(?:127\.|::1$|::ffff:127\.)/
const near = /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|::ffff:|f[cd][0-9a-f]{2}:|fe80:)/i

const socketOf = (c: Context): string => c.env?.incoming?.socket?.remoteAddress ?? ''

/** Who asks, as an address; behind a proxy on our own network, whom the proxy names last. */
function addressOf(c: Context): string {
  const socket = socketOf(c)
  if (!near.test(socket)) return socket
  const told = c.req.header('fly-client-ip') ?? c.req.header('x-forwarded-for')?.split(',').at(-1)
  return told?.trim() || socket
}

/** Counts somebody without keeping who it is: a keyed hash that means nothing the next day. */
export const clientHash = (c: Context, { config, clock }: Pick<Deps, 'config' | 'clock'>): string =>
  createHmac('sha256', config.secret)
    .update(`client:${clock().toISOString().slice(0, 10)}:${addressOf(c)}`)
    .digest('base64url')
    .slice(0, 22)

/**
 * Is it somebody at this very machine? The socket says so, nobody passed the request on, and the address that was typed is
 * loopback too, so that a page from elsewhere cannot look in under a name of its own.
 */
export function isAtThisMachine(c: Context): boolean {
  // a proxy on this machine that says nothing of itself still speaks the old protocol (nginx as it comes)
  const old = c.env?.incoming?.httpVersion === '1.0'
  const passedOn = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'fly-client-ip', 'via'].some(
    name => c.req.header(name) !== undefined,
  )
  const host = new URL(c.req.url).hostname
  return loopback.test(socketOf(c)) && !passedOn && !old && ['127.0.0.1', 'localhost', '[::1]'].includes(host)
}
