import { after, days } from '../src/clock.ts'
import { inTransaction } from '../src/db.ts'
import { questionFor } from '../src/programme/check-ins.ts'
import { nextMorning } from '../src/programme/local-time.ts'
import { calledBy } from '../src/programme/participants.sql.ts'
import { membersOf, standing } from '../src/programme/partnerships.sql.ts'
import { dueSteps, findRound, findTopic, lastPromptAt, markStepDone, nextExtra, takeStep } from '../src/programme/rounds.sql.ts'
import { answersToShow } from '../src/programme/shared-answers.sql.ts'
import { answersFor } from '../src/programme/shared-answers.ts'
import { topicText } from '../src/programme/topics.ts'
import { type Acting, send } from './acts/context.ts'
import { job } from './job.ts'

/** A topic, as a letter keeps it. */
const letterTopic = (topic: { title: string; body: string }) => {
  const { title, html, text } = topicText(topic)
  return { title, html, text }
}

/** Writes one discussion prompt to both partners of every standing pair; the question whether they talk rides with it. */
export default job('send-prompts', async world => {
  const now = world.clock()
  const due = await dueSteps(world.sql, 'prompt', now)
  for (const { id } of due)
    await inTransaction(world.sql, async tx => {
      const step = await takeStep(tx, id)
      const round = step && (await findRound(tx, step.roundId))
      const topic = step?.topicId ? await findTopic(tx, step.topicId) : undefined
      if (!step || !round || !topic) return
      const acting: Acting = { world, tx, now }
      const text = letterTopic(topic)
      const pairs = (await standing(tx, round.id)).filter(pair => !pair.frozenAt && pair.startsAt <= now)
      const members = await membersOf(
        tx,
        pairs.map(pair => pair.id),
      )
      const earlier = await tx<
        { n: number }[]
      >`select count(*)::int as n from round_steps where round_id = ${round.id} and kind = 'prompt' and due_at < ${step.dueAt}`
      const everyOther = (earlier[0]?.n ?? 0) % 2 === 1
      const answers = await answersToShow(tx, round.id, (await lastPromptAt(tx, round.id, step.dueAt)) ?? round.startsAt)
      for (const pair of pairs)
        for (const self of members.filter(m => m.partnershipId === pair.id)) {
          const partner = members.find(m => m.partnershipId === pair.id && m !== self)
          if (!partner || self.optedOutAt || self.bouncedAt || self.pausedAt || (self.pace === 'fewer' && everyOther)) continue
          const [skipped] =
            await tx`update participants set skips_step_id = null where id = ${self.participantId} and skips_step_id = ${step.id} returning id`
          if (skipped) continue
          const dueAt = nextMorning(self.zone ?? round.zone, now)
          await send(acting, {
            purpose: `prompt/step:${step.id}/participant:${self.participantId}`,
            template: 'prompt',
            to: { participantId: self.participantId },
            question: 'check-in',
            roundId: round.id,
            partnershipId: pair.id,
            scheduled: true,
            dueAt,
            notAfter: step.lapsesAt,
            data: {
              partner: calledBy(partner),
              partnerEmail: partner.email ?? '',
              topic: text,
              question: questionFor(pair.startsAt, dueAt),
              shared: answersFor(self.participantId, partner.participantId, answers).map(one => ({
                text: one.text,
                name: calledBy(one),
                country: one.country ?? '',
              })),
            },
          })
          const extra = self.pace === 'more' ? await nextExtra(tx, round.id, self.participantId) : undefined
          if (!extra) continue
          const later = nextMorning(self.zone ?? round.zone, after(now, days(14)))
          await send(acting, {
            purpose: `prompt/extra:${extra.id}/participant:${self.participantId}`,
            template: 'prompt',
            to: { participantId: self.participantId },
            question: 'prompt',
            roundId: round.id,
            partnershipId: pair.id,
            scheduled: true,
            dueAt: later,
            notAfter: after(later, days(10)),
            data: {
              partner: calledBy(partner),
              partnerEmail: partner.email ?? '',
              topic: letterTopic(extra),
              question: null,
              shared: [],
            },
          })
        }
      await markStepDone(tx, id, now)
    })
  return due.length
})
