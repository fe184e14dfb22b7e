import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { afterAll, expect, onTestFinished } from 'vitest'
import type { World } from '../../jobs/job.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { openReader, type Reader } from '../../src/inbound/reader.ts'
import { makeLog } from '../../src/log.ts'
import type { Outgoing, Sent } from '../../src/outbound/transport.ts'
import { keepCoordinator } from '../../src/programme/coordinators.sql.ts'
import { createRound, keepSteps, keepTopic } from '../../src/programme/rounds.sql.ts'
import { calendar } from '../../src/programme/rounds.ts'
import { parseTopic } from '../../src/programme/topics.ts'
import { noQueue } from '../../src/queue.ts'
import { tick } from '../../src/tick.ts'
import { makeApp } from '../../src/web/app.ts'
import { freshDatabase } from './database.ts'
import { postmarkInbound, quoting, rawMime, type Verdict } from './posted.ts'

/** A letter that left, and when. */
export type Letter = Outgoing & { at: Date }

const webhookSecret = `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`
const basic = `Basic ${Buffer.from('postmark:a password of the provider').toString('base64')}`

export const settings = (url: string, over: Record<string, string> = {}): Record<string, string> => ({
  DATABASE_URL: url,
  PUBLIC_URL: 'http://localhost:8080',
  SECRET: 'a secret that only the tests know, 32 bytes',
  MAIL_FROM: 'hello@mentoring.example.org',
  REPLY_DOMAIN: 'in.example.org',
  POSTAL_ADDRESS: 'PO Box 1',
  POSTMARK_WEBHOOK_USER: 'postmark',
  POSTMARK_WEBHOOK_PASSWORD: 'a password of the provider',
  MIME_WEBHOOK_TOKEN: 'the token of the pipe',
  FORM_WEBHOOK_SECRET: 'the secret of the forms',
  APPLICATION_WEBHOOK_SECRET: webhookSecret,
  LOG_LEVEL: 'silent',
  ...over,
})

let reader: Reader | undefined
afterAll(async () => {
  await reader?.close()
  reader = undefined
})

export type Person = { email: string; name: string; country?: string } & Record<string, unknown>

export type ReplyOptions = {
  to: Letter
  text: string
  /** the reader's own address when left out */
  from?: string
  verdict?: Verdict
  /** quote the letter below the words, as programs do */
  quote?: boolean
  via?: 'postmark' | 'mime'
  /** another address than the letter's own Reply-To */
  address?: string
  messageId?: string
  headers?: { Name: string; Value: string }[]
}

export type RoundOptions = {
  name?: string
  zone?: string
  opens?: string
  closes?: string
  starts?: string
  ends?: string
  places?: number
  share?: number
  approval?: 'automatic' | 'by hand'
  /** how many of the shipped topics the round has */
  topics?: number
}

const topicFolder = join(import.meta.dirname, '../../templates/topics')

/**
 * The programme for one test: a fresh database, a clock that is moved by hand, every door, every job, the real reader of
 * mail, and a transport that notes what leaves. With `twice`, every webhook is delivered twice.
 */
