import { connect, type Database } from '../../src/db.ts'
import { startServer } from '../faults/postgres.ts'

/** A durable Postgres with an empty, migrated database, for the length of `work`. */
export async function withDatabase<T>(work: (sql: Database, url: string) => Promise<T>, { durable = true } = {}): Promise<T> {
  const server = await startServer({ durable })
  try {
    const url = await server.database()
    const sql = connect(url, { max: 12 })
    try {
      return await work(sql, url)
    } finally {
      await sql.end({ timeout: 5 })
    }
  } finally {
    await server.stop()
  }
}

export type Line = { what: string; measured: string; goal: string; ok: boolean }

export const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** Prints figures beside their goals, and says by the exit code whether all were met. */
export function report(title: string, lines: Line[]) {
  process.stdout.write(`${title}\n`)
  for (const { what, measured, goal, ok } of lines)
    process.stdout.write(`  ${ok ? 'ok    ' : 'MISSED'}  ${what.padEnd(62)}  ${measured.padEnd(44)}  ${goal}\n`)
  if (lines.some(line => !line.ok)) process.exitCode = 1
}
