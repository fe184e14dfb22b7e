import type { Sql } from '../db.ts'

export type Listed = {
  email: string | null
  name: string
  country: string | null
  state: string
  round: string | null
  partner: string | null
}

/**
 * Everybody, a line for each application, or for each person without one: where they stand, and with whom. The order and
 * the words depend on the rows alone.
 */
export const peopleOf = (sql: Sql, roundId: number | null, now: Date) => sql<Listed[]>`
  select p.email, p.name, p.country,
    case
      when p.erased_at is not null then 'erased'
      when p.complained_at is not null then 'complained'
      when p.opted_out_at is not null then 'left'
      when p.bounced_at is not null then 'bounced'
      when p.paused_at is not null and (p.paused_until is null or p.paused_until > ${now}) then 'paused'
      when pair.frozen then 'frozen'
      when pair.partner is not null then 'paired'
      else coalesce(a.state, 'known')
    end as state,
    r.name as round, pair.partner
  from participants p
  left join applications a on a.participant_id = p.id
  left join rounds r on r.id = a.round_id
  left join lateral (
    select o.email as partner, s.frozen_at is not null as frozen
    from partnership_members m join partnerships s on s.id = m.partnership_id
    join partnership_members x on x.partnership_id = s.id and x.participant_id <> m.participant_id
    join participants o on o.id = x.participant_id
    where m.participant_id = p.id and s.round_id = a.round_id and s.ended_at is null
    order by s.id desc limit 1) pair on true
  where p.erased_at is null and (${roundId}::int is null or a.round_id = ${roundId})
  order by p.email, r.opens_at nulls last, a.id`
