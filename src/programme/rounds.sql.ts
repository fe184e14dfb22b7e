import type { Sql } from '../db.ts'
import type { Step } from './rounds.ts'

export type Round = {
  id: number
  name: string
  zone: string
  opensAt: Date
  closesAt: Date
  startsAt: Date
  endsAt: Date
  places: number
  countryShare: number
  approval: 'automatic' | 'by hand'
  approvedAt: Date | null
  reviewedAt: Date | null
  endedAt: Date | null
}

export type RoundStep = {
  id: number
  roundId: number
  kind: Step['kind']
  topicId: number | null
  dueAt: Date
  lapsesAt: Date
  doneAt: Date | null
  lapsedAt: Date | null
}

const columns = (sql: Sql) => sql`
  id, name, zone, opens_at, closes_at, starts_at, ends_at, places, country_share, approval, approved_at, reviewed_at, ended_at`

export async function findRound(sql: Sql, id: number): Promise<Round | undefined> {
  const [row] = await sql<Round[]>`select ${columns(sql)} from rounds where id = ${id}`
  return row
}

/** A round by its number or its name, as people say it. */
export async function roundNamed(sql: Sql, said: string): Promise<Round | undefined> {
  const id = /^\d{1,9}$/.test(said.trim()) ? Number(said) : 0
  const [row] = await sql<Round[]>`
    select ${columns(sql)} from rounds where id = ${id} or lower(name) = lower(${said.trim()}) order by (id = ${id}) desc limit 1`
  return row
}

export const allRounds = (sql: Sql) => sql<Round[]>`select ${columns(sql)} from rounds order by opens_at, id`

/** The round that takes, or took, applications at a moment; of several, the one that closes first. */
export async function openRound(sql: Sql, now: Date): Promise<Round | undefined> {
  const [row] = await sql<Round[]>`
    select ${columns(sql)} from rounds where opens_at <= ${now} and closes_at > ${now} and (approved_at is null or approved_at > ${now}) order by closes_at, id limit 1`
  return row
}

/** The next round that is not open yet. */
export async function comingRound(sql: Sql, now: Date): Promise<Round | undefined> {
  const [row] = await sql<Round[]>`select ${columns(sql)} from rounds where opens_at > ${now} order by opens_at, id limit 1`
  return row
}

/** Rounds whose pairs are writing to each other at a moment. */
export const runningRounds = (sql: Sql, now: Date) => sql<Round[]>`
  select ${columns(sql)} from rounds where approved_at is not null and starts_at <= ${now} and ends_at > ${now} and ended_at is null order by id`

type NewRound = Pick<
  Round,
  'name' | 'zone' | 'opensAt' | 'closesAt' | 'startsAt' | 'endsAt' | 'places' | 'countryShare' | 'approval'
>

export async function createRound(sql: Sql, r: NewRound, now: Date): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into rounds (name, zone, opens_at, closes_at, starts_at, ends_at, places, country_share, approval, created_at)
    values (${r.name}, ${r.zone}, ${r.opensAt}, ${r.closesAt}, ${r.startsAt}, ${r.endsAt}, ${r.places}, ${r.countryShare}, ${r.approval}, ${now})
    returning id`
  return row!.id
}

export const changeRound = (sql: Sql, id: number, changed: Partial<NewRound>) =>
  sql`update rounds set ${sql(changed as Record<string, never>)} where id = ${id}`

type NewTopic = { slug: string; title: string; month: number | null; onDate: Date | null; extra: boolean; body: string }

export async function keepTopic(sql: Sql, roundId: number, t: NewTopic): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into topics (round_id, slug, title, month, on_date, extra, body)
    values (${roundId}, ${t.slug}, ${t.title}, ${t.month}, ${t.onDate}, ${t.extra}, ${t.body})
    returning id`
  return row!.id
}

export async function findTopic(sql: Sql, id: number) {
  const [row] = await sql<
    { id: number; slug: string; title: string; body: string }[]
  >`select id, slug, title, body from topics where id = ${id}`
  return row
}

/** When the prompt before this one was written. */
export async function lastPromptAt(sql: Sql, roundId: number, before: Date): Promise<Date | null> {
  const [row] = await sql<{ at: Date | null }[]>`
    select max(done_at) as at from round_steps where round_id = ${roundId} and kind = 'prompt' and due_at < ${before}`
  return row?.at ?? null
}

/** The first topic outside the round's series that this person has not had yet: an extra, or one that its term has no month for. */
export async function nextExtra(sql: Sql, roundId: number, participantId: number) {
  const [row] = await sql<{ id: number; slug: string; title: string; body: string }[]>`
    select id, slug, title, body from topics t
    where round_id = ${roundId} and (extra or not exists (select from round_steps where topic_id = t.id))
      and not exists (select 1 from outbox where purpose = 'prompt/extra:' || t.id || '/participant:' || ${participantId}::text)
    order by id limit 1`
  return row
}

export async function keepSteps(sql: Sql, roundId: number, steps: Step[]): Promise<void> {
  for (const s of steps)
    await sql`insert into round_steps (round_id, kind, topic_id, due_at, lapses_at) values (${roundId}, ${s.kind}, ${s.topicId}, ${s.dueAt}, ${s.lapsesAt})`
}

/** Takes the round's calendar away as far as it has not happened, before a new one is written. */
export const dropWaitingSteps = (sql: Sql, roundId: number) => sql`
  delete from round_steps where round_id = ${roundId} and done_at is null and lapsed_at is null`

/** Steps to carry out now: due, not done, and not so late that they would confuse. */
export const dueSteps = (sql: Sql, kind: Step['kind'], now: Date) => sql<RoundStep[]>`
  select id, round_id, kind, topic_id, due_at, lapses_at, done_at, lapsed_at
  from round_steps
  where kind = ${kind} and due_at <= ${now} and lapses_at > ${now} and done_at is null and lapsed_at is null
  order by due_at, id`

/** Takes a step for the length of the transaction; undefined when another process was first. */
export async function takeStep(sql: Sql, id: number): Promise<RoundStep | undefined> {
  const [row] = await sql<RoundStep[]>`
    select id, round_id, kind, topic_id, due_at, lapses_at, done_at, lapsed_at from round_steps
    where id = ${id} and done_at is null and lapsed_at is null for update`
  return row
}

export const markStepDone = (sql: Sql, id: number, now: Date) => sql`update round_steps set done_at = ${now} where id = ${id}`

/** Notices steps whose time went by while nobody was there, once. */
export const lapseSteps = (sql: Sql, now: Date) => sql<
  { id: number; roundId: number; kind: string; topicId: number | null; dueAt: Date }[]
>`
  update round_steps set lapsed_at = ${now}
  where lapses_at <= ${now} and done_at is null and lapsed_at is null
  returning id, round_id, kind, topic_id, due_at`

export const stepsOf = (sql: Sql, roundId: number) => sql<(RoundStep & { title: string | null })[]>`
  select s.id, s.round_id, s.kind, s.topic_id, s.due_at, s.lapses_at, s.done_at, s.lapsed_at, t.title
  from round_steps s left join topics t on t.id = s.topic_id
  where s.round_id = ${roundId} order by s.due_at, s.id`

export const markApproved = (sql: Sql, id: number, now: Date) =>
  sql`update rounds set approved_at = ${now} where id = ${id} and approved_at is null returning id`
export const markReviewed = (sql: Sql, id: number, now: Date) => sql`update rounds set reviewed_at = ${now} where id = ${id}`
export const markRoundEnded = (sql: Sql, id: number, now: Date) => sql`update rounds set ended_at = ${now} where id = ${id}`