export async function openTestWorld({
  at = '2027-01-04T09:00:00Z',
  twice = false,
  config: over = {},
}: {
  at?: string
  twice?: boolean
  config?: Partial<Config>
} = {}) {
  const { sql, url, close } = await freshDatabase()
  onTestFinished(close)
  reader ??= openReader({ milliseconds: 20_000 })
  const time = { now: new Date(at) }
  const sent: Letter[] = []
  const faults: string[] = []
  const provider: { answer: (message: Outgoing) => Sent } = { answer: () => ({ is: 'accepted', providerId: null }) }
  const log = makeLog('silent')
  log.error = ((fields: { err?: { message?: string } }, text: string) =>
    void faults.push(`${text}: ${fields.err?.message ?? ''}`)) as never
  const config: Config = { ...readConfig(settings(url)), ...over }
  const world: World = {
    config,
    clock: () => time.now,
    sql,
    log,
    queue: noQueue,
    reader,
    transport: {
      kind: 'held',
      async send(message) {
        const answer = provider.answer(message)
        if (answer.is === 'accepted') sent.push({ ...message, at: time.now })
        return answer
      },
      find: async () => 'absent',
      close: async () => {},
    },
  }
  const app = makeApp({ ...world })
  const near = { incoming: { socket: { remoteAddress: '127.0.0.1' } } } as never
  const ask = (path: string, init: RequestInit = {}) => app.request(`http://localhost:8080${path}`, init, near)
  const post = async (path: string, body: string, headers: Record<string, string> = {}) => {
    const first = await ask(path, { method: 'POST', body, headers })
    if (!twice || !path.startsWith('/webhooks/')) return first
    const second = await ask(path, { method: 'POST', body, headers })
    expect(second.status).toBe(first.status)
    return first
  }

  const tickAt = async (iso?: string | Date) => {
    if (iso) time.now = new Date(iso)
    const { failed } = await tick(world)
    expect({ failed, faults }).toEqual({ failed: 0, faults: [] })
  }

  /** Ticks every so many hours, so that every zone has its morning. */
  const live = async (until: string | Date, everyHours = 3) => {
    const end = new Date(until)
    for (;;) {
      const next = new Date(time.now.getTime() + everyHours * 3_600_000)
      await tickAt(next < end ? next : end)
      if (next >= end) return
    }
  }

  const applyByWebhook = (given: Record<string, unknown> | string, { id = randomUUID() as string } = {}) => {
    const body = typeof given === 'string' ? given : JSON.stringify(given)
    const timestamp = time.now
    return post('/webhooks/applications', body, {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(timestamp.getTime() / 1000)),
      'webhook-signature': new Webhook(webhookSecret).sign(id, timestamp, body),
    })
  }

  const postInbound = (payload: Record<string, unknown>) =>
    post('/webhooks/postmark/inbound', JSON.stringify(payload), { authorization: basic, 'content-type': 'application/json' })
  const postEvent = (payload: Record<string, unknown>) =>
    post('/webhooks/postmark/events', JSON.stringify(payload), { authorization: basic, 'content-type': 'application/json' })
  const postMime = (raw: string, to: string, auth: Verdict = 'none') =>
    post('/webhooks/mime', raw, {
      authorization: 'Bearer the token of the pipe',
      'content-type': 'message/rfc822',
      'x-envelope-to': to,
      'x-envelope-auth': auth,
    })

  /** Somebody replies to a letter of ours; the door takes it, and nothing thinks about it before the next tick. */
  const reply = async (o: ReplyOptions) => {
    const written = {
      from: o.from ?? o.to.to.email,
      to: o.address ?? o.to.replyTo,
      subject: `Re: ${o.to.subject}`,
      text: o.quote ? quoting(o.text, o.to, time.now) : o.text,
      verdict: o.verdict ?? 'pass',
      at: time.now,
      inReplyTo: o.to.messageId,
      ...(o.messageId ? { messageId: o.messageId } : {}),
      ...(o.headers ? { headers: o.headers } : {}),
    } as const
    const answer =
      o.via === 'mime'
        ? await postMime(rawMime(written), written.to, written.verdict)
        : await postInbound(postmarkInbound(written))
    expect(answer.status).toBe(200)
  }
  /** The same, and a tick a minute later. */
  const answer = async (to: Letter, text: string, more: Partial<ReplyOptions> = {}) => {
    await reply({ to, text, ...more })
    await tickAt(new Date(time.now.getTime() + 60_000))
  }

  /** Somebody writes to an open address of ours. */
  const write = async (from: string, to: string, text: string, { subject = 'Hello', verdict = 'pass' as Verdict } = {}) => {
    const response = await postInbound(postmarkInbound({ from, to, subject, text, verdict, at: time.now }))
    expect(response.status).toBe(200)
  }

  const lettersTo = (email: string, template?: string) =>
    sent.filter(letter => letter.to.email === email && (!template || letter.template === template))
  /** The newest letter of a kind to somebody; the test fails when there is none. */
  const last = (email: string, template?: string): Letter => {
    const found = lettersTo(email, template).at(-1)
    if (!found)
      throw new Error(
        `no ${template ?? 'letter'} to ${email}; there are: ${lettersTo(email)
          .map(l => l.template)
          .join(', ')}`,
      )
    return found
  }
  const kinds = (email: string) => lettersTo(email).map(letter => letter.template)

  const coordinator = (email: string, name: string, more: Partial<Parameters<typeof keepCoordinator>[1]> = {}) =>
    keepCoordinator(sql, { email, name, role: 'programme', countries: [], zone: 'UTC', safety: true, ...more }, time.now)

  const makeRound = async (o: RoundOptions = {}) => {
    const zone = o.zone ?? 'UTC'
    const dates = {
      zone,
      opensAt: new Date(o.opens ?? '2027-01-04T00:00:00Z'),
      closesAt: new Date(o.closes ?? '2027-01-25T00:00:00Z'),
      startsAt: new Date(o.starts ?? '2027-02-01T00:00:00Z'),
      endsAt: new Date(o.ends ?? '2027-08-01T00:00:00Z'),
    }
    const id = await createRound(
      sql,
      {
        name: o.name ?? 'Round 7',
        ...dates,
        places: o.places ?? 100,
        countryShare: o.share ?? 1,
        approval: o.approval ?? 'automatic',
      },
      time.now,
    )
    const files = readdirSync(topicFolder)
      .filter(name => name.endsWith('.md'))
      .sort()
      .slice(0, o.topics ?? 6)
    const kept = []
    for (const name of files) {
      const topic = parseTopic(name, readFileSync(join(topicFolder, name), 'utf8'))
      const { slug, title, month, extra, body } = topic
      kept.push({ id: await keepTopic(sql, id, { slug, title, month, onDate: null, extra, body }), month, onDate: null, extra })
    }
    await keepSteps(sql, id, calendar(dates, kept))
    return id
  }

  /** Applies and confirms, by webhook and reply. */
  const join_ = async (people: Person[]) => {
    for (const one of people) expect((await applyByWebhook(applicationOf(one))).status).toBe(202)
    await tickAt(new Date(time.now.getTime() + 60_000))
    for (const one of people) await reply({ to: last(one.email, 'confirm'), text: 'YES' })
    await tickAt(new Date(time.now.getTime() + 60_000))
  }

  const states = async () =>
    Object.fromEntries(
      (
        await sql<{ email: string; state: string }[]>`
          select p.email, a.state from applications a join participants p on p.id = a.participant_id order by a.id`
      ).map(row => [row.email, row.state]),
    )

  const openFlags = () => sql<{ id: number; kind: string; reason: string; suggestion: string; participantId: number | null }[]>`
    select id, kind, reason, suggestion, participant_id from flags where closed_at is null order by id`

  return {
    ...{
      world,
      sql,
      url,
      time,
      sent,
      faults,
      provider,
      app,
      ask,
      post,
      tickAt,
      live,
      applyByWebhook,
      postInbound,
      postEvent,
      postMime,
    },
    ...{ reply, answer, write, lettersTo, last, kinds, coordinator, makeRound, join: join_, states, openFlags },
  }
}

