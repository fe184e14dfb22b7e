import { setTimeout } from 'node:timers/promises'
import askProvider from '../jobs/ask-provider.ts'
import carryOutDecisions from '../jobs/carry-out-decisions.ts'
import deliverMessages from '../jobs/deliver-messages.ts'
import endBreaks from '../jobs/end-breaks.ts'
import endLeavings from '../jobs/end-leavings.ts'
import endRounds from '../jobs/end-rounds.ts'
import forgetOldMail from '../jobs/forget-old-mail.ts'
import type { Job, World } from '../jobs/job.ts'
import lapseSteps from '../jobs/lapse-steps.ts'
import offerRematches from '../jobs/offer-rematches.ts'
import openRounds from '../jobs/open-rounds.ts'
import processArrivals from '../jobs/process-arrivals.ts'
import proposePairs from '../jobs/propose-pairs.ts'
import remindApplicants from '../jobs/remind-applicants.ts'
import reviewPartnerships from '../jobs/review-partnerships.ts'
import sendDigests from '../jobs/send-digests.ts'
import sendPrompts from '../jobs/send-prompts.ts'
import settleMessages from '../jobs/settle-messages.ts'
import { someoneIsAtWork } from './at-work.sql.ts'
import { waitingArrivals } from './inbound/inbox.sql.ts'
import { safeError } from './log.ts'
import type { QueueName } from './queue.ts'

/** Everything that happens, in the order in which a day goes: first what came, then what is due, then what leaves. */
export const jobs: Job[] = [
  settleMessages,
  askProvider,
  processArrivals,
  endLeavings,
  endBreaks,
  carryOutDecisions,
  openRounds,
  remindApplicants,
  proposePairs,
  sendPrompts,
  reviewPartnerships,
  offerRematches,
  endRounds,
  lapseSteps,
  sendDigests,
  deliverMessages,
  forgetOldMail,
]

/** What these do leads to nothing else at the same moment. */
const lastOfAll = [deliverMessages, forgetOldMail]

export type Ticked = { did: number; failed: number }

/** A tick leads to something, which leads to something; but never for ever. */
const mostPasses = 10_000
/** Milliseconds between two looks at what another process has in hand, and how many looks. */
const pause = 40
const mostPauses = 1500

/**
 * Everything that is due at this moment, and whatever that leads to, until nothing is left to do. Works beside other
 * processes that do the same.
 *
 * @param together waits for what others have in hand too, so that nothing of this moment is left when it ends
 * @param once goes through the jobs once, in their order; what leads backwards waits for the next tick
 * @returns how many things were done, and how many failed for good
 */
export async function tick(world: World, { together = false, once = false } = {}): Promise<Ticked> {
  const startedAt = world.clock()
  let did = 0
  let failed = 0
  let pauses = 0
  const broken = new Set<string>()
  for (let pass = 0; pass < mostPasses; pass++) {
    let inPass = 0
    let leadsOn = false
    for (const job of jobs) {
      if (broken.has(job.name)) continue
      try {
        const n = await job.run(world)
        inPass += n
        leadsOn ||= n > 0 && !lastOfAll.includes(job)
      } catch (error) {
        broken.add(job.name)
        failed += 1
        world.log.error({ job: job.name, err: safeError(error) }, 'a job failed; the next tick tries it again')
      }
    }
    did += inPass
    if ((leadsOn && !once) || (inPass > 0 && (await lettersAreDue(world)))) continue
    if (!together || pauses++ >= mostPauses || !(await othersAreAtWork(world))) break
    await setTimeout(pause)
  }
  const [lost] = await world.sql<{ n: number }[]>`select count(*)::int as n from inbox where failed_at = ${startedAt}`
  return { did, failed: failed + (lost?.n ?? 0) }
}

/** A long queue is handed over in parts. */
async function lettersAreDue({ sql, clock }: World): Promise<boolean> {
  const rows = await sql`select 1 from outbox where state = 'queued' and due_at <= ${clock()} limit 1`
  return rows.length > 0
}

/** Another process sends letters, or reads what came, at this very moment. */
async function othersAreAtWork({ sql, clock }: World): Promise<boolean> {
  return (await someoneIsAtWork(sql)) || (await waitingArrivals(sql, clock())).length > 0
}

/** What a worker does at each knock. */
export const handlers = (world: World): Record<QueueName, () => Promise<unknown>> => ({
  tick: () => tick(world),
  'process-arrivals': () => processArrivals.run(world),
  'deliver-messages': () => deliverMessages.run(world),
})
