import { after, days } from '../src/clock.ts'
import { inTransaction, type Sql } from '../src/db.ts'
import { openReports } from '../src/programme/conduct.sql.ts'
import { type Coordinator, coordinators } from '../src/programme/coordinators.sql.ts'
import { keepDigestItem } from '../src/programme/decisions.sql.ts'
import { activeRound, lastDigestAt, toldOf } from '../src/programme/digest.sql.ts'
import { type DigestDue, digestDue } from '../src/programme/digest.ts'
import { type Flag, openFlags } from '../src/programme/flags.sql.ts'
import { addDays } from '../src/programme/local-time.ts'
import { type Acting, iso, send } from './acts/context.ts'
import { composeDigest, type KnownItems } from './acts/digest.ts'
import { job, type World } from './job.ts'

/** Writes to each coordinator what needs a person: on Monday morning where they live, on another day only what cannot wait. */
export default job('send-digests', async world => {
  const now = world.clock()
  let sent = 0
  const known: KnownItems = new Map()
  for (const one of await coordinators(world.sql)) {
    if (one.awayUntil && one.awayUntil > now) continue
    if (!(await mayBeDue({ world, tx: world.sql, now }, one))) continue
    await inTransaction(world.sql, async tx => {
      const acting: Acting = { world, tx, now }
      sent += await digestFor(acting, one, known)
    })
  }
  return sent
})

/** A first look without a transaction, since there is mostly nothing to tell. */
async function mayBeDue(acting: Pick<Acting, 'now'> & { tx: Sql; world: World }, reader: Coordinator): Promise<boolean> {
  const { tx, now } = acting
  const last = await lastDigestAt(tx, reader.id)
  return !last || last < digestDue(reader.zone, now, false)[0]!.since || hasNews(tx, reader, last, now)
}

async function digestFor(acting: Acting, reader: Coordinator, known: KnownItems): Promise<number> {
  const { tx, now } = acting
  const last = await lastDigestAt(tx, reader.id)
  const due = digestDue(reader.zone, now, false)[0]!
  if (last && last >= due.since && !(await hasNews(tx, reader, last, now))) return 0
  const round = await activeRound(tx, now)
  const open = await openFlags(tx, now)
  const flags = await concerning(acting, reader, open)
  const reports = await openReports(tx)
  const told = new Set((await toldOf(tx, reader.id)).map(row => row.flagId))
  const urgent =
    flags.some(flag => flag.urgent && !told.has(flag.id)) || reports.some(report => last === null || report.reportedAt > last)
  let sent = 0
  for (const one of digestDue(reader.zone, now, urgent)) {
    if (one.kind === 'week' && last && last >= one.since) continue
    if (one.kind === 'day' && ((last && last >= one.since) || sent > 0)) continue
    if (!round && flags.length === 0 && reports.length === 0) continue
    if (one.kind === 'week' && last === null && flags.length === 0 && reports.length === 0 && round && round.opensAt > one.since)
      continue // the first Monday after the round opened
    sent += await post(acting, reader, one, flags, last, known)
  }
  return sent
}

/** Something urgent that this coordinator has not been told of. */
async function hasNews(tx: Sql, reader: Coordinator, last: Date, now: Date): Promise<boolean> {
  const [row] = await tx`
    select 1 where exists (select 1 from conduct_reports where closed_at is null and reported_at > ${last})
      or exists (select 1 from flags f where f.closed_at is null and f.urgent and (f.snoozed_until is null or f.snoozed_until <= ${now})
        and not exists (select 1 from digest_items i join outbox o on o.id = i.outbox_id where i.flag_id = f.id and o.coordinator_id = ${reader.id}))`
  return Boolean(row)
}

/** An ambassador sees their own countries; everybody else sees all. */
async function concerning({ tx }: Acting, reader: Coordinator, flags: Flag[]): Promise<Flag[]> {
  if (reader.role !== 'ambassador') return flags
  const rows = await tx<{ id: number }[]>`
    select f.id from flags f
    where f.id = any(${flags.map(flag => flag.id)}::int[]) and exists (
      select 1 from participants p where p.country = any(${reader.countries}) and (p.id = f.participant_id
        or p.id in (select participant_id from partnership_members m where m.partnership_id = f.partnership_id)))`
  const own = new Set(rows.map(row => row.id))
  return flags.filter(flag => own.has(flag.id))
}

async function post(
  acting: Acting,
  reader: Coordinator,
  due: DigestDue,
  flags: Flag[],
  last: Date | null,
  known: KnownItems,
): Promise<number> {
  const { tx, now } = acting
  const since = last ?? after(now, -days(7))
  const nextAt = addDays(reader.zone, digestDue(reader.zone, now, false)[0]!.since, 7)
  const { data, numbered, roundId } = await composeDigest(acting, flags, since, iso(nextAt), known)
  const outboxId = await send(acting, {
    purpose: `digest/coordinator:${reader.id}/${due.slot}`,
    template: 'digest',
    to: { coordinatorId: reader.id },
    question: 'digest',
    roundId,
    data,
    notAfter: after(now, days(6)),
  })
  if (!outboxId) return 0
  for (const { n, flagId } of numbered) await keepDigestItem(tx, outboxId, n, flagId)
  return 1
}
