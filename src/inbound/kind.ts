import { looksAutomatic } from './kind/away.ts'
import { readProse, readStatus } from './kind/bounce.ts'
import { type Header, headersOf, readMarks } from './kind/marks.ts'
import { readNotice } from './kind/notice.ts'
import { proseOf } from './kind/prose.ts'
import { readDisposition, readReceipt } from './kind/receipt.ts'
import { failureOf, findReports } from './kind/report.ts'
import { readChallenge, readList, readLoop, readOwn, readSpam } from './kind/strangers.ts'
import type { KindRead, Known, Mail, Meaning } from './mail.ts'

/** What the later readers say, asked only where a message's marks leave a doubt. */
export type Later = { written: () => string; meaning: () => Meaning | null }

/**
 * Who or what wrote a message: a person, or which kind of machine. Structure and headers are asked first, known phrases
 * last, and only of what the writer newly wrote. In doubt it is a person: their words are read by the next in line.
 *
 * @see RFC 3834 (automatic replies), 3464 (delivery status), 5965 (complaints), 8098 (receipts)
 */
export function readKind(
  mail: Mail,
  known: Known = {},
  later: Later = { written: () => mail.text ?? '', meaning: () => null },
): KindRead {
  const header: Header = headersOf(mail)
  const reports = findReports(mail)
  if (reports.feedback) {
    return {
      kind: 'complaint',
      because: `feedback report: ${reports.feedback['feedback-type'] ?? 'abuse'}`,
      failure: complained(mail, reports),
    }
  }
  const prose = proseOf(mail)
  return (
    readDisposition(mail, reports, header, prose) ??
    readOwn(mail, known) ??
    readNotice(mail, reports, prose) ??
    readStatus(mail, reports, prose) ??
    readChallenge(mail, header, prose, 'named') ??
    readProse(mail, reports, prose, header) ??
    readLoop(mail, header) ??
    readReceipt(mail, prose) ??
    readChallenge(mail, header, prose, 'any') ??
    readSpam(mail, header, prose) ??
    readMarks(mail, header) ??
    readList(mail, header) ??
    looksAutomatic(mail, later) ?? { kind: 'human', because: 'no mark of a machine' }
  )
}

function complained(mail: Mail, reports: ReturnType<typeof findReports>) {
  const { feedback, original } = reports
  const failure = failureOf(
    { 'final-recipient': feedback!['original-rcpt-to'] ?? feedback!['removal-recipient'] ?? original?.to ?? '' },
    original,
  )
  return { ...failure, originalMessageId: failure.originalMessageId ?? mail.inReplyTo }
}
