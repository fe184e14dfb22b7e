import { connect, type Database } from '../../src/db.ts'
import { deliver } from '../../src/outbound/deliver.ts'
import { dayIn, firstWithin } from '../../src/outbound/local-hours.ts'
import { post } from '../../src/outbound/outbox.sql.ts'
import { settle } from '../../src/outbound/settle.ts'
import { share } from '../support/fake-postmark/chance.ts'
import { evenly } from '../support/fake-postmark/faults.ts'
import { fakePostmark } from '../support/fake-postmark/server.ts'
import type { Scenario, Stage } from './scenario.ts'
import { makeWorld } from './world.ts'

const zones = [
  'Pacific/Auckland',
  'Asia/Tokyo',
  'Asia/Kolkata',
  'Africa/Nairobi',
  'Europe/Berlin',
  'Europe/London',
  'America/Sao_Paulo',
  'America/New_York',
  'America/Los_Angeles',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'UTC',
]
const hour = 3_600_000
const day = 24 * hour
const render = async () => ({ subject: 's', text: 't', html: '<p>h</p>' })

/** People in many zones, and a stage on a clock moved by hand. */
async function opened({ fast }: Stage, people: number, begin: Date, more: Parameters<typeof makeWorld>[3] = {}, faults = {}) {
  const sql = connect(await (await fast()).database(), { max: 6 })
  const time = { now: begin }
  const fake = fakePostmark({ seed: 21, now: () => time.now.getTime(), faults })
  const world = makeWorld(sql, fake, () => time.now, more)
  const rows: { id: number; zone: string }[] = []
  for (let i = 0; i < people; i += 1) {
    const zone = zones[i % zones.length]!
    const [row] = await sql<{ id: number }[]>`
      insert into participants (email, name, zone, added_at, confirmed_at)
      values (${`p${i}@example.org`}, ${`Person ${i}`}, ${zone}, ${begin}, ${begin}) returning id`
    rows.push({ id: row!.id, zone })
  }
  const pass = async () => {
    await settle(world)
    while (await deliver(world, { render }));
  }
  const close = async () => {
    await world.reader.close()
    await sql.end({ timeout: 5 })
  }
  return { sql, time, fake, world, people: rows, pass, close }
}

/** The most planned letters that anybody had on one of their own days. */
async function mostADay(sql: Database): Promise<number> {
  const rows = await sql<{ participantId: number; zone: string; sentAt: Date }[]>`
    select o.participant_id, p.zone, o.sent_at from outbox o join participants p on p.id = o.participant_id
    where o.state = 'sent' and o.scheduled`
  const count = new Map<string, number>()
  for (const { participantId, zone, sentAt } of rows) {
    const key = `${participantId} ${dayIn(zone, sentAt)}`
    count.set(key, (count.get(key) ?? 0) + 1)
  }
  return Math.max(0, ...count.values())
}

export const clockJumps: Scenario = {
  name: 'the clock a day on, a day back, over summer time',
  goal: 'no repeat, no skip, one a day',
  async run(stage) {
    const begin = new Date('2027-03-08T00:00:00Z')
    const { sql, time, fake, people, pass, close } = await opened(stage, stage.scale.short ? 12 : 48, begin)
    try {
      const letters = stage.scale.short ? 5 : 12
      let posted = 0
      for (const { id, zone } of people)
        for (let n = 0; n < letters; n += 1) {
          const dueAt = firstWithin(zone, new Date(begin.getTime() + n * 2 * day + 12 * hour), { from: 7, until: 8 })
          const notAfter = new Date(dueAt.getTime() + 20 * day)
          await post(
            sql,
            {
              purpose: `prompt/${n}/${id}`,
              template: 'prompt',
              to: { participantId: id },
              data: {} as never,
              scheduled: true,
              dueAt,
              notAfter,
            },
            begin,
          )
          posted += 1
        }
      // The clock leaps on the 12th, falls back on the 16th, and crosses both changes of summer time by itself.
      const leaps: [number, number][] = [
        [4.5 * day, day],
        [9.3 * day, -day],
      ]
      let ran = 0
      while (ran < (letters * 2 + 14) * day) {
        await pass()
        ran += hour
        time.now = new Date(time.now.getTime() + hour)
        for (const leap of leaps)
          if (leap[0] > 0 && ran >= leap[0]) {
            time.now = new Date(time.now.getTime() + leap[1])
            leap[0] = 0
          }
      }
      const { letters: sent, doubled } = fake.stats()
      const most = await mostADay(sql)
      return {
        measured: `${posted - sent} skipped and ${doubled} repeated of ${posted}; at most ${most} a person and day`,
        ok: sent === posted && doubled === 0 && most === 1,
      }
    } finally {
      await close()
    }
  },
}

