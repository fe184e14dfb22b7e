import type { KindRead, Mail } from '../mail.ts'
import type { Header } from './marks.ts'
import { normal } from './reason.ts'
import { failureOf, type Reports } from './report.ts'
import { receipts } from './words.ts'

/**
 * An RFC 8098 notice: read, deleted unread, or refused. A Sieve `reject` is one that means refusal, RFC 5429 §2.1;
 * it says “deleted” as Outlook does for a letter that nobody opened, so the words decide between the two.
 */
export function readDisposition(mail: Mail, reports: Reports, header: Header, prose: string): KindRead | null {
  if (!reports.disposition) return null
  const disposition = (reports.disposition.disposition ?? '').toLowerCase()
  const failure = failureOf({ ...reports.disposition, action: '' }, reports.original)
  const told = {
    ...failure,
    originalMessageId:
      reports.disposition['original-message-id']?.replaceAll(/[<>\s]/g, '') || failure.originalMessageId || mail.inReplyTo,
  }
  const automatic = disposition.includes('mdn-sent-automatically')
  const words = normal(`${mail.subject} ${header('auto-submitted') ?? ''} ${prose.slice(0, 1000)}`)
  const refused = /reject|refus|abgelehnt|rechaz|rejeit|rifiutat|geweigerd|отклон|拒/.test(words)
  if (/;\s*(?:deleted|denied|failed)/.test(disposition) && automatic && refused) {
    return {
      kind: 'bounce-soft',
      because: 'the recipient’s filter refused the letter',
      failure: { ...told, action: 'failed', diagnostic: prose.slice(0, 500).trim() || null },
    }
  }
  return { kind: 'read-receipt', because: `disposition: ${disposition.split(';')[1]?.trim() || 'notice'}`, failure: told }
}

/** A receipt in plain words, as Exchange and Outlook write it where the report parts were lost. */
export function readReceipt(mail: Mail, prose: string): KindRead | null {
  const subject = normal(mail.subject)
  const start = normal(prose.slice(0, 1500))
  const title = receipts.subjects.find(word => subject.startsWith(word))
  const words = receipts.words.find(word => start.includes(word))
  // a person may say “has been read”; a program shows which letter
  const shown = /\n\s*(?:to|sent|subject|betreff|an|objet|asunto|para|assunto|oggetto)\s*:/i.test(prose.slice(0, 1500))
  return words && (title || shown) ? { kind: 'read-receipt', because: `“${words}”` } : null
}
