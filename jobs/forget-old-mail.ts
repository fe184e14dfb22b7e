import { after, days } from '../src/clock.ts'
import { job } from './job.ts'

/** Days after which the raw form of what arrived is forgotten; what it came to stays, in a few words of ours. */
export const keepArrivalsDays = 90
/** Days after which the words of a letter of ours are forgotten; that it left stays. */
export const keepLettersDays = 400
/** Days after which the address of somebody we do not know is forgotten. */
const keepStrangersDays = 2
/** Days after which counts of answers and mails are of no use. */
const keepTalliesDays = 40

/** Forgets by rule, a few thousand rows at a time. */
export default job('forget-old-mail', async ({ sql, clock }) => {
  const now = clock()
  const [due] = await sql`
    select 1 where exists (select 1 from inbox where forgotten_at is null and received_at < ${after(now, -days(keepArrivalsDays))})
      or exists (select 1 from outbox where forgotten_at is null and body_text is not null and sent_at < ${after(now, -days(keepLettersDays))})
      or exists (select 1 from outbox where address is not null and forgotten_at is null
        and (template in ('erased', 'removed') or queued_at < ${after(now, -days(keepStrangersDays))}))
      or exists (select 1 from tallies where slot < ${after(now, -days(keepTalliesDays)).toISOString().slice(0, 10)})`
  if (!due) return 0
  const arrivals = await sql`
    update inbox set body = null, forgotten_at = ${now}
    where id in (select id from inbox where forgotten_at is null and received_at < ${after(now, -days(keepArrivalsDays))}
      and (processed_at is not null or failed_at is not null)
      and id not in (select inbox_id from conduct_reports where closed_at is null and inbox_id is not null) limit 2000)
    returning id`
  const letters = await sql`
    update outbox set subject = null, body_text = null, body_html = null, data = '{}', answers = null, forgotten_at = ${now}
    where id in (select id from outbox where forgotten_at is null and body_text is not null and sent_at < ${after(now, -days(keepLettersDays))} limit 2000)
    returning id`
  // to strangers: the address goes as soon as the letter has left
  const strangers = await sql`
    update outbox set address = 'forgotten', data = '{}', subject = null, body_text = null, body_html = null, answers = null, forgotten_at = ${now}
    where address is not null and forgotten_at is null and state in ('sent', 'failed', 'cancelled', 'expired') and (template in ('erased', 'removed') or queued_at < ${after(now, -days(keepStrangersDays))})
      and not exists (select 1 from confirmations c where c.outbox_id = outbox.id and c.answered_at is null and c.expires_at > ${now})
    returning id`
  await sql`delete from tallies where slot < ${after(now, -days(keepTalliesDays)).toISOString().slice(0, 10)}`
  return arrivals.length + letters.length + strangers.length
})
