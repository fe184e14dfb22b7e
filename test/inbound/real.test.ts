import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readMail } from '../../src/inbound/mime.ts'
import { understand } from '../../src/inbound/understand.ts'

type Expected = { kind: string; text?: string; intent?: string; recipient?: string; letter?: string; until?: string }

const folder = new URL('../mail/real/', import.meta.url)
const answers = JSON.parse(readFileSync(new URL('answers.json', folder), 'utf8')) as Record<string, Expected>

test.each(Object.entries(answers))('%s, written by a real program, is read right', async (name, expected) => {
  const { kind, text, intent, failure, until } = understand(await readMail(readFileSync(new URL(name, folder))))
  const read = {
    kind,
    text,
    intent,
    recipient: failure?.recipient,
    letter: failure?.originalMessageId,
    until: until?.toISOString().slice(0, 10),
  }
  expect(read).toMatchObject(expected)
})
