import { setTimeout as pause } from 'node:timers/promises'
import { connect, type Database } from '../../src/db.ts'
import { share } from '../support/fake-postmark/chance.ts'
import type { FaultPlan } from '../support/fake-postmark/faults.ts'
import { type FakePostmark, fakePostmark } from '../support/fake-postmark/server.ts'
import { type Account, accountFor, underWay } from './account.ts'
import { Worker } from './crew.ts'
import { introduceEverybody } from './people.ts'
import type { Server } from './postgres.ts'
import type { Orders } from './worker.ts'

export type Play = {
  seed: number
  pairs: number
  /** `kill -9` of workers */
  kills: number
  faults: FaultPlan
  /** immediate ends of Postgres, each followed by its restart */
  databaseKills?: number
  /** clean stops of every worker, and new ones */
  deploys?: number
  workers?: number
  leaveOut?: Orders['leaveOut']
  /** share of claims after which a worker falls asleep; woken when its letters have been taken over */
  sleeps?: number
  /** milliseconds; client time-out and index lag are well within it */
  settleMs?: number
  /** letters fall due over so long; as long as the kills take when left out */
  spreadMs?: number
  /** something to do beside it, until it is over */
  beside?: (sql: Database, fake: FakePostmark, seed: number) => Promise<void>
  /** something to look at before it is cleared away */
  after?: (sql: Database, fake: FakePostmark) => Promise<void>
}

const patience = 180_000

/** Introduces everybody under faults, and accounts for every letter once nothing is under way any more. */
export async function play(server: Server, what: Play): Promise<Account> {
  const { seed, pairs, kills, faults, workers = 2, sleeps = 0, settleMs = 4000 } = what
  const databaseUrl = await server.database()
  const sql = connect(databaseUrl, { max: 3 })
  const fake = fakePostmark({ seed, faults, lagMs: [0, 800], slowMs: 1300, latencyMs: 40 })
  const { url, close } = await fake.listen()
  const orders = { databaseUrl, apiUrl: url, settleMs, timeout: 0.8, concurrency: 6, seed, leaveOut: what.leaveOut }
  // The first never sleeps: somebody must take over what the sleepers hold.
  const crew = Array.from({ length: workers }, (_, which) => new Worker({ ...orders, which, sleeps: which ? sleeps : 0 }))
  try {
    // As many letters as the kills leave time for: they fall due all the while.
    await introduceEverybody(sql, pairs, what.spreadMs ?? (kills / workers) * 600, new Date())
    await Promise.all(crew.map(worker => worker.start()))
    const beside = what.beside?.(sql, fake, seed)
    const chaos = new Chaos(what, server)
    await Promise.all(crew.map((worker, i) => chaos.torment(worker, i, crew.length)))
    await beside
    const give = Date.now() + patience
    for (;;) {
      if (sleeps) await wakeSleepers(crew, settleMs)
      if ((await underWay(sql).catch(() => 1)) === 0) break
      if (Date.now() > give) break // what is left then is counted as lost
      await pause(100)
    }
    await pause(1500) // an acceptance after a disconnect may still come
    await Promise.all(crew.map(worker => worker.stop()))
    await what.after?.(sql, fake)
    return await accountFor(sql, fake)
  } finally {
    await Promise.all(crew.map(worker => worker.stop()))
    await close()
    await sql.end({ timeout: 5 })
  }
}

/** Kills workers, each at moments of its own; ends Postgres and deploys in between. */
class Chaos {
  #what: Play
  #server: Server
  #done = 0
  #database: Promise<void> = Promise.resolve()
  constructor(what: Play, server: Server) {
    this.#what = what
    this.#server = server
  }

  async torment(worker: Worker, which: number, of: number) {
    const { seed, kills, databaseKills = 0, deploys = 0 } = this.#what
    const own = Math.ceil(kills / of)
    for (let turn = 1; turn <= own; turn += 1) {
      await pause(share(seed, 'wait', which, turn) * 500)
      // A deploy asks to stop, and waits until what is under way is done.
      if (isOneOf(turn, own, deploys)) await worker.stop()
      else await worker.kill()
      this.#done += 1
      if (isOneOf(this.#done, kills, databaseKills)) {
        await this.#database
        this.#database = this.#server.kill('SIGQUIT').then(() => this.#server.restart())
      }
      await worker.start()
    }
    await this.#database
  }
}

/** Whether this is one of `n` moments spread evenly over `all`. */
const isOneOf = (at: number, all: number, n: number) => n > 0 && at < all && at % Math.max(1, Math.floor(all / (n + 1))) === 0

/** Sleepers wake once somebody else has taken their letters for abandoned, which is what they are there to find out. */
async function wakeSleepers(crew: Worker[], settleMs: number) {
  if (!crew.some(worker => worker.asleep)) return
  await pause(settleMs * 6)
  for (const worker of crew) if (worker.asleep) worker.wake()
}
