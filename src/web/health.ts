import { Hono } from 'hono'
import { minutes } from '../clock.ts'
import type { Deps, Env } from './deps.ts'
import { howWeStand } from './health.sql.ts'

/** An arrival that has waited so long tells that no job is running. */
const stuckAfter = minutes(15)
const patience = 3000

/** Is the process alive; and can it do its work. Both are for machines, and name nobody. */
export function health({ sql, clock }: Deps) {
  return new Hono<Env>()
    .get('/health', c => c.json({ alive: true }))
    .get('/ready', async c => {
      c.header('cache-control', 'no-store')
      const now = clock()
      const standing = await soon(howWeStand(sql, now)).catch(() => undefined)
      if (!standing) return c.json({ ready: false, because: 'the database does not answer', database: 'down' }, 503)
      const { waitingSince, letterDueSince, lastArrivalAt } = standing
      const age = (since: Date | null) => (since ? Math.max(0, Math.round((now.getTime() - since.getTime()) / 1000)) : 0)
      const facts = {
        database: 'up',
        queueAgeSeconds: age(waitingSince),
        letterAgeSeconds: age(letterDueSince),
        lastArrivalAt: lastArrivalAt?.toISOString() ?? null,
      }
      const stuck = waitingSince !== null && now.getTime() - waitingSince.getTime() > stuckAfter
      if (stuck)
        return c.json({ ready: false, because: 'what arrived is not being processed: is a worker running?', ...facts }, 503)
      return c.json({ ready: true, ...facts })
    })
}

/** The answer, or an error when it takes too long for whoever asked. */
async function soon<T>(answer: PromiseLike<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error('no answer in time')), patience)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
