import type { Failure, KindRead, Mail } from '../mail.ts'
import type { Header } from './marks.ts'
import { judge, normal } from './reason.ts'
import { addressIn, type Fields, failureOf, originalId, type Reports, statusIn } from './report.ts'
import { bounceWords } from './words.ts'

/** What an RFC 3464 report says. The Action decides between failed and delayed, whatever the status's first digit. */
export function readStatus(mail: Mail, reports: Reports, prose: string): KindRead | null {
  const groups = (reports.status ?? []).filter(
    group => group.action || group['final-recipient'] || group.status || group['diagnostic-code'],
  )
  if (groups.length === 0) return null
  const action = (group: Fields) => (group.action ?? '').toLowerCase().trim()
  const failed = groups.filter(group => /^(?:failed|failure|fail|bounced)/.test(action(group)))
  const delayed = groups.filter(group => /^delay/.test(action(group)))
  const done = groups.filter(group => /^(?:delivered|relayed|expanded|deliverable)/.test(action(group)))
  const tied = (group: Fields): Failure => {
    const failure = failureOf(group, reports.original)
    return { ...failure, originalMessageId: failure.originalMessageId ?? mail.inReplyTo ?? mail.references.at(-1) ?? null }
  }
  if (failed.length === 0 && delayed.length === 0 && done.length > 0) {
    return { kind: 'delivered', because: `delivery report: ${action(done[0]!)}`, failure: tied(done[0]!) }
  }
  if (failed.length === 0 && delayed.length > 0) {
    return { kind: 'bounce-soft', because: 'delivery report: delayed', failure: tied(delayed[0]!) }
  }
  const group = failed[0] ?? groups.find(one => one.status || one['diagnostic-code']) ?? groups[0]!
  const failure = tied(group)
  if (failed.length === 0 && failure.status?.startsWith('2.'))
    return { kind: 'delivered', because: `delivery report: status ${failure.status}`, failure }
  const { hard, because } = judge(failure.status, failure.diagnostic ?? '', spoken(prose))
  return {
    kind: hard ? 'bounce-hard' : 'bounce-soft',
    because: `delivery report: ${because}`,
    failure: { ...failure, recipient: failure.recipient ?? recipientIn(mail, prose) },
  }
}

const daemons = [
  'mailer-daemon',
  'mailerdaemon',
  'mail-daemon',
  'mailer.daemon',
  'mail-delivery',
  'maildelivery',
  'bounce-notification',
  'mdaemon',
  'ndr-noreply',
]
const keepers = [
  'postmaster',
  'post_master',
  'post-master',
  'microsoftexchange',
  'mail-system',
  'mailsystem',
  'mta',
  'mail.system',
  'noreply',
  'no-reply',
  'mailadmin',
  'administrator',
  'admin',
  'root',
  'mailadm',
]
const daemonNames = [
  'mail deliver',
  'mail delivery',
  'mailer daemon',
  'mail daemon',
  'system administrator',
  'systemadministrator',
  'mail system',
  'mail router',
  'delivery subsystem',
  'mail administrator',
  'mailer-daemon',
  'delivery status',
  'delivery notification',
  'content-filter',
]

