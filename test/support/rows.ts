import { createHash } from 'node:crypto'
import type { Database } from '../../src/db.ts'

/** Everything that the database holds, as one text a table. */
export async function allRows(sql: Database): Promise<Map<string, string>> {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`
  const held = new Map<string, string>()
  for (const { name } of tables) {
    const rows = await sql`select convert_from(convert_to(t::text, 'UTF8'), 'UTF8') as row from ${sql(name)} t order by 1`
    held.set(name, rows.map(({ row }) => row).join('\n'))
  }
  return held
}

/** A fingerprint of every table: the same before and after what may not change a row. */
export const fingerprint = async (sql: Database): Promise<string> =>
  createHash('sha256')
    .update(JSON.stringify([...(await allRows(sql))]))
    .digest('hex')
