import { describe, expect, test } from 'vitest'
import type { Database } from '../../src/db.ts'
import { claim } from '../../src/outbound/claim.ts'
import { aboutToLeave, keepWords } from '../../src/outbound/deliver.sql.ts'
import { deliver } from '../../src/outbound/deliver.ts'
import { settleWindow } from '../../src/outbound/delivery.ts'
import { postmark } from '../../src/outbound/postmark.ts'
import { settle, settleByEvent } from '../../src/outbound/settle.ts'
import type { Sent } from '../../src/outbound/transport.ts'
import { databaseForThisTest } from '../support/database.ts'
import { shuffled } from '../support/fake-postmark/chance.ts'
import { type FakeOptions, fakePostmark } from '../support/fake-postmark/server.ts'
import { deliverAll, monday, person, plainWords, postTo, recording, settings, stateOf, worldOf } from './sending.ts'

/** A hand-moved clock, a provider on the same clock, and a world between them. */
async function playground(options: FakeOptions = {}) {
  const sql = await databaseForThisTest()
  const time = { now: monday }
  const fake = fakePostmark({ now: () => time.now.getTime(), ...options })
  const transport = postmark(
    { token: fake.token, apiUrl: 'http://127.0.0.1:9', stream: 'outbound' },
    { fetch: fake.fetch, timeout: 0.2 },
  )
  const world = worldOf(sql, transport, () => time.now)
  const pass = (ms: number) => void (time.now = new Date(time.now.getTime() + ms))
  return { sql, fake, world, pass, time }
}

/** What a worker leaves behind that is killed after its claim, after it kept the words, or as its call begins. */
async function killed(sql: Database, when: 'after its claim' | 'with its words kept' | 'as its call begins', now = monday) {
  const { letters } = await claim(sql, { most: 10, settleMs: settleWindow, except: [], rationed: false, settings }, now)
  if (when === 'after its claim') return
  await keepWords(
    sql,
    letters.map(l => ({ id: l.id, attempt: l.attempt, subject: 's', text: 't', html: 'h' })),
    now,
  )
  if (when === 'as its call begins') for (const letter of letters) await aboutToLeave(sql, letter)
}

const openFlags = (sql: Database) =>
  sql<{ kind: string; outboxId: number }[]>`select kind, outbox_id from flags where closed_at is null`

describe('a worker that was killed', () => {
  test('before its words were kept: the letter was never handed over, and leaves as if new', async () => {
    const { sql, fake, world, pass } = await playground()
    const id = await postTo(sql, 'thanks', await person(sql))
    await killed(sql, 'after its claim')
    expect(await settle(world)).toBe(0)
    pass(settleWindow)
    await settle(world)
    await deliverAll(world)
    expect(fake.stats().acceptances).toEqual({ [id]: 1 })
    expect(fake.stats().searches).toBe(0)
    expect(await stateOf(sql, id)).toMatchObject({ state: 'sent', resends: 0 })
  })

  test('with its words kept and no call begun: it cannot have left, and nobody is asked', async () => {
    const { sql, fake, world, pass } = await playground()
    const id = await postTo(sql, 'thanks', await person(sql))
    for (let times = 0; times < 3; times++) {
      await killed(sql, 'with its words kept', world.clock())
      pass(settleWindow)
      await settle(world)
    }
    await deliverAll(world)
    expect(fake.stats().acceptances).toEqual({ [id]: 1 })
    expect(fake.stats().searches).toBe(0)
    expect(await stateOf(sql, id)).toMatchObject({ state: 'sent', resends: 0 })
  })

  test('again and again: the letter waits no longer for it when the provider turns it away', async () => {
    const { sql, fake, world, pass } = await playground({ faults: { '429 without Retry-After': 1 } })
    const id = await postTo(sql, 'thanks', await person(sql))
    for (let times = 0; times < 6; times++) {
      await killed(sql, 'with its words kept', world.clock())
      pass(settleWindow)
      await settle(world)
    }
    await deliver(world, { render: async () => ({ subject: 's', text: 't', html: 'h' }) })
    const [letter] = await sql<{ dueAt: Date; turnedAway: number }[]>`select due_at, turned_away from outbox where id = ${id}`
    expect(letter!.turnedAway).toBe(1)
    expect(letter!.dueAt.getTime() - world.clock().getTime()).toBeLessThanOrEqual(2000)
    expect(fake.stats().acceptances).toEqual({})
  })

  test('as its call begins: the provider is asked, and the letter sent once more in the same words', async () => {
    const { sql, fake, world, pass } = await playground()
    const id = await postTo(sql, 'thanks', await person(sql))
    await killed(sql, 'as its call begins')
    pass(settleWindow)
    await settle(world)
    await deliverAll(world)
    expect(fake.stats()).toMatchObject({ searches: 1, acceptances: { [id]: 1 } })
    expect(fake.store.accepted[0]!.wanted).toMatchObject({ Subject: 's', TextBody: 't' })
    expect(await stateOf(sql, id)).toMatchObject({ state: 'sent', attempt: 2, resends: 1 })
  })
})

