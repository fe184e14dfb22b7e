import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, expect, test } from 'vitest'
import { openFolder, startEmbedded } from '../../src/database/embedded.ts'

const home = mkdtempSync(join(tmpdir(), 'pairpost-embedded-'))
openFolder(home)
afterAll(() => rmSync(home, { recursive: true, force: true }))

const start = () => startEmbedded(home, { durable: false })

async function ask(url: string, text: string) {
  const sql = postgres(url, { max: 1, onnotice: () => {}, fetch_types: false })
  try {
    return await sql.unsafe(text)
  } finally {
    await sql.end()
  }
}

test('three processes that start in the same moment share one database, and the last to leave ends it', async () => {
  const three = await Promise.all([start(), start(), start()])
  expect(new Set(three.map(one => one.url())).size).toBe(1)
  await ask(three[0]!.url(), 'create table kept (n int); insert into kept values (1)')
  await Promise.all(three.map(one => one.stop()))
  await expect(ask(three[0]!.url(), 'select 1')).rejects.toThrow()
})

test('a pid that a power cut left behind and that is another program’s by now stops nobody', async () => {
  const first = await start()
  const file = join(first.folder, 'postmaster.pid')
  const left = readFileSync(file, 'utf8').split('\n')
  await first.stop()
  writeFileSync(file, [String(process.pid), ...left.slice(1)].join('\n'))
  const second = await start()
  expect(await ask(second.url(), 'select n from kept')).toEqual([{ n: 1 }])
  await second.stop()
})

test.runIf(process.getuid?.() === 0)('data restored as somebody else’s are handed to the user of the database', async () => {
  const first = await start()
  const { uid } = statSync(first.folder)
  await first.stop()
  execFileSync('chown', ['-R', '12345:12345', first.folder])
  const second = await start()
  expect(await ask(second.url(), 'select n from kept')).toEqual([{ n: 1 }])
  expect(statSync(second.folder).uid).toBe(uid)
  await second.stop()
})

test('a database that dies unasked is started again on its port, and keeps what it had acknowledged', async () => {
  const home = mkdtempSync(join(tmpdir(), 'pairpost-dies-'))
  openFolder(home)
  const server = await startEmbedded(home)
  const sql = postgres(server.url(), { max: 1, onnotice: () => {}, fetch_types: false })
  await sql`create table kept (n integer)`
  await sql`insert into kept values (7)`
  const pid = () => Number(readFileSync(join(server.folder, 'postmaster.pid'), 'utf8').split('\n')[0])
  const before = pid()
  process.kill(before, 'SIGKILL')
  await expect.poll(pid, { timeout: 30_000 }).not.toBe(before)
  await expect.poll(() => sql`select n from kept`.catch(() => []), { timeout: 30_000 }).toEqual([{ n: 7 }])
  await sql.end()
  await server.stop()
  expect(existsSync(join(server.folder, 'postmaster.pid'))).toBe(false)
  rmSync(home, { recursive: true, force: true })
})
