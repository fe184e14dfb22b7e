import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Understood } from '../../src/inbound/mail.ts'
import { readMail, Unreadable } from '../../src/inbound/mime.ts'
import { understand } from '../../src/inbound/understand.ts'
import { hostile } from './hostile.ts'
import { made, mutated } from './mutated.ts'

const kinds = [
  'human',
  'auto-reply',
  'bounce-hard',
  'bounce-soft',
  'complaint',
  'read-receipt',
  'challenge',
  'spam',
  'loop',
  'delivered',
  'list',
]

/** Reads it, or says in words why not; anything else that is thrown is a fault of ours. */
async function survive(bytes: Uint8Array): Promise<Understood | string> {
  try {
    return understand(await readMail(bytes))
  } catch (error) {
    if (error instanceof Unreadable) return error.message
    throw error
  }
}

function sound(answer: Understood | string): void {
  if (typeof answer === 'string') {
    expect(answer).not.toBe('')
    return
  }
  expect(kinds).toContain(answer.kind)
  expect(answer.text.length).toBeLessThanOrEqual(262_144)
  expect(answer.text).not.toContain('\0')
  expect(answer.confidence).toBeGreaterThanOrEqual(0)
  expect(answer.confidence).toBeLessThanOrEqual(1)
}

describe('whatever arrives', () => {
  test('letters damaged on the way are read or refused, and nothing else happens', async () => {
    await fc.assert(
      fc.asyncProperty(mutated, async bytes => sound(await survive(bytes))),
      { numRuns: 1000 },
    )
  })

  test('letters put together from the parts of letters are, too', async () => {
    await fc.assert(
      fc.asyncProperty(made, async bytes => sound(await survive(bytes))),
      { numRuns: 1000 },
    )
  })

  test('any bytes at all are, too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async bytes => sound(await survive(bytes))),
      { numRuns: 300 },
    )
  })

  test.each(Object.entries(hostile))('%s: within a second', async (_, make) => {
    const bytes = make()
    const began = process.cpuUsage()
    sound(await survive(bytes))
    const spent = process.cpuUsage(began)
    expect((spent.user + spent.system) / 1e6).toBeLessThan(1)
  })
})