describe('a try whose outcome nobody knows', () => {
  test('is found at the provider, and not made again', async () => {
    const { sql, fake, world, pass } = await playground({ faults: { 'time-out after accept': 1 } })
    const id = await postTo(sql, 'thanks', await person(sql))
    await deliverAll(world)
    expect(await stateOf(sql, id)).toMatchObject({ state: 'unknown' })
    pass(settleWindow)
    await settle(world)
    await deliverAll(world)
    expect(fake.stats().acceptances).toEqual({ [id]: 1 })
    expect(await stateOf(sql, id)).toMatchObject({ state: 'sent', sentAt: monday })
  })

  test('and that the search never shows: at most one more, with the same Message-ID, and then a person', async () => {
    const { sql, fake, world, pass } = await playground({ faults: { 'never searchable': 1 } })
    const id = await postTo(sql, 'thanks', await person(sql))
    for (let i = 0; i < 6; i += 1) {
      await settle(world)
      await deliverAll(world)
      pass(settleWindow)
    }
    expect(fake.stats().acceptances).toEqual({ [id]: 2 })
    const ids = fake.store.accepted.map(({ wanted }) => wanted.Headers?.find(h => h.Name === 'Message-ID')?.Value)
    expect(new Set(ids).size).toBe(1)
    expect(await stateOf(sql, id)).toMatchObject({ state: 'unknown' })
    expect(await openFlags(sql)).toEqual([{ kind: 'doubtful letter', outboxId: id }])
  })

  test('waits on while the provider gives no answer', async () => {
    const { sql, fake, world, pass } = await playground({ faults: { '500 after accept': 1 } })
    const id = await postTo(sql, 'thanks', await person(sql))
    await deliverAll(world)
    pass(settleWindow)
    const deaf = { ...world, transport: { ...world.transport, find: async () => 'no answer' as const } }
    await settle(deaf)
    expect(await stateOf(sql, id)).toMatchObject({ state: 'unknown' })
    expect(await openFlags(sql)).toEqual([])
    pass(settleWindow)
    await settle(world)
    expect(await stateOf(sql, id)).toMatchObject({ state: 'sent' })
    expect(fake.stats().acceptances).toEqual({ [id]: 1 })
  })

  test('over SMTP, which cannot be searched, goes straight to a person', async () => {
    const sql = await databaseForThisTest()
    const { sent, transport } = recording(() => ({ is: 'unknown', because: 'no answer' }))
    const world = worldOf(sql, { ...transport, kind: 'smtp', find: null }, monday)
    const id = await postTo(sql, 'thanks', await person(sql))
    await deliverAll(world)
    expect(await openFlags(sql)).toEqual([{ kind: 'doubtful letter', outboxId: id }])
    await settle(worldOf(sql, world.transport, new Date('2027-03-02')))
    await deliverAll(worldOf(sql, world.transport, new Date('2027-03-02')))
    expect(sent).toHaveLength(1)
  })

  test('is not looked up while its worker lives, however far the clock is moved', async () => {
    const { sql, world, pass } = await playground()
    const id = await postTo(sql, 'thanks', await person(sql))
    let finish = (_: Sent) => {}
    const slow = { ...world.transport, send: () => new Promise<Sent>(resolve => void (finish = resolve)) }
    const underWay = deliver({ ...world, transport: slow }, { render: plainWords })
    while ((await stateOf(sql, id)).state !== 'sending' || !(await sql`select 1 from outbox where body_text is not null`).length)
      await new Promise(resolve => setTimeout(resolve, 5))
    pass(settleWindow * 2)
    expect(await settle(world)).toBe(0)
    await new Promise(resolve => setTimeout(resolve, 20))
    finish({ is: 'accepted', providerId: 'late' })
    await underWay
    expect(await stateOf(sql, id)).toMatchObject({ state: 'sent', attempt: 1 })
  })
})

