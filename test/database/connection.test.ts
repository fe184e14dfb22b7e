import { expect, test } from 'vitest'
import { type Database, takeConnection } from '../../src/db.ts'

test('whoever asks for a connection that never comes is told so, and one that comes too late is given back', async () => {
  let released = 0
  let give: (held: { release: () => number }) => void = () => {}
  const asked = new Promise(found => {
    give = found
  })
  const pool = { reserve: () => asked } as unknown as Database
  await expect(takeConnection(pool, 10)).rejects.toThrow('no connection to the database came in 0.01 s')
  give({ release: () => (released += 1) })
  await asked
  await Promise.resolve()
  expect(released).toBe(1)
})
