import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { openFolder, startEmbedded } from '../../src/database/embedded.ts'
import { migrate } from '../../src/database/migrate.ts'
import { connect } from '../../src/db.ts'

/** A real Postgres that can be killed, and comes back on the same port with the same data. */
export type Server = {
  /** @param name of a database; made afresh from the migrated template by `database` */
  url: (name: string) => string
  database: () => Promise<string>
  /** SIGINT is a clean stop. Without one: SIGQUIT ends every session at once, SIGKILL ends the processes as a power cut does */
  kill: (signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL') => Promise<void>
  restart: () => Promise<void>
  stop: () => Promise<void>
}

let databases = 0

/** @param durable false leaves out fsync, which protects from the loss of the machine only, not of the server */
export async function startServer({ durable }: { durable: boolean }): Promise<Server> {
  const home = mkdtempSync(join(tmpdir(), 'pairpost-faults-'))
  openFolder(home)
  const embedded = await startEmbedded(home, { durable, again: false })
  const { folder, url } = embedded
  const sql = postgres(url('postgres'), { max: 1, onnotice: () => {} })
  await sql`create database template_pairpost`
  const template = connect(url('template_pairpost'), { max: 2 })
  await migrate(template, new Date())
  await template.end()
  await sql.end()

  const pidFile = () => readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')
  const pid = () => Number(pidFile()[0])
  const server: Server = {
    url,
    async database() {
      const admin = postgres(url('postgres'), { max: 1, onnotice: () => {} })
      const name = `faults_${process.pid}_${++databases}`
      await admin.unsafe(`create database ${name} template template_pairpost strategy wal_log`)
      await admin.end()
      return url(name)
    },
    async kill(signal) {
      const postmaster = pid()
      const all = [postmaster, ...childrenOf(postmaster)]
      for (const one of signal === 'SIGKILL' ? all : [postmaster]) tryKill(one, signal)
      while (all.some(one => tryKill(one, 0))) await pause(5)
    },
    async restart() {
      // Postgres keeps the command line that it was started with: same port, same settings.
      const [program, ...options] = readFileSync(join(folder, 'postmaster.opts'), 'utf8')
        .trim()
        .split(/\s+/)
        .map(word => word.replace(/^"|"$/g, ''))
        .map(word => (word === 'synchronous_commit=off' ? 'synchronous_commit=on' : word))
      const { uid, gid } = statSync(folder)
      const log = openSync(`${folder}.log`, 'a')
      const as = process.getuid?.() === 0 ? { uid, gid } : {}
      spawn(program!, options, { ...as, cwd: '/', detached: true, stdio: ['ignore', log, log] }).unref()
      for (let waited = 0; waited < 60_000; waited += 20) {
        try {
          if (pidFile()[7]?.trim() === 'ready' && tryKill(pid(), 0)) return
        } catch {
          // not there yet
        }
        await pause(20)
      }
      throw new Error('restarting Postgres: it did not come up within a minute')
    },
    async stop() {
      try {
        const postmaster = pid()
        tryKill(postmaster, 'SIGQUIT')
        while (tryKill(postmaster, 0)) await pause(20)
      } catch {
        // it was down already
      }
      rmSync(home, { recursive: true, force: true })
      rmSync(folder, { recursive: true, force: true })
    },
  }
  if (!durable) {
    // What is committed must outlive the server, if not the machine.
    await server.kill('SIGINT')
    await server.restart()
  }
  return server
}

const childrenOf = (parent: number): number[] =>
  spawnSync('ps', ['-o', 'pid=', '--ppid', String(parent)], { encoding: 'utf8' })
    .stdout.split('\n')
    .map(Number)
    .filter(Boolean)

function tryKill(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal)
    return true
  } catch {
    return false
  }
}
