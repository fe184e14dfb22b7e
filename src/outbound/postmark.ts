import { AsyncLocalStorage } from 'node:async_hooks'
import { Errors, Models, ServerClient } from 'postmark'
import { messageOf } from '../errors.ts'
import { postmarkProvider } from './provider.ts'
import type { Found, Outgoing, Sent, Transport } from './transport.ts'

/** What a call met on the way, which the official client does not tell. */
type Seen = { retryAfterMs: number | null; neverConnected: boolean }

type PostmarkSettings = {
  token: string
  apiUrl: string
  stream: string
  /** the account's own token, and the address of whoever asks for a removal */
  account?: { token: string; requestedBy: string } | undefined
}

/** Seconds that a call may take; the client's own 60 would let one dead connection hold a letter for a minute. */
const patience = 15

/**
 * Postmark through its official client, one message a call.
 *
 * @param fetch for tests: a provider within the process
 */
export function postmark(
  { token, apiUrl, stream, account }: PostmarkSettings,
  { fetch: call = fetch, timeout = patience }: { fetch?: typeof fetch; timeout?: number } = {},
): Transport {
  const { protocol, host } = new URL(apiUrl)
  const calls = new AsyncLocalStorage<Seen>()
  const options = {
    requestHost: host,
    useHttps: protocol === 'https:',
    timeout,
    fetch: ((input, init) => watched(calls.getStore(), () => call(input, init))) as typeof fetch,
  }
  const client = new ServerClient(token, options)
  return {
    kind: 'postmark',
    send: message => {
      const seen: Seen = { retryAfterMs: null, neverConnected: false }
      return calls.run(seen, () =>
        client.sendEmail(asPostmark(message, stream)).then(judge, (error: unknown) => judgeError(error, seen)),
      )
    },
    find: (outboxId, letter) => find(client, outboxId, letter),
    provider: postmarkProvider(client, stream, account, options),
    close: async () => {},
  }
}

async function watched(seen: Seen | undefined, call: () => Promise<Response>): Promise<Response> {
  try {
    const response = await call()
    if (seen) seen.retryAfterMs = retryAfter(response.headers.get('retry-after'))
    return response
  } catch (error) {
    if (seen) seen.neverConnected = neverConnected(error)
    throw error
  }
}

/** Retry-After in seconds; its other form, a date, would need a clock and is not used by this provider. */
function retryAfter(value: string | null): number | null {
  const seconds = Number(value?.trim() || Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 86_400) * 1000 : null
}

/** No connection came about, so no byte of the message can have left. */
function neverConnected(error: unknown): boolean {
  const { code, syscall } = ((error as Error).cause ?? {}) as { code?: string; syscall?: string }
  return code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'UND_ERR_CONNECT_TIMEOUT' || syscall === 'connect'
}

function asPostmark(message: Outgoing, stream: string): Models.Message {
  const headers = [['Message-ID', message.messageId], ['X-PM-KeepID', 'true'], ...message.headers] as [string, string][]
  return {
    From: mailbox(message.from),
    To: mailbox(message.to),
    ReplyTo: message.replyTo,
    Subject: message.subject,
    TextBody: message.text,
    HtmlBody: message.html,
    MessageStream: stream,
    Tag: message.template,
    Metadata: message.metadata,
    TrackOpens: false,
    TrackLinks: Models.LinkTrackingOptions.None,
    Headers: headers.map(([Name, Value]) => ({ Name, Value })),
    Attachments: message.attachments.map(({ name, type, content }) => ({
      Name: name,
      ContentType: type,
      Content: Buffer.from(content, 'utf8').toString('base64'),
      ContentID: null,
    })),
  }
}

/** `"Amina Otieno" <amina@example.org>`; without a name the bare address. */
const mailbox = ({ name, email }: { name: string; email: string }): string => {
  const plain = name.replace(/["\\\p{Cc}]/gu, ' ').trim()
  return plain ? `"${plain}" <${email}>` : email
}

const isInactive = 406
/**
 * Refusals that are about our account and not about the letter: sender not confirmed, no credit left, account pending or
 * closed, no such stream. Whoever runs the programme can mend them, and the letters wait for that.
 */
const ofAccount: ReadonlySet<number> = new Set([400, 401, 405, 412, 413, 1226, 1235])

/** Only a whole answer that says so is an acceptance: a 200 that cannot be read says nothing. */
function judge(answer: Models.MessageSendingResponse): Sent {
  const said = answer as Partial<Models.MessageSendingResponse> | string | null
  if (typeof said === 'object' && said && said.ErrorCode === 0 && said.MessageID)
    return { is: 'accepted', providerId: said.MessageID }
  return { is: 'unknown', because: 'the provider answered 200 with something unreadable' }
}

function judgeError(error: unknown, { retryAfterMs, neverConnected }: Seen): Sent {
  const { statusCode = 0, code = 0 } = error instanceof Errors.PostmarkError ? error : {}
  switch (statusCode) {
    case 401:
      return { is: 'later', because: 'the provider did not accept our token (401)', retryAfterMs: retryAfterMs ?? 60_000 }
    case 422:
      if (code === isInactive) return { is: 'inactive', because: 'the provider holds the address inactive (422, 406)' }
      if (ofAccount.has(code))
        return { is: 'later', because: `the provider does not let our account send (422, ${code})`, retryAfterMs: 15 * 60_000 }
      return { is: 'refused', because: `the provider refused the letter (422, ${code})` }
    case 429:
      return { is: 'later', because: 'the provider asked us to slow down (429)', retryAfterMs }
    case 0:
      if (neverConnected) return { is: 'later', because: 'the provider could not be reached', retryAfterMs: null }
      return { is: 'unknown', because: `no whole answer from the provider: ${withoutAddresses(messageOf(error))}` }
    default:
      return { is: 'unknown', because: `the provider answered ${statusCode}` }
  }
}

const withoutAddresses = (text: string) => text.replace(/\S+@\S+/g, '…').slice(0, 120)

/** Postmark searches by one metadata field at a time; the answer is looked through for the letter itself. */
async function find(client: ServerClient, outboxId: number, letter?: string): Promise<Found> {
  try {
    const query = { count: 50, offset: 0, metadata_outbox: String(outboxId) }
    const answer = await client.getOutboundMessages(query as Models.OutboundMessagesFilteringParameters)
    if (!Array.isArray(answer?.Messages)) return 'no answer'
    const ours = answer.Messages.find(({ Metadata }) => {
      const { outbox = String(outboxId), letter: mark = letter } = (Metadata ?? {}) as Record<string, string | undefined>
      return outbox === String(outboxId) && (!letter || mark === letter)
    })
    return ours ? { providerId: ours.MessageID } : 'absent'
  } catch {
    return 'no answer'
  }
}
