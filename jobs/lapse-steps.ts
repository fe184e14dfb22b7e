import { lapseSteps } from '../src/programme/rounds.sql.ts'
import { job } from './job.ts'

/** Notices what went by while nobody was there: it is not sent late, and the next digest lists it. */
export default job('lapse-steps', async ({ sql, clock, log }) => {
  const lapsed = await lapseSteps(sql, clock())
  for (const { id, roundId, kind } of lapsed)
    log.warn({ step: id, round: roundId, kind }, 'a step lapsed before anybody could take it')
  return lapsed.length
})
