import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { connect } from '../../src/db.ts'

/** The least that a door can do and still keep what comes: take the body, insert it, answer. */
const sql = connect(process.env.DATABASE_URL!, { max: 10 })
const app = new Hono().post('/', async c => {
  const body = Buffer.from(await c.req.arrayBuffer())
  const { MessageID } = JSON.parse(body.toString('utf8')) as { MessageID: string }
  await sql`insert into bare (external_id, body, at) values (${MessageID}, ${body}, ${new Date()}) on conflict (external_id) do nothing`
  return c.body(null, 200)
})
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info: AddressInfo) =>
  process.stdout.write(`ready http://127.0.0.1:${info.port}\n`),
)
process.on('SIGTERM', () => {
  server.close()
  void sql.end({ timeout: 2 })
})
