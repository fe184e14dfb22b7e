import processArrivals from '../../jobs/process-arrivals.ts'
import { connect, type Database } from '../../src/db.ts'
import { deliver } from '../../src/outbound/deliver.ts'
import { makeApp } from '../../src/web/app.ts'
import { share, shuffled } from '../support/fake-postmark/chance.ts'
import { fakePostmark } from '../support/fake-postmark/server.ts'
import { introduceEverybody } from './people.ts'
import type { Scenario, Stage } from './scenario.ts'
import { asProvider, makeWorld } from './world.ts'

/** Where both of a pair leave, who was first is a matter of order, and nobody is left to be told. */
const pairs = (sql: Database) => sql`
  select s.id, s.leaving_at, s.ended_at, case when count(p.opted_out_at) < 2 then s.leaving_id end as leaving_id
  from partnerships s join partnership_members m on m.partnership_id = s.id join participants p on p.id = m.participant_id
  group by s.id`

const noon = new Date('2027-03-01T08:00:00Z')

/** Sends letters, lets the provider tell of them in some order, and returns everything that can be seen afterwards. */
async function tell({ fast }: Stage, howMany: number, times: number, order: 'in order' | 'shuffled') {
  const sql = connect(await (await fast()).database(), { max: 6 })
  let now = noon
  const fake = fakePostmark({ seed: 11, now: () => now.getTime() })
  fake.webhooks.fateOf = address => {
    const chance = share(11, address)
    return chance < 0.06
      ? 'hard bounce'
      : chance < 0.1
        ? 'soft bounce'
        : chance < 0.13
          ? 'complaint'
          : chance < 0.16
            ? 'out of office'
            : 'delivered'
  }
  const world = makeWorld(sql, fake, () => now)
  try {
    await introduceEverybody(sql, howMany, 0, now, 'UTC')
    const render = async () => ({ subject: 's', text: 't', html: '<p>h</p>' })
    while (await deliver(world, { render }));
    now = new Date(noon.getTime() + 3_600_000)
    const once = fake.webhooks.all
    const events = order === 'in order' ? once : shuffled(Array.from({ length: times }, () => once).flat(), 12)
    const app = makeApp(world)
    for (let i = 0; i < events.length; i += 20) {
      const answers = await Promise.all(
        events
          .slice(i, i + 20)
          .map(body =>
            app.request('/webhooks/postmark/events', { method: 'POST', headers: asProvider, body: JSON.stringify(body) }),
          ),
      )
      for (const answer of answers) if (answer.status !== 200) throw new Error(`an event was answered ${answer.status}`)
      if (i % 2000 === 0) await processArrivals.run(world)
    }
    await processArrivals.run(world)
    const seen = await sql`
      select (select json_agg(x order by x::text) from (select id, state, because, delivered_at, sent_at, attempt from outbox) x)::text as outbox,
        (select json_agg(x order by x::text) from (select id, bounced_at, complained_at, opted_out_at from participants) x)::text as participants,
        (select json_agg(x order by x::text) from (select address_hash, because from suppressions) x)::text as suppressions,
        (select json_agg(x order by x::text) from (select kind, partnership_id, participant_id, closed_at is null as open from flags) x)::text as flags,
        (select json_agg(x order by x::text) from (${pairs(sql)}) x)::text as partnerships,
        (select json_agg(x order by x::text) from (select kind, partnership_id, participant_id, answer, at, hard from signals) x)::text as signals`
    return { told: events.length, seen: seen[0] as Record<string, string> }
  } finally {
    await world.reader.close()
    await sql.end({ timeout: 5 })
  }
}

export const webhooks: Scenario = {
  name: 'webhooks replayed and shuffled',
  goal: 'the same state as in order',
  async run(stage) {
    const howMany = stage.scale.short ? 20 : 1240
    const inOrder = await tell(stage, howMany, 1, 'in order')
    const replayed = await tell(stage, howMany, 4, 'shuffled')
    const different = Object.keys(inOrder.seen).filter(key => inOrder.seen[key] !== replayed.seen[key])
    return {
      measured: `${replayed.told} told of ${inOrder.told}: ${different.length ? `different ${different.join(', ')}` : 'no difference'}`,
      ok: different.length === 0 && replayed.told === inOrder.told * 4,
    }
  },
}
