import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Database, takeConnection } from '../db.ts'
import { Refusal } from '../errors.ts'

const folder = join(import.meta.dirname, '../../migrations')
const lock = 7_242_013

/**
 * Brings the schema up: every file of `migrations/` in the order of its number, once, forward only. An advisory lock
 * lets one process at a time do so; a checksum tells when a file that already ran was edited.
 *
 * @returns the names of the migrations that ran now
 * @throws Refusal when a file that ran was edited, or the database knows one that this checkout has not
 */
export async function migrate(sql: Database, now: Date): Promise<string[]> {
  const files = readdirSync(folder)
    .filter(name => name.endsWith('.sql'))
    .sort()
    .map(name => {
      const body = readFileSync(join(folder, name), 'utf8')
      return { name, body, checksum: createHash('sha256').update(body).digest('hex') }
    })
  const reserved = await takeConnection(sql)
  try {
    await reserved`select pg_advisory_lock(${lock})`
    await reserved`create table if not exists migrations (name text primary key, checksum text not null, ran_at timestamptz not null)`
    const done = new Map(
      (await reserved<{ name: string; checksum: string }[]>`select name, checksum from migrations`).map(m => [
        m.name,
        m.checksum,
      ]),
    )
    for (const name of done.keys())
      if (!files.some(f => f.name === name))
        throw new Refusal(`migrating: the database has ${name}, which this checkout does not know: it is newer than this program`)
    const ran: string[] = []
    for (const { name, body, checksum } of files) {
      const before = done.get(name)
      if (before === checksum) continue
      if (before) throw new Refusal(`migrating: ${name} was edited after it ran; write a new migration instead`)
      await reserved.unsafe(`begin;\n${body}\n;`).simple()
      await reserved`insert into migrations (name, checksum, ran_at) values (${name}, ${checksum}, ${now})`
      await reserved`commit`
      ran.push(name)
    }
    return ran
  } catch (error) {
    await reserved`rollback`.catch(() => {})
    throw error
  } finally {
    await reserved`select pg_advisory_unlock(${lock})`.catch(() => {})
    reserved.release()
  }
}
