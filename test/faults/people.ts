import type { Database } from '../../src/db.ts'

/** A zone in which it is a little past seven in the morning, so that introductions may leave for three hours. */
function zoneOfMorning(now: Date): string {
  const ahead = (7 - now.getUTCHours() + 24) % 24
  const offset = ahead > 12 ? ahead - 24 : ahead
  return offset === 0 ? 'Etc/GMT' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}` // POSIX counts the other way round
}

/**
 * Pairs of invented people, and their introductions in the outbox, spread over `spreadMs` from now.
 *
 * @returns ids of the letters
 */
export async function introduceEverybody(
  sql: Database,
  pairs: number,
  spreadMs: number,
  now: Date,
  zone = zoneOfMorning(now),
): Promise<number[]> {
  await sql`
    insert into rounds (name, opens_at, closes_at, starts_at, ends_at, places, country_share, created_at)
    values ('autumn', ${now}::timestamptz - interval '60 days', ${now}::timestamptz - interval '30 days',
            ${now}::timestamptz - interval '1 day', ${now}::timestamptz + interval '120 days', 100000, 0.2, ${now})`
  await sql`
    insert into participants (email, name, known_as, zone, added_at, confirmed_at)
    select 'p' || n || '@example.org', 'Person ' || n, 'P' || n, ${zone}, ${now}, ${now} from generate_series(1, ${pairs * 2}) n`
  await sql`
    insert into partnerships (round_id, made_by, made_at, starts_at, heartbeat_hash)
    select 1, 'matching', ${now}, ${now}, 'h' || n from generate_series(1, ${pairs}) n`
  await sql`
    insert into partnership_members (partnership_id, participant_id, side)
    select (n + 1) / 2, n, case when n % 2 = 1 then 'a' else 'b' end from generate_series(1, ${pairs * 2}) n`
  const rows = await sql<{ id: number }[]>`
    insert into outbox (purpose, template, participant_id, round_id, partnership_id, scheduled, pair_key, data, queued_at, due_at, not_after)
    select 'introduction/partnership:' || (n + 1) / 2 || '/participant:' || n, 'introduction', n, 1, (n + 1) / 2, true,
           'introduction/partnership:' || (n + 1) / 2, '{"pairAddress": "p@in.mentoring.example.org"}', ${now}::timestamptz,
           ${now}::timestamptz + make_interval(secs => ((n + 1) / 2)::float8 / ${pairs} * ${spreadMs / 1000}),
           ${now}::timestamptz + interval '14 days'
    from generate_series(1, ${pairs * 2}) n
    returning id`
  return rows.map(row => row.id)
}
