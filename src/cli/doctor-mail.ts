import { createTransport } from 'nodemailer'
import { type Config, isLoopback } from '../config.ts'
import { messageOf } from '../errors.ts'
import type { Finding } from './doctor-finding.ts'

const patience = 8000

/** Can letters leave: asks the provider, sends nothing. */
export async function checkMail({ transport, publicUrl }: Config): Promise<Finding[]> {
  switch (transport.kind) {
    case 'held':
      return [
        {
          about: 'mail',
          state: isLoopback(publicUrl) ? 'note' : 'mend',
          says: 'held: letters are kept and shown at /mailbox, none leaves',
          do: 'for a real round set POSTMARK_SERVER_TOKEN, or SMTP_URL',
        },
      ]
    case 'postmark':
      return [await postmark(transport)]
    case 'smtp':
      return [
        await smtp(transport.url),
        {
          about: 'mail',
          state: 'note',
          says: 'SMTP cannot be asked what became of a letter: a doubtful one goes straight to a person',
          do: 'nothing; or use Postmark, which can be asked',
        },
      ]
  }
}

async function postmark({ token, apiUrl }: { token: string; apiUrl: string }): Promise<Finding> {
  try {
    const answer = await fetch(`${apiUrl.replace(/\/+$/, '')}/server`, {
      headers: { 'x-postmark-server-token': token, accept: 'application/json' },
      signal: AbortSignal.timeout(patience),
    })
    await answer.body?.cancel()
    if (answer.ok) return { about: 'mail', state: 'ok', says: 'Postmark knows our token' }
    if (answer.status === 401)
      return {
        about: 'mail',
        state: 'mend',
        says: 'Postmark does not know our token',
        do: 'set POSTMARK_SERVER_TOKEN to the one shown at the server, API tokens',
      }
    return {
      about: 'mail',
      state: 'mend',
      says: `Postmark answered ${answer.status}`,
      do: 'look at its status page, and try again later',
    }
  } catch (error) {
    return {
      about: 'mail',
      state: 'mend',
      says: `Postmark could not be reached: ${messageOf(error)}`,
      do: 'check that this machine reaches the internet',
    }
  }
}

async function smtp(url: string): Promise<Finding> {
  const transport = createTransport(url, {
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
  } as never)
  try {
    await transport.verify()
    return { about: 'mail', state: 'ok', says: 'the SMTP server takes our mail' }
  } catch (error) {
    // the address of the server holds a password, and is not shown
    const { code } = error as { code?: string }
    return {
      about: 'mail',
      state: 'mend',
      says: `the SMTP server does not take our mail${code ? ` (${code})` : ''}`,
      do: code === 'EAUTH' ? 'check user and password in SMTP_URL' : 'check host, port and encryption in SMTP_URL',
    }
  } finally {
    transport.close()
  }
}
