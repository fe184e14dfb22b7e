import postgres from 'postgres'

/** Something SQL can be asked of: the connection, or a transaction. Functions beside a noun take this first. */
export type Sql = postgres.ISql<Record<string, never>>
/** The connection itself, which can open a transaction. */
export type Database = postgres.Sql<Record<string, never>>
export type Transaction = postgres.TransactionSql<Record<string, never>>

/**
 * Opens a pool. Rows arrive in camelCase while SQL text stays snake_case; keys inside jsonb are renamed too, so what
 * came from outside is kept as bytes, and our own jsonb has camelCase keys only.
 */
export function connect(url: string, { max = 10 } = {}): Database {
  return postgres(url, {
    max,
    transform: postgres.camel,
    onnotice: () => {},
    connection: { TimeZone: 'UTC', application_name: 'pairpost' },
    idle_timeout: 300,
    max_lifetime: 600,
    // The driver's own pause grows to 20 s: too long for a door that must say quickly that it cannot keep what came.
    backoff: attempt => Math.min(0.1 * 2 ** attempt, 2),
  }) as unknown as Database
}

/**
 * Is this the driver's own question for the server's array types, which it asks each new connection and waits for nowhere?
 * When the connection is lost meanwhile, whoever wanted it is told as well, and the driver connects anew.
 */
export const unawaitedByDriver = (error: unknown): boolean =>
  String((error as { query?: unknown } | null)?.query).includes('pg_catalog.pg_type')

/**
 * Takes one connection out of the pool, to be released. The driver forgets who asked when the database dies just then:
 * better an error, and another try, than to wait for ever.
 *
 * @throws when none came in `milliseconds`
 */
export async function takeConnection(sql: Database, milliseconds = 30_000): Promise<postgres.ReservedSql> {
  const asked = sql.reserve()
  let timer: NodeJS.Timeout | undefined
  const waited = new Promise<null>(done => {
    timer = setTimeout(done, milliseconds, null)
  })
  const held = await Promise.race([asked, waited]).finally(() => clearTimeout(timer))
  if (held) return held
  asked.then(late => late.release()).catch(() => {})
  throw new Error(`no connection to the database came in ${milliseconds / 1000} s`)
}

/** Runs `work` in one transaction: whole or not at all. */
export const inTransaction = <T>(sql: Database, work: (tx: Transaction) => Promise<T>): Promise<T> =>
  sql.begin(work) as Promise<T>
