import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import type { Config } from '../../src/config.ts'
import { connect } from '../../src/db.ts'
import type { Outgoing } from '../../src/outbound/transport.ts'
import { keepCoordinator } from '../../src/programme/coordinators.sql.ts'
import { createRound, keepSteps, keepTopic } from '../../src/programme/rounds.sql.ts'
import { calendar } from '../../src/programme/rounds.ts'
import { parseTopic } from '../../src/programme/topics.ts'
import { tick } from '../../src/tick.ts'
import { makeApp } from '../../src/web/app.ts'
import type { Wanted } from '../support/fake-postmark/checks.ts'
import { addressOf } from '../support/fake-postmark/checks.ts'
import { fakePostmark } from '../support/fake-postmark/server.ts'
import { postmarkInbound, quoting, type Verdict } from '../support/posted.ts'
import { listen } from './heard.ts'
import type { Stage } from './scenario.ts'
import { asProvider, makeWorld } from './world.ts'

export const hour = 3_600_000
export const day = 24 * hour
const mimeToken = 'the token of the pipe'
export const replyDomain = 'in.mentoring.example.org'
const webhookSecret = `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`
const topics = join(import.meta.dirname, '../../templates/topics')

/** A letter that left, and when. */
export type Left = Outgoing & { at: Date }
export type Person = { email: string; name: string; knownAs: string; country: string; timeZone: string }

const places: [country: string, zone: string][] = [
  ['KE', 'Africa/Nairobi'],
  ['PE', 'America/Lima'],
  ['TW', 'Asia/Taipei'],
  ['LV', 'Europe/Riga'],
  ['IN', 'Asia/Kolkata'],
  ['BR', 'America/Sao_Paulo'],
  ['EG', 'Africa/Cairo'],
  ['ID', 'Asia/Jakarta'],
]
/** Invented people, whose names no log line can hold by chance. */
export const makePeople = (n: number): Person[] =>
  Array.from({ length: n }, (_, i) => {
    const [country, timeZone] = places[i % places.length]!
    return { email: `vexa${i}@people.example`, name: `Vexa${i} Quorn${i}`, knownAs: `Vexa${i}`, country, timeZone }
  })

export const kate = { email: 'katexa@coordinators.example', name: 'Katexa Brimworth' }
export const clare = { email: 'claroxa@coordinators.example', name: 'Claroxa Dunmoor' }

/**
 * The whole service in this process, on a clock that is moved by hand: every door, every job, the reader of mail, a
 * database of its own, and a provider that keeps what it was given. Two coordinators, and a round that takes applications
 * from 4 January 2027 and starts on 1 February. Its log is kept, at level debug, under the scenario's name.
 */
