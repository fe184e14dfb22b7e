export type Address = { address: string; name: string }

/**
 * One part of a message, in the order it came. `content` is decoded text for text/* and message/* parts, else null;
 * `size` the bytes that were looked at.
 */
export type Part = {
  type: string
  parameters: Record<string, string>
  disposition: string | null
  filename: string | null
  size: number
  content: string | null
}

/**
 * A message as it arrived, taken apart but not yet understood. Made from raw MIME by `mime.ts` or from the
 * provider's JSON by `postmark-inbound.ts`; everything after that reads only this.
 */
export type Mail = {
  /** every header in the order it came, the name in lower case, the value unfolded and decoded */
  headers: [name: string, value: string][]
  from: Address | null
  to: Address[]
  cc: Address[]
  replyTo: Address[]
  /** the envelope's sender: '' is the null sender of machines, null is unknown */
  returnPath: string | null
  subject: string
  date: Date | null
  messageId: string | null
  inReplyTo: string | null
  references: string[]
  /** the body as plain text, as the writer's program made it; null when there was none */
  text: string | null
  html: string | null
  parts: Part[]
  /** how many bytes came */
  size: number
}

/** What we know before reading: the words that we sent and the language that the writer chose. All optional. */
export type Known = {
  /** text parts of letters that this may answer, ours, newest first */
  ourLetters?: string[]
  /** the writer's stored language, BCP 47 */
  locale?: string
  /** what the writer's partner is called, so that a name is known for a person */
  partner?: string[]
  /** addresses that are ours: a message from one of them is a loop */
  ourAddresses?: string[]
  /** the moment of arrival, for "until next Monday"; the message's own date otherwise */
  now?: Date
}

export type Kind =
  | 'human'
  | 'auto-reply'
  | 'bounce-hard'
  | 'bounce-soft'
  | 'complaint'
  | 'read-receipt'
  | 'challenge'
  | 'spam'
  | 'loop'
  | 'delivered'
  | 'list'

export type Intent =
  | 'still-talking'
  | 'not-talking'
  | 'partner-silent'
  | 'opt-out'
  | 'pause'
  | 'safety-report'
  | 'question'
  | 'none'

/** A word that the programme taught the reader, in whichever language it was written. Ours, not the writer's own. */
export type ReplyWord =
  | 'yes'
  | 'slow'
  | 'no'
  | 'here'
  | 'rematch'
  | 'wait'
  | 'pause'
  | 'resume'
  | 'stop'
  | 'undo'
  | 'remove'
  | 'more'
  | 'fewer'
  | 'skip'
  | 'again'
  | 'ok'
  | 'ok to share'
  | 'send my data'
  | 'erase me'
  | 'help'
  | 'report'
  | 'every week'
  | 'every fortnight'
  | 'every month'

/** What a bounce or report says of the letter that it answers. */
export type Failure = {
  recipient: string | null
  status: string | null
  action: string | null
  diagnostic: string | null
  originalMessageId: string | null
}

export type KindRead = {
  kind: Kind
  because: string
  failure?: Failure /** the return date that an auto-reply names */
  until?: Date
}

export type Meaning = {
  intent: Intent
  /** the programme's own word, when the writer used one as their answer */
  word?: ReplyWord
  /** 0 to 1; below .8 nobody acts on it */
  confidence: number
  because: string
  /** nothing but a greeting or thanks: it wants no answer */
  courtesy?: boolean
  language: string | null
  until?: Date
  lastContact?: Date
}

/** What Pairpost understands of a message: the answer of `inspect`, and what the jobs act on. */
export type Understood = KindRead & Meaning & { text: string }
