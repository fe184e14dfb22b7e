import { daysBetween } from '../clock.ts'
import { alarmKinds } from '../programme/flags.sql.ts'
import type { Played } from './play.ts'
import { secretWord } from './readers.ts'

export type Summary = {
  people: number
  pairs: number
  countries: number
  letters: Record<string, number>
  replies: number
  flags: { raised: number; true: number; false: number; missed: number; medianDays: number | null }
  rematched: number
  coordinatorReplies: number
  decisions: number
  doubleSends: number
  lost: number
  seconds: number
}

/** Pairs that stop so shortly before the end cannot be found in time, and nobody counts them as missed. */
const tooLateDays = 35

/** What came of a rehearsal, checked against what the invented people knew to be true. */
export async function summarise({ play, coordinating, roundId, failed }: Played, seconds: number): Promise<Summary> {
  const { sql } = play.stage.world
  const [people] = await sql<{ n: number; countries: number }[]>`
    select count(*)::int as n, count(distinct p.country)::int as countries from applications a join participants p on p.id = a.participant_id
    where a.round_id = ${roundId} and a.state = 'accepted'`
  const introduced = await sql<{ id: number; madeBy: string }[]>`
    select s.id, s.made_by from partnerships s
    where s.round_id = ${roundId} and (select count(*) from outbox o where o.partnership_id = s.id and o.template = 'introduction' and o.sent_at is not null) = 2`
  const letters = await sql<
    { template: string; n: number }[]
  >`select template, count(*)::int as n from outbox where sent_at is not null group by 1 order by 1`
  const [decisions] = await sql<{ n: number }[]>`select count(*)::int as n from decisions where undone_at is null`
  const [stuck] = await sql<{ n: number }[]>`
    select (select count(*)::int from inbox where processed_at is null) + (select count(*)::int from outbox where state in ('sending', 'unknown', 'failed')) as n`
  return {
    people: people!.n,
    pairs: introduced.filter(one => one.madeBy !== 'rematch').length,
    countries: people!.countries,
    letters: Object.fromEntries(letters.map(row => [row.template, row.n])),
    replies: play.replies,
    flags: await judge(play, roundId),
    rematched: introduced.filter(one => one.madeBy === 'rematch').length,
    coordinatorReplies: coordinating.replies,
    decisions: decisions!.n,
    doubleSends: (await twins(play)) + [...play.stage.handedOver.values()].reduce((sum, times) => sum + times - 1, 0),
    lost: stuck!.n + play.stage.brought.refused + failed,
    seconds: Math.round(seconds * 10) / 10,
  }
}

/** The same words to the same person on the same day, under two purposes. */
async function twins({ stage }: Played['play']): Promise<number> {
  const [row] = await stage.world.sql<{ n: number }[]>`
    select coalesce(sum(times - 1), 0)::int as n from (
      select count(*) as times from outbox where sent_at is not null and participant_id is not null and template not in ('thanks', 'receipt')
      group by participant_id, template, partnership_id, sent_at::date, body_text having count(*) > 1) doubled`
  return row!.n
}

