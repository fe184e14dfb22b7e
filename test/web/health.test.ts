import { expect, test } from 'vitest'
import { after, minutes } from '../../src/clock.ts'
import { connect } from '../../src/db.ts'
import { keep } from '../../src/inbound/inbox.sql.ts'
import { openDoors } from './doors.ts'

test('a service with nothing to do is ready, and says so', async () => {
  const { ask } = await openDoors()
  expect(await (await ask('/health')).json()).toEqual({ alive: true })
  const answer = await ask('/ready')
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual({
    ready: true,
    database: 'up',
    queueAgeSeconds: 0,
    letterAgeSeconds: 0,
    lastArrivalAt: null,
  })
})

test('an arrival that waits makes the queue old, and after a quarter of an hour the service says why it is not ready', async () => {
  const { sql, time, ask } = await openDoors()
  const arrived = time.now
  await keep(sql, { source: 'inbound', externalId: '1', body: 'x' }, arrived)
  time.now = after(arrived, minutes(2))
  expect(await (await ask('/ready')).json()).toMatchObject({
    ready: true,
    queueAgeSeconds: 120,
    lastArrivalAt: arrived.toISOString(),
  })
  time.now = after(arrived, minutes(16))
  const answer = await ask('/ready')
  expect(answer.status).toBe(503)
  expect(await answer.json()).toMatchObject({ ready: false, because: expect.stringContaining('worker') })
  await sql`update inbox set processed_at = ${time.now}`
  expect((await ask('/ready')).status).toBe(200)
})

test('a letter that is due is told of, and one that is not is not', async () => {
  const { sql, time, ask } = await openDoors()
  await sql`insert into outbox (purpose, template, address, queued_at, due_at, not_after)
    values ('a', 'help', 'x@example.org', ${time.now}, ${after(time.now, -minutes(3))}, ${after(time.now, minutes(60))}),
           ('b', 'help', 'x@example.org', ${time.now}, ${after(time.now, minutes(9))}, ${after(time.now, minutes(60))})`
  expect(await (await ask('/ready')).json()).toMatchObject({ letterAgeSeconds: 180 })
})

test('without its database the service is alive and not ready', async () => {
  const sql = connect('postgres://nobody:x@127.0.0.1:9/none', { max: 1 })
  const { ask } = await openDoors({ sql })
  expect((await ask('/health')).status).toBe(200)
  const answer = await ask('/ready')
  expect(answer.status).toBe(503)
  expect(await answer.json()).toMatchObject({ because: 'the database does not answer' })
  await sql.end({ timeout: 0 })
})
