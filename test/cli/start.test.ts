import type { AddressInfo } from 'node:net'
import { connect as connectTo, createServer } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { freshDatabase } from '../support/database.ts'
import { finished, pairpost, until } from './processes.ts'

const secret = 'a secret of at least thirty-two bytes'
const applicant = new URLSearchParams({ email: 'amina@example.org', name: 'Amina', country: 'KE', conductAccepted: 'yes' })

async function database() {
  const { sql, url, close } = await freshDatabase()
  return { sql, env: { DATABASE_URL: url, SECRET: secret }, close }
}

test('start says where it is ready in its first line, takes an application, answers it, and ends cleanly when told', async () => {
  const { sql, env, close } = await database()
  const running = pairpost(['start'], env)
  const [, address] = /^ready (http:\/\/127\.0\.0\.1:\d+)$/.exec(await running.ready) ?? []
  expect((await fetch(`${address}/health`)).status).toBe(200)
  expect((await fetch(`${address}/previews`)).status).toBe(404)
  expect((await fetch(`${address}/apply`, { method: 'POST', body: applicant })).status).toBe(200)
  const [letter] = await until(async () => {
    const rows = await sql<{ bodyText: string }[]>`select body_text from outbox where template = 'confirm' and state = 'sent'`
    return rows.length > 0 && rows
  })
  expect(letter!.bodyText).toContain(`${address}/answer/`)
  expect(await (await fetch(`${address}/mailbox`)).text()).toContain('Amina')
  running.child.kill('SIGTERM')
  expect(await running.ended).toBe(0)
  expect(running.out()).toBe(`ready ${address}\n`)
  expect(running.err()).toBe('')
  await close()
})

test('a job at work when the signal comes is finished, and what it worked on is not lost', async () => {
  const { sql, env, close } = await database()
  const running = pairpost(['start'], { ...env, MIME_WEBHOOK_TOKEN: 'token' })
  const address = (await running.ready).slice('ready '.length)
  const headers = { authorization: 'Bearer token' }
  for (let n = 0; n < 20; n++) {
    const body = `From: a@example.org\nTo: hello@in.example.org\nMessage-ID: <${n}@example.org>\n\nHello?\n`
    expect((await fetch(`${address}/webhooks/mime`, { method: 'POST', body, headers })).status).toBe(200)
  }
  running.child.kill('SIGTERM')
  const told = performance.now()
  expect(await running.ended).toBe(0)
  expect(performance.now() - told).toBeLessThan(15_000)
  expect(await sql`select 1 from inbox where error is not null`).toEqual([])
  expect(await sql`select 1 from inbox`).toHaveLength(20)
  expect(running.err()).not.toContain('"level":50')
  await close()
})

