import { expect, test } from 'vitest'
import { databaseForThisTest } from '../support/database.ts'
import { deliverAll, monday, person, postTo, recording, stateOf, worldOf } from './sending.ts'

test('a letter that is due leaves once, and keeps what it said', async () => {
  const sql = await databaseForThisTest()
  const { sent, transport } = recording(() => ({ is: 'accepted', providerId: 'p-1' }))
  const id = await postTo(sql, 'thanks', await person(sql))
  await deliverAll(worldOf(sql, transport, monday))
  await deliverAll(worldOf(sql, transport, monday))
  expect(sent).toHaveLength(1)
  const [row] =
    await sql`select state, subject, body_text, body_html, provider_id, message_id, reply_hash, sent_at from outbox where id = ${id}`
  expect(row).toMatchObject({
    state: 'sent',
    subject: `thanks ${id}`,
    bodyText: `letter ${id}`,
    providerId: 'p-1',
    sentAt: monday,
  })
  expect(row!.messageId).toMatch(/^<\d+\.[0-9a-f]{20}@mentoring\.example\.org>$/)
  expect(sent[0]).toMatchObject({ messageId: row!.messageId, metadata: { outbox: String(id), template: 'thanks' } })
})

test('a letter of a later hour waits', async () => {
  const sql = await databaseForThisTest()
  const { sent, transport } = recording()
  const id = await postTo(sql, 'thanks', await person(sql), { dueAt: new Date('2027-03-01T12:00:01Z') })
  await deliverAll(worldOf(sql, transport, monday))
  expect(sent).toHaveLength(0)
  expect(await stateOf(sql, id)).toMatchObject({ state: 'queued' })
})
