import { expect, test } from 'vitest'
import { hashAddress } from '../../src/reply-address.ts'
import { databaseForThisTest } from '../support/database.ts'
import { deliverAll, monday, pairOf, person, postTo, recording, round, settings, stateOf, worldOf } from './sending.ts'

const morning = new Date('2027-03-01T08:00:00Z')
const at = (iso: string) => new Date(iso)

test('nobody is written to after opting out, not even with what was queued before', async () => {
  const sql = await databaseForThisTest()
  const { sent, transport } = recording()
  const who = await person(sql)
  const [prompt, stopped] = [await postTo(sql, 'prompt', who, { scheduled: true }), await postTo(sql, 'stopped', who)]
  await sql`update participants set opted_out_at = ${monday} where id = ${who}`
  await deliverAll(worldOf(sql, transport, monday))
  expect(sent.map(message => message.template)).toEqual(['stopped'])
  expect(await stateOf(sql, prompt)).toMatchObject({ state: 'cancelled', because: 'the reader opted out' })
  expect(await stateOf(sql, stopped)).toMatchObject({ state: 'sent' })
})

test('an address that is suppressed gets nothing, whoever it belongs to now', async () => {
  const sql = await databaseForThisTest()
  const { sent, transport } = recording()
  const who = await person(sql, { email: 'Cross@Example.org' })
  await sql`insert into suppressions (address_hash, because, since)
            values (${hashAddress(settings.secret, 'cross@example.org')}, 'complained', ${monday})`
  await postTo(sql, 'thanks', who)
  await deliverAll(worldOf(sql, transport, monday))
  expect(sent).toHaveLength(0)
})

test('a letter waits while somebody is changing its reader, and does not leave when that is an opt-out', async () => {
  const sql = await databaseForThisTest()
  const { sent, transport } = recording()
  const [leaving, staying] = [await person(sql), await person(sql)]
  const [one, other] = [await postTo(sql, 'thanks', leaving), await postTo(sql, 'thanks', staying)]
  await sql.begin(async tx => {
    await tx`update participants set opted_out_at = ${monday} where id = ${leaving}`
    await deliverAll(worldOf(sql, transport, monday))
    expect(await stateOf(sql, one)).toMatchObject({ state: 'queued' })
    expect(await stateOf(sql, other)).toMatchObject({ state: 'sent' })
  })
  await deliverAll(worldOf(sql, transport, monday))
  expect(await stateOf(sql, one)).toMatchObject({ state: 'cancelled' })
  expect(sent).toHaveLength(1)
})

test('of three planned letters one leaves each morning, the oldest first', async () => {
  const sql = await databaseForThisTest()
  const { sent, transport } = recording()
  const who = await person(sql, { zone: 'Africa/Nairobi' })
  const ids: number[] = []
  for (const hour of [1, 2, 3])
    ids.push(
      await postTo(sql, 'prompt', who, { scheduled: true, dueAt: at(`2027-03-01T0${hour}:00:00Z`), notAfter: at('2027-03-20') }),
    )
  const days: (string | undefined)[] = []
  for (let now = at('2027-03-01T00:00:00Z'); now < at('2027-03-05'); now = new Date(now.getTime() + 3_600_000)) {
    const had = sent.length
    await deliverAll(worldOf(sql, transport, now))
    if (sent.length > had) days.push(now.toISOString())
  }
  expect(sent.map(message => message.outboxId)).toEqual(ids)
  expect(days).toEqual(['2027-03-01T04:00:00.000Z', '2027-03-02T04:00:00.000Z', '2027-03-03T04:00:00.000Z'])
})

test('a letter that waited too long for its turn expires', async () => {
  const sql = await databaseForThisTest()
  const { sent, transport } = recording()
  const who = await person(sql)
  await postTo(sql, 'prompt', who, { scheduled: true })
  const late = await postTo(sql, 'check-in', who, { scheduled: true, notAfter: at('2027-03-01T22:00:00Z') })
  await deliverAll(worldOf(sql, transport, monday))
  await deliverAll(worldOf(sql, transport, at('2027-03-02T08:00:00Z')))
  expect(sent).toHaveLength(1)
  expect(await stateOf(sql, late)).toMatchObject({ state: 'expired' })
})

const introduce = async (
  sql: Awaited<ReturnType<typeof databaseForThisTest>>,
  pair: { id: number; a: number; b: number },
  roundId: number,
  due: [Date, Date],
) =>
  Promise.all(
    [pair.a, pair.b].map((who, i) =>
      postTo(sql, 'introduction', who, {
        roundId,
        partnershipId: pair.id,
        scheduled: true,
        pairKey: `introduction/partnership:${pair.id}`,
        dueAt: due[i]!,
        data: { pairAddress: 'p@in.example.org' } as never,
      }),
    ),
  )

