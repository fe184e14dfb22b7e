import type { World } from '../../jobs/job.ts'
import { connect, type Database } from '../../src/db.ts'
import { jobs, tick } from '../../src/tick.ts'
import { introduceEverybody } from '../faults/people.ts'
import { makeWorld } from '../faults/world.ts'
import { fakePostmark } from '../support/fake-postmark/server.ts'
import { type Line, median, report, withDatabase } from './support.ts'

/** What a tick costs when nothing is due: in a small programme, and with 100,000 people and a million letters behind it. */
const now = new Date('2027-03-03T12:00:00Z') // a Wednesday
const times = 200

/** A programme whose round is over, with its letters, arrivals and signals spread over the past years. */
async function fill(sql: Database, pairs: number, letters: number) {
  await introduceEverybody(sql, pairs, 0, new Date('2026-10-01T08:00:00Z'), 'UTC')
  await sql`update rounds set approved_at = starts_at, reviewed_at = ${now}, ended_at = '2027-02-01'`
  await sql`update partnerships set ended_at = '2027-02-01', ended_because = 'time'`
  await sql`update outbox set state = 'sent', sent_at = due_at, claimed_at = due_at, attempt = 1`
  const years = 4 * 365 * 86_400
  const have = pairs * 2
  for (let from = have; from < letters; from += 100_000)
    await sql`
      insert into outbox (purpose, template, participant_id, round_id, partnership_id, scheduled, queued_at, due_at, not_after, state,
                          attempt, claimed_at, sent_at, subject, message_id, provider_id, reply_hash, forgotten_at)
      select 'prompt/history:' || n, 'prompt', 1 + n % ${have}, 1, 1 + n % ${pairs}, true, at, at, at + interval '14 days', 'sent', 1, at, at,
             'Something to talk about', '<' || n || '.0@example.org>', 'p' || n, 'r' || n, at
      from (select n, ${now}::timestamptz - make_interval(secs => 86400 * 3 + (n::float8 / ${letters}) * ${years}) as at
            from generate_series(${from}::int, ${Math.min(from + 100_000, letters)}::int - 1) n) history`
  await sql`
    insert into inbox (source, external_id, received_at, processed_at, outcome, forgotten_at)
    select 'inbound', 'a' || n, at, at, 'yes', at
    from (select n, ${now}::timestamptz - make_interval(secs => 86400 * 3 + (n::float8 / ${letters}) * ${years}) as at
          from generate_series(1, ${Math.floor(letters / 5)}::int) n) history`
  await sql`
    insert into signals (partnership_id, participant_id, kind, at)
    select 1 + n % ${pairs}, 1 + n % ${have}, 'asked', ${now}::timestamptz - make_interval(secs => 86400 * 40 + n) from generate_series(1, ${Math.floor(letters / 5)}::int) n`
  await sql`vacuum analyze`
  await sql`checkpoint`
}

type Measured = { wall: number; best: number; did: number; each: Record<string, number> }

/** A programme so large, filled, checkpointed and warm, for the length of `work`: on connections that did not fill it. */
async function withProgramme<T>(pairs: number, letters: number, work: (world: World) => Promise<T>): Promise<T> {
  return withDatabase(
    async (filling, url) => {
      await fill(filling, pairs, letters)
      await filling.end()
      const sql = connect(url, { max: 12 })
      const world = makeWorld(sql, fakePostmark(), () => now)
      try {
        // The first ticks load and compile what later ones have.
        for (let i = 0; i < times; i += 1) await tick(world)
        return await work(world)
      } finally {
        await world.reader.close()
        await sql.end({ timeout: 5 })
      }
    },
    { durable: false },
  )
}

/** Both by turns, so that what else the machine is doing falls on each alike. */
async function measure(worlds: World[]): Promise<Measured[]> {
  const found = worlds.map(() => ({ walls: [] as number[], did: 0, each: new Map<string, number[]>() }))
  for (let i = 0; i < times; i += 1)
    for (const [k, world] of worlds.entries()) {
      const began = performance.now()
      const ticked = await tick(world)
      found[k]!.walls.push(performance.now() - began)
      found[k]!.did += ticked.did + ticked.failed
    }
  for (const job of jobs)
    for (let i = 0; i < times; i += 1)
      for (const [k, world] of worlds.entries()) {
        const began = performance.now()
        await job.run(world)
        const took = found[k]!.each.get(job.name) ?? []
        took.push(performance.now() - began)
        found[k]!.each.set(job.name, took)
      }
  return found.map(({ walls, did, each }) => ({
    wall: median(walls),
    best: Math.min(...walls),
    did,
    each: Object.fromEntries([...each].map(([name, took]) => [name, Math.min(...took)])),
  }))
}

const [small, large] = (await withProgramme(50, 1000, few => withProgramme(50_000, 1_000_000, many => measure([few, many])))) as [
  Measured,
  Measured,
]
const ratio = large.wall / small.wall
const lines: Line[] = [
  {
    what: 'a tick with nothing due: 100,000 people, 1,000,000 letters',
    measured: `median ${large.wall.toFixed(1)} ms, best ${large.best.toFixed(1)} ms of ${times}`,
    goal: 'under 50 ms',
    ok: large.wall < 50 && large.did === 0,
  },
  {
    what: 'the same with 100 people and 1,000 letters',
    measured: `median ${small.wall.toFixed(1)} ms, best ${small.best.toFixed(1)} ms; ratio ${ratio.toFixed(2)}`,
    goal: 'ratio at most 1.5: history costs nothing',
    ok: ratio <= 1.5 && small.did === 0,
  },
]
report('bench:tick', lines)
const slow = Object.keys(large.each).sort((a, b) => large.each[b]! - large.each[a]!)
process.stdout.write(`  job                        1,000 letters   1,000,000 letters (best of ${times}, ms)\n`)
for (const name of slow)
  process.stdout.write(
    `  ${name.padEnd(26)} ${small.each[name]!.toFixed(2).padStart(13)}   ${large.each[name]!.toFixed(2).padStart(17)}\n`,
  )
