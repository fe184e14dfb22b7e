import { inTransaction } from '../src/db.ts'
import { messageOf, Refusal } from '../src/errors.ts'
import { dueSteps, findRound, markStepDone, takeStep } from '../src/programme/rounds.sql.ts'
import { propose } from './acts/propose.ts'
import { job } from './job.ts'

/** When applications have closed, puts the best combination before the coordinators. */
export default job('propose-pairs', async world => {
  const now = world.clock()
  const due = await dueSteps(world.sql, 'propose', now)
  for (const { id } of due)
    await inTransaction(world.sql, async tx => {
      const step = await takeStep(tx, id)
      const round = step && (await findRound(tx, step.roundId))
      if (!round) return
      if (!round.approvedAt) {
        try {
          await propose({ world, tx, now }, round.id)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          world.log.warn({ round: round.id, because: messageOf(error) }, 'nothing to propose')
        }
      }
      await markStepDone(tx, id, now)
    })
  return due.length
})
