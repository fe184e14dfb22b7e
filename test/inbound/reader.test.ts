import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openReader } from '../../src/inbound/reader.ts'
import { hostile } from './hostile.ts'

const reader = openReader({ threads: 2 })
afterAll(() => reader.close())

const letter = (text: string) =>
  Buffer.from(`From: sam@example.org\nSubject: Re: hello\nIn-Reply-To: <1@example.net>\n\n${text}\n`)

test('many messages share few threads, each with what is known of it', async () => {
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, i) => reader.readRaw(letter(i % 2 ? 'Yes, we talk.' : 'No.'), { locale: 'en' })),
  )
  expect(answers.map(answer => 'kind' in answer && answer.kind)).toEqual(Array(40).fill('human'))
})

test('what cannot be read is an error with a reason, and the next message is read', async () => {
  expect(await reader.readRaw(Buffer.from('no headers at all'))).toEqual({ error: expect.stringContaining('not an email') })
  expect(await reader.readPosted('{"nothing":1}')).toEqual({ error: expect.stringContaining('MessageID') })
  expect(await reader.readPosted('not json')).toEqual({ error: expect.any(String) })
  expect(await reader.readRaw(letter('Yes.'))).toMatchObject({ kind: 'human' })
})

test('a message that takes too long costs its thread, not the messages beside it', async () => {
  // no letter takes this long: a limit of nothing stands for a letter without end
  const strict = openReader({ milliseconds: 4 })
  const folder = mkdtempSync(join(tmpdir(), 'reader-'))
  const files = Object.entries({ a: letter('Yes.'), b: hostile['tables nested in HTML']!(), c: letter('No.') }).map(
    ([name, bytes]) => {
      writeFileSync(join(folder, name), bytes)
      return join(folder, name)
    },
  )
  const answers = await strict.readFiles(files)
  expect(answers).toHaveLength(3)
  expect(answers[1]).toEqual({ error: expect.stringContaining('longer than 4 ms') })
  await strict.close()
  rmSync(folder, { recursive: true })
})

test('a thread that needs too much memory is answered for', async () => {
  const small = openReader({ megabytes: 12 })
  const answers = await Promise.all([small.readRaw(hostile['5 MB of HTML tags']!()), small.readRaw(letter('Yes.'))])
  for (const answer of answers) expect('error' in answer ? answer.error : answer.kind).toMatch(/human|MB to read|memory/)
  await small.close()
})
