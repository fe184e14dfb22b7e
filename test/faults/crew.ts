import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Orders } from './worker.ts'

const program = join(import.meta.dirname, 'worker.ts')

/** One worker process, and its successors. */
export class Worker {
  #process: ChildProcess | undefined
  #ended: Promise<void> = Promise.resolve()
  asleep = false
  /** times that it ended by itself, and was started again as a platform does */
  crashes = 0
  #told = false
  readonly #orders: Orders
  constructor(orders: Orders) {
    this.#orders = orders
  }

  /** Starts it; resolves once it works, or has ended before. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [program, JSON.stringify(this.#orders)], {
      stdio: ['ignore', 'pipe', process.env.LOG_LEVEL ? 'inherit' : 'ignore'],
      env: { PATH: process.env.PATH, ...(process.env.LOG_LEVEL ? { LOG_LEVEL: process.env.LOG_LEVEL } : {}) },
    })
    this.#process = child
    this.asleep = false
    this.#told = false
    child.once('exit', () => {
      if (this.#told || this.#process !== child) return
      this.crashes += 1
      void this.start()
    })
    this.#ended = new Promise(resolve => child.once('exit', () => resolve()))
    const ready = new Promise<void>(resolve =>
      child.stdout!.on('data', (chunk: Buffer) => {
        const text = chunk.toString()
        if (text.includes('asleep')) this.asleep = true
        if (text.includes('ready')) resolve()
      }),
    )
    await Promise.race([ready, this.#ended])
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    this.#told = true
    this.#process?.kill('SIGKILL')
    await this.#ended
  }

  wake() {
    this.asleep = false
    this.#process?.kill('SIGCONT')
  }

  /** A clean stop, as at a deploy; a sleeper is woken first. */
  async stop(): Promise<void> {
    this.#told = true
    this.#process?.kill('SIGCONT')
    this.#process?.kill('SIGTERM')
    const slow = pause(15_000, undefined, { ref: false }).then(() => this.#process?.kill('SIGKILL'))
    await Promise.race([this.#ended, slow])
    await this.#ended
  }
}
