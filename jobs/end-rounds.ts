import { after, days } from '../src/clock.ts'
import { inTransaction } from '../src/db.ts'
import { cancelQueued } from '../src/outbound/outbox.sql.ts'
import { localDay, nextMorning } from '../src/programme/local-time.ts'
import { calledBy } from '../src/programme/participants.sql.ts'
import { membersOf, partnersSoFar, standing } from '../src/programme/partnerships.sql.ts'
import { comingRound, dueSteps, findRound, markRoundEnded, markStepDone, takeStep } from '../src/programme/rounds.sql.ts'
import { type Acting, iso, isoOrNull, send } from './acts/context.ts'
import { job } from './job.ts'

/** Ends a round by its date: thanks to everybody, leave to go on, all the partners so far, and the next round by one word. */
export default job('end-rounds', async world => {
  const now = world.clock()
  const due = await dueSteps(world.sql, 'end', now)
  for (const { id } of due)
    await inTransaction(world.sql, async tx => {
      const step = await takeStep(tx, id)
      const round = step && (await findRound(tx, step.roundId))
      if (!round) return
      const acting: Acting = { world, tx, now }
      const pairs = await standing(tx, round.id)
      const members = await membersOf(
        tx,
        pairs.map(pair => pair.id),
      )
      const next = await comingRound(tx, now)
      for (const pair of pairs)
        await cancelQueued(
          tx,
          { partnershipId: pair.id, templates: ['prompt', 'check-in', 'follow-up', 'rematch-offer'] },
          'the round ended',
        )
      const people = await tx<{ id: number; zone: string | null }[]>`
        select p.id, p.zone from applications a join participants p on p.id = a.participant_id
        where a.round_id = ${round.id} and a.state = 'accepted' and p.opted_out_at is null and p.bounced_at is null and p.erased_at is null
          and exists (select 1 from partnership_members m join partnerships s on s.id = m.partnership_id where m.participant_id = p.id and s.round_id = ${round.id})
        order by p.id`
      for (const { id: participantId, zone } of people) {
        const self = members.find(m => m.participantId === participantId)
        const frozen = self && pairs.find(pair => pair.id === self.partnershipId)?.frozenAt
        const partner = self && !frozen ? members.find(m => m.partnershipId === self.partnershipId && m !== self) : undefined
        const dueAt = nextMorning(zone ?? round.zone, now)
        await send(acting, {
          purpose: `end/round:${round.id}/participant:${participantId}`,
          template: 'end',
          to: { participantId },
          question: 'end',
          roundId: round.id,
          scheduled: true,
          dueAt,
          notAfter: after(dueAt, days(14)),
          data: {
            partner: partner ? calledBy(partner) : null,
            partners: (await partnersSoFar(tx, participantId)).map(one => ({
              name: one.name,
              country: one.country ?? '',
              email: one.email,
              fromAt: iso(one.fromAt),
            })),
            nextOpensAt: isoOrNull(next?.opensAt ?? null),
          },
        })
      }
      await tx`update partnerships set ended_at = ${now}, ended_because = 'term' where round_id = ${round.id} and ended_at is null`
      await tx`
        update flags set closed_at = ${now}, outcome = 'the round ended'
        where round_id = ${round.id} and closed_at is null and kind not in ('doubtful letter', 'unread')`
      await markRoundEnded(tx, round.id, now)
      await markStepDone(tx, id, now)
      world.log.info({ round: round.id, day: localDay(round.zone, now) }, 'a round ended')
    })
  return due.length
})
