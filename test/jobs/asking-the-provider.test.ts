import { expect, test } from 'vitest'
import { postmark } from '../../src/outbound/postmark.ts'
import { fakePostmark } from '../support/fake-postmark/server.ts'
import { amina, hugo, runningRound } from '../support/world.ts'

/** A running round whose letters are noted as ever, and a provider that can be asked. */
async function withProvider({ account = true } = {}) {
  const w = await runningRound()
  const fake = fakePostmark({ now: () => w.time.now.getTime() })
  const settings = { token: fake.token, apiUrl: 'http://postmark.invalid', stream: 'outbound' }
  const asker = { token: 'account-token', requestedBy: 'kate@example.org' }
  const { provider } = postmark({ ...settings, account: account ? asker : undefined }, { fetch: fake.fetch })
  w.world.transport.provider = provider!
  return { ...w, fake }
}

const day = 86_400_000
const later = (from: Date, ms: number) => new Date(from.getTime() + ms)

test('a bounce that no webhook told us of is found within a day, and reaches the coordinators', async () => {
  const w = await withProvider()
  w.fake.suppress(hugo.email, 'HardBounce')
  await w.tickAt(later(w.time.now, day))
  const [person] = await w.sql`select bounced_at from participants where email = ${hugo.email}`
  expect(person!.bouncedAt).not.toBeNull()
  expect((await w.openFlags()).map(flag => flag.kind)).toContain('bounced')
})

test('an unsubscription at the provider that nobody told us of stops our letters', async () => {
  const w = await withProvider()
  w.fake.suppress(amina.email, 'ManualSuppression')
  await w.tickAt(later(w.time.now, day))
  expect(w.kinds(amina.email).at(-1)).toBe('stopped')
  const before = w.lettersTo(amina.email).length
  await w.live(later(w.time.now, 60 * day))
  expect(w.lettersTo(amina.email).length).toBe(before)
})

test('whoever took their leaving back is not put out again by what the provider still remembers', async () => {
  const w = await withProvider()
  w.fake.suppress(amina.email, 'ManualSuppression')
  await w.tickAt(later(w.time.now, day))
  await w.answer(w.last(amina.email, 'stopped'), 'UNDO')
  await w.live(later(w.time.now, 5 * day))
  const [person] = await w.sql`select opted_out_at from participants where email = ${amina.email}`
  expect(person!.optedOutAt).toBeNull()
})

test('closed addresses of people we do not know are not kept', async () => {
  const w = await withProvider()
  w.fake.suppress('nobody@example.com', 'HardBounce')
  const [before] = await w.sql`select count(*)::int as n from inbox`
  await w.tickAt(later(w.time.now, day))
  const [now] = await w.sql`select count(*)::int as n from inbox`
  expect(now!.n).toBe(before!.n)
})

test('mail that the provider gave up handing over is asked for again, once we are back', async () => {
  const w = await withProvider()
  w.fake.inbound.receive({ MessageID: 'lost-for-two-days' })
  for (let tries = 0; tries < 11; tries++) {
    w.time.now = later(w.time.now, 6 * 3_600_000 + 60_000)
    await w.fake.inbound.work(async () => ({ status: 503 }))
  }
  expect(w.fake.inbound.list('failed')).toHaveLength(1)
  await w.tickAt(later(w.time.now, day))
  await w.fake.inbound.work(body => w.postInbound(JSON.parse(body)))
  expect(w.fake.inbound.list('failed')).toHaveLength(0)
  const kept = await w.sql`select 1 from inbox where external_id = 'lost-for-two-days'`
  expect(kept).toHaveLength(1)
  expect(await w.world.transport.provider!.failedArrivals()).toEqual([])
})

test('who is erased is forgotten by the provider too, after the last letter has left; then nothing here holds the address', async () => {
  const w = await withProvider()
  await w.write(amina.email, 'hello@in.example.org', 'ERASE ME')
  await w.tickAt(w.time.now)
  await w.answer(w.last(amina.email, 'confirm-erase'), 'YES')
  expect(w.kinds(amina.email).at(-1)).toBe('erased')
  expect(w.fake.store.removals).toEqual([])
  await w.tickAt(later(w.time.now, 2 * day))
  expect(w.fake.store.removals).toEqual([amina.email])
  expect(await w.sql`select 1 from provider_removals`).toHaveLength(0)
  await w.tickAt(later(w.time.now, 2 * day))
  expect(w.fake.store.removals).toHaveLength(1)
})

test('a provider that does not answer fails no tick, and is asked again in an hour', async () => {
  const w = await withProvider()
  w.fake.suppress(hugo.email, 'HardBounce')
  const { provider } = w.world.transport
  w.world.transport.provider = { ...provider!, closedAddresses: () => Promise.reject(new Error('nobody there')) }
  await w.tickAt(later(w.time.now, day))
  expect(w.faults).toEqual([])
  w.world.transport.provider = provider!
  await w.tickAt(later(w.time.now, 3_600_000))
  expect((await w.openFlags()).map(flag => flag.kind)).toContain('bounced')
})

test('without a token of the account nothing is asked to be removed', async () => {
  const w = await withProvider({ account: false })
  await w.write(amina.email, 'hello@in.example.org', 'ERASE ME')
  await w.tickAt(w.time.now)
  await w.answer(w.last(amina.email, 'confirm-erase'), 'YES')
  await w.tickAt(later(w.time.now, 3 * day))
  expect(w.fake.store.removals).toEqual([])
  expect(await w.sql`select 1 from provider_removals`).toHaveLength(0)
})
