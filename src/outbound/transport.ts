import type { Provider } from './provider.ts'

/** A message ready to leave: the letter rendered, and its envelope. */
export type Outgoing = {
  outboxId: number
  attempt: number
  template: string
  question: string | null
  from: { name: string; email: string }
  to: { name: string; email: string }
  replyTo: string
  subject: string
  text: string
  html: string
  /** in angle brackets; the same at every attempt */
  messageId: string
  headers: [name: string, value: string][]
  metadata: Record<string, string>
  attachments: { name: string; type: string; content: string }[]
}

/** What became of a try. Only a clear refusal means "not accepted"; everything doubtful is unknown. */
export type Sent =
  | { is: 'accepted'; providerId: string | null }
  /** the address is closed at the provider: a bounce, a complaint or a suppression */
  | { is: 'inactive'; because: string }
  /** it will never be accepted as it is */
  | { is: 'refused'; because: string }
  /** not accepted, and worth another try */
  | { is: 'later'; because: string; retryAfterMs: number | null }
  | { is: 'unknown'; because: string }

export type Found = { providerId: string | null } | 'absent' | 'no answer'

export type Transport = {
  kind: 'postmark' | 'smtp' | 'held'
  send: (message: Outgoing) => Promise<Sent>
  /**
   * Looks for a message at the provider; null where the provider cannot be asked.
   *
   * @param letter the metadata `letter` of the message, where it is known: another installation's letter with the same
   *   number is not ours
   */
  find: ((outboxId: number, letter?: string) => Promise<Found>) | null
  /** what else can be asked; nothing where there is no such provider */
  provider?: Provider
  close: () => Promise<void>
}
