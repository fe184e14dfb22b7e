import { after, days } from '../src/clock.ts'
import { inTransaction } from '../src/db.ts'
import { decideDays } from '../src/programme/check-ins.ts'
import { nextMorning } from '../src/programme/local-time.ts'
import { calledBy } from '../src/programme/participants.sql.ts'
import { membersOf, takePartnership } from '../src/programme/partnerships.sql.ts'
import { failureRate } from '../src/programme/report.sql.ts'
import { iso, send } from './acts/context.ts'
import { job } from './job.ts'

/** Comes back to those who told us of a silent partner, when the partner had ten days to answer and did not. */
export default job('offer-rematches', async world => {
  const now = world.clock()
  const due = await world.sql<{ id: number; partnershipId: number; quietId: number; wrote: number }[]>`
    select o.id, o.partnership_id, o.participant_id as quiet_id,
      (select count(*)::int from outbox w where w.partnership_id = o.partnership_id and w.participant_id = o.participant_id and w.template in ('follow-up', 'check-in') and w.sent_at > o.sent_at - interval '45 days') as wrote
    from outbox o join partnerships s on s.id = o.partnership_id
    where o.template = 'follow-up' and o.sent_at <= ${after(now, -days(decideDays))} and o.sent_at > ${after(now, -days(decideDays + 20))}
      and s.ended_at is null and s.frozen_at is null
      and not exists (select 1 from signals g where g.partnership_id = s.id and g.participant_id = o.participant_id and g.kind in ('reply', 'paused') and g.at >= o.sent_at)
      and not exists (select 1 from outbox b where b.purpose = 'rematch-offer/follow-up:' || o.id)
    order by o.id`
  for (const { id, partnershipId, quietId, wrote } of due)
    await inTransaction(world.sql, async tx => {
      const pair = await takePartnership(tx, partnershipId)
      const members = await membersOf(tx, [partnershipId])
      const [quiet, waits] = [members.find(m => m.participantId === quietId), members.find(m => m.participantId !== quietId)]
      if (!pair || !quiet || !waits) return
      const [told] = await tx<{ at: Date }[]>`
        select at from signals where partnership_id = ${partnershipId} and participant_id = ${waits.participantId} and answer in ('no', 'silent') order by at desc limit 1`
      const dueAt = nextMorning(waits.zone ?? 'UTC', now)
      await send(
        { world, tx, now },
        {
          purpose: `rematch-offer/follow-up:${id}`,
          template: 'rematch-offer',
          to: { participantId: waits.participantId },
          question: 'rematch-offer',
          roundId: pair.roundId,
          partnershipId,
          scheduled: true,
          dueAt,
          data: {
            partner: calledBy(quiet),
            noAt: told ? iso(told.at) : null,
            wrote,
            oneIn: await failureRate(tx, pair.roundId),
            waitUntilAt: iso(after(dueAt, days(14))),
            rematchByAt: iso(after(dueAt, days(10))),
            decideAt: iso(after(dueAt, days(7))),
          },
        },
      )
    })
  return due.length
})
