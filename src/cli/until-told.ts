import { unawaitedByDriver } from '../db.ts'
import { safeError } from '../log.ts'

/**
 * Waits for SIGTERM or SIGINT. Ask early: what is told while the service still starts counts too. Ctrl-C may reach us
 * twice, from the terminal and from the program that started us; once is enough.
 */
export function untilTold(): Promise<string> {
  process.on('uncaughtException', endAtOnce)
  process.on('unhandledRejection', error => {
    if (!unawaitedByDriver(error)) endAtOnce(error)
  })
  return new Promise(told => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => told(signal))
  })
}

/**
 * What nobody foresaw ends the process, with a line that names nobody: whoever started it starts it again, and the rows say
 * where it was. The database driver throws so when the server dies under a transaction.
 */
function endAtOnce(error: unknown): void {
  process.stderr.write(`${JSON.stringify({ level: 60, err: safeError(error), msg: 'the process ends, to be started again' })}\n`)
  process.exit(1)
}
