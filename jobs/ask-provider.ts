import { after, days, hours } from '../src/clock.ts'
import { arrivedAlready, keep } from '../src/inbound/inbox.sql.ts'
import { safeError } from '../src/log.ts'
import { dropOldRemovals, type Look, lookAgain, removalTaken, takeLook, takeRemoval } from '../src/outbound/provider.sql.ts'
import type { Closed, Provider } from '../src/outbound/provider.ts'
import { audit } from '../src/programme/audit.sql.ts'
import { lacksNewsOf } from '../src/programme/suppressions.sql.ts'
import { hashAddress } from '../src/reply-address.ts'
import { job, type World } from './job.ts'

/**
 * Asks the provider once a day for what its webhooks may have told nobody: addresses that it closed, and mail to us that it
 * gave up handing over. And has it forget people who were erased. A provider that does not answer is asked again in an hour.
 */
export default job('ask-provider', async world => {
  const { provider } = world.transport
  if (!provider) return 0
  let done = 0
  for (;;) {
    const now = world.clock()
    const look = await takeLook(world.sql, now, after(now, days(1)))
    if (!look) break
    done += await patiently(
      world,
      look,
      () => looks[look](world, provider),
      () => lookAgain(world.sql, look, after(now, hours(1))),
    )
  }
  return done + (provider.forget ? await forgetErased(world, provider.forget) : 0)
})

/** @returns what was done; 0 when the provider did not answer, which is nobody's fault here */
async function patiently(
  { log }: World,
  what: string,
  ask: () => Promise<number>,
  later: () => Promise<unknown>,
): Promise<number> {
  try {
    return await ask()
  } catch (error) {
    log.warn({ look: what, err: safeError(error) }, 'the provider gave no answer; it is asked again in an hour')
    await later()
    return 0
  }
}

const looks: Record<Look, (world: World, provider: Provider) => Promise<number>> = {
  /** Each closed address that no webhook told us of comes in as if one had. */
  async suppressions({ sql, clock, queue, config }, provider) {
    let kept = 0
    for (const closed of await provider.closedAddresses()) {
      if (!(await lacksNewsOf(sql, closed.address, closed.since))) continue
      const key = `SubscriptionChange:${closed.because}:${closed.since.toISOString()}:${hashAddress(config.secret, closed.address)}`
      if (await keep(sql, { source: 'event', externalId: key, body: asEvent(closed) }, clock())) kept += 1
    }
    if (kept) queue.knock('process-arrivals')
    return kept
  },
  async 'failed arrivals'({ sql }, provider) {
    let brought = 0
    for (const id of await provider.failedArrivals()) {
      if (await arrivedAlready(sql, 'inbound', id)) continue
      await provider.bringAgain(id)
      brought += 1
    }
    return brought
  },
}

const asEvent = ({ address, because, since }: Closed) =>
  JSON.stringify({
    RecordType: 'SubscriptionChange',
    Recipient: address,
    ChangedAt: since.toISOString(),
    SuppressSending: true,
    SuppressionReason: because,
  })

async function forgetErased(world: World, forget: NonNullable<Provider['forget']>): Promise<number> {
  const { sql, clock } = world
  let done = 0
  await dropOldRemovals(sql, clock())
  for (;;) {
    const now = clock()
    const removal = await takeRemoval(sql, now, after(now, hours(1)))
    if (!removal) return done
    const taken = await patiently(
      world,
      `removal ${removal.id}`,
      async () => {
        await forget(removal.address)
        return 1
      },
      async () => {},
    )
    if (!taken) return done
    await removalTaken(sql, removal.id)
    await audit(sql, 'the programme', 'ask the provider to forget', `removal:${removal.id}`, now)
    done += taken
  }
}