export type TestWorld = Awaited<ReturnType<typeof openTestWorld>>

/** What most people write on the form; every field that is not given. */
export const applicationOf = (one: Person): Record<string, unknown> => ({
  country: 'KE',
  place: `${one.name}ville`,
  sector: 'academic',
  careerStage: 'mid career',
  interests: ['information literacy', 'open access'],
  languages: [{ language: 'en', level: 'good' }],
  conductAccepted: true,
  ...one,
})

export const amina: Person = {
  email: 'amina@example.org',
  name: 'Amina Otieno',
  knownAs: 'Amina',
  country: 'KE',
  place: 'Nairobi',
  timeZone: 'Africa/Nairobi',
}
export const hugo: Person = {
  email: 'hugo@example.net',
  name: 'Hugo Quispe',
  knownAs: 'Hugo',
  country: 'PE',
  place: 'Arequipa',
  timeZone: 'America/Lima',
}
export const mei: Person = {
  email: 'mei@example.com',
  name: 'Mei Lin',
  knownAs: 'Mei',
  country: 'TW',
  place: 'Taipei',
  timeZone: 'Asia/Taipei',
}
export const jonas: Person = {
  email: 'jonas@example.edu',
  name: 'Jonas Bērziņš',
  knownAs: 'Jonas',
  country: 'LV',
  place: 'Rīga',
  timeZone: 'Europe/Riga',
}

/** Two coordinators, both named for conduct, and a round that takes applications. */
export async function openRound(options: Parameters<typeof openTestWorld>[0] = {}, round: RoundOptions = {}) {
  const w = await openTestWorld(options)
  await w.coordinator('kate@example.org', 'Kate')
  await w.coordinator('clare@example.org', 'Clare')
  const roundId = await w.makeRound(round)
  await w.tickAt()
  return { ...w, roundId }
}

/** A round whose people have applied, were matched, approved by reply, and introduced. */
export async function runningRound(
  people: Person[] = [amina, hugo],
  options: Parameters<typeof openTestWorld>[0] = {},
  round: RoundOptions = {},
) {
  const w = await openRound(options, round)
  await w.join(people)
  await w.tickAt('2027-01-25T00:05:00Z')
  await w.answer(w.last('kate@example.org', 'proposal'), 'OK')
  await w.tickAt('2027-02-01T00:00:00Z')
  await w.live('2027-02-02T18:00:00Z')
  return w
}
