import type { Sql } from '../db.ts'

/** Closes an address to all our mail, by its keyed hash: it holds whatever a provider's streams say, and outlives an erasure. */
export const suppress = (sql: Sql, addressHash: string, because: 'opted out' | 'complained' | 'bounced', now: Date) => sql`
  insert into suppressions (address_hash, because, since) values (${addressHash}, ${because}, ${now}) on conflict (address_hash) do nothing`

export const unsuppress = (sql: Sql, addressHash: string) => sql`delete from suppressions where address_hash = ${addressHash}`

/**
 * Has nobody told us why somebody's address was closed at that moment? News that it was closed counts, and news from after
 * it too: who came back since is not closed again by what is old.
 *
 * @param since when the provider closed it; its webhooks may be a few minutes ahead
 */
export async function lacksNewsOf(sql: Sql, address: string, since: Date): Promise<boolean> {
  const [row] = await sql<{ lacks: boolean }[]>`
    select not exists (
      select from inbox where source = 'event' and participant_id = p.id and received_at >= ${since}::timestamptz - interval '10 minutes'
        and outcome <> 'delivered' and outcome not like 'soft bounce%' and outcome not like 'bounce event%' and outcome not like '%: noted'
    ) as lacks
    from participants p where lower(p.email) = ${address.trim().toLowerCase()}`
  return row?.lacks ?? false
}
