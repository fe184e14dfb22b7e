import { type ChildProcess, spawn } from 'node:child_process'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connect } from '../../src/db.ts'
import { hook } from '../faults/world.ts'
import { type Line, median, report, withDatabase } from './support.ts'

/**
 * How many replies the inbound door takes, beside the least that could be done: a bare Hono route with one durable insert,
 * in a process of its own like the door, on the same database, in turn. And at twice its capacity: nothing is lost.
 */
const seconds = 4
const rounds = 4
const connections = 20

const authorization = `Basic ${Buffer.from(`${hook.user}:${hook.password}`).toString('base64')}`
let sent = 0
/** A reply as the provider posts it, some 1.6 kB. */
const reply = (id: string) =>
  JSON.stringify({
    FromName: 'Amara Okafor',
    MessageStream: 'inbound',
    From: 'amara.okafor@mail.example.com',
    FromFull: { Email: 'amara.okafor@mail.example.com', Name: 'Amara Okafor', MailboxHash: '' },
    To: 'hello@in.mentoring.example.org',
    ToFull: [{ Email: 'hello@in.mentoring.example.org', Name: '', MailboxHash: '' }],
    Subject: 'Re: Are you still talking to Beatriz?',
    MessageID: id,
    OriginalRecipient: 'hello@in.mentoring.example.org',
    TextBody: 'Yes, we met last Thursday and it went really well! '.repeat(12),
    HtmlBody: '',
    StrippedTextReply: '',
    Headers: [
      { Name: 'Message-ID', Value: `<${id}@mail.example.com>` },
      { Name: 'X-Spam-Tests', Value: 'DKIM_SIGNED,DKIM_VALID,DKIM_VALID_AU,SPF_PASS' },
      { Name: 'Received-SPF', Value: "pass (mail.example.com: Sender is authorized to use 'amara.okafor@mail.example.com')" },
    ],
    Attachments: [],
  })

/** Ids that were answered 200: what must be found afterwards. */
const acknowledged: string[] = []

/** Posts one reply. @returns the status, 0 when there was no answer */
const postOne = (url: string, path: string, series: string, agent: Agent) =>
  new Promise<number>(done => {
    const id = `${series}-${++sent}`
    const body = reply(id)
    const headers = { authorization, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const call = request(`${url}${path}`, { method: 'POST', agent, headers }, answer => {
      answer.resume()
      answer.on('end', () => {
        if (answer.statusCode === 200 && path !== '/') acknowledged.push(id)
        done(answer.statusCode ?? 0)
      })
    })
    call.on('error', () => done(0))
    call.end(body)
  })

/** Each of so many connections posts its next reply when the last is answered. */
async function load(url: string, path: string, series: string, ms: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const until = performance.now() + ms
  let [taken, refused] = [0, 0]
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) {
        if ((await postOne(url, path, series, agent)) === 200) taken += 1
        else refused += 1
      }
    }),
  )
  agent.destroy()
  return { taken, refused, perSecond: taken / (ms / 1000) }
}

/** So many replies a second are posted, whether or not the last ones were answered. */
async function flood(url: string, path: string, series: string, ms: number, perSecond: number) {
  const agent = new Agent({ keepAlive: true })
  const began = performance.now()
  const calls: Promise<number>[] = []
  while (performance.now() - began < ms) {
    while (calls.length < ((performance.now() - began) / 1000) * perSecond) calls.push(postOne(url, path, series, agent))
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  const statuses = await Promise.all(calls)
  agent.destroy()
  return {
    offered: calls.length,
    taken: statuses.filter(status => status === 200).length,
    seconds: (performance.now() - began) / 1000,
  }
}

async function start(args: string[], env: Record<string, string>): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { PATH: process.env.PATH, ...env } })
  const url = await new Promise<string>((found, failed) => {
    let text = ''
    child.stdout!.on('data', (chunk: Buffer) => {
      text += chunk
      const ready = /ready (http:\/\/\S+)/.exec(text)
      if (ready) found(ready[1]!)
    })
    child.once('exit', code => failed(new Error(`${args.join(' ')} ended with ${code} before it was ready`)))
  })
  return { child, url }
}

const here = (path: string) => join(import.meta.dirname, path)
const lines: Line[] = await withDatabase(async (sql, databaseUrl) => {
  await sql`create table bare (id integer generated always as identity primary key, external_id text unique, body bytea, at timestamptz)`
  const door = await start([here('../../src/pairpost.js'), 'serve'], {
    PORT: '0',
    DATABASE_URL: databaseUrl,
    SECRET: 'a secret that only the benchmark knows, 32 bytes',
    POSTMARK_WEBHOOK_USER: hook.user,
    POSTMARK_WEBHOOK_PASSWORD: hook.password,
    LOG_LEVEL: 'error',
  })
  const bare = await start([fileURLToPath(new URL('./doors-bare.ts', import.meta.url))], { DATABASE_URL: databaseUrl })
  try {
    const path = '/webhooks/postmark/inbound'
    await load(door.url, path, 'warm', 1500)
    await load(bare.url, '/', 'warm', 1500)
    const speeds: { door: number; bare: number }[] = []
    let refused = 0
    for (let n = 0; n < rounds; n += 1) {
      const b = await load(bare.url, '/', `bare${n}`, seconds * 1000)
      const d = await load(door.url, path, `door${n}`, seconds * 1000)
      refused += d.refused
      speeds.push({ door: d.perSecond, bare: b.perSecond })
    }
    const twice = await flood(door.url, path, 'twice', seconds * 1000, 2 * median(speeds.map(s => s.door)))
    const counting = connect(databaseUrl, { max: 1 })
    const [kept] = await counting<{ lost: number; all: number }[]>`
      select count(*) filter (where i.id is null)::int as lost, (select count(*) from inbox where source = 'inbound')::int as all
      from unnest(${acknowledged}::text[]) a left join inbox i on i.source = 'inbound' and i.external_id = a`
    await counting.end()
    const ratio = median(speeds.map(s => s.door / s.bare))
    const unanswered = kept!.all - (acknowledged.length - kept!.lost)
    return [
      {
        what: `the inbound door beside a bare route with one insert, ${connections} connections`,
        measured: `${median(speeds.map(s => s.door)).toFixed(0)} against ${median(speeds.map(s => s.bare)).toFixed(0)} a second: ratio ${ratio.toFixed(2)} (${speeds.map(s => (s.door / s.bare).toFixed(2)).join(' ')})`,
        goal: 'ratio at least 0.70',
        ok: ratio >= 0.7 && refused === 0,
      },
      {
        what: 'the door, offered twice what it takes',
        measured: `${twice.offered} offered in ${seconds} s, ${twice.taken} taken in ${twice.seconds.toFixed(1)} s; ${kept!.lost} lost, ${unanswered} kept without an answer`,
        goal: 'what is acknowledged is kept: 0 lost',
        ok: kept!.lost === 0 && twice.taken > 0,
      },
    ]
  } finally {
    door.child.kill('SIGTERM')
    bare.child.kill('SIGTERM')
  }
})
report('bench:doors', lines)
