import type { World } from '../../jobs/job.ts'
import type { Clock } from '../../src/clock.ts'
import { type Config, readConfig } from '../../src/config.ts'
import type { Database } from '../../src/db.ts'
import { openReader } from '../../src/inbound/reader.ts'
import { type Log, makeLog } from '../../src/log.ts'
import { postmark } from '../../src/outbound/postmark.ts'
import { noQueue } from '../../src/queue.ts'
import type { FakePostmark } from '../support/fake-postmark/server.ts'

export const hook = { user: 'postmark', password: 'a password for the provider' }

/** Everything in this process, on a clock that is moved by hand, with the provider within the process too. */
export function makeWorld(sql: Database, fake: FakePostmark, clock: Clock, more: Partial<Config> = {}, heard?: Log): World {
  const config: Config = {
    ...readConfig({
      SECRET: 'a secret that only the fault programme knows',
      MAIL_FROM: 'hello@mentoring.example.org',
      REPLY_DOMAIN: 'in.mentoring.example.org',
      POSTAL_ADDRESS: 'PO Box 1',
      PUBLIC_URL: 'http://127.0.0.1:8080',
      POSTMARK_SERVER_TOKEN: fake.token,
      POSTMARK_API_URL: 'http://127.0.0.1:9',
      POSTMARK_WEBHOOK_USER: hook.user,
      POSTMARK_WEBHOOK_PASSWORD: hook.password,
      LOG_LEVEL: 'silent',
    }),
    ...more,
  }
  const transport = postmark(
    { token: fake.token, apiUrl: 'http://127.0.0.1:9', stream: 'outbound' },
    { fetch: fake.fetch, timeout: 0.3 },
  )
  const log = heard ?? makeLog(config.logLevel)
  return { config, clock, sql, log, queue: noQueue, transport, reader: openReader() }
}

export const asProvider = {
  authorization: `Basic ${Buffer.from(`${hook.user}:${hook.password}`).toString('base64')}`,
  'content-type': 'application/json',
}
