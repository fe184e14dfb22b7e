/** A message as it is asked for: `POST /email`. */
export type Wanted = {
  From?: string
  To?: string
  Cc?: string
  Bcc?: string
  ReplyTo?: string
  Subject?: string
  TextBody?: string
  HtmlBody?: string
  MessageStream?: string
  Tag?: string
  Metadata?: Record<string, string>
  TrackOpens?: boolean
  TrackLinks?: string
  Headers?: { Name: string; Value: string }[]
  Attachments?: { Name: string; Content: string; ContentType: string }[]
}

export type Refusal = { ErrorCode: number; Message: string }

/** The bare address of `Name <address>`, in lower case; undefined when it is none. */
export function addressOf(mailbox: string | undefined): string | undefined {
  const bare = (/<([^<>]+)>\s*$/.exec(mailbox ?? '')?.[1] ?? mailbox ?? '').trim()
  return /^[^\s@<>",]+@[^\s@<>",]+\.[^\s@<>",.]+$/.test(bare) ? bare.toLowerCase() : undefined
}

const recipients = (list: string | undefined) => (list ?? '').split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).filter(part => part.trim())

/** Why the provider would not take a message as it is (HTTP 422), or undefined. */
export function refusalOf(message: Wanted, inactive: (address: string) => boolean): Refusal | undefined {
  const no = (ErrorCode: number, Message: string) => ({ ErrorCode, Message })
  if (!addressOf(message.From)) return no(300, `Invalid 'From' address: '${message.From ?? ''}'.`)
  const to = [...recipients(message.To), ...recipients(message.Cc), ...recipients(message.Bcc)]
  if (!to.length) return no(300, 'Zero recipients specified')
  if (to.length > 50) return no(300, 'Too many recipients: 50 at most.')
  for (const one of to) if (!addressOf(one)) return no(300, `Invalid 'To' address: '${one}'.`)
  if (message.ReplyTo && !addressOf(message.ReplyTo)) return no(300, `Invalid 'ReplyTo' address: '${message.ReplyTo}'.`)
  if (!message.TextBody && !message.HtmlBody) return no(300, 'Provide either email TextBody or HtmlBody or both.')
  for (const part of [message.TextBody, message.HtmlBody])
    if (Buffer.byteLength(part ?? '') > 5_000_000) return no(300, 'A body is over 5 MB.')
  if ((message.Subject ?? '').length > 2000) return no(300, 'Subject is over 2000 characters.')
  if ((message.Tag ?? '').length > 1000) return no(300, 'Tag is over 1000 characters.')
  const metadata = Object.entries(message.Metadata ?? {})
  if (metadata.length > 10) return no(300, 'Metadata has more than 10 fields.')
  for (const [key, value] of metadata)
    if (key.length > 20 || typeof value !== 'string' || value.length > 80) return no(300, `Metadata '${key}' is too long.`)
  for (const { Name, Value } of message.Headers ?? [])
    if (!/^[!-9;-~]+$/.test(Name) || /[\r\n]/.test(Value)) return no(300, `Invalid header '${Name}'.`)
  const gone = to.map(addressOf).filter(address => inactive(address!))
  if (gone.length)
    return no(
      406,
      `You tried to send to recipient(s) that have been marked as inactive. Found inactive addresses: ${gone.join(', ')}. Inactive recipients are ones that have generated a hard bounce, a spam complaint, or a manual suppression.`,
    )
  return undefined
}
