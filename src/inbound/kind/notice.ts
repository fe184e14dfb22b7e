import type { Failure, KindRead, Mail } from '../mail.ts'
import { judge } from './reason.ts'
import { addressIn, originalId, type Reports, statusIn } from './report.ts'

/** Complaints and notices in forms of a provider's own: Microsoft's junk reports, Amazon's notices in JSON. */
export function readNotice(mail: Mail, reports: Reports, prose: string): KindRead | null {
  const subject = mail.subject.toLowerCase().trim()
  const reporter = reports.original?.['x-hmxmroriginalrecipient']
  if (
    reporter !== undefined ||
    (reports.original && /^complaint about message from|^(?:abuse|spam|junk) (?:report|complaint)/.test(subject))
  ) {
    const failure: Failure = {
      recipient: addressIn(reporter ?? reports.original?.to),
      status: null,
      action: null,
      diagnostic: null,
      originalMessageId: originalId(reports.original),
    }
    return { kind: 'complaint', because: 'a junk report with our letter', failure }
  }
  return prose.includes('notificationType') ? readAmazon(prose) : null
}

type Notice = {
  notificationType?: string
  eventType?: string
  bounce?: {
    bounceType?: string
    bouncedRecipients?: { emailAddress?: string; status?: string; action?: string; diagnosticCode?: string }[]
  }
  complaint?: { complainedRecipients?: { emailAddress?: string }[] }
  mail?: { messageId?: string }
}

function readAmazon(prose: string): KindRead | null {
  const notice = parseNotice(prose)
  const type = notice?.notificationType ?? notice?.eventType ?? /notificationType\W{1,8}(\w+)/.exec(prose.slice(0, 4000))?.[1]
  const bounced = notice?.bounce?.bouncedRecipients?.[0]
  const failure: Failure = {
    recipient: addressIn(bounced?.emailAddress ?? notice?.complaint?.complainedRecipients?.[0]?.emailAddress ?? undefined),
    status: statusIn(bounced?.status),
    action: bounced?.action ?? null,
    diagnostic: bounced?.diagnosticCode ?? null,
    originalMessageId: notice?.mail?.messageId ?? null,
  }
  if (type === 'Complaint') return { kind: 'complaint', because: 'notice of a complaint', failure }
  if (type === 'Delivery') return { kind: 'delivered', because: 'notice of delivery', failure }
  if (type !== 'Bounce') return null
  const verdict = judge(failure.status, failure.diagnostic ?? prose.slice(0, 2000), '')
  const passing = notice?.bounce?.bounceType === 'Transient'
  return {
    kind: verdict.hard && !passing ? 'bounce-hard' : 'bounce-soft',
    because: `notice of a bounce: ${verdict.because}`,
    failure,
  }
}

/** The JSON may be cut off or followed by a footer, and be wrapped once more in a topic's envelope. */
function parseNotice(prose: string): Notice | null {
  const start = prose.indexOf('{')
  for (const end of [prose.indexOf('\n\n--', start), prose.indexOf('\n--', start), prose.lastIndexOf('}') + 1]) {
    if (end <= start) continue
    try {
      const read = JSON.parse(prose.slice(start, end)) as Notice & { Message?: string }
      return read.Message ? (JSON.parse(read.Message) as Notice) : read
    } catch {
      // not whole: the next end may be
    }
  }
  return null
}
