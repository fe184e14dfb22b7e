import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { inject, onTestFinished } from 'vitest'
import { connect, type Database } from '../../src/db.ts'

/** A database of one's own, copied from the migrated template. Closed by `close`; the server's folder goes with the run. */
export async function freshDatabase(): Promise<{ sql: Database; url: string; close: () => Promise<void> }> {
  const base = inject('databaseUrl')
  const name = `t${randomBytes(6).toString('hex')}`
  const admin = postgres(base, { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${name} template template_pairpost strategy wal_log`)
  await admin.end()
  const url = base.replace(/\/postgres$/, `/${name}`)
  const sql = connect(url, { max: 6 })
  return { sql, url, close: () => sql.end({ timeout: 5 }) }
}

/** A database for the test at hand, closed when it ends. */
export async function databaseForThisTest(): Promise<Database> {
  const { sql, close } = await freshDatabase()
  onTestFinished(close)
  return sql
}