test('the introductions of a pair leave each in its own morning, with the partner as Reply-To', async () => {
  const sql = await databaseForThisTest()
  const { sent, transport } = recording()
  const roundId = await round(sql)
  const pair = await pairOf(sql, roundId, ['Pacific/Auckland', 'America/Lima'])
  await introduce(sql, pair, roundId, [at('2027-03-01T18:00:00Z'), at('2027-03-02T12:00:00Z')])
  for (let now = monday; now < at('2027-03-03'); now = new Date(now.getTime() + 1_800_000))
    await deliverAll(worldOf(sql, transport, now))
  const left = await sql<{ participantId: number; sentAt: Date }[]>`select participant_id, sent_at from outbox order by sent_at`
  expect(left.map(row => row.sentAt.toISOString())).toEqual(['2027-03-01T18:00:00.000Z', '2027-03-02T12:00:00.000Z'])
  const [ofB] = await sql<{ email: string }[]>`select email from participants where id = ${pair.b}`
  expect(sent[0]).toMatchObject({ replyTo: ofB!.email, metadata: { pairAddress: 'p@in.example.org' } })
})

test('a daily limit takes pairs whole or not at all, and is kept', async () => {
  const sql = await databaseForThisTest()
  const { sent, transport } = recording()
  const roundId = await round(sql)
  const pairs = []
  for (let i = 0; i < 6; i += 1) {
    const pair = await pairOf(sql, roundId, i % 2 ? ['UTC', 'UTC'] : ['Pacific/Auckland', 'America/Lima'])
    pairs.push(pair)
    const due: [Date, Date] =
      i % 2 ? [at('2027-03-01T07:00:00Z'), at('2027-03-01T07:00:00Z')] : [at('2027-03-01T18:00:00Z'), at('2027-03-01T12:00:00Z')]
    await introduce(sql, pair, roundId, due)
  }
  for (let now = at('2027-03-01T00:00:00Z'); now < at('2027-03-08'); now = new Date(now.getTime() + 1_800_000))
    await deliverAll(worldOf(sql, transport, now, { dailySendLimit: 3 }))
  expect(sent).toHaveLength(12)
  const perDay = await sql<{ n: number }[]>`select count(*)::int as n from outbox group by sent_at::date`
  expect(Math.max(...perDay.map(row => row.n))).toBeLessThanOrEqual(3)
  const apart = await sql<{ hours: number }[]>`
    select extract(epoch from max(sent_at) - min(sent_at))::float8 / 3600 as hours from outbox group by pair_key`
  for (const { hours } of apart) expect(hours).toBeLessThanOrEqual(24)
})

test('when one of a pair opts out, neither is introduced', async () => {
  const sql = await databaseForThisTest()
  const { sent, transport } = recording()
  const roundId = await round(sql)
  const pair = await pairOf(sql, roundId)
  const ids = await introduce(sql, pair, roundId, [morning, morning])
  await sql`update participants set opted_out_at = ${morning} where id = ${pair.b}`
  await deliverAll(worldOf(sql, transport, morning))
  expect(sent).toHaveLength(0)
  for (const id of ids) expect(await stateOf(sql, id)).toMatchObject({ state: 'cancelled' })
})

test('what is urgent leaves above the daily limit, and the rest on the next day', async () => {
  const sql = await databaseForThisTest()
  const { sent, transport } = recording()
  for (let i = 0; i < 5; i += 1) await postTo(sql, 'thanks', await person(sql))
  const urgent = await postTo(sql, 'report-received', await person(sql))
  await deliverAll(worldOf(sql, transport, monday, { dailySendLimit: 2 }))
  expect(sent).toHaveLength(3)
  expect(await stateOf(sql, urgent)).toMatchObject({ state: 'sent' })
  await deliverAll(worldOf(sql, transport, at('2027-03-02T12:00:00Z'), { dailySendLimit: 20 }))
  expect(sent).toHaveLength(6)
})

test('of two workers at once neither sends what the other does', async () => {
  const sql = await databaseForThisTest()
  const { sent, transport } = recording(async () => {
    await new Promise(resolve => setTimeout(resolve, 5))
    return { is: 'accepted', providerId: null }
  })
  for (let i = 0; i < 60; i += 1) await postTo(sql, 'thanks', await person(sql))
  await Promise.all([1, 2].map(() => deliverAll(worldOf(sql, transport, monday), { concurrency: 2 })))
  expect(new Set(sent.map(message => message.outboxId)).size).toBe(60)
  expect(sent).toHaveLength(60)
})
