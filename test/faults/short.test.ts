import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Server, startServer } from './postgres.ts'
import { scenarios } from './programme.ts'

/** The fault programme in small: every scenario with its criterion, the planted faults too. `npm run test:faults` is the whole. */
describe('what breaks, in small', () => {
  let server: Server
  beforeAll(async () => {
    server = await startServer({ durable: false })
  })
  afterAll(() => server.stop())

  for (const { name, goal, run } of scenarios)
    test(`${name}: ${goal}`, { timeout: 300_000 }, async () => {
      const { measured, ok } = await run({ scale: { seeds: 1, short: true }, fast: async () => server })
      expect(ok, measured).toBe(true)
    })
})
