import { Hono } from 'hono'
import { keep } from '../inbound/inbox.sql.ts'
import { digest, keyOf } from './arrival-key.ts'
import { bodyOf, jsonOf, MB } from './body.ts'
import type { Deps, Env } from './deps.ts'
import { keepCounted, noteHeartbeat } from './mail-arrivals.sql.ts'
import { busyTokens } from './mail-limit.ts'
import { headerOfPostmark, headersOfRaw, tokensAnywhere, tokensOfPostmark, tokensOfRaw } from './mail-recipients.ts'
import { basicCheck, bearerCheck, tooLarge, unauthorized } from './secrets.ts'

/** Attachments come in base64 inside the provider's JSON: 35 MB of them are 50 MB. */
const mostInbound = 50 * MB
const mostMime = 35 * MB
const mostEvent = 1 * MB

type Mail = {
  source: 'inbound' | 'mime'
  key: string
  messageId: string
  tokens: string[]
  body: Buffer
  envelope: Record<string, string>
}

/** Where mail arrives, and what became of ours. Each keeps what came, answers, and leaves the thinking to a job. */
export function mail({ config, sql, queue, clock }: Deps) {
  const isProvider = basicCheck(config.postmarkWebhook)
  const isPipe = bearerCheck(config.mimeWebhookToken)
  const isBusy = busyTokens()

  /** Letters to a pair's own address are theirs: the day is noted, and nothing else is written or logged. */
  async function receive({ source, key, messageId, tokens, body, envelope }: Mail): Promise<void> {
    const now = clock()
    const ofPairs = tokens.filter(token => token.startsWith('p'))
    if (ofPairs.length > 0) {
      for (const token of new Set(ofPairs)) await noteHeartbeat(sql, config.secret, token, messageId, now)
      return
    }
    const arrival = { source, externalId: key, body, envelope }
    const kept =
      tokens[0] && isBusy(tokens[0], now) ? await keepCounted(sql, arrival, tokens[0], now) : await keep(sql, arrival, now)
    if (kept) queue.knock('process-arrivals')
  }

  return new Hono<Env>()
    .post('/webhooks/postmark/inbound', async c => {
      if (!isProvider(c)) return unauthorized(c, 'Basic')
      const body = await bodyOf(c, mostInbound)
      if (body === null) return tooLarge(c, '50 MB')
      const json = jsonOf(body)
      if (isObject(json)) {
        const given = textOf(json.MessageID)
        await receive({
          source: 'inbound',
          key: given ? keyOf(given) : digest(body),
          messageId: headerOfPostmark(json, 'message-id') ?? given ?? digest(body),
          tokens: tokensOfPostmark(json),
          body,
          envelope: {},
        })
      } else {
        // what nobody can read is kept for a person, unless it may be a letter between partners
        const tokens = tokensAnywhere(body)
        const envelope = { unreadable: 'not a JSON object' }
        await receive({ source: 'inbound', key: digest(body), messageId: digest(body), tokens, body, envelope })
      }
      return c.body(null, 200)
    })
    .post('/webhooks/mime', async c => {
      if (!isPipe(c)) return unauthorized(c, 'Bearer')
      const body = await bodyOf(c, mostMime)
      if (body === null) return tooLarge(c, '35 MB')
      const header = (name: string) => (c.req.header(name) ?? '').slice(0, 2000)
      const headers = headersOfRaw(body)
      const given = headers.find(([name]) => name === 'message-id')?.[1]
      const auth = header('x-envelope-auth').trim().toLowerCase()
      await receive({
        source: 'mime',
        key: given ? keyOf(given) : digest(body),
        messageId: given || digest(body),
        tokens: tokensOfRaw(header('x-envelope-to'), headers),
        body,
        envelope: {
          from: header('x-envelope-from'),
          to: header('x-envelope-to'),
          ...(['pass', 'none', 'fail'].includes(auth) ? { auth } : {}),
        },
      })
      return c.body(null, 200)
    })
    .post('/webhooks/postmark/events', async c => {
      if (!isProvider(c)) return unauthorized(c, 'Basic')
      const body = await bodyOf(c, mostEvent)
      if (body === null) return tooLarge(c, '1 MB')
      const json = jsonOf(body)
      const externalId = isObject(json) ? eventKey(json) : digest(body)
      const kept = await keep(sql, { source: 'event', externalId, body }, clock())
      if (kept) queue.knock('process-arrivals')
      return c.body(null, 200)
    })
}

/** An event is known by its kind and id, else by kind, message, recipient and time: hashed, since it names a person. */
function eventKey(event: Record<string, unknown>): string {
  const kind = textOf(event.RecordType) ?? 'event'
  const id = textOf(event.ID)
  if (id && id !== '0') return keyOf(`${kind}:${id}`)
  const time = event.DeliveredAt ?? event.BouncedAt ?? event.ChangedAt ?? event.ReceivedAt
  const parts = [event.MessageID, event.Recipient ?? event.Email, time].map(part => String(part ?? '').toLowerCase())
  return `${keyOf(kind)}:${digest(JSON.stringify(parts))}`
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const textOf = (value: unknown): string | undefined =>
  typeof value === 'number' ? String(value) : typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