/** A bounce that only its sender, subject and words give away: qmail, Exim, dma, old Exchange, gateways, web mailers. */
export function readProse(mail: Mail, reports: Reports, prose: string, header: Header): KindRead | null {
  const local = (mail.from?.address ?? '').split('@', 1)[0]!
  const name = (mail.from?.name ?? '').toLowerCase()
  const failedRecipients = header('x-failed-recipients')
  const daemon =
    daemons.some(word => local.startsWith(word) || name.includes(word)) || daemonNames.some(word => name.startsWith(word))
  const keeper = daemon || keepers.some(word => local.startsWith(word)) || mail.from === null
  const nullSender = mail.returnPath === '' || /^<?(?:mailer-daemon|postmaster)/.test(mail.returnPath ?? '')
  const subject = normal(mail.subject)
  const start = normal(prose.slice(0, 3000))
  const bySubject = bounceWords.subjects.find(word => subject.includes(word))
  const sure = bounceWords.sure.find(word => start.includes(word))
  const byProse = sure ?? bounceWords.prose.find(word => start.includes(word))
  // a person answers us, or forwards what came back to them
  const reply =
    (mail.inReplyTo !== null && /^(?:re|aw|rv|sv|vs|odp) ?:/.test(subject)) || /^(?:fwd?|wg|tr|enc|vl) ?:/.test(subject)
  const recipient = recipientIn(mail, prose)
  const said = spoken(prose)
  const details = recipient !== null || statusIn(said) !== null || /(?:^|\s)[45]\d\d[\s-]/.test(said)
  const machine = header('auto-submitted') !== undefined || reports.original !== null

  const bounced =
    failedRecipients !== undefined ||
    (daemon && (byProse || bySubject || nullSender || !mail.inReplyTo || statusIn(start) !== null)) ||
    (nullSender && (byProse || bySubject)) ||
    (keeper && byProse && (details || !reply)) ||
    (!reply && bySubject && (keeper || (byProse && (details || machine)))) ||
    (!reply && byProse && (sure || reports.original !== null))
  if (!bounced) return null

  const failure: Failure = {
    recipient: addressIn(failedRecipients) ?? recipient,
    status: statusIn(said),
    action: 'failed',
    diagnostic: said.slice(0, 500).trim() || null,
    originalMessageId: originalId(reports.original) ?? mail.inReplyTo ?? idIn(prose),
  }
  const told = `${subject} ${start}`
  const because =
    failedRecipients !== undefined
      ? 'X-Failed-Recipients'
      : daemon
        ? `from ${mail.from?.address || mail.from?.name}`
        : `“${byProse ?? bySubject}”`
  const success = bounceWords.delivered.find(word => told.includes(word))
  if (success && !byProse) return { kind: 'delivered', because: `“${success}”`, failure: { ...failure, action: 'delivered' } }
  const delay = bounceWords.delayed.find(word => told.includes(word))
  if (delay) return { kind: 'bounce-soft', because: `${because}, “${delay}”`, failure: { ...failure, action: 'delayed' } }
  const verdict = judge(failure.status, '', said)
  return { kind: verdict.hard ? 'bounce-hard' : 'bounce-soft', because: `${because}; ${verdict.because}`, failure }
}

/** Where the reporting program stops talking and our own letter comes back. */
const copies = [
  'this is a copy of',
  'below this line is a copy',
  'original message',
  'original mail',
  'returned message',
  'message header',
  'headers of the message',
  'the first',
  'unsent message',
  'message follows',
  'start of returned',
  'message text',
  'header of',
  'message headers',
  'received:',
  'return-path:',
  'mime-version:',
  'begin message',
  'content of message',
  'original-message',
  'message returned',
  'date:',
  'message is attached',
  'copy of the',
]

/** The program's own words: what stands before the copy of our letter. */
function spoken(prose: string): string {
  const lines = prose.slice(0, 12_000).split('\n')
  const out: string[] = []
  for (const line of lines) {
    const low = line.trim().toLowerCase()
    if (
      out.length > 3 &&
      copies.some(
        word => low.startsWith(word) || (/^[-=_*#<> ]{2,}/.test(low) && low.replace(/^[-=_*#<> ]+/, '').startsWith(word)),
      )
    )
      break
    out.push(line)
  }
  return out.join('\n')
}

/** The failed address: the first one in the program's words that is neither ours nor the program's. */
function recipientIn(mail: Mail, prose: string): string | null {
  const ours = new Set([...mail.to, ...mail.cc].map(({ address }) => address))
  for (const word of spoken(prose).split(/[\s<>()"',;:[\]]+/, 2000)) {
    const at = word.indexOf('@')
    if (at < 1 || at === word.length - 1 || word.length > 320 || !word.includes('.', at)) continue
    const address = word.toLowerCase().replace(/[.…]+$/, '')
    if (!ours.has(address) && address !== mail.from?.address) return address
  }
  return null
}

/** The Message-ID of the letter that a plain-text bounce quotes. */
function idIn(prose: string): string | null {
  const at = prose.toLowerCase().indexOf('message-id:')
  if (at < 0) return null
  const open = prose.indexOf('<', at)
  const close = prose.indexOf('>', open)
  return open > 0 && open < at + 40 && close > open && close < open + 1000 ? prose.slice(open + 1, close).trim() : null
}