/** A way to the database on which a connection breaks when the driver asks for the server's types, once it is told to. */
async function breakingWay(databaseUrl: string) {
  const there = new URL(databaseUrl)
  const [host, port] = [there.hostname, Number(there.port)]
  const way = { breaks: false, broken: 0, url: '' }
  const server = createServer(near => {
    const far = connectTo(port, host)
    near.on('data', (chunk: Buffer) => {
      if (!way.breaks || !chunk.includes('pg_catalog.pg_type')) return void far.write(chunk)
      way.broken += 1
      near.resetAndDestroy()
      far.destroy()
    })
    far.on('data', chunk => near.write(chunk))
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
    }
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  there.hostname = '127.0.0.1'
  there.port = String((server.address() as AddressInfo).port)
  way.url = there.href
  return way
}

test('a database that is lost while connections open is an answer that asks for a retry, and not the end of the doors', async () => {
  const { sql, env, close } = await database()
  const way = await breakingWay(env.DATABASE_URL)
  const running = pairpost(['serve'], { ...env, DATABASE_URL: way.url, MIME_WEBHOOK_TOKEN: 'token', LOG_LEVEL: 'silent' })
  const address = (await running.ready).slice('ready '.length)
  const bring = async (n: number) => {
    const body = `From: a@example.org\nTo: hello@in.example.org\nMessage-ID: <${n}@example.org>\n\nHello?\n`
    const headers = { authorization: 'Bearer token' }
    return (await fetch(`${address}/webhooks/mime`, { method: 'POST', body, headers })).status
  }
  way.breaks = true
  const during = await Promise.all(Array.from({ length: 12 }, (_, n) => bring(n)))
  expect(way.broken).toBeGreaterThan(0)
  expect(during.filter(status => status !== 200 && status < 500)).toEqual([])
  way.breaks = false
  for (const [n, status] of during.entries()) if (status !== 200) await until(async () => (await bring(n)) === 200)
  expect(running.child.exitCode).toBe(null)
  expect(await sql`select 1 from inbox`).toHaveLength(12)
  await close()
})

test('doors and jobs work apart: one keeps what came, the other thinks about it', async () => {
  const { sql, env, close } = await database()
  const serving = pairpost(['serve', '--dev'], env)
  const [, address] = /^ready (\S+)$/.exec(await serving.ready) ?? []
  expect((await fetch(`${address}/previews/check-in/en`)).status).toBe(200)
  expect((await fetch(`${address}/apply`, { method: 'POST', body: applicant })).status).toBe(200)
  expect(await sql`select 1 from inbox where processed_at is null`).toHaveLength(1)
  const working = pairpost(['work'], { ...env, WORKER_PORT: '0' })
  const [, live] = /^ready (\S+)$/.exec(await working.ready) ?? []
  const answer = await fetch(`${live}/live`)
  expect([answer.status, await answer.json()]).toEqual([200, { alive: true }])
  await until(async () => (await sql`select 1 from inbox where processed_at is not null`).length === 1)
  for (const one of [serving, working]) one.child.kill('SIGTERM')
  expect(await Promise.all([serving.ended, working.ended])).toEqual([0, 0])
  await close()
})

test('work without a port of its own says that it is ready all the same', async () => {
  const { env, close } = await database()
  const working = pairpost(['work'], env)
  expect(await working.ready).toMatch(/^ready/)
  working.child.kill('SIGINT')
  expect(await working.ended).toBe(0)
  await close()
})

test('a request at work when the signal comes is answered', async () => {
  const { sql, env, close } = await database()
  const serving = pairpost(['serve'], { ...env, MIME_WEBHOOK_TOKEN: 'token' })
  const address = (await serving.ready).slice('ready '.length)
  const body = new TransformStream<Uint8Array, Uint8Array>()
  const writer = body.writable.getWriter()
  const answer = fetch(`${address}/webhooks/mime`, {
    method: 'POST',
    body: body.readable,
    headers: { authorization: 'Bearer token' },
    duplex: 'half',
  } as RequestInit)
  await writer.write(Buffer.from('Subject: half a'))
  await new Promise(done => setTimeout(done, 300))
  serving.child.kill('SIGTERM')
  await new Promise(done => setTimeout(done, 300))
  await writer.write(Buffer.from(' letter\n\n'))
  await writer.close()
  expect((await answer).status).toBe(200)
  expect(await serving.ended).toBe(0)
  expect(await sql`select 1 from inbox`).toHaveLength(1)
  await close()
})

describe('what is wrong is said in one line', () => {
  test('a port that is taken', async () => {
    const { env, close } = await database()
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise(ready => other.once('listening', ready))
    const { port } = other.address() as AddressInfo
    const { code, out, err } = await finished(['serve'], { ...env, PORT: String(port) })
    expect([code, out]).toEqual([1, ''])
    expect(err).toBe(
      `pairpost serve: listening on 127.0.0.1:${port}: another program listens there; set PORT to another number, or 0 for any free one\n`,
    )
    other.close()
    await close()
  })

  test('words that no verb knows', async () => {
    for (const args of [
      ['start', '--loud'],
      ['serve', 'now'],
      ['work', '--dev'],
      ['migrate', '--down'],
      ['doctor', '--quick'],
    ]) {
      const { code, err } = await finished(args, {})
      expect([args, code, err.trim().split('\n').length]).toEqual([args, 2, 1])
    }
  })

  test('a database that is not there', async () => {
    const { code, err } = await finished(['migrate'], { DATABASE_URL: 'postgres://x:y@127.0.0.1:9/none', SECRET: secret })
    expect(code).toBe(1)
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(err).not.toContain('x:y')
  })

  test('a secret that is not the one that the form service shows', async () => {
    const { env, close } = await database()
    const { code, err } = await finished(['serve'], { ...env, APPLICATION_WEBHOOK_SECRET: 'whsec_%%%' })
    expect(code).toBe(1)
    expect(err).toMatch(/^pairpost serve: .*APPLICATION_WEBHOOK_SECRET.*copy it whole\n$/)
    await close()
  })
})
