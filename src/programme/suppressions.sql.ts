import type { Sql } from '../db.ts'

/** Closes an address to all our mail, by its keyed hash: it holds whatever a provider's streams say, and outlives an erasure. */
export const suppress = (sql: Sql, addressHash: string, because: 'opted out' | 'complained' | 'bounced', now: Date) => sql`
  insert into suppressions (address_hash, because, since) values (${addressHash}, ${because}, ${now}) on conflict (address_hash) do nothing`

export const unsuppress = (sql: Sql, addressHash: string) => sql`delete from suppressions where address_hash = ${addressHash}`
