import { createHash } from 'node:crypto'

const first = 2_000
const most = 15 * 60_000

/**
 * How long a letter waits after the provider turned it away: 2 s, 8 s, 32 s … a quarter of an hour, each halved at most by
 * a jitter that follows from letter and count, so that a crowd turned away together does not come back together.
 *
 * @param times how often it was turned away, from 1
 * @param retryAfterMs what the provider asked for; never undercut
 */
export function backoff(outboxId: number, times: number, retryAfterMs: number | null): number {
  const whole = Math.min(most, first * 4 ** Math.min(times - 1, 10))
  const share = createHash('sha256').update(`${outboxId}:${times}`).digest().readUInt32BE(0) / 2 ** 32
  return Math.max(Math.round(whole * (0.5 + share / 2)), retryAfterMs ?? 0)
}
