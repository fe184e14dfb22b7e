import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { connect } from '../../src/db.ts'
import { Inbound, inboundPauses } from '../support/fake-postmark/inbound.ts'
import type { Scenario } from './scenario.ts'
import { asProvider, hook } from './world.ts'

const program = join(import.meta.dirname, '../../src/pairpost.js')

/** The doors alone, as their own process. */
async function serve(databaseUrl: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [program, 'serve'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATABASE_URL: databaseUrl,
      SECRET: 'a secret that only the fault programme knows',
      POSTMARK_WEBHOOK_USER: hook.user,
      POSTMARK_WEBHOOK_PASSWORD: hook.password,
      LOG_LEVEL: 'silent',
    },
  })
  const url = await new Promise<string>((found, failed) => {
    let text = ''
    child.stdout!.on('data', (chunk: Buffer) => {
      text += chunk
      const ready = /ready (http:\/\/\S+)/.exec(text)
      if (ready) found(ready[1]!)
    })
    child.once('exit', code => failed(new Error(`pairpost serve ended with ${code} before it was ready`)))
  })
  return { child, url }
}

const reply = (n: number) => ({
  MessageID: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  From: `p${n}@example.org`,
  FromFull: { Email: `p${n}@example.org`, Name: '', MailboxHash: '' },
  ToFull: [{ Email: 'hello@in.mentoring.example.org', Name: '', MailboxHash: '' }],
  OriginalRecipient: 'hello@in.mentoring.example.org',
  Subject: 'Re: Are you still talking?',
  TextBody: `Yes, all is well (${n})`,
  Headers: [{ Name: 'Message-ID', Value: `<reply-${n}@example.org>` }],
})

export const replies: Scenario = {
  name: 'replies while the database is down',
  goal: '0 lost, none twice, never 403',
  async run({ scale, fast }) {
    const n = scale.short ? 60 : 1000
    const server = await fast()
    const databaseUrl = await server.database()
    const { child, url } = await serve(databaseUrl)
    try {
      let now = Date.parse('2027-03-02T08:00:00Z')
      const inbound = new Inbound({ now: () => now })
      const statuses = new Map<number, number>()
      const post = async (body: string) => {
        const answer = await fetch(`${url}/webhooks/postmark/inbound`, {
          method: 'POST',
          headers: asProvider,
          body,
          signal: AbortSignal.timeout(30_000),
        })
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
        return { status: answer.status }
      }
      // A third comes in before, a third while the database goes down, a third while it is gone.
      for (let i = 0; i < n / 3; i += 1) inbound.receive(reply(i))
      await inbound.work(post)
      for (let i = Math.ceil(n / 3); i < (2 * n) / 3; i += 1) inbound.receive(reply(i))
      const during = inbound.work(post)
      await pause(20)
      await server.kill('SIGQUIT')
      for (let i = Math.ceil((2 * n) / 3); i < n; i += 1) inbound.receive(reply(i))
      await during
      await inbound.work(post)
      const waiting = inbound.list('Scheduled').length
      await server.restart()
      for (const wait of inboundPauses) {
        if (!inbound.list('Scheduled').length) break
        now += wait
        await inbound.work(post)
      }
      const sql = connect(databaseUrl, { max: 1 })
      const [kept] = await sql<{ rows: number; distinct: number }[]>`
        select count(*)::int as rows, count(distinct external_id)::int as distinct from inbox where source = 'inbound'`
      await sql.end()
      const { rows, distinct } = kept!
      const ok = rows === n && distinct === n && waiting > 0 && !statuses.has(403) && child.exitCode === null
      const answers = [...statuses].map(([status, times]) => `${times}×${status}`).join(' ')
      return { measured: `${n - rows} lost of ${n}, ${waiting} of them had to be brought again; answers ${answers}`, ok }
    } finally {
      child.kill('SIGKILL')
    }
  },
}
