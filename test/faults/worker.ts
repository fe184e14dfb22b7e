import { setTimeout as pause } from 'node:timers/promises'
import { systemClock } from '../../src/clock.ts'
import { readConfig } from '../../src/config.ts'
import { connect } from '../../src/db.ts'
import { makeLog, safeError } from '../../src/log.ts'
import { aboutToLeave, keepWords } from '../../src/outbound/deliver.sql.ts'
import { deliver } from '../../src/outbound/deliver.ts'
import type { DeliveryOptions, DeliveryWorld } from '../../src/outbound/delivery.ts'
import { postmark } from '../../src/outbound/postmark.ts'
import { settle } from '../../src/outbound/settle.ts'
import { share } from '../support/fake-postmark/chance.ts'

/**
 * A worker process for the faults: the real delivery and settling against a real database and a provider over HTTP, with
 * windows of seconds instead of minutes. It can be told to sleep at the worst moments, and, to see that the programme
 * notices, to leave out the fence or the search.
 */
export type Orders = {
  databaseUrl: string
  apiUrl: string
  settleMs: number
  /** seconds a call may take */
  timeout: number
  concurrency: number
  /** share of claims after which the process stops itself, until it is woken */
  sleeps?: number
  seed: number
  /** which of the workers it is */
  which: number
  leaveOut?: 'the search' | 'the fence'
}

const orders = JSON.parse(process.argv[2]!) as Orders
const config = readConfig({
  SECRET: 'a secret that only the fault programme knows',
  MAIL_FROM: 'hello@mentoring.example.org',
  REPLY_DOMAIN: 'in.mentoring.example.org',
  POSTAL_ADDRESS: 'PO Box 1',
  POSTMARK_SERVER_TOKEN: 'server-token',
  POSTMARK_API_URL: orders.apiUrl,
})
const transport = postmark({ token: 'server-token', apiUrl: orders.apiUrl, stream: 'outbound' }, { timeout: orders.timeout })
if (orders.leaveOut === 'the search') transport.find = async () => 'absent'

const sql = connect(orders.databaseUrl, { max: orders.concurrency + 3 })
const world: DeliveryWorld = { sql, clock: systemClock, config, transport, log: makeLog('silent') }
const plainWords: DeliveryOptions['render'] = async letter => ({
  subject: `${letter.template} ${letter.id}`,
  text: `letter ${letter.id}`,
  html: `<p>letter ${letter.id}</p>`,
})

let slept = 0
function sleepPerhaps(about: string) {
  if (!orders.sleeps || share(orders.seed, about, ++slept, orders.which) >= orders.sleeps) return
  process.stdout.write('asleep\n')
  process.kill(process.pid, 'SIGSTOP')
}

const options: DeliveryOptions = {
  concurrency: orders.concurrency,
  settleMs: orders.settleMs,
  render: plainWords,
  async keepWords(db, letters, now) {
    sleepPerhaps('before its words are kept')
    const ours = await keepWords(db, letters, now)
    sleepPerhaps('before it calls')
    return orders.leaveOut === 'the fence' ? new Set(letters.map(letter => letter.id)) : ours
  },
  async aboutToLeave(db, letter) {
    const ours = await aboutToLeave(db, letter)
    return orders.leaveOut === 'the fence' || ours
  },
  ...(orders.leaveOut === 'the fence' ? { isLate: () => false } : {}),
}

let told = false
process.on('SIGTERM', () => {
  told = true
})
process.stdout.write('ready\n')
while (!told) {
  try {
    const done = (await settle(world, { settleMs: orders.settleMs })) + (await deliver(world, { ...options, most: 100 }))
    if (!done) await pause(50)
  } catch (error) {
    if (process.env.LOG_LEVEL === 'debug') process.stderr.write(`${JSON.stringify(safeError(error))}\n`)
    await pause(100)
  }
}
await sql.end({ timeout: 5 })
