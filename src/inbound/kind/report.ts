import type { Failure, Mail } from '../mail.ts'
import { ids, readFields } from '../mime/fields.ts'

/** One group of fields in a report, names in lower case, the first value of each. */
export type Fields = Record<string, string>

/**
 * The report parts of a message, wherever a program put them: RFC 3464 delivery status, RFC 5965 feedback, RFC 8098
 * disposition notification. Each is a list of groups; the first group of a delivery status is about the whole message.
 */
export type Reports = { status: Fields[] | null; feedback: Fields | null; disposition: Fields | null; original: Fields | null }

export function findReports(mail: Mail): Reports {
  const reports: Reports = { status: null, feedback: null, disposition: null, original: null }
  for (const part of mail.parts) {
    if (part.content === null) continue
    const type = part.type.replace('message/global-', 'message/')
    if (type === 'message/delivery-status') reports.status = [...(reports.status ?? []), ...readGroups(part.content)]
    else if (type === 'message/feedback-report') reports.feedback ??= merge(readGroups(part.content))
    else if (type === 'message/disposition-notification') reports.disposition ??= merge(readGroups(part.content))
    else if (isOriginal(type)) reports.original ??= merge(readGroups(part.content).slice(0, 1))
  }
  if (!reports.status) reports.status = statusInText(mail.text)
  return reports
}

const isOriginal = (type: string) =>
  type === 'message/rfc822' ||
  type === 'text/rfc822-headers' ||
  type === 'text/rfc822-header' ||
  type === 'message/headers' ||
  type === 'message/rfc822-headers' ||
  type === 'message/partial'

function readGroups(text: string): Fields[] {
  const groups = text
    .slice(0, 60_000)
    .split(/\n\s*\n/, 100)
    .map(readFields)
  return groups
    .filter(fields => fields.length > 0)
    .map(fields => Object.fromEntries(fields.toReversed().map(({ name, value }) => [name, value])))
}

const merge = (groups: Fields[]): Fields => Object.assign({}, ...groups.toReversed())

/** Some senders write the fields of a delivery status into the letter itself. */
function statusInText(text: string | null): Fields[] | null {
  if (!text || !/^final-recipient:/im.test(text.slice(0, 20_000)) || !/^action:/im.test(text.slice(0, 20_000))) return null
  const groups = readGroups(text.slice(0, 20_000)).filter(group => group['final-recipient'] || group['reporting-mta'])
  return groups.length > 0 ? groups : null
}

/** `rfc822; somebody@example.org` and all its variants, to the bare address in lower case. */
export function addressIn(value: string | undefined): string | null {
  if (!value) return null
  const after = value.includes(';') ? value.slice(value.indexOf(';') + 1) : value
  const open = after.indexOf('<')
  const close = after.indexOf('>', open)
  const bare = (open >= 0 && close > open ? after.slice(open + 1, close) : after)
    .trim()
    .split(/[\s,]/, 1)[0]!
    .replace(/^["'<]+|["'>.]+$/g, '')
  return bare.includes('@') ? bare.toLowerCase().slice(0, 320) : null
}

/** The failure that a group of recipient fields tells of. */
export function failureOf(group: Fields, original: Fields | null): Failure {
  return {
    recipient:
      addressIn(group['original-recipient']) ?? addressIn(group['final-recipient']) ?? addressIn(group['x-actual-recipient']),
    status: statusIn(group.status),
    action: group.action?.toLowerCase().split(/[\s(;]/, 1)[0] || null,
    diagnostic: group['diagnostic-code']?.slice(0, 1000) ?? group['x-diagnostic-code']?.slice(0, 1000) ?? null,
    originalMessageId: originalId(original),
  }
}

export const originalId = (original: Fields | null) => ids(original?.['message-id'])[0] ?? null

/** An enhanced status code such as 5.1.1, the first in a text. RFC 3463 */
export function statusIn(text: string | null | undefined): string | null {
  return /(?:^|[^\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/.exec(text?.slice(0, 4000) ?? '')?.[1] ?? null
}
