import { cancelQueued } from '../../src/outbound/outbox.sql.ts'
import { requestRemoval } from '../../src/outbound/provider.sql.ts'
import { audit } from '../../src/programme/audit.sql.ts'
import { hasOpenCase } from '../../src/programme/conduct.sql.ts'
import { raiseFlag } from '../../src/programme/flags.sql.ts'
import type { Participant } from '../../src/programme/participants.sql.ts'
import { currentPartnership } from '../../src/programme/partnerships.sql.ts'
import { hashAddress } from '../../src/reply-address.ts'
import { type Acting, send } from './context.ts'
import { endPair, partnerLeft } from './end-pair.ts'

/** Erases a person, unless their conduct case is open: then a named person is told, and it waits. */
export async function eraseWhenAllowed(acting: Acting, person: Participant): Promise<string> {
  const { tx, now } = acting
  if (await hasOpenCase(tx, person.id)) {
    await raiseFlag(
      tx,
      {
        kind: 'approval',
        participantId: person.id,
        reason: `${person.name} asked to be erased; it waits until the conduct case is closed.`,
        suggestion: '',
      },
      now,
    )
    return 'erasure waits for an open conduct case'
  }
  if (person.email)
    await send(acting, {
      purpose: `erased/participant:${person.id}`,
      template: 'erased',
      to: { address: person.email, locale: person.locale },
      data: {},
    })
  await erase(acting, person)
  return 'erased'
}

/**
 * Forgets a person whole: profile, letters, arrivals, and what other people's letters say of them. What stays are counts,
 * and keyed hashes of an opt-out, a bar and earlier partners, so that coming back under the same address breaks no promise.
 */
export async function erase(acting: Acting, person: Participant): Promise<void> {
  const { world, tx, now } = acting
  const { id, email, name } = person
  const pair = await currentPartnership(tx, id)
  if (pair) {
    const members = (await endPair(acting, pair.id, 'left')) ?? []
    const [left, stays] = [members.find(m => m.participantId === id), members.find(m => m.participantId !== id)]
    if (left && stays && !stays.optedOutAt)
      await partnerLeft(acting, stays, { ...left, name: 'The partner', knownAs: null }, `${stays.name}'s partner left the round.`)
  }
  await cancelQueued(tx, { participantId: id }, 'the reader was erased')
  if (email && world.transport.provider?.forget) await requestRemoval(tx, email, now)
  if (email) {
    const hash = hashAddress(world.config.secret, email)
    const others = await tx<{ email: string; barred: boolean }[]>`
      select p.email, exists (select 1 from bars b where b.a_id = least(p.id, ${id}) and b.b_id = greatest(p.id, ${id})) as barred
      from participants p
      where p.email is not null and p.id <> ${id} and (
        p.id in (select o.participant_id from partnership_members m join partnership_members o on o.partnership_id = m.partnership_id where m.participant_id = ${id})
        or exists (select 1 from bars b where b.a_id = least(p.id, ${id}) and b.b_id = greatest(p.id, ${id})))`
    for (const other of others) {
      const otherHash = hashAddress(world.config.secret, other.email)
      await tx`
        insert into past_partners (address_hash, partner_hash, barred) values (${hash}, ${otherHash}, ${other.barred}), (${otherHash}, ${hash}, ${other.barred})
        on conflict (address_hash, partner_hash) do update set barred = past_partners.barred or excluded.barred`
    }
    if (person.optedOutAt)
      await tx`insert into suppressions (address_hash, because, since) values (${hash}, 'opted out', ${now}) on conflict do nothing`
  }
  // letters that name the person, to whomever they went: the words go, the fact that a letter left stays
  const named = email
    ? tx`or o.body_text ilike ${`%${escapeLike(email)}%`} or o.data::text ilike ${`%${escapeLike(email)}%`}`
    : tx``
  const byName = name
    ? tx`or o.body_text ilike ${`%${escapeLike(name)}%`} or o.data::text ilike ${`%${escapeLike(name)}%`}`
    : tx``
  const partners = tx`select partnership_id from partnership_members where participant_id = ${id}`
  // what a coordinator read may call the person as friends do; a partner's letters may say nothing else
  const called = [person.knownAs, name].filter(one => one !== null && one.length > 2).map(one => `\\m${escapeRegex(one!)}\\M`)
  const byCall = called.length
    ? tx`or o.coordinator_id is not null and (o.body_text ~* any(${called}) or o.data::text ~* any(${called}))`
    : tx``
  await tx`
    update outbox set state = 'cancelled', because = 'it named somebody who was erased', data = '{}'
    where state = 'queued' and partnership_id in (${partners}) and template <> 'partner-left'`
  await tx`
    update outbox o set subject = null, body_text = null, body_html = null, data = '{}', answers = null, forgotten_at = ${now}
    where o.state <> 'queued' and (o.participant_id = ${id} or o.partnership_id in (${partners}) ${named} ${byName} ${byCall})`
  await tx`update inbox set body = null, forgotten_at = ${now} where participant_id = ${id} and forgotten_at is null`
  if (email)
    await tx`update inbox set body = null, forgotten_at = ${now} where forgotten_at is null and position(convert_to(${email}, 'UTF8') in body) > 0`
  if (name.length > 3)
    await tx`update inbox set body = null, forgotten_at = ${now} where forgotten_at is null and position(convert_to(${name}, 'UTF8') in body) > 0`
  await tx`
    update proposals set summary = jsonb_set(summary, '{unmetMusts}', (
      select coalesce(jsonb_agg(must), '[]') from jsonb_array_elements(summary->'unmetMusts') must where (must->>'participantId')::int <> ${id}))
    where summary->'unmetMusts' @> ${tx.json([{ participantId: id }])}`
  await tx`update flags set reason = 'erased', details = '{}', note = null where participant_id = ${id} or partnership_id in (select partnership_id from partnership_members where participant_id = ${id})`
  await tx`update flags set closed_at = ${now}, outcome = 'erased' where participant_id = ${id} and closed_at is null`
  await tx`update decisions set arguments = '{}' where flag_id in (select id from flags where reason = 'erased')`
  await tx`update confirmations set arguments = '{}' where participant_id = ${id}`
  await tx`update partnership_members set reasons = '[]' where partnership_id in (select partnership_id from partnership_members where participant_id = ${id})`
  await tx`update proposed_pairs set reasons_a = '[]', reasons_b = '[]', wishes_met = '[]', wishes_unmet = '[]' where a_id = ${id} or b_id = ${id}`
  await tx`update applications set state = 'removed', because = null, wishes = '[]', comment = null, missing = '{}' where participant_id = ${id}`
  await tx`
    update participants set email = null, name = '', known_as = null, place = null, zone = null, sector = null, career_stage = null, role = null,
      employer = null, interests = '{}', about = null, languages = '[]', heard_from = null, convinced_by = null, paused_at = null, paused_until = null,
      away_until = null, rhythm_days = null, erased_at = ${now}
    where id = ${id}`
  await audit(tx, `participant:${id}`, 'erase', `participant:${id}`, now)
}

const escapeRegex = (text: string) => text.replace(/[^\p{L}\p{N}\s]/gu, '\\$&')
const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&')
