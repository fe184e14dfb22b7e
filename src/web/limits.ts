import type { Sql } from '../db.ts'
import { tally } from '../programme/audit.sql.ts'

/**
 * Counts one more try in this hour.
 *
 * @param subject who tries what, without naming anybody: `apply:HASH`
 * @returns whether it is still within the limit
 */
export const mayTry = async (sql: Sql, subject: string, most: number, now: Date): Promise<boolean> =>
  (await tally(sql, subject, now.toISOString().slice(0, 13))) <= most