async function judge(play: Played['play'], roundId: number): Promise<Summary['flags']> {
  const { sql } = play.stage.world
  const flags = await sql<{ partnershipId: number; raisedAt: Date; kind: string }[]>`
    select partnership_id, raised_at, kind from flags where round_id = ${roundId} and partnership_id is not null
      and kind = any(${[...alarmKinds, 'bounced']}::text[]) order by raised_at, id`
  const raised = flags.filter(flag => flag.kind !== 'bounced')
  const wasTrue = (flag: { partnershipId: number; raisedAt: Date }) => {
    const stoppedAt = play.truths.get(flag.partnershipId)?.truth.stoppedAt
    return stoppedAt != null && stoppedAt <= flag.raisedAt.getTime()
  }
  const right = raised.filter(wasTrue)
  const delays = [...Map.groupBy(right, flag => flag.partnershipId).values()]
    .map(([first]) => daysBetween(new Date(play.truths.get(first!.partnershipId)!.truth.stoppedAt!), first!.raisedAt))
    .sort((x, y) => x - y)
  const found = new Set(flags.filter(wasTrue).map(flag => flag.partnershipId))
  const told = new Set(
    (
      await sql<{ id: number }[]>`select partnership_id as id from conduct_reports where partnership_id is not null
    union select id from partnerships where ended_because in ('left', 'conduct')`
    ).map(row => row.id),
  )
  const missed = [...play.truths].filter(
    ([id, { truth }]) =>
      truth.stoppedAt !== null &&
      daysBetween(new Date(truth.stoppedAt), new Date(play.endsAt)) > tooLateDays &&
      !found.has(id) &&
      !told.has(id),
  )
  return {
    raised: raised.length,
    true: right.length,
    false: raised.length - right.length,
    missed: missed.length,
    medianDays: delays.length > 0 ? Math.round(delays[Math.floor(delays.length / 2)]!) : null,
  }
}

const plural = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`

/** What happened, as one would tell it. */
export function accountOf(s: Summary, played: Played): string {
  const sent = Object.values(s.letters).reduce((sum, n) => sum + n, 0)
  const { flags } = s
  const truths = [...played.play.truths.values()].map(one => one.truth)
  const stopped = truths.filter(truth => truth.stoppedAt !== null)
  const cause = (name: string) => stopped.filter(truth => truth.cause === name).length
  return [
    `${plural(s.people, 'person', 'people')} from ${plural(s.countries, 'country', 'countries')} took part; ${plural(s.pairs, 'pair')} were matched, proved the best combination, and approved by one reply.`,
    `The service sent ${plural(sent, 'letter')} and read ${plural(s.replies, 'reply', 'replies')}, automatic ones not counted. Nobody got a letter twice: ${s.doubleSends}. Nothing was lost: ${s.lost}.`,
    `In truth ${plural(stopped.length, 'pair')} stopped: ${cause('never started')} never started, ${cause('one leaves')} were left by one, ${cause('both fade')} faded, ${cause('address dies')} lost an address, ${cause('opts out')} had somebody leave, ${cause('conduct')} met with inappropriate words.`,
    `Early warning raised ${plural(flags.raised, 'flag')}: ${flags.true} true, ${flags.false} false${flags.medianDays === null ? '' : `; half of the true ones within ${plural(flags.medianDays, 'day')}`}. It missed ${flags.missed}.`,
    `Coordinators wrote ${plural(s.coordinatorReplies, 'reply', 'replies')} that held ${plural(s.decisions, 'decision')}; ${plural(s.rematched, 'new pair')} came of them.`,
    `What partners wrote to each other held the word “${secretWord}”. It is in nothing that the service kept.`,
  ].join('\n')
}

/** Where in the whole database a word stands; it should stand nowhere. */
export async function findAnywhere({ play }: Pick<Played, 'play'>, word: string): Promise<string[]> {
  const { sql } = play.stage.world
  const columns = await sql<{ tableSchema: string; tableName: string; columnName: string; dataType: string }[]>`
    select table_schema, table_name, column_name, data_type from information_schema.columns
    where table_schema not in ('pg_catalog', 'information_schema') and data_type in ('text', 'jsonb', 'json', 'bytea', 'ARRAY', 'character varying')`
  const found: string[] = []
  for (const { tableSchema, tableName, columnName, dataType } of columns) {
    const where =
      dataType === 'bytea'
        ? `position(convert_to($1, 'UTF8') in "${columnName}") > 0 or position(convert_to(encode(convert_to($1, 'UTF8'), 'base64'), 'UTF8') in "${columnName}") > 0`
        : `"${columnName}"::text like '%' || $1 || '%'`
    const rows = await sql.unsafe(`select 1 from "${tableSchema}"."${tableName}" where ${where} limit 1`, [word])
    if (rows.length > 0) found.push(`${tableName}.${columnName}`)
  }
  return found
}
