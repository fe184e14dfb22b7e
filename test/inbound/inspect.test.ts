import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const program = fileURLToPath(new URL('../../src/pairpost.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'inspect-'))
afterAll(() => rmSync(folder, { recursive: true }))

const inspect = (...args: string[]) => spawnSync(process.execPath, [program, 'inspect', ...args], { encoding: 'utf8' })
const lines = (out: string) =>
  out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>)
const letter = (text: string) => `From: sam@example.org\nSubject: Re: hello\nIn-Reply-To: <1@example.net>\n\n${text}\n`

mkdirSync(join(folder, 'b'))
writeFileSync(join(folder, 'c.eml'), letter('Yes, we talk every week.'))
writeFileSync(join(folder, 'b', '2.eml'), letter('No.'))
writeFileSync(join(folder, 'b', '1.eml'), 'no headers')
writeFileSync(join(folder, 'a.eml'), '')

test('one line a file, folders walked in the order of names, the unreadable told and passed over', () => {
  const { stdout, status } = inspect(folder, '--json')
  const found = lines(stdout)
  expect(found.map(({ file }) => String(file).slice(folder.length + 1))).toEqual(['a.eml', 'b/1.eml', 'b/2.eml', 'c.eml'])
  expect(found.map(({ kind, error }) => kind ?? typeof error)).toEqual(['string', 'string', 'human', 'human'])
  expect(Object.keys(found[3]!)).toEqual(
    expect.arrayContaining(['file', 'kind', 'text', 'intent', 'confidence', 'because', 'language']),
  )
  expect(found[3]).toMatchObject({ text: 'Yes, we talk every week.', intent: 'still-talking' })
  expect(status).toBe(0)
})

test('a path that is not there is told, the rest go on, and the exit says so', () => {
  const { stdout, status } = inspect(join(folder, 'nowhere'), join(folder, 'c.eml'), '--json')
  expect(lines(stdout)).toEqual([
    { file: join(folder, 'nowhere'), error: 'no such file' },
    expect.objectContaining({ kind: 'human' }),
  ])
  expect(status).toBe(1)
})

test('without --json it speaks to people, and no letter moves their terminal', () => {
  writeFileSync(join(folder, 'c.eml'), letter('Yes \u001b[2J\u202e.'))
  const { stdout } = inspect(join(folder, 'c.eml'))
  expect(stdout).toContain('human, ')
  expect(stdout).toContain('| Yes')
  expect(stdout).not.toContain('\u001b[2J')
})

test('without a path it says what is missing', () => {
  const { stderr, status } = inspect()
  expect(status).toBe(2)
  expect(stderr.trim().split('\n')).toHaveLength(1)
})
