import { Webhook } from 'standardwebhooks'
import { minutes } from '../clock.ts'
import { Refusal } from '../errors.ts'
import { sameSecret } from '../reply-address.ts'

const tolerance = minutes(5)
const mostSignatures = 10

export type Signed = { id: string | undefined; timestamp: string | undefined; signature: string | undefined; body: Buffer }

/**
 * Checks signatures as Standard Webhooks writes them: `v1,` and the HMAC-SHA256 of `id.timestamp.body`. The library signs;
 * the five minutes are judged here, by our own clock.
 *
 * @param secret `whsec_…`; undefined: nothing is ever rightly signed
 * @throws Refusal when the secret is not what the form service shows
 * @see https://www.standardwebhooks.com
 */
export function signatureCheck(secret: string | undefined): (signed: Signed, now: Date) => boolean {
  if (secret === undefined) return () => false
  let webhook: Webhook
  try {
    webhook = new Webhook(secret)
  } catch {
    throw new Refusal('reading the configuration: APPLICATION_WEBHOOK_SECRET is not base64 behind whsec_: copy it whole')
  }
  return ({ id, timestamp, signature, body }, now) => {
    if (!id || !signature || !/^\d{1,12}$/.test(timestamp ?? '')) return false
    const moment = new Date(Number(timestamp) * 1000)
    if (Math.abs(now.getTime() - moment.getTime()) > tolerance) return false
    const wanted = webhook.sign(id, moment, body)
    return signature
      .split(' ')
      .slice(0, mostSignatures)
      .some(given => sameSecret(given, wanted))
  }
}
