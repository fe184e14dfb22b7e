import { parseArgs } from 'node:util'
import { messageOf, UsageError } from '../errors.ts'
import { audit } from '../programme/audit.sql.ts'
import { addMonths } from '../programme/local-time.ts'
import { createRound, keepSteps, keepTopic, roundNamed } from '../programme/rounds.sql.ts'
import { calendar, datesCross, topicDate } from '../programme/rounds.ts'
import { shippedFolder, topicsIn } from '../programme/shipped-topics.ts'
import { type Topic, TopicFault } from '../programme/topics.ts'
import { momentFrom, shareFrom, zoneFrom } from './round-dates.ts'
import { numberFrom, print, printJson, withActing } from './with-world.ts'

/** People a round takes unless told otherwise: more than the largest round so far. */
const usualPlaces = '1200'

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'boolean' },
      name: { type: 'string' },
      opens: { type: 'string' },
      closes: { type: 'string' },
      starts: { type: 'string' },
      ends: { type: 'string' },
      term: { type: 'string' },
      zone: { type: 'string', default: 'UTC' },
      topics: { type: 'string', default: shippedFolder },
      places: { type: 'string', default: usualPlaces },
      'country-share': { type: 'string', default: '0.2' },
      approval: { type: 'string', default: 'automatic' },
    },
  })
  const name = values.name?.trim()
  if (!name) throw new UsageError('round create: --name is missing')
  const zone = zoneFrom(values.zone)
  const startsAt = momentFrom(values.starts, 'starts', zone)
  const dates = {
    zone,
    opensAt: momentFrom(values.opens, 'opens', zone),
    closesAt: momentFrom(values.closes, 'closes', zone),
    startsAt,
    endsAt:
      values.ends === undefined && values.term !== undefined
        ? addMonths(zone, startsAt, numberFrom(values.term.replace(/\s*months?$/, ''), '--term'))
        : momentFrom(values.ends, 'ends', zone),
  }
  const crossing = datesCross(dates)
  if (crossing) throw new UsageError(`round create: ${crossing}`)
  const approval = { automatic: 'automatic', 'by-hand': 'by hand', 'by hand': 'by hand' }[values.approval] as
    | 'automatic'
    | 'by hand'
    | undefined
  if (!approval) throw new UsageError(`round create: --approval is automatic or by-hand, not '${values.approval}'`)
  const places = numberFrom(values.places, '--places')
  const countryShare = shareFrom(values['country-share'])
  const topics = topicsFrom(values.topics)

  await withActing(async ({ tx, now }) => {
    if (await roundNamed(tx, name)) throw new UsageError(`round create: there is a round called '${name}' already`)
    const id = await createRound(tx, { name, ...dates, places, countryShare, approval }, now)
    const kept: { id: number; month: number | null; onDate: Date | null; extra: boolean }[] = []
    for (const topic of topics) {
      const onDate = topic.date ? topicDate(zone, topic.date) : null
      const extra = topic.extra || (topic.month === null && onDate === null)
      kept.push({
        id: await keepTopic(tx, id, {
          slug: topic.slug,
          title: topic.title,
          month: topic.month,
          onDate,
          extra,
          body: topic.body,
        }),
        month: topic.month,
        onDate,
        extra,
      })
    }
    const steps = calendar(dates, kept)
    await keepSteps(tx, id, steps)
    await audit(tx, 'the command line', 'create', `round:${id}`, now)
    if (values.json) return printJson({ id })
    print(
      `Round ${id}, ${name}: applications from ${dates.opensAt.toISOString()} to ${dates.closesAt.toISOString()}, pairs from ${dates.startsAt.toISOString()} to ${dates.endsAt.toISOString()}, ${steps.filter(step => step.kind === 'prompt').length} prompts.`,
    )
  })
}

/** @throws UsageError naming the file that does not parse */
function topicsFrom(folder: string): Topic[] {
  try {
    return topicsIn(folder)
  } catch (error) {
    throw new UsageError(
      error instanceof TopicFault
        ? `round create: ${error.message}`
        : `round create: --topics ${folder} cannot be read: ${messageOf(error)}`,
    )
  }
}
