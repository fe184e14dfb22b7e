import type { AddressInfo } from 'node:net'
import { type HttpBindings, serve } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { type Context, Hono } from 'hono'
import { refusalOf, type Wanted } from './checks.ts'
import { acceptsFirst, type Fault, type FaultPlan, faultOf } from './faults.ts'
import { Inbound } from './inbound.ts'
import { Store, shown } from './store.ts'
import { Webhooks } from './webhooks.ts'

export type FakeOptions = {
  token?: string
  /** the account's own, for removals */
  accountToken?: string
  seed?: number
  faults?: FaultPlan
  /** how long after acceptance the search finds a message, ms: from, to */
  lagMs?: [number, number]
  /** how long an ordinary call takes, ms of real time */
  latencyMs?: number
  /** how long `slow` takes, and how long after the call began `accept after disconnect` accepts, ms of real time */
  slowMs?: number
  /** the provider's clock, ms since 1970 */
  now?: () => number
}

/** What a call must come to besides its answer: the connection is cut, or left without a word. */
type Cut = { partial: string } | 'silence'

const pause = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms))

/**
 * A provider that behaves as Postmark says it does, and as it was seen to misbehave. Over HTTP on a loopback port, or
 * within the process through `fetch`. What it accepted is counted by outbox id: that is the truth a test goes by.
 */
