import { type Database, type Sql, takeConnection } from './db.ts'

const lock = 7_242_014

/**
 * Holds a sign, for as long as the work lasts, that this process has things in hand which no row shows yet. The database
 * takes it down when the process dies.
 */
export async function atWork<T>(sql: Database, work: () => Promise<T>): Promise<T> {
  const held = await takeConnection(sql)
  try {
    await held`select pg_advisory_lock_shared(${lock})`
    return await work()
  } finally {
    await held`select pg_advisory_unlock_shared(${lock})`.catch(() => {})
    held.release()
  }
}

/** Does any process beside this moment's asker hold the sign? */
export async function someoneIsAtWork(sql: Sql): Promise<boolean> {
  const rows = await sql`
    select 1 from pg_locks
    where locktype = 'advisory' and objid = ${lock} and granted and database = (select oid from pg_database where datname = current_database()) limit 1`
  return rows.length > 0
}