describe('what the provider tells', () => {
  test('of a letter that waits for its second try: the try is not made', async () => {
    const { sql, fake, world, pass } = await playground({ faults: { 'never searchable': 1 } })
    const id = await postTo(sql, 'thanks', await person(sql))
    await deliverAll(world)
    pass(settleWindow)
    await settle(world)
    expect(await stateOf(sql, id)).toMatchObject({ state: 'queued', resends: 1 })
    const event = { outboxId: id, providerId: fake.store.accepted[0]!.id, type: 'delivery', at: monday } as const
    expect(await settleByEvent(sql, event, monday)).toMatchObject({ outboxId: id, template: 'thanks' })
    await deliverAll(world)
    expect(fake.stats().acceptances).toEqual({ [id]: 1 })
    expect(await stateOf(sql, id)).toMatchObject({ state: 'sent' })
  })

  test('closes the doubt about a letter', async () => {
    const { sql, fake, world, pass } = await playground({ faults: { 'never searchable': 1 } })
    const id = await postTo(sql, 'thanks', await person(sql))
    for (let i = 0; i < 5; i += 1) {
      await settle(world)
      await deliverAll(world)
      pass(settleWindow)
    }
    expect(await openFlags(sql)).toHaveLength(1)
    await settleByEvent(sql, { outboxId: id, providerId: fake.store.accepted[1]!.id, type: 'delivery', at: monday }, monday)
    expect(await openFlags(sql)).toHaveLength(0)
  })

  test('of another installation, or of a letter never sent, is not ours', async () => {
    const { sql, world } = await playground()
    const queued = await postTo(sql, 'thanks', await person(sql), { dueAt: new Date('2028-01-01') })
    const event = { outboxId: queued, providerId: 'x', type: 'delivery', at: monday } as const
    expect(await settleByEvent(sql, event, monday)).toBeUndefined()
    const sent = await postTo(sql, 'thanks', await person(sql))
    await deliverAll(world)
    expect(await settleByEvent(sql, { ...event, outboxId: sent, mark: 'ffffffffffffffffffff' }, monday)).toBeUndefined()
    expect(await settleByEvent(sql, { ...event, outboxId: 999_999 }, monday)).toBeUndefined()
    expect(await settleByEvent(sql, { ...event, outboxId: null, providerId: null }, monday)).toBeUndefined()
  })

  test('replayed and shuffled, comes to the same as in order', async () => {
    const outcome = async (order: 'in order' | 'shuffled') => {
      const { sql, fake, world } = await playground({ seed: 5, faults: { '500 after accept': 0.3 } })
      fake.webhooks.fateOf = address => (address.startsWith('bad') ? 'hard bounce' : 'delivered')
      for (let i = 0; i < 30; i += 1)
        await postTo(sql, 'thanks', await person(sql, { email: `${i % 5 ? 'good' : 'bad'}${i}@example.org` }))
      for (let i = 0; i < 4; i += 1) await deliverAll(world)
      const events = fake.webhooks.all.map(body => ({
        outboxId: Number((body.Metadata as Record<string, string>).outbox),
        providerId: String(body.MessageID),
        type: body.RecordType === 'Delivery' ? ('delivery' as const) : ('hard bounce' as const),
        at: new Date(String(body.DeliveredAt ?? body.BouncedAt)),
      }))
      const told = order === 'in order' ? events : shuffled([...events, ...events, ...events], 9)
      for (const event of told) await settleByEvent(sql, event, monday)
      return sql`select id, state, because, delivered_at, sent_at, settle_at, attempt from outbox order by id`
    }
    expect([...(await outcome('shuffled'))]).toEqual([...(await outcome('in order'))])
  })
})

describe('what will not leave', () => {
  test('an address that the provider holds inactive: the reader is cut off, and a person is told', async () => {
    const { sql, fake, world } = await playground()
    const who = await person(sql, { email: 'gone@example.org' })
    fake.suppress('gone@example.org', 'HardBounce')
    const [one, two] = [
      await postTo(sql, 'thanks', who),
      await postTo(sql, 'prompt', who, { scheduled: true, dueAt: new Date('2027-03-02') }),
    ]
    await deliverAll(world)
    expect(await stateOf(sql, one)).toMatchObject({ state: 'failed' })
    const [row] = await sql`select bounced_at from participants where id = ${who}`
    expect(row!.bouncedAt).toEqual(monday)
    expect(await openFlags(sql)).toEqual([{ kind: 'unsent', outboxId: one }])
    await deliverAll({ ...world, clock: () => new Date('2027-03-02T12:00:00Z') })
    expect(await stateOf(sql, two)).toMatchObject({ state: 'cancelled' })
  })

  test('a letter that cannot be written is left to a person, and holds up nobody', async () => {
    const { sql, fake, world } = await playground()
    const [bad, good] = [await postTo(sql, 'thanks', await person(sql)), await postTo(sql, 'help', await person(sql))]
    const render = async (letter: { id: number; template: string }) => {
      if (letter.id === bad) throw new Error("letter 'thanks' has no value for {partner}")
      return plainWords(letter)
    }
    await deliverAll(world, { render })
    expect(await stateOf(sql, bad)).toMatchObject({ state: 'failed' })
    expect(await openFlags(sql)).toEqual([{ kind: 'unsent', outboxId: bad }])
    expect(fake.stats().acceptances).toEqual({ [good]: 1 })
  })

  test('a provider that asks us to slow down gets each letter later, and no letter twice', async () => {
    const { sql, fake, world, pass } = await playground({ faults: { '429 with Retry-After': 0.5 } })
    for (let i = 0; i < 20; i += 1) await postTo(sql, 'thanks', await person(sql))
    for (let i = 0; i < 40; i += 1) {
      await deliverAll(world)
      pass(60_000)
    }
    expect(fake.stats()).toMatchObject({ accepted: 20, doubled: 0 })
  })

  test('a provider that is down costs few letters a try: it is left alone after eight refusals in a row', async () => {
    const { sql, fake, world } = await playground({ faults: { '500 before accept': 1 } })
    for (let i = 0; i < 100; i += 1) await postTo(sql, 'thanks', await person(sql))
    expect(await deliver(world, { render: plainWords })).toBe(0)
    expect(fake.stats().calls).toBeLessThan(20)
    const [row] = await sql<{ n: number }[]>`select count(*)::int as n from outbox where state = 'queued'`
    expect(row!.n).toBeGreaterThan(80)
  })
})
