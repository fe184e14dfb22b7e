import { createHmac } from 'node:crypto'
import type { Config } from '../config.ts'
import { makeToken, replyAddress } from '../reply-address.ts'
import type { Claimed } from './claimed.ts'
import type { Frame, Rendered } from './letters.ts'
import type { Outgoing } from './transport.ts'

type Settings = Pick<Config, 'secret' | 'mailFrom' | 'replyTo' | 'publicUrl' | 'programmeName'>

/** The token of a letter: rebuilt from its purpose, so that only its hash is stored. */
export const tokenOf = (secret: string, purpose: string): string => makeToken(secret, 'r', purpose)

/** What tells our letter 42 from another installation's; keyed, so that nobody can make a Message-ID of ours. */
const markOf = (secret: string, purpose: string): string =>
  createHmac('sha256', secret).update(`message:${purpose}`).digest('hex').slice(0, 20)

/** The Message-ID of a letter, the same at every attempt: `<42.0f3a…@example.org>`. */
export const messageIdOf = ({ secret, mailFrom }: Pick<Settings, 'secret' | 'mailFrom'>, id: number, purpose: string): string =>
  `<${id}.${markOf(secret, purpose)}@${bareAddress(mailFrom).split('@')[1]}>`

/** The mark inside a Message-ID of ours: goes along as metadata, and a search's finding must carry it. */
export const markIn = (messageId: string | null | undefined): string | undefined =>
  /^<\d+\.([0-9a-f]{20})@/.exec(messageId ?? '')?.[1]

/** `hello@example.org`, also from `ILN <hello@example.org>`. */
export const bareAddress = (mailFrom: string): string => /<([^<>\s]+)>/.exec(mailFrom)?.[1] ?? mailFrom.trim()

export const replyToOf = (letter: Pick<Claimed, 'purpose' | 'template' | 'partnerEmail'>, settings: Settings): string =>
  letter.template === 'introduction' && letter.partnerEmail
    ? letter.partnerEmail
    : replyAddress(settings.replyTo, tokenOf(settings.secret, letter.purpose))

/** The page for one-click unsubscribing: it shows at GET, and acts at POST (RFC 8058). */
export const unsubscribeUrlOf = (purpose: string, { publicUrl, secret }: Settings): string =>
  `${publicUrl}/unsubscribe/${tokenOf(secret, purpose)}`

/**
 * A message as it leaves.
 *
 * @param letter claimed, with its reader as known now
 * @param rendered its words
 * @param frame what it was rendered with
 */
export function envelop(
  letter: Claimed,
  rendered: Pick<Rendered, 'subject' | 'text' | 'html'>,
  frame: Frame,
  settings: Settings,
): Outgoing {
  return {
    outboxId: letter.id,
    attempt: letter.attempt,
    template: letter.template,
    question: letter.question,
    from: { name: oneLine(`${frame.from}, ${settings.programmeName}`), email: bareAddress(settings.mailFrom) },
    to: { name: oneLine(letter.reader.name), email: letter.reader.email },
    replyTo: frame.replyTo,
    subject: oneLine(rendered.subject),
    text: rendered.text,
    html: rendered.html,
    messageId: letter.messageId,
    headers: headersOf(letter, settings),
    metadata: metadataOf(letter),
    attachments: attachmentsOf(letter),
  }
}

function headersOf(letter: Claimed, settings: Settings): [string, string][] {
  const stop = replyAddress(settings.replyTo, tokenOf(settings.secret, letter.purpose))
  const headers: [string, string][] = [
    ['Auto-Submitted', 'auto-generated'],
    ['List-Unsubscribe', `<${unsubscribeUrlOf(letter.purpose, settings)}>, <mailto:${stop}?subject=STOP>`],
    ['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'],
  ]
  const { inReplyTo } = letter
  if (inReplyTo && isMessageId(inReplyTo)) headers.push(['In-Reply-To', inReplyTo], ['References', inReplyTo])
  return headers
}

/** Keys of 20 characters and values of 80 at most, which the provider takes. */
function metadataOf(letter: Claimed): Record<string, string> {
  const metadata: Record<string, string> = { outbox: String(letter.id), template: letter.template }
  const mark = markIn(letter.messageId)
  if (mark) metadata.letter = mark
  if (letter.question) metadata.question = letter.question.slice(0, 80)
  const { pairAddress } = letter.data
  if (letter.template === 'introduction' && typeof pairAddress === 'string') metadata.pairAddress = pairAddress
  return metadata
}

function attachmentsOf({ template, data }: Claimed): Outgoing['attachments'] {
  if (template !== 'data' || typeof data.attachment !== 'string') return []
  return [{ name: 'my-data.json', type: 'application/json', content: data.attachment }]
}

/** What came from outside may become a header only in this shape. */
const isMessageId = (text: string): boolean => /^<[^<>\s\p{Cc}]{1,250}@[^<>\s\p{Cc}]{1,250}>$/u.test(text)

const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e]+/gu, ' ').trim()
