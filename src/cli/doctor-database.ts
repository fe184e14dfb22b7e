import { readdirSync } from 'node:fs'
import { fileClock, systemClock } from '../clock.ts'
import type { Config } from '../config.ts'
import { startEmbedded } from '../database/embedded.ts'
import { connect, type Database } from '../db.ts'
import { messageOf } from '../errors.ts'
import { howWeStand } from '../web/health.sql.ts'
import type { Finding } from './doctor-finding.ts'

const migrations = new URL('../../migrations/', import.meta.url)
/** The schema says `nulls not distinct`. */
const oldest = 150_000
const mostSkew = 5

/** Does the database answer, is it new enough, has it our schema, do its clock and ours agree, are there people to run things. */
export async function checkDatabase(config: Config): Promise<Finding[]> {
  let stop = async () => {}
  let sql: Database | undefined
  try {
    const embedded = config.databaseUrl ? undefined : await startEmbedded(config.home)
    if (embedded) stop = embedded.stop
    sql = connect(config.databaseUrl ?? embedded!.url(), { max: 1 })
    const where = config.databaseUrl ? 'the one of DATABASE_URL' : `embedded, in ${embedded!.folder}`
    const found = [...(await version(sql, where)), await clock(sql, config)]
    const pending = await notRun(sql)
    if (pending.length)
      found.push({
        about: 'schema',
        state: config.databaseUrl ? 'mend' : 'note',
        says: `${pending.length} migrations have not run, ${pending[0]} first`,
        do: 'pairpost migrate (pairpost start does it too)',
      })
    else
      found.push(
        { about: 'schema', state: 'ok', says: 'every migration has run' },
        ...(await people(sql, config)),
        ...(await work(sql, config)),
      )
    return found
  } catch (error) {
    return [
      {
        about: 'database',
        state: 'mend',
        says: `it does not answer: ${messageOf(error)}`,
        do: config.databaseUrl
          ? 'check DATABASE_URL and that the server runs'
          : 'look at its log beside the data under PAIRPOST_HOME',
      },
    ]
  } finally {
    await sql?.end({ timeout: 2 }).catch(() => {})
    await stop()
  }
}

async function version(sql: Database, where: string): Promise<Finding[]> {
  const [row] = await sql<{ version: string; number: number }[]>`
    select current_setting('server_version') as version, current_setting('server_version_num')::int as number`
  const says = `PostgreSQL ${row!.version}, ${where}`
  return row!.number >= oldest
    ? [{ about: 'database', state: 'ok', says }]
    : [{ about: 'database', state: 'mend', says, do: 'PostgreSQL 15 or later is needed' }]
}

async function clock(sql: Database, config: Config): Promise<Finding> {
  if (config.clockFile)
    return {
      about: 'clock',
      state: 'note',
      says: `CLOCK_FILE holds ${fileClock(config.clockFile)().toISOString()}: time stands still`,
      do: 'unset CLOCK_FILE for a real round',
    }
  const before = systemClock().getTime()
  const [row] = await sql<{ epoch: number }[]>`select extract(epoch from clock_timestamp())::float8 as epoch`
  const ours = (before + systemClock().getTime()) / 2 / 1000
  const skew = Math.abs(row!.epoch - ours)
  const says = `this machine and the database are ${skew.toFixed(1)} s apart`
  return skew <= mostSkew
    ? { about: 'clock', state: 'ok', says }
    : {
        about: 'clock',
        state: 'mend',
        says,
        do: 'let both follow a time server (NTP): signatures are judged within five minutes',
      }
}

async function notRun(sql: Database): Promise<string[]> {
  const files = readdirSync(migrations)
    .filter(name => name.endsWith('.sql'))
    .sort()
  const [table] = await sql<{ there: boolean }[]>`select to_regclass('migrations') is not null as there`
  const ran = new Set(table!.there ? (await sql<{ name: string }[]>`select name from migrations`).map(({ name }) => name) : [])
  return files.filter(name => !ran.has(name))
}

/** Nobody to decide is no fault before there is anything to decide. */
async function people(sql: Database, config: Config): Promise<Finding[]> {
  const [row] = await sql<{ coordinators: number; safety: number; rounds: number }[]>`
    select (select count(*)::int from coordinators where removed_at is null and role = 'programme') as coordinators,
           (select count(*)::int from coordinators where removed_at is null and safety_since is not null) as safety,
           (select count(*)::int from rounds where ended_at is null) as rounds`
  const { coordinators, safety, rounds } = row!
  const state = rounds > 0 || config.transport.kind !== 'held' ? 'mend' : 'note'
  const found: Finding[] = []
  if (coordinators === 0)
    found.push({
      about: 'coordinators',
      state,
      says: 'there is none: nobody gets proposals or digests',
      do: 'pairpost coordinator add EMAIL --name NAME --zone ZONE',
    })
  else found.push({ about: 'coordinators', state: 'ok', says: `${coordinators} of the programme` })
  if (safety < 2)
    found.push({
      about: 'safety people',
      state,
      says: `${safety === 0 ? 'none is' : 'only one is'} named to get conduct reports, and no round can be approved before there are two`,
      do: 'pairpost coordinator add EMAIL --name NAME --safety',
    })
  else found.push({ about: 'safety people', state: 'ok', says: `${safety} get conduct reports` })
  return found
}

async function work(sql: Database, config: Config): Promise<Finding[]> {
  const now = (config.clockFile ? fileClock(config.clockFile) : systemClock)()
  const { waitingSince } = await howWeStand(sql, now)
  const [row] = await sql<{ failed: number; doubtful: number }[]>`
    select (select count(*)::int from inbox where failed_at is not null and processed_at is null) as failed,
           (select count(*)::int from outbox where state = 'unknown') as doubtful`
  const found: Finding[] = []
  if (waitingSince && now.getTime() - waitingSince.getTime() > 15 * 60_000)
    found.push({
      about: 'arrivals',
      state: 'mend',
      says: `the oldest has waited since ${waitingSince.toISOString()}`,
      do: 'start a worker: pairpost start, or pairpost work; pairpost tick does it once',
    })
  if (row!.failed > 0)
    found.push({
      about: 'arrivals',
      state: 'note',
      says: `${row!.failed} could not be processed; the digest lists them`,
      do: 'pairpost replay INBOX_ID after looking at the reason',
    })
  if (row!.doubtful > 0)
    found.push({
      about: 'letters',
      state: 'note',
      says: `of ${row!.doubtful} it is not known whether they left`,
      do: 'nothing: each is looked up at the provider, and the digest lists what stays doubtful',
    })
  return found
}
