import type { Sql } from '../db.ts'

/**
 * One pair in how many fell silent, by the programme's own last round that ended. Null while no round has, or none fell
 * silent: a letter then leaves the sentence out.
 */
export async function failureRate(sql: Sql, roundId: number): Promise<number | null> {
  const [row] = await sql<{ pairs: number; failed: number }[]>`
    with last as (select id from rounds where ended_at is not null and id <> ${roundId} order by ended_at desc limit 1)
    select count(*)::int as pairs, (count(*) filter (where ended_because in ('silent', 'stopped')))::int as failed
    from partnerships where round_id in (select id from last)`
  return row && row.failed > 0 ? Math.max(2, Math.round(row.pairs / row.failed)) : null
}

export type RoundNumbers = {
  applied: number
  accepted: number
  waiting: number
  countries: number
  pairs: number
  standing: number
  ended: Record<string, number>
  rematched: number
  letters: Record<string, number>
  replies: number
  heartbeats: number
  decisions: number
}

/** The numbers of a round, counted from its rows. */
export async function roundNumbers(sql: Sql, roundId: number): Promise<RoundNumbers> {
  const [people] = await sql<{ applied: number; accepted: number; waiting: number; countries: number }[]>`
    select count(*)::int as applied, (count(*) filter (where a.state = 'accepted'))::int as accepted,
      (count(*) filter (where a.state = 'waiting list'))::int as waiting, (count(distinct p.country) filter (where a.state = 'accepted'))::int as countries
    from applications a join participants p on p.id = a.participant_id where a.round_id = ${roundId}`
  const ends = await sql<{ because: string | null; madeBy: string; n: number }[]>`
    select ended_because as because, made_by, count(*)::int as n from partnerships where round_id = ${roundId} group by 1, 2`
  const letters = await sql<{ template: string; n: number }[]>`
    select template, count(*)::int as n from outbox where round_id = ${roundId} and sent_at is not null group by 1 order by 1`
  const [counts] = await sql<{ replies: number; heartbeats: number; decisions: number }[]>`
    select
      (select count(*)::int from signals g join partnerships s on s.id = g.partnership_id where s.round_id = ${roundId} and g.kind = 'reply') as replies,
      (select count(*)::int from heartbeats h join partnerships s on s.id = h.partnership_id where s.round_id = ${roundId}) as heartbeats,
      (select count(*)::int from decisions d join flags f on f.id = d.flag_id where f.round_id = ${roundId} and d.undone_at is null) as decisions`
  const sum = (rows: { n: number }[]) => rows.reduce((total, row) => total + row.n, 0)
  return {
    ...people!,
    pairs: sum(ends.filter(row => row.madeBy === 'matching' || row.madeBy === 'coordinator')),
    standing: sum(ends.filter(row => row.because === null)),
    ended: Object.fromEntries(
      [...new Set(ends.map(row => row.because))]
        .filter(because => because !== null)
        .map(because => [because, sum(ends.filter(row => row.because === because))]),
    ),
    rematched: sum(ends.filter(row => row.madeBy === 'rematch')),
    letters: Object.fromEntries(letters.map(row => [row.template, row.n])),
    ...counts!,
  }
}

export type Band = { from: number; to: number; flags: number; true: number; false: number; said: number }

/** How often flags of each probability proved true: what the words of the digest are worth. */
export async function calibration(sql: Sql, roundId: number | null): Promise<Band[]> {
  const rows = await sql<{ probability: number; outcome: string }[]>`
    select probability, outcome from flags
    where probability is not null and outcome in ('stopped', 'talking') and (${roundId}::int is null or round_id = ${roundId})`
  const edges = [0, 0.35, 0.5, 0.65, 0.8, 1.0001]
  return edges.slice(0, -1).map((from, i) => {
    const to = edges[i + 1]!
    const inside = rows.filter(row => row.probability >= from && row.probability < to)
    const right = inside.filter(row => row.outcome === 'stopped').length
    return {
      from,
      to: Math.min(1, to),
      flags: inside.length,
      true: right,
      false: inside.length - right,
      said: inside.length ? inside.reduce((sum, row) => sum + row.probability, 0) / inside.length : 0,
    }
  })
}

/** Sign-ups of a round by country and by source, the most first; groups under five are put together. */
export async function signUps(
  sql: Sql,
  roundId: number,
): Promise<{ countries: [string, number][]; sources: [string, number][] }> {
  const byCountry = await sql<{ what: string; n: number }[]>`
    select coalesce(p.country, '') as what, count(*)::int as n from applications a join participants p on p.id = a.participant_id
    where a.round_id = ${roundId} and a.state in ('accepted', 'waiting list') group by 1 order by 2 desc, 1`
  const bySource = await sql<{ what: string; n: number }[]>`
    select coalesce(nullif(trim(lower(p.heard_from)), ''), 'not told') as what, count(*)::int as n from applications a join participants p on p.id = a.participant_id
    where a.round_id = ${roundId} and a.state in ('accepted', 'waiting list') group by 1 order by 2 desc, 1`
  const fold = (rows: { what: string; n: number }[]): [string, number][] => {
    const shown = rows.filter(row => row.n >= 5)
    const rest = rows.filter(row => row.n < 5).reduce((sum, row) => sum + row.n, 0)
    return [
      ...shown.map((row): [string, number] => [row.what, row.n]),
      ...(rest > 0 ? [['others' as const, rest] as [string, number]] : []),
    ]
  }
  return { countries: fold(byCountry), sources: fold(bySource) }
}
