import { readConfig } from '../../src/config.ts'
import type { Database } from '../../src/db.ts'
import { makeLog } from '../../src/log.ts'
import { makeApp } from '../../src/web/app.ts'
import type { Deps } from '../../src/web/deps.ts'
import { databaseForThisTest } from '../support/database.ts'

const user = 'postmark'
const password = 'a password of the provider'
export const basic = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
export const mimeToken = 'the token of the pipe'
export const formSecret = 'the secret of the forms'
export const webhookSecret = `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`

export const config = readConfig({
  PUBLIC_URL: 'http://localhost:8080',
  SECRET: 'a secret of at least thirty-two bytes',
  REPLY_DOMAIN: 'in.example.org',
  POSTMARK_WEBHOOK_USER: user,
  POSTMARK_WEBHOOK_PASSWORD: password,
  MIME_WEBHOOK_TOKEN: mimeToken,
  FORM_WEBHOOK_SECRET: formSecret,
  APPLICATION_WEBHOOK_SECRET: webhookSecret,
})

/** The doors on a database of their own, a clock that the test moves, and a queue that counts its knocks. */
export async function openDoors(over: Partial<Deps> = {}) {
  const sql = over.sql ?? (await databaseForThisTest())
  const time = { now: new Date('2027-03-02T10:00:00Z') }
  const knocks: string[] = []
  const deps: Deps = {
    config,
    clock: () => time.now,
    sql,
    log: makeLog('silent'),
    queue: { knock: name => void knocks.push(name), listen: async () => {}, stop: async () => {} },
    ...over,
  }
  const app = makeApp(deps)
  /** a request from this machine, as the socket tells */
  const near = { incoming: { socket: { remoteAddress: '127.0.0.1' } } } as never
  const ask = (path: string, init: RequestInit = {}) => app.request(`http://localhost:8080${path}`, init, near)
  const post = (path: string, body: RequestInit['body'], headers: Record<string, string> = {}) =>
    ask(path, { method: 'POST', body, headers, ...(body instanceof ReadableStream ? { duplex: 'half' } : {}) })
  return { app, sql, time, knocks, ask, post, deps }
}

export type Arrived = { source: string; externalId: string; envelope: string; body: Uint8Array; receivedAt: Date }

export const inbox = (sql: Database) =>
  sql<Arrived[]>`select source, external_id, envelope, body, received_at from inbox order by id`

/** Two people and their pair, the plainest. @returns ids */
export async function makePair(sql: Database, heartbeatHash: string, now: Date) {
  const [round] = await sql<{ id: number }[]>`
    insert into rounds (name, opens_at, closes_at, starts_at, ends_at, places, country_share, created_at)
    values ('Round 7', '2027-01-01', '2027-01-20', '2027-02-01', '2027-08-01', 100, 0.2, ${now}) returning id`
  const people = await sql<{ id: number }[]>`
    insert into participants (email, name, known_as, country, added_at, confirmed_at)
    values ('amina@example.org', 'Amina Otieno', 'Amina', 'KE', ${now}, ${now}), ('hugo@example.org', 'Hugo Quispe', 'Hugo', 'PE', ${now}, ${now})
    returning id`
  const [pair] = await sql<{ id: number }[]>`
    insert into partnerships (round_id, made_by, made_at, starts_at, heartbeat_hash)
    values (${round!.id}, 'matching', ${now}, ${now}, ${heartbeatHash}) returning id`
  for (const [i, person] of people.entries())
    await sql`insert into partnership_members (partnership_id, participant_id, side) values (${pair!.id}, ${person.id}, ${i ? 'b' : 'a'})`
  return { roundId: round!.id, partnershipId: pair!.id, aminaId: people[0]!.id, hugoId: people[1]!.id }
}
