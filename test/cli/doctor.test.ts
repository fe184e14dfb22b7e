import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import postgres from 'postgres'
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest'
import { checkDns } from '../../src/cli/doctor-dns.ts'
import { checkMail } from '../../src/cli/doctor-mail.ts'
import { checkSettings } from '../../src/cli/doctor-settings.ts'
import { keepBeating } from '../../src/cli/heart.ts'
import { minutes } from '../../src/clock.ts'
import { readConfig } from '../../src/config.ts'
import { makeLog } from '../../src/log.ts'
import { freshDatabase } from '../support/database.ts'
import { finished } from './processes.ts'

const secret = 'a secret of at least thirty-two bytes'
type Found = { about: string; state: string; says: string; do?: string }

describe('doctor', () => {
  test('finds nothing to mend where mail is held and nobody depends on it', async () => {
    const { url, close } = await freshDatabase()
    const { code, out } = await finished(['doctor', '--json'], { DATABASE_URL: url, SECRET: secret })
    const found = JSON.parse(out) as Found[]
    expect(found.filter(({ state }) => state === 'mend')).toEqual([])
    expect(found.map(({ about }) => about)).toEqual(
      expect.arrayContaining(['database', 'clock', 'schema', 'mail', 'disk', 'doors', 'safety people']),
    )
    for (const one of found.filter(({ state }) => state !== 'ok')) expect(one.do, one.says).toBeTruthy()
    expect(code).toBe(0)
    await close()
  })

  test('says what a round still lacks, and exits 1', async () => {
    const { sql, url, close } = await freshDatabase()
    await sql`insert into rounds (name, opens_at, closes_at, starts_at, ends_at, places, country_share, created_at)
      values ('Round 7', '2027-01-01', '2027-01-20', '2027-02-01', '2027-08-01', 100, 0.2, '2027-01-01')`
    await sql`insert into coordinators (email, name, safety_since, added_at) values ('c@example.org', 'Clare', '2027-01-01', '2027-01-01')`
    const { code, out } = await finished(['doctor'], { DATABASE_URL: url, SECRET: secret })
    expect(code).toBe(1)
    expect(out).toMatch(/mend\s+safety people\s+only one is named.*\n\s+→ pairpost coordinator add/)
    expect(out).toContain('One thing must be mended.')
    await close()
  })

  test('lists every fault of the configuration apart', async () => {
    const { code, out } = await finished(['doctor'], { PORT: 'x', PUBLIC_URL: 'pairs.example.org', POSTMARK_SERVER_TOKEN: 't' })
    expect(code).toBe(1)
    expect(out.match(/^mend/gm)).toHaveLength(2)
    expect(out).toContain('PUBLIC_URL must be a URL')
  })

  test('names the migration that has not run, and migrate runs each once', async () => {
    const base = inject('databaseUrl')
    const name = `t${randomBytes(6).toString('hex')}`
    const admin = postgres(base, { max: 1, onnotice: () => {} })
    await admin.unsafe(`create database ${name}`)
    await admin.end()
    const env = { DATABASE_URL: base.replace(/\/postgres$/, `/${name}`), SECRET: secret }
    const before = await finished(['doctor'], env)
    expect(before.code).toBe(1)
    expect(before.out).toContain('0001-people-and-rounds.sql')
    expect((await finished(['migrate'], env)).out).toMatch(/^ran 0001-people-and-rounds\.sql\nran 0002/)
    expect(await finished(['migrate'], env)).toMatchObject({ code: 0, out: 'nothing to run: the schema is up to date\n' })
    expect((await finished(['doctor'], env)).code).toBe(0)
  })

  test('never shows the password of a mail server', async () => {
    const config = readConfig({
      SMTP_URL: 'smtp://kate:hunter2hunter2@127.0.0.1:9',
      MAIL_FROM: 'kate@pairs.invalid',
      POSTAL_ADDRESS: 'x',
      REPLY_DOMAIN: 'in.pairs.invalid',
      SECRET: secret,
    })
    const found = await checkMail(config)
    expect(found[0]).toMatchObject({ state: 'mend', do: expect.stringContaining('SMTP_URL') })
    expect(JSON.stringify([found, checkSettings(config)])).not.toContain('hunter2')
  })

  test.each([
    [200, 'ok', 'knows our token'],
    [401, 'mend', 'does not know our token'],
    [503, 'mend', 'answered 503'],
  ])('asks Postmark whether it knows us: %i', async (status, state, says) => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(`${request.url} ${request.headers['x-postmark-server-token']}`)
      response.writeHead(status).end('{}')
    }).listen(0, '127.0.0.1')
    await new Promise(ready => server.once('listening', ready))
    onTestFinished(() => void server.close())
    const config = readConfig({
      POSTMARK_SERVER_TOKEN: 'a token',
      POSTMARK_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      SECRET: secret,
    })
    const [found] = await checkMail(config)
    expect(found).toMatchObject({ state, says: expect.stringContaining(says) })
    expect(asked).toEqual(['/server a token'])
    expect(JSON.stringify(found)).not.toContain('a token')
  })

  test('says what a public service lacks: encryption, a sender, webhook credentials', () => {
    const config = readConfig({
      PUBLIC_URL: 'http://pairs.example.org',
      SECRET: secret,
      POSTMARK_SERVER_TOKEN: 't',
      MAIL_FROM: 'kate@example.org',
      POSTAL_ADDRESS: 'x',
      REPLY_DOMAIN: 'in.example.org',
    })
    const ill = checkSettings(config).filter(({ state }) => state === 'mend')
    expect(ill.map(({ about }) => about)).toEqual(['address', 'doors'])
    expect(ill[1]!.says).toContain('POSTMARK_WEBHOOK_USER')
  })

  test('looks nothing up for placeholders, and says so where DNS does not answer', async () => {
    expect(await checkDns(readConfig({ SECRET: secret }))).toEqual([])
    const found = await checkDns(readConfig({ SECRET: secret, MAIL_FROM: 'a@example.org', REPLY_DOMAIN: 'in.example.org' }))
    expect(found.map(({ about }) => about)).toEqual(['SPF', 'DMARC', 'DKIM', 'MX'])
    for (const one of found) if (one.state !== 'ok') expect(one.do).toBeTruthy()
  })
})

test('a worker whose jobs end is alive; one whose jobs do not is doubtful, and then ends itself', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const exit = vi.spyOn(process, 'exit').mockImplementation((() => undefined) as never)
  onTestFinished(() => exit.mockRestore())
  const nothing = async () => {}
  const heart = keepBeating({ tick: nothing, 'process-arrivals': nothing, 'deliver-messages': nothing }, makeLog('silent'))
  expect(heart.beats()).toBe(true)
  vi.advanceTimersByTime(minutes(4))
  expect(heart.beats()).toBe(false)
  await heart.handlers.tick()
  expect(heart.beats()).toBe(true)
  vi.advanceTimersByTime(minutes(14))
  expect(exit).not.toHaveBeenCalled()
  vi.advanceTimersByTime(minutes(1))
  expect(exit).toHaveBeenCalledWith(1)
  await heart.stop()
})