export function fakePostmark(options: FakeOptions = {}) {
  const {
    token = 'server-token',
    accountToken = 'account-token',
    seed = 1,
    lagMs = [0, 0],
    latencyMs = 0,
    slowMs = 1500,
    now = Date.now,
  } = options
  let faults = options.faults ?? {}
  const store = new Store({ seed, lagMs, now })
  const webhooks = new Webhooks({ seed, now })
  const inbound = new Inbound({ now })
  const cuts = new WeakMap<Response, Cut>()

  const app = new Hono<{ Bindings: Partial<HttpBindings> }>()
  app.use('*', async (c, next) => {
    if (c.req.path === '/stats') return next()
    if (c.req.path === '/data-removals' && c.req.header('x-postmark-account-token') === accountToken) return next()
    if (c.req.header('x-postmark-server-token') === token) return next()
    return c.json(
      {
        ErrorCode: 10,
        Message:
          'No Account or Server API tokens were supplied in the HTTP headers. Please add a header for either X-Postmark-Server-Token or X-Postmark-Account-Token.',
      },
      401,
    )
  })
  const invalid = (c: Context, ErrorCode: number, Message: string) => c.json({ ErrorCode, Message }, 422)
  const cut = (what: Cut): Response => {
    const response = new Response(null, { status: 500 })
    cuts.set(response, what)
    return response
  }

  const accept = (wanted: Wanted, searchable = true) => {
    const message = store.accept(wanted, searchable)
    webhooks.accepted(message)
    return {
      To: wanted.To ?? '',
      SubmittedAt: new Date(message.receivedAt).toISOString(),
      MessageID: message.id,
      ErrorCode: 0,
      Message: 'OK',
    }
  }

  app.post('/email', async c => {
    const text = await c.req.text()
    if (Buffer.byteLength(text) > 10_000_000) return c.json({ ErrorCode: 0, Message: 'Payload too large' }, 413)
    let wanted: Wanted
    try {
      wanted = JSON.parse(text) as Wanted
    } catch {
      return invalid(c, 402, 'Received JSON is not valid.')
    }
    const letter = wanted.Metadata?.outbox ?? ''
    const fault = faultOf(faults, seed, letter, store.called(letter))
    if (latencyMs) await pause(latencyMs)
    if (fault) {
      store.met(fault)
      const answer = await misbehave(c, fault, wanted)
      if (answer) return answer
    }
    const refusal = refusalOf(wanted, store.isInactive)
    if (refusal) {
      store.refused += 1
      return c.json(refusal, 422)
    }
    return c.json(accept(wanted))
  })

  async function misbehave(c: Context, fault: Fault, wanted: Wanted): Promise<Response | undefined> {
    if (fault === '429 with Retry-After')
      return c.json({ ErrorCode: 429, Message: 'Rate Limit Exceeded' }, 429, { 'Retry-After': '1' })
    if (fault === '429 without Retry-After') return c.json({ ErrorCode: 429, Message: 'Rate Limit Exceeded' }, 429)
    if (fault === '500 before accept') return c.json({ ErrorCode: 0, Message: 'Internal Server Error' }, 500)
    if (fault === 'reset before accept') return cut({ partial: '' })
    if (fault === 'time-out before accept') return cut('silence')
    if (fault === 'slow') return void (await pause(slowMs))
    if (refusalOf(wanted, store.isInactive)) return undefined
    if (fault === 'accept after disconnect') {
      setTimeout(() => accept(wanted), slowMs)
      return cut('silence')
    }
    const answer = JSON.stringify(accept(wanted, fault !== 'never searchable'))
    if (!acceptsFirst.has(fault)) return undefined
    if (fault === 'time-out after accept' || fault === 'never searchable') return cut('silence')
    if (fault === '500 after accept') return c.json({ ErrorCode: 0, Message: 'Internal Server Error' }, 500)
    if (fault === 'reset in mid-body') return cut({ partial: answer.slice(0, 40) })
    if (fault === 'truncated JSON') return c.body(answer.slice(0, 40), 200, { 'content-type': 'application/json' })
    return c.body('', 200)
  }

  app.post('/email/batch', async c => {
    const text = await c.req.text()
    if (Buffer.byteLength(text) > 50_000_000) return c.json({ ErrorCode: 0, Message: 'Payload too large' }, 413)
    const batch = JSON.parse(text) as Wanted[]
    if (batch.length > 500) return invalid(c, 410, 'Batch limit exceeded: 500 messages at most.')
    return c.json(
      batch.map(wanted => {
        const letter = wanted.Metadata?.outbox ?? ''
        const fault = faultOf(faults, seed, letter, store.called(letter))
        const refusal = fault ? { ErrorCode: 300, Message: 'Not this one.' } : refusalOf(wanted, store.isInactive)
        if (fault) store.met('partial batch')
        return refusal ?? accept(wanted)
      }),
    )
  })

  app.get('/messages/outbound', c => {
    store.searches += 1
    const count = Number(c.req.query('count'))
    const offset = Number(c.req.query('offset'))
    if (!(count > 0 && count <= 500) || !(offset >= 0)) return invalid(c, 300, "Parameters 'count' and 'offset' are required.")
    const fields = Object.keys(c.req.query()).filter(key => key.startsWith('metadata_'))
    if (fields.length > 1) return invalid(c, 300, 'Only one metadata field can be searched for.')
    const [field] = fields
    const found = store.search(field?.slice('metadata_'.length), field && c.req.query(field))
    return c.json({ TotalCount: found.length, Messages: found.slice(offset, offset + count).map(shown) })
  })
  app.get('/message-streams/:stream/suppressions/dump', c =>
    c.json({
      Suppressions: [...store.suppressions].map(([EmailAddress, { reason, since }]) => ({
        EmailAddress,
        SuppressionReason: reason,
        Origin: reason === 'ManualSuppression' ? 'Customer' : 'Recipient',
        CreatedAt: new Date(since).toISOString(),
      })),
    }),
  )
  app.get('/bounces', c => {
    const [count, offset] = [Number(c.req.query('count') ?? 50), Number(c.req.query('offset') ?? 0)]
    return c.json({ TotalCount: store.bounces.length, Bounces: store.bounces.slice(offset, offset + count) })
  })
  app.get('/messages/inbound', c => {
    const found = inbound.list(c.req.query('status'))
    const [count, offset] = [Number(c.req.query('count') ?? 50), Number(c.req.query('offset') ?? 0)]
    return c.json({ TotalCount: found.length, InboundMessages: found.slice(offset, offset + count) })
  })
  app.put('/messages/inbound/:id/retry', c =>
    inbound.retry(c.req.param('id'))
      ? c.json({ ErrorCode: 0, Message: 'Successfully rescheduled failed message.' })
      : invalid(c, 701, 'This message was not found or cannot be retried.'),
  )
  app.post('/data-removals', async c => {
    const { RequestedBy, RequestedFor } = (await c.req.json()) as Record<string, unknown>
    if (typeof RequestedBy !== 'string' || typeof RequestedFor !== 'string')
      return invalid(c, 1301, "'RequestedBy' and 'RequestedFor' are required.")
    store.removals.push(RequestedFor)
    return c.json({ ID: store.removals.length, Status: 'Pending' })
  })
  app.get('/stats', c => c.json(store.stats()))

  /** Over HTTP a cut is a cut of the socket. */
  const overHttp = async (request: Request, env: unknown): Promise<Response> => {
    const { incoming, outgoing } = env as HttpBindings
    const response = await app.fetch(request, env as HttpBindings)
    const how = cuts.get(response)
    if (!how) return response
    if (how === 'silence') await new Promise(resolve => incoming.socket.once('close', resolve))
    else {
      if (how.partial) outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': '300' }).write(how.partial)
      setTimeout(() => incoming.socket.destroy(), 2)
    }
    return RESPONSE_ALREADY_SENT
  }

  /** Within the process a cut is what `fetch` makes of one. */
  const inProcess = async (input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> => {
    const response = await app.fetch(new Request(input, init))
    const how = cuts.get(response)
    if (!how) return response
    if (how === 'silence')
      return new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal!.reason)))
    if (!how.partial) throw new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) })
    return new Response(new ReadableStream({ start: stream => stream.error(new TypeError('terminated')) }))
  }

  return {
    token,
    app,
    store,
    webhooks,
    inbound,
    stats: () => store.stats(),
    setFaults: (plan: FaultPlan) => void (faults = plan),
    /** a hard bounce, a complaint or a manual suppression: the address is closed from now on, as the dump tells */
    suppress: store.suppress.bind(store),
    fetch: inProcess as typeof fetch,
    listen: () =>
      new Promise<{ url: string; close: () => Promise<void> }>(ready => {
        const server = serve({ fetch: overHttp, port: 0, hostname: '127.0.0.1' }, (info: AddressInfo) =>
          ready({
            url: `http://127.0.0.1:${info.port}`,
            close: () =>
              new Promise(closed => {
                server.close(() => closed())
                if ('closeAllConnections' in server) server.closeAllConnections()
              }),
          }),
        )
      }),
  }
}

export type FakePostmark = ReturnType<typeof fakePostmark>
