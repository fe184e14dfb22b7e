import { createTransport } from 'nodemailer'
import type { Outgoing, Sent, Transport } from './transport.ts'

/** What nodemailer says of a failure: the command it was at, and the server's answer. */
type SmtpError = Error & { code?: string; command?: string; responseCode?: number }

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

/** Until the message itself is handed over, nothing can have been accepted; after that only a plain answer counts. */
function judgeError(error: SmtpError): Sent {
  const { responseCode, command, code } = error
  if (responseCode && responseCode >= 500)
    return command === 'RCPT TO'
      ? { is: 'inactive', because: `the mail server refused the address (${responseCode})` }
      : command === 'AUTH' || command === 'CONN'
        ? { is: 'later', because: `the mail server turned us away (${responseCode})`, retryAfterMs: 60_000 }
        : { is: 'refused', because: `the mail server refused the letter (${responseCode})` }
  if (responseCode && responseCode >= 400)
    return { is: 'later', because: `the mail server asked us to come back (${responseCode})`, retryAfterMs: null }
  const beforeHandover = ['CONN', 'EHLO', 'HELO', 'STARTTLS', 'MAIL FROM', 'RCPT TO'].includes(command ?? '')
  if (beforeHandover || command?.startsWith('AUTH') || code === 'EDNS' || code === 'ECONNECTION')
    return { is: 'later', because: `the mail server could not be reached (${code ?? command})`, retryAfterMs: null }
  return { is: 'unknown', because: `no answer from the mail server (${code ?? 'no code'})` }
}
