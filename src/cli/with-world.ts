import type { Acting } from '../../jobs/acts/context.ts'
import type { World } from '../../jobs/job.ts'
import { readConfig } from '../config.ts'
import { inTransaction } from '../db.ts'
import { UsageError } from '../errors.ts'
import { openWorld } from '../service.ts'

/** Opens the world for one command, and closes it whatever happens. Works beside running processes. */
export async function withWorld<T>(work: (world: World) => Promise<T>): Promise<T> {
  const { world, close } = await openWorld(readConfig(process.env), { connections: 4 })
  try {
    return await work(world)
  } finally {
    await close()
  }
}

/** One act in one transaction, at this moment. */
export const withActing = <T>(work: (acting: Acting) => Promise<T>): Promise<T> =>
  withWorld(world => inTransaction(world.sql, tx => work({ world, tx, now: world.clock() })))

export const print = (text: string): void => void process.stdout.write(`${text}\n`)
export const printJson = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`)

/** A whole number from the command line. @throws UsageError naming what was given */
export function numberFrom(given: string | undefined, what: string): number {
  if (given === undefined || !/^\d{1,9}$/.test(given)) throw new UsageError(`${what} must be a number, not '${given ?? ''}'`)
  return Number(given)
}
