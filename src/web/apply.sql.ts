import type { Sql } from '../db.ts'
import type { Round } from '../programme/rounds.sql.ts'

export { comingRound } from '../programme/rounds.sql.ts'

/** Rounds that take applications at a moment, the first to close first. */
export const openRounds = (sql: Sql, now: Date) => sql<Round[]>`
  select id, name, zone, opens_at, closes_at, starts_at, ends_at, places, country_share, approval, approved_at, reviewed_at, ended_at
  from rounds where opens_at <= ${now} and closes_at > ${now} and approved_at is null order by closes_at, id`
