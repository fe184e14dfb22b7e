import { createTransport } from 'nodemailer'
import type { Outgoing, Sent, Transport } from './transport.ts'

/** What nodemailer says of a failure: the command it was at, where it knows, and the server's answer. */
type SmtpError = Error & { code?: string; command?: string; responseCode?: number; syscall?: string; timeoutType?: string }

const patience = 30_000

/** Any SMTP server. It cannot be asked about a message afterwards, so what is doubtful goes to a person. */
export function smtp({ url }: { url: string }): Transport {
  const mailer = createTransport({
    url,
    pool: true,
    maxConnections: 4,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as Parameters<typeof createTransport>[0])
  return {
    kind: 'smtp',
    send: message => mailer.sendMail(asMail(message)).then((): Sent => ({ is: 'accepted', providerId: null }), judgeError),
    find: null,
    close: async () => mailer.close(),
  }
}

const asMail = (message: Outgoing) => ({
  from: { name: message.from.name, address: message.from.email },
  to: { name: message.to.name, address: message.to.email },
  replyTo: message.replyTo,
  subject: message.subject,
  text: message.text,
  html: message.html,
  messageId: message.messageId,
  headers: message.headers.map(([key, value]) => ({ key, value })),
  attachments: message.attachments.map(({ name, type, content }) => ({
    filename: name,
    contentType: type,
    content: Buffer.from(content, 'utf8'),
  })),
})

/**
 * Only what the server said, or a connection that never came about, tells that a letter was not taken. A line that went
 * dead says nothing: nodemailer cannot tell us whether the letter was through by then.
 */
function judgeError(error: SmtpError): Sent {
  const { responseCode, command = '', code = 'no code', syscall, timeoutType } = error
  if (responseCode && responseCode >= 500) {
    if (command === 'RCPT TO') return { is: 'inactive', because: `the mail server refused the address (${responseCode})` }
    if (command === 'CONN' || command.startsWith('AUTH'))
      return { is: 'later', because: `the mail server turned us away (${responseCode})`, retryAfterMs: 60_000 }
    return { is: 'refused', because: `the mail server refused the letter (${responseCode})` }
  }
  if (responseCode && responseCode >= 400)
    return { is: 'later', because: `the mail server asked us to come back (${responseCode})`, retryAfterMs: null }
  const neverConnected =
    code === 'EDNS' ||
    code === 'EAUTH' ||
    syscall === 'connect' ||
    ['CONNECT_TIMEOUT', 'GREETING_TIMEOUT'].includes(timeoutType ?? '')
  if (neverConnected || beforeHandover.has(command))
    return { is: 'later', because: `the mail server could not be reached (${code})`, retryAfterMs: null }
  return { is: 'unknown', because: `no answer from the mail server (${code})` }
}

const beforeHandover: ReadonlySet<string> = new Set(['EHLO', 'HELO', 'STARTTLS', 'MAIL FROM', 'RCPT TO'])
