import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Understood } from '../../src/inbound/mail.ts'
import { readMail, Unreadable } from '../../src/inbound/mime.ts'
import { understand } from '../../src/inbound/understand.ts'
import { hostile } from './hostile.ts'
import { machines } from './machine-cases.ts'

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

const folder = new URL('../mail/real/', import.meta.url)
const seeds = [
  ...readdirSync(folder)
    .filter(name => name.endsWith('.eml'))
    .map(name => readFileSync(new URL(name, folder))),
  ...machines.map(({ head, body }) => Buffer.from(`${head}\n\n${body}`)),
]

/** A seed with bytes changed, pieces cut, doubled or swapped with those of another. */
const mutated = fc
  .tuple(
    fc.constantFrom(...seeds),
    fc.constantFrom(...seeds),
    fc.array(
      fc.tuple(fc.nat(), fc.nat({ max: 400 }), fc.constantFrom('flip', 'cut', 'double', 'graft', 'turn'), fc.nat({ max: 255 })),
      { maxLength: 12 },
    ),
  )
  .map(([seed, other, changes]) => {
    let bytes = Buffer.from(seed)
    for (const [where, length, change, byte] of changes) {
      const at = bytes.length === 0 ? 0 : where % bytes.length
      const [before, piece, after] = [bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at + length)]
      if (change === 'flip') bytes[at] = byte
      else if (change === 'cut') bytes = Buffer.concat([before, after])
      else if (change === 'double') bytes = Buffer.concat([before, piece, piece, piece, after])
      else if (change === 'graft')
        bytes = Buffer.concat([before, other.subarray(where % other.length, (where % other.length) + length), after])
      else bytes = Buffer.from(bytes.toString('latin1').replaceAll('\n', byte % 2 ? '\r' : '\r\n'), 'latin1')
    }
    return bytes
  })

const pieces = fc.constantFrom(
  '\n',
  '\r',
  '\r\n',
  '\0',
  '--b',
  '--b--',
  '\nContent-Type: multipart/mixed; boundary=b\n\n',
  '\nContent-Type: text/html\n\n',
  'Subject: ',
  '=?utf-8?q?',
  '?=',
  '=?gb2312?b?',
  '>',
  '> ',
  '<blockquote>',
  '</div>',
  '<',
  '&',
  '"',
  '(',
  '<!--',
  'On Mon, Ana wrote:',
  'Am 1.1.2020 schrieb',
  '-- \n',
  'yes',
  'Final-Recipient: rfc822;',
  'Action: failed\n',
  'Status: 5.1.1\n',
  '\nContent-Type: message/delivery-status\n\n',
  '\u202e',
  'é',
  '是',
  '👍',
  ';',
  '*0*=',
  '%',
  '=\n',
  '=C3',
  '+AG',
  ' '.repeat(500),
  '>'.repeat(300),
)
const made = fc
  .array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 30 })), { maxLength: 80 })
  .map(parts => Buffer.from(`From: a@example.org\n${parts.join('')}`))

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
