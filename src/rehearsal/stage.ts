import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import type { World } from '../../jobs/job.ts'
import type { Config } from '../config.ts'
import { openFolder, startEmbedded } from '../database/embedded.ts'
import { migrate } from '../database/migrate.ts'
import { connect } from '../db.ts'
import { openReader } from '../inbound/reader.ts'
import { makeLog } from '../log.ts'
import { openTransport } from '../outbound/open-transport.ts'
import type { Transport } from '../outbound/transport.ts'
import { noQueue } from '../queue.ts'
import { makeApp } from '../web/app.ts'
import { asMime, asPostmark, type Written } from './mail-programs.ts'

const webhookSecret = `whsec_${Buffer.from('a secret that is for rehearsals only').toString('base64')}`
const words = { user: 'rehearsal', password: 'a password that is for rehearsals only' }

/** The real doors, jobs and outbox on a database of their own, with a clock that is moved by hand. */
export type Stage = {
  world: World
  app: ReturnType<typeof makeApp>
  /** the moment that stands for now, ms; moved by whoever plays */
  now: number
  /** how often each letter was handed over */
  handedOver: Map<number, number>
  /** mails and forms that a door took */
  brought: { taken: number; refused: number }
  applyByWebhook: (application: Record<string, unknown>, key: string) => Promise<void>
  applyByFormWebhook: (application: Record<string, unknown>, key: string) => Promise<void>
  applyByForm: (application: Record<string, unknown>) => Promise<void>
  mail: (mail: Written, through: 'postmark' | 'mime') => Promise<void>
  event: (event: Record<string, unknown>) => Promise<void>
  close: () => Promise<void>
}

/** Where a rehearsal may keep its database: never the one that `start` uses. */
const rehearsalHome = (config: Config) => join(config.home, 'rehearsal')

/**
 * Builds the stage. What an earlier rehearsal left is thrown away.
 *
 * @param seed makes the secret, and with it every reply address, the same for the same seed
 */
export async function buildStage(config: Config, seed: string, startsAt: number): Promise<Stage> {
  const home = rehearsalHome(config)
  openFolder(config.home)
  openFolder(home)
  const embedded = await startEmbedded(home, { durable: false, say: line => process.stderr.write(`pairpost: ${line}\n`) })
  const own: Config = {
    ...config,
    databaseUrl: undefined,
    home,
    secret: createHash('sha256').update(`rehearsal:${seed}`).digest('hex'),
    transport: { kind: 'held' },
    postmarkWebhook: words,
    mimeWebhookToken: words.password,
    formWebhookSecret: words.password,
    applicationWebhookSecret: webhookSecret,
    dailySendLimit: undefined,
    logLevel: config.logLevel === 'debug' ? 'debug' : 'error',
    clockFile: undefined,
  }
  const sql = connect(embedded.url(), { max: 10 })
  await sql.unsafe('drop schema public cascade; create schema public').simple()
  await sql`set client_min_messages = warning`
  const handedOver = new Map<number, number>()
  const reader = openReader()
  const held = openTransport(own)
  const counted: Transport = {
    ...held,
    send: async message => {
      handedOver.set(message.outboxId, (handedOver.get(message.outboxId) ?? 0) + 1)
      return held.send(message)
    },
  }
  const stage = { now: startsAt, handedOver, brought: { taken: 0, refused: 0 } } as Stage
  const world: World = {
    config: own,
    clock: () => new Date(stage.now),
    sql,
    log: makeLog(own.logLevel),
    queue: noQueue,
    transport: counted,
    reader,
  }
  await migrate(sql, world.clock())
  const app = makeApp({ ...world, openConsole: true })
  const signer = new Webhook(webhookSecret)
  const bring = async (path: string, body: string | Buffer, headers: Record<string, string>) => {
    const response = await app.request(path, {
      method: 'POST',
      body: typeof body === 'string' ? body : new Uint8Array(body),
      headers,
    })
    if (response.status >= 200 && response.status < 400) stage.brought.taken += 1
    else stage.brought.refused += 1
    return response
  }
  const basic = `Basic ${Buffer.from(`${words.user}:${words.password}`).toString('base64')}`
  return Object.assign(stage, {
    world,
    app,
    async applyByWebhook(application: Record<string, unknown>, key: string) {
      const body = JSON.stringify(application)
      const at = new Date(stage.now)
      await bring('/webhooks/applications', body, {
        'content-type': 'application/json',
        'webhook-id': key,
        'webhook-timestamp': String(Math.floor(stage.now / 1000)),
        'webhook-signature': signer.sign(key, at, body),
      })
    },
    async applyByFormWebhook(application: Record<string, unknown>, key: string) {
      const { interests, languages, ...plain } = application as { interests: string[]; languages: { language: string }[] }
      const body = JSON.stringify({
        ...plain,
        id: key,
        interests: interests.join(', '),
        languages: languages.map(l => l.language).join(', '),
      })
      await bring('/webhooks/applications/form/plain', body, {
        'content-type': 'application/json',
        authorization: `Bearer ${words.password}`,
      })
    },
    async applyByForm(application: Record<string, unknown>) {
      const page = await (await app.request('/apply')).text()
      const form = new URLSearchParams()
      for (const [field] of page.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
        const name = /name="([^"]*)"/.exec(field)?.[1]
        if (name) form.set(name, /value="([^"]*)"/.exec(field)?.[1] ?? '')
      }
      const {
        interests,
        languages,
        wishes: _,
        conductAccepted: __,
        standby: ___,
        ...plain
      } = application as { interests: string[]; languages: { language: string }[] } & Record<string, unknown>
      for (const [name, value] of Object.entries(plain)) form.set(name, String(value))
      form.set('interests', interests.join(', '))
      languages.forEach((l, i) => {
        form.set(`language${i + 1}`, l.language)
        form.set(`level${i + 1}`, (l as { level?: string }).level ?? 'good')
      })
      form.set('conductAccepted', 'yes')
      await bring('/apply', form.toString(), {
        'content-type': 'application/x-www-form-urlencoded',
        origin: own.publicUrl,
        'x-forwarded-for': `198.51.100.${stage.brought.taken % 250}`,
      })
    },
    async mail(mail: Written, through: 'postmark' | 'mime') {
      if (through === 'postmark')
        await bring('/webhooks/postmark/inbound', asPostmark(mail), { 'content-type': 'application/json', authorization: basic })
      else
        await bring('/webhooks/mime', asMime(mail), {
          'content-type': 'message/rfc822',
          authorization: `Bearer ${words.password}`,
          'x-envelope-from': mail.from.email,
          'x-envelope-to': [mail.cc ?? mail.to].join(','),
          'x-envelope-auth': 'pass',
        })
    },
    async event(event: Record<string, unknown>) {
      await bring('/webhooks/postmark/events', JSON.stringify(event), {
        'content-type': 'application/json',
        authorization: basic,
      })
    },
    async close() {
      await reader.close()
      await counted.close()
      await sql.end({ timeout: 5 })
      await embedded.stop()
    },
  })
}
