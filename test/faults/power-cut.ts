import { setTimeout as pause } from 'node:timers/promises'
import { connect } from '../../src/db.ts'
import { keep } from '../../src/inbound/inbox.sql.ts'
import { share } from '../support/fake-postmark/chance.ts'
import { startServer } from './postgres.ts'
import type { Scenario } from './scenario.ts'

/** The driver leaves a promise of its own unanswered when a connection dies while it is being made; that is not our question. */
const ofTheDriver = (error: { code?: string }) => {
  if (error?.code !== 'CONNECTION_CLOSED' && error?.code !== 'ECONNREFUSED') throw error
}

/** Arrivals are kept and acknowledged until the database dies in mid-write; what was acknowledged must be there afterwards. */
export const powerCut: Scenario = {
  name: 'power cut of the embedded database',
  goal: 'nothing acknowledged is lost',
  async run({ scale }) {
    const server = await startServer({ durable: true })
    const cuts = scale.short ? 1 : 8
    let acknowledged = 0
    let lost = 0
    process.on('unhandledRejection', ofTheDriver)
    try {
      const databaseUrl = await server.database()
      const told = new Set<string>()
      for (let cut = 1; cut <= cuts; cut += 1) {
        const sql = connect(databaseUrl, { max: 8 })
        let over = false
        const writers = Array.from({ length: 8 }, async (_, w) => {
          for (let n = 0; !over; n += 1) {
            const externalId = `${cut}-${w}-${n}`
            try {
              await keep(sql, { source: 'inbound', externalId, body: `arrival ${externalId}` }, new Date())
              told.add(externalId)
            } catch {
              return // the door answers 500, and the provider comes again
            }
          }
        })
        await pause(300 + share(7, 'cut', cut) * 900)
        await server.kill('SIGKILL')
        over = true
        await Promise.all(writers)
        await sql.end({ timeout: 1 }).catch(() => {})
        await server.restart()
      }
      const sql = connect(databaseUrl, { max: 1 })
      const kept = new Set((await sql<{ externalId: string }[]>`select external_id from inbox`).map(row => row.externalId))
      await sql.end()
      acknowledged = told.size
      lost = [...told].filter(id => !kept.has(id)).length
    } finally {
      process.off('unhandledRejection', ofTheDriver)
      await server.stop()
    }
    return { measured: `${lost} lost of ${acknowledged} acknowledged, over ${cuts} cuts`, ok: lost === 0 && acknowledged > 0 }
  },
}
