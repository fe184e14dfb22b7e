import { inTransaction } from '../src/db.ts'
import { decideApplication, findApplication, keptForLater, moveToRound } from '../src/programme/applications.sql.ts'
import { findParticipant } from '../src/programme/participants.sql.ts'
import { dueSteps, findRound, markStepDone, takeStep } from '../src/programme/rounds.sql.ts'
import { giveSeat, monthsOf } from './acts/apply.ts'
import { type Acting, iso, send } from './acts/context.ts'
import { job } from './job.ts'

/** Opens a round to everybody who signed up early, waits from before, or asked for it by one word. */
export default job('open-rounds', async world => {
  const now = world.clock()
  const due = await dueSteps(world.sql, 'open', now)
  for (const { id } of due)
    await inTransaction(world.sql, async tx => {
      const step = await takeStep(tx, id)
      const round = step && (await findRound(tx, step.roundId))
      if (!round) return
      const acting: Acting = { world, tx, now }
      for (const kept of await keptForLater(tx)) {
        if (!(await moveToRound(tx, kept.id, round.id))) continue
        const application = (await findApplication(tx, kept.id))!
        const person = (await findParticipant(tx, kept.participantId))!
        if (kept.because !== 'again' && person.country) {
          await giveSeat(acting, application, person, round)
          continue
        }
        // months have passed since they last told us: the facts are read back, and one word confirms them
        await decideApplication(tx, kept.id, 'unconfirmed', null, now)
        await tx`update applications set confirmed_at = null where id = ${kept.id}`
        await send(acting, {
          purpose: `round-open/round:${round.id}/application:${kept.id}`,
          template: 'round-open',
          to: { participantId: person.id },
          question: 'round-open',
          roundId: round.id,
          data: {
            place: person.place,
            country: person.country ?? '',
            languages: person.languages.map(l => l.language),
            interests: person.interests,
            closesAt: iso(round.closesAt),
            introducedAt: iso(round.startsAt),
            months: monthsOf(round),
            every: 'month',
          },
        })
      }
      await markStepDone(tx, id, now)
    })
  return due.length
})
