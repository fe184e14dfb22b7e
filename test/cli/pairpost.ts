import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { main } from '../../src/main.ts'
import { settings } from '../support/world.ts'

export type Ran = { code: number; out: string; err: string }

/** Runs one verb of the program in this process, on a test's database and at its moment. */
export async function pairpost(w: { url: string; time: { now: Date } }, argv: string[]): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'pairpost-cli-'))
  const clock = join(folder, 'clock')
  writeFileSync(clock, w.time.now.toISOString())
  const given = settings(w.url, { CLOCK_FILE: clock, PAIRPOST_HOME: folder })
  const before = { env: { ...process.env }, code: process.exitCode, out: process.stdout.write, err: process.stderr.write }
  Object.assign(process.env, given)
  const ran: Ran = { code: 0, out: '', err: '' }
  process.exitCode = 0
  process.stdout.write = ((text: string) => Boolean((ran.out += text))) as never
  process.stderr.write = ((text: string) => Boolean((ran.err += text))) as never
  try {
    await main(argv)
    ran.code = Number(process.exitCode ?? 0)
  } finally {
    process.stdout.write = before.out
    process.stderr.write = before.err
    process.exitCode = before.code
    for (const name of Object.keys(given)) delete process.env[name]
    Object.assign(process.env, before.env)
    rmSync(folder, { recursive: true, force: true })
  }
  return ran
}
