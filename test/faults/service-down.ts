import { connect, type Database } from '../../src/db.ts'
import { dayIn } from '../../src/outbound/local-hours.ts'
import { tick } from '../../src/tick.ts'
import { fakePostmark } from '../support/fake-postmark/server.ts'
import type { Scenario } from './scenario.ts'
import { makeWorld } from './world.ts'

const hour = 3_600_000
const day = 24 * hour
const begin = new Date('2027-04-05T00:00:00Z')
const zones = ['Pacific/Auckland', 'Africa/Nairobi', 'Europe/Berlin', 'America/Lima', 'America/Los_Angeles', 'Asia/Tokyo']

/** A round under way: everybody introduced three weeks ago, a topic every week, and a coordinator who reads digests. */
async function roundUnderWay(sql: Database, pairs: number) {
  const at = (days: number) => new Date(begin.getTime() + days * day)
  await sql`insert into coordinators (email, name, added_at) values ('kate@example.org', 'Kate', ${at(-90)})`
  await sql`
    insert into rounds (name, opens_at, closes_at, starts_at, ends_at, places, country_share, created_at, approved_at)
    values ('spring', ${at(-80)}, ${at(-40)}, ${at(-21)}, ${at(120)}, 500, 0.9, ${at(-90)}, ${at(-39)})`
  for (let week = 0; week < 12; week += 1) {
    await sql`insert into topics (round_id, slug, title, body) values (1, ${`t${week}`}, ${`Topic ${week}`}, 'Ask each other.')`
    await sql`insert into round_steps (round_id, kind, topic_id, due_at, lapses_at) values (1, 'prompt', ${week + 1}, ${at(1 + week * 7)}, ${at(6 + week * 7)})`
  }
  for (let n = 0; n < pairs * 2; n += 1)
    await sql`
      insert into participants (email, name, known_as, country, zone, added_at, confirmed_at)
      values (${`p${n}@example.org`}, ${`Person ${n}`}, ${`P${n}`}, ${n % 2 ? 'KE' : 'DE'}, ${zones[n % zones.length]!}, ${at(-60)}, ${at(-59)})`
  for (let n = 0; n < pairs; n += 1) {
    await sql`insert into partnerships (round_id, made_by, made_at, starts_at, heartbeat_hash) values (1, 'matching', ${at(-21)}, ${at(-21)}, ${`h${n}`})`
    for (const side of [0, 1]) {
      const who = n * 2 + side + 1
      await sql`insert into partnership_members (partnership_id, participant_id, side) values (${n + 1}, ${who}, ${side ? 'b' : 'a'})`
      await sql`
        insert into outbox (purpose, template, participant_id, round_id, partnership_id, scheduled, queued_at, due_at, not_after, state, attempt, claimed_at, sent_at)
        values (${`introduction/partnership:${n + 1}/participant:${who}`}, 'introduction', ${who}, 1, ${n + 1}, true, ${at(-21)}, ${at(-21)}, ${at(0)}, 'sent', 1, ${at(-21)}, ${at(-21)})`
    }
  }
}

export const serviceDown: Scenario = {
  name: '31 days down, with everything that writes letters',
  goal: 'no stale letter, one a person and day, lapsed steps listed',
  async run({ scale, fast }) {
    const sql = connect(await (await fast()).database(), { max: 6 })
    const time = { now: begin }
    const fake = fakePostmark({ now: () => time.now.getTime() })
    const world = makeWorld(sql, fake, () => time.now)
    try {
      await roundUnderWay(sql, scale.short ? 6 : 30)
      let failed = 0
      const live = async (days: number) => {
        for (
          const until = time.now.getTime() + days * day;
          time.now.getTime() < until;
          time.now = new Date(time.now.getTime() + hour * 3)
        ) {
          failed += (await tick(world)).failed
        }
      }
      await live(3)
      const before = fake.stats().accepted
      time.now = new Date(time.now.getTime() + 31 * day)
      const back = time.now
      await live(10)
      const sent = await sql<
        { participantId: number; zone: string; sentAt: Date; notAfter: Date; purpose: string; scheduled: boolean }[]
      >`
        select o.participant_id, p.zone, o.sent_at, o.not_after, o.purpose, o.scheduled
        from outbox o join participants p on p.id = o.participant_id where o.state = 'sent' and o.sent_at >= ${back}`
      const stale = sent.filter(row => row.sentAt > row.notAfter).length
      const perDay = new Map<string, number>()
      for (const row of sent.filter(one => one.scheduled)) {
        const key = `${row.participantId} ${dayIn(row.zone, row.sentAt)}`
        perDay.set(key, (perDay.get(key) ?? 0) + 1)
      }
      const most = Math.max(0, ...perDay.values())
      const lapsed = await sql<{ id: number; title: string; listed: boolean; sent: boolean }[]>`
        select s.id, t.title,
          exists (select from outbox d where d.template = 'digest' and d.state = 'sent' and position('“' || t.title || '”' in d.data::text) > 0) as listed,
          exists (select from outbox o where o.purpose like 'prompt/step:' || s.id || '/%') as sent
        from round_steps s join topics t on t.id = s.topic_id where s.lapses_at <= ${back} and s.due_at > ${begin}::timestamptz + interval '4 days'`
      const listed = lapsed.filter(step => step.listed).length
      const ok =
        stale === 0 &&
        most <= 1 &&
        before > 0 &&
        sent.length > 0 &&
        lapsed.length > 0 &&
        listed === lapsed.length &&
        !lapsed.some(step => step.sent) &&
        failed === 0 &&
        fake.stats().doubled === 0
      return {
        measured: `${sent.length} letters on return: ${stale} stale, at most ${most} a person and day; ${listed} of ${lapsed.length} lapsed topics listed, ${lapsed.filter(step => step.sent).length} sent late; ${failed} failed`,
        ok,
      }
    } finally {
      await world.reader.close()
      await sql.end({ timeout: 5 })
    }
  },
}
