import type { Config } from '../../src/config.ts'
import { readConfig } from '../../src/config.ts'
import type { Database, Sql } from '../../src/db.ts'
import { makeLog } from '../../src/log.ts'
import { deliver } from '../../src/outbound/deliver.ts'
import type { DeliveryOptions, DeliveryWorld } from '../../src/outbound/delivery.ts'
import type { LetterKind } from '../../src/outbound/letters.ts'
import { type NewLetter, post } from '../../src/outbound/outbox.sql.ts'
import type { Outgoing, Sent, Transport } from '../../src/outbound/transport.ts'

export const settings: Config = readConfig({
  SECRET: 'a secret that only these tests know, 32 bytes',
  MAIL_FROM: 'hello@mentoring.example.org',
  REPLY_DOMAIN: 'in.mentoring.example.org',
  PUBLIC_URL: 'http://127.0.0.1:8080',
  POSTAL_ADDRESS: 'PO Box 1',
})

/** Noon in UTC on a Monday, and so daytime in Europe and Africa. */
export const monday = new Date('2027-03-01T12:00:00Z')

/** A transport that notes what left, and answers as it is told. */
export function recording(answer: (message: Outgoing) => Sent | Promise<Sent> = () => ({ is: 'accepted', providerId: null })) {
  const sent: Outgoing[] = []
  const transport: Transport = {
    kind: 'postmark',
    async send(message) {
      sent.push(message)
      return answer(message)
    },
    find: async () => 'absent',
    close: async () => {},
  }
  return { sent, transport }
}

export const plainWords = async (letter: { id: number; template: string }) => ({
  subject: `${letter.template} ${letter.id}`,
  text: `letter ${letter.id}`,
  html: `<p>letter ${letter.id}</p>`,
})

export function worldOf(
  sql: Database,
  transport: Transport,
  now: Date | (() => Date),
  config: Partial<Config> = {},
): DeliveryWorld {
  const clock = typeof now === 'function' ? now : () => now
  return { sql, clock, config: { ...settings, ...config }, transport, log: makeLog('silent') }
}

/** Delivers until nothing is left to do, as `tick` does. */
export async function deliverAll(world: DeliveryWorld, options: DeliveryOptions = {}) {
  for (let pass = 0; pass < 50; pass += 1) if (!(await deliver(world, { render: plainWords, ...options }))) return
  throw new Error('delivering did not come to an end')
}

let people = 0

/** A person in the programme, in a zone. @returns the id */
export async function person(sql: Sql, { zone = 'UTC', email = `p${++people}@example.org` } = {}): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into participants (email, name, known_as, zone, added_at, confirmed_at)
    values (${email}, 'Amina Otieno', 'Amina', ${zone}, ${monday}, ${monday}) returning id`
  return row!.id
}

export async function round(sql: Sql): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into rounds (name, opens_at, closes_at, starts_at, ends_at, places, country_share, created_at)
    values (${`round ${++people}`}, '2027-01-01', '2027-02-01', '2027-02-15', '2027-08-01', 2000, 0.2, '2026-12-01') returning id`
  return row!.id
}

/** Two people who are partners. */
export async function pairOf(sql: Sql, roundId: number, zones: [string, string] = ['UTC', 'UTC']) {
  const [a, b] = [await person(sql, { zone: zones[0] }), await person(sql, { zone: zones[1] })]
  const [row] = await sql<{ id: number }[]>`
    insert into partnerships (round_id, made_by, made_at, starts_at, heartbeat_hash)
    values (${roundId}, 'matching', ${monday}, ${monday}, ${`h${++people}`}) returning id`
  const id = row!.id
  await sql`insert into partnership_members (partnership_id, participant_id, side) values (${id}, ${a}, 'a'), (${id}, ${b}, 'b')`
  return { id, a, b }
}

const letter = (template: LetterKind, participantId: number, more: Partial<NewLetter> = {}): NewLetter => ({
  purpose: `${template}/test:${++people}/participant:${participantId}`,
  template,
  to: { participantId },
  data: {} as never,
  ...more,
})

export async function postTo(sql: Sql, template: LetterKind, participantId: number, more: Partial<NewLetter> = {}, now = monday) {
  return (await post(sql, letter(template, participantId, more), now))!
}

export async function stateOf(sql: Sql, id: number) {
  const [row] = await sql<
    { state: string; because: string | null; dueAt: Date; attempt: number; resends: number; sentAt: Date | null }[]
  >`
    select state, because, due_at, attempt, resends, sent_at from outbox where id = ${id}`
  return row!
}