export async function openRound(
  stage: Stage,
  name: string,
  more: Partial<Config> = {},
  { ends = '2027-08-01T00:00:00Z', places: seats = 1000 }: { ends?: string; places?: number } = {},
) {
  const heard = listen(name)
  const sql = connect(await (await stage.fast()).database(), { max: 6 })
  const time = { now: new Date('2027-01-04T09:00:00Z') }
  const fake = fakePostmark({ seed: 5, now: () => time.now.getTime() })
  const settings = { mimeWebhookToken: mimeToken, applicationWebhookSecret: webhookSecret, publicUrl: 'http://localhost:8080' }
  const world = makeWorld(sql, fake, () => time.now, { ...settings, ...more }, heard.log)
  const app = makeApp(world)
  const outside = { incoming: { socket: { remoteAddress: '198.51.100.9' } } }
  let failed = 0

  const ask = (path: string, init: RequestInit = {}, from: object = outside) =>
    app.request(`http://localhost:8080${path}`, init, from as never)
  const post = async (path: string, body: string | Buffer, headers: Record<string, string>) =>
    (await ask(path, { method: 'POST', body: body as RequestInit['body'], headers })).status
  const postPosted = (payload: Record<string, unknown> | string | Buffer) =>
    post(
      '/webhooks/postmark/inbound',
      typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload),
      asProvider,
    )
  const postEvent = (body: string | Buffer) => post('/webhooks/postmark/events', body, asProvider)
  const postRaw = (raw: string | Buffer, to: string, auth: Verdict = 'none') =>
    post('/webhooks/mime', raw, {
      authorization: `Bearer ${mimeToken}`,
      'content-type': 'message/rfc822',
      'x-envelope-to': to,
      'x-envelope-auth': auth,
    })

  const left: Left[] = []
  /** Letters that the provider took, the oldest first. */
  const letters = (): Left[] => {
    for (const { wanted, receivedAt } of fake.store.accepted.slice(left.length)) left.push(asLeft(wanted, new Date(receivedAt)))
    return left
  }
  const lettersTo = (email: string, template?: string) =>
    letters().filter(letter => letter.to.email === email && (!template || letter.template === template))
  const last = (email: string, template?: string): Left => {
    const found = lettersTo(email, template).at(-1)
    if (!found) throw new Error(`no ${template ?? 'letter'} to ${email}`)
    return found
  }

  const tickAt = async (at: Date) => {
    time.now = at
    failed += (await tick(world)).failed
  }
  const pass = (ms: number) => tickAt(new Date(time.now.getTime() + ms))
  /** Ticks every so many hours; `each` sees the letters of every tick. */
  const live = async (until: string | Date, everyHours = 3, each?: (news: Left[]) => Promise<void> | void) => {
    const end = new Date(until)
    while (time.now < end) {
      const seen = letters().length
      await tickAt(new Date(Math.min(time.now.getTime() + everyHours * hour, end.getTime())))
      await each?.(letters().slice(seen))
    }
  }
  /** Somebody answers a letter, as themselves, with the provider's word for it. */
  const reply = (to: Left, text: string, { from = to.to.email, verdict = 'pass' as Verdict, quote = false } = {}) =>
    postPosted(
      postmarkInbound({
        from,
        to: to.replyTo,
        subject: `Re: ${to.subject}`,
        text: quote ? quoting(text, to, time.now) : text,
        verdict,
        at: time.now,
        inReplyTo: to.messageId,
      }),
    )
  const write = (from: string, to: string, text: string, subject = 'Hello') =>
    postPosted(postmarkInbound({ from, to, subject, text, verdict: 'pass', at: time.now }))
  const answer = async (to: Left, text: string, how: Parameters<typeof reply>[2] = {}) => {
    await reply(to, text, how)
    await pass(60_000)
  }

  const postApplication = (body: string, id: string) =>
    post('/webhooks/applications', body, {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(time.now.getTime() / 1000)),
      'webhook-signature': new Webhook(webhookSecret).sign(id, time.now, body),
    })
  const apply = async (one: Partial<Person> & Record<string, unknown>) => {
    const body = JSON.stringify({
      place: 'Townia',
      sector: 'academic',
      careerStage: 'mid career',
      interests: ['information literacy', 'open access'],
      languages: [{ language: 'en', level: 'good' }],
      conductAccepted: true,
      ...one,
    })
    return postApplication(body, `application-${one.email}-${time.now.getTime()}`)
  }
  const joinAll = async (people: (Person & Record<string, unknown>)[]) => {
    for (const one of people) await apply(one)
    await pass(60_000)
    for (const one of people) await reply(last(one.email, 'confirm'), 'YES')
    await pass(60_000)
  }
  const makeRound = async (round: { name: string; opens: string; closes: string; starts: string; ends: string }) => {
    const dates = {
      zone: 'UTC',
      opensAt: new Date(round.opens),
      closesAt: new Date(round.closes),
      startsAt: new Date(round.starts),
      endsAt: new Date(round.ends),
    }
    const roundId = await createRound(
      sql,
      { name: round.name, ...dates, places: seats, countryShare: 1, approval: 'automatic' },
      time.now,
    )
    const kept = []
    for (const file of readdirSync(topics)
      .filter(one => one.endsWith('.md'))
      .sort()
      .slice(0, 6)) {
      const { slug, title, month, extra, body } = parseTopic(file, readFileSync(join(topics, file), 'utf8'))
      kept.push({
        id: await keepTopic(sql, roundId, { slug, title, month, onDate: null, extra, body }),
        month,
        onDate: null,
        extra,
      })
    }
    await keepSteps(sql, roundId, calendar(dates, kept))
  }

  for (const one of [kate, clare])
    await keepCoordinator(sql, { ...one, role: 'programme', countries: [], zone: 'UTC', safety: true }, time.now)
  await makeRound({
    name: 'Round 7',
    opens: '2027-01-04T00:00:00Z',
    closes: '2027-01-25T00:00:00Z',
    starts: '2027-02-01T00:00:00Z',
    ends,
  })
  await tickAt(time.now)
  heard.hide(kate.email, clare.email, ...kate.name.split(' '), ...clare.name.split(' '))

  return {
    ...{ heard, sql, time, fake, world, app, ask, postPosted, postRaw, postEvent, letters, lettersTo, last, tickAt, pass, live },
    ...{ reply, write, answer, apply, postApplication, join: joinAll, makeRound, failed: () => failed },
    async close() {
      await world.reader.close()
      await sql.end({ timeout: 5 })
    },
  }
}

export type Round = Awaited<ReturnType<typeof openRound>>

/** A round whose people have applied, were matched, approved by reply, introduced, and asked for the first time: 9 February. */
export async function runningRound(stage: Stage, name: string, people: Person[], more: Partial<Config> = {}): Promise<Round> {
  const w = await openRound(stage, name, more)
  w.heard.hide(...people.flatMap(one => [one.email, one.name, one.knownAs]))
  await w.join(people)
  await w.tickAt(new Date('2027-01-25T00:05:00Z'))
  await w.answer(w.last(kate.email, 'proposal'), 'OK')
  await w.tickAt(new Date('2027-02-01T00:00:00Z'))
  await w.live('2027-02-02T18:00:00Z')
  await w.live('2027-02-09T20:00:00Z', 6)
  return w
}

/** Whose partner is whom, by address, and their pair's id. */
export async function partners(w: Round): Promise<{ id: number; a: string; b: string }[]> {
  return w.sql<{ id: number; a: string; b: string }[]>`
    select m.partnership_id as id, p.email as a, q.email as b from partnership_members m join participants p on p.id = m.participant_id
    join partnership_members n on n.partnership_id = m.partnership_id and n.side = 'b' join participants q on q.id = n.participant_id
    where m.side = 'a' order by 1`
}

function asLeft(wanted: Wanted, at: Date): Left {
  const headers = (wanted.Headers ?? []).map(({ Name, Value }): [string, string] => [Name, Value])
  return {
    outboxId: Number(wanted.Metadata?.outbox),
    attempt: 1,
    template: wanted.Tag ?? '',
    question: wanted.Metadata?.question ?? null,
    from: { name: /^"([^"]*)"/.exec(wanted.From ?? '')?.[1] ?? '', email: addressOf(wanted.From) ?? '' },
    to: { name: '', email: addressOf(wanted.To) ?? '' },
    replyTo: wanted.ReplyTo ?? '',
    subject: wanted.Subject ?? '',
    text: wanted.TextBody ?? '',
    html: wanted.HtmlBody ?? '',
    messageId: headers.find(([name]) => name === 'Message-ID')?.[1] ?? '',
    headers,
    metadata: wanted.Metadata ?? {},
    attachments: [],
    at,
  }
}
