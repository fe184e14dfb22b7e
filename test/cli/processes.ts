import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const program = fileURLToPath(new URL('../../src/pairpost.js', import.meta.url))

export type Running = {
  child: ChildProcess
  /** what it said so far */
  out: () => string
  err: () => string
  /** the first line on stdout */
  ready: Promise<string>
  /** the exit code, once it ended */
  ended: Promise<number | null>
}

/** Runs a verb as a user does, with nothing set but this. It is ended with the test. */
export function pairpost(args: string[], env: Record<string, string>): Running {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [program, ...args], { env: { PATH, HOME, LOG_LEVEL: 'error', PORT: '0', ...env } })
  onTestFinished(() => void child.kill('SIGKILL'))
  let [out, err] = ['', '']
  child.stderr.on('data', chunk => (err += chunk))
  const ended = new Promise<number | null>(done => child.on('close', done))
  const ready = new Promise<string>((found, failed) => {
    child.stdout.on('data', chunk => {
      out += chunk
      if (out.includes('\n')) found(out.slice(0, out.indexOf('\n')))
    })
    void ended.then(code => failed(new Error(`it ended with ${code} and said: ${err}`)))
  })
  ready.catch(() => {})
  return { child, out: () => out, err: () => err, ready, ended }
}

/** Runs a verb to its end. */
export async function finished(args: string[], env: Record<string, string>) {
  const running = pairpost(args, env)
  const code = await running.ended
  return { code, out: running.out(), err: running.err() }
}

/** Looks again until it is so; the world outside keeps its own time. */
export async function until<T>(look: () => Promise<T | false | undefined | null>, milliseconds = 20_000): Promise<T> {
  for (let waited = 0; waited < milliseconds; waited += 50) {
    const found = await look()
    if (found) return found
    await new Promise(done => setTimeout(done, 50))
  }
  throw new Error('it did not come to be')
}