export const longDown: Scenario = {
  name: '31 days down',
  goal: 'no stale letter, at most one a person and day',
  async run(stage) {
    const begin = new Date('2027-04-01T00:00:00Z')
    const { sql, time, fake, people, pass, close } = await opened(stage, stage.scale.short ? 12 : 120, begin)
    try {
      // What had been queued before, and what falls due while nobody is there.
      for (const { id, zone } of people)
        for (let n = 0; n < 9; n += 1) {
          const dueAt = firstWithin(zone, new Date(begin.getTime() + n * 4 * day), { from: 7, until: 10 })
          const notAfter = new Date(dueAt.getTime() + (n % 3 === 0 ? 40 : 5) * day)
          await post(
            sql,
            {
              purpose: `prompt/${n}/${id}`,
              template: 'prompt',
              to: { participantId: id },
              data: {} as never,
              scheduled: true,
              dueAt,
              notAfter,
            },
            begin,
          )
        }
      const back = new Date(begin.getTime() + 31 * day)
      for (time.now = back; time.now.getTime() < back.getTime() + 12 * day; time.now = new Date(time.now.getTime() + hour))
        await pass()
      const [row] = await sql<{ stale: number; expired: number; left: number }[]>`
        select count(*) filter (where state = 'sent' and sent_at > not_after)::int as stale,
          count(*) filter (where state = 'expired')::int as expired,
          count(*) filter (where state = 'queued')::int as left from outbox`
      const most = await mostADay(sql)
      const { doubled, letters } = fake.stats()
      return {
        measured: `${row!.stale} stale, ${row!.expired} expired, ${letters} left, ${doubled} doubled; at most ${most} a person and day`,
        ok: row!.stale === 0 && row!.expired > 0 && row!.left === 0 && most === 1 && doubled === 0 && letters > 0,
      }
    } finally {
      await close()
    }
  },
}

export const pairsTogether: Scenario = {
  name: 'introductions under a daily limit, faults and opt-outs',
  goal: 'both of a pair within a day, or neither; the limit kept',
  async run(stage) {
    const begin = new Date('2027-03-20T00:00:00Z')
    const pairs = stage.scale.short ? 24 : 200
    const dailySendLimit = stage.scale.short ? 7 : 41
    const { sql, time, fake, people, pass, close } = await opened(
      stage,
      pairs * 2,
      begin,
      { dailySendLimit },
      evenly(0.1, ['429 with Retry-After', '429 without Retry-After', 'slow']),
    )
    try {
      const order = [...people].sort((a, b) => share(3, a.id) - share(3, b.id))
      for (let n = 0; n < pairs; n += 1) {
        const two = [order[n * 2]!, order[n * 2 + 1]!]
        const [row] = await sql<{ id: number }[]>`
          with round as (
            insert into rounds (name, opens_at, closes_at, starts_at, ends_at, places, country_share, created_at)
            values ('spring', '2027-01-01', '2027-02-01', '2027-03-01', '2027-08-01', 2000, 0.2, ${begin})
            on conflict (name) do update set name = 'spring' returning id)
          insert into partnerships (round_id, made_by, made_at, starts_at, heartbeat_hash)
          select id, 'matching', ${begin}, ${begin}, ${`h${n}`} from round returning id`
        for (const [i, { id, zone }] of two.entries()) {
          await sql`insert into partnership_members (partnership_id, participant_id, side) values (${row!.id}, ${id}, ${i ? 'b' : 'a'})`
          const dueAt = firstWithin(zone, begin, { from: 7, until: 10 })
          await post(
            sql,
            {
              purpose: `introduction/partnership:${row!.id}/participant:${id}`,
              template: 'introduction',
              to: { participantId: id },
              data: {} as never,
              partnershipId: row!.id,
              scheduled: true,
              pairKey: `introduction/partnership:${row!.id}`,
              dueAt,
              notAfter: new Date(dueAt.getTime() + 21 * day),
            },
            begin,
          )
        }
      }
      for (let ran = 0; ran < 16 * day; ran += hour / 2) {
        await pass()
        // Now and then somebody who was not introduced yet leaves.
        if (ran % (7 * hour) === 0) {
          const [one] = await sql<{ id: number }[]>`
            select p.id from participants p where opted_out_at is null and not exists (
              select from outbox o join outbox t on t.pair_key = o.pair_key where o.participant_id = p.id and t.state <> 'queued')
            order by p.id limit 1`
          if (one) await sql`update participants set opted_out_at = ${time.now} where id = ${one.id}`
        }
        time.now = new Date(time.now.getTime() + hour / 2)
      }
      const [row] = await sql<
        { alone: number; apart: number; neither: number; both: number; most: number; unfinished: number }[]
      >`
        with pair as (
          select pair_key, count(*) filter (where state = 'sent') as sent,
            extract(epoch from max(sent_at) - min(sent_at)) / 3600 as hours, bool_or(state = 'queued') as queued
          from outbox group by pair_key)
        select count(*) filter (where sent = 1)::int as alone, count(*) filter (where sent = 2 and hours > 24)::int as apart,
          count(*) filter (where sent = 0)::int as neither, count(*) filter (where sent = 2)::int as both,
          count(*) filter (where queued)::int as unfinished,
          (select max(n)::int from (select count(*) as n from outbox where state = 'sent' group by sent_at::date) d) as most
        from pair`
      const { alone, apart, neither, both, most, unfinished } = row!
      return {
        measured: `${both} pairs both, ${neither} neither, ${alone} alone, ${apart} more than a day apart; at most ${most} a day of ${dailySendLimit}; ${fake.stats().doubled} doubled`,
        ok:
          alone === 0 &&
          apart === 0 &&
          both > 0 &&
          neither > 0 &&
          unfinished === 0 &&
          most <= dailySendLimit &&
          fake.stats().doubled === 0,
      }
    } finally {
      await close()
    }
  },
}
