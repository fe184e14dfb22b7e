import { days, hours } from '../clock.ts'
import type { Config } from '../config.ts'
import { inTransaction } from '../db.ts'
import { keepCoordinator } from '../programme/coordinators.sql.ts'
import { createRound, keepSteps, keepTopic } from '../programme/rounds.sql.ts'
import { calendar } from '../programme/rounds.ts'
import { shippedTopics } from '../programme/shipped-topics.ts'
import { tick } from '../tick.ts'
import { Agenda } from './agenda.ts'
import { absencesOf, type Letter, type Player, volunteers } from './cast.ts'
import { chanceOf } from './chance.ts'
import { type Coordinating, readAsCoordinator } from './coordinating.ts'
import { nextDue } from './next-due.sql.ts'
import { inventPeople, type Person } from './people.ts'
import { type Play, read } from './readers.ts'
import { buildStage } from './stage.ts'

/** Weeks of applications before the round, and of rest between their end and the pairs' beginning. */
const applyingDays = 28
const pauseDays = 7
/** A Monday. */
const firstDay = Date.UTC(2027, 0, 4)
/** Time goes in steps of three hours: a morning of seven to ten has one of them, wherever it is. */
const step = hours(3)

export type Played = { play: Play; coordinating: Coordinating; roundId: number; startedAt: number; failed: number }

type Wanted = {
  people: number
  days: number
  seed: string
  onDay?: (share: number, day: number) => void
  pause?: () => Promise<void>
}

/**
 * Plays a whole round with invented people: through the real doors, jobs, database and outbox, on a clock that is moved by
 * hand. The same seed plays the same round.
 *
 * @param wanted.days how long the pairs write; applications come before
 */
export async function playRound(config: Config, { people, days: term, seed, onDay, pause }: Wanted): Promise<Played> {
  const stage = await buildStage(config, seed, firstDay)
  const startsAt = firstDay + days(applyingDays + pauseDays)
  const endsAt = startsAt + days(term)
  const lastAt = endsAt + days(4)
  const players = new Map(
    inventPeople(seed, people).map((person): [string, Player] => [
      person.email,
      {
        ...person,
        absences: absencesOf(seed, person, startsAt, endsAt),
        deadFrom: Number.POSITIVE_INFINITY,
        left: false,
        pair: null,
      },
    ]),
  )
  const play: Play = { seed, stage, agenda: new Agenda(), players, endsAt, conductPair: null, truths: new Map(), replies: 0 }
  const coordinating: Coordinating = { replies: 0 }
  const roundId = await setUp(play, startsAt)
  for (const person of players.values()) scheduleApplication(play, person)

  let failed = 0
  let day = -1
  while (stage.now < lastAt) {
    const due = await nextDue(stage.world.sql, new Date(stage.now))
    const wanted = Math.min(play.agenda.next, due?.getTime() ?? Number.POSITIVE_INFINITY, fixedHours(stage.now))
    stage.now = Math.max(stage.now + step, Math.ceil(wanted / step) * step)
    await play.agenda.until(stage.now)
    const before = await lastSent(play)
    failed += (await tick(stage.world, { once: true })).failed
    await deliver(play, coordinating, before)
    if (Math.floor((stage.now - firstDay) / days(1)) !== day) {
      day = Math.floor((stage.now - firstDay) / days(1))
      onDay?.(Math.min(1, (stage.now - firstDay) / (lastAt - firstDay)), day)
      await pause?.()
    }
  }
  return { play, coordinating, roundId, startedAt: firstDay, failed }
}

/** The day's look is taken in the morning; digests leave at eight, in each coordinator's zone. */
function fixedHours(now: number): number {
  const day = Math.floor(now / days(1)) * days(1)
  return [6, 21, 30].map(hour => day + hours(hour)).find(at => at > now)!
}

async function setUp(play: Play, startsAt: number): Promise<number> {
  const { sql, clock } = play.stage.world
  return inTransaction(sql, async tx => {
    const now = clock()
    for (const one of volunteers)
      await keepCoordinator(tx, { ...one, role: 'programme', countries: [], safety: one !== volunteers[2] }, now)
    const dates = {
      zone: 'UTC',
      opensAt: now,
      closesAt: new Date(firstDay + days(applyingDays)),
      startsAt: new Date(startsAt),
      endsAt: new Date(play.endsAt),
    }
    const roundId = await createRound(
      tx,
      { name: 'Rehearsal', ...dates, places: Math.max(120, play.players.size * 2), countryShare: 0.25, approval: 'automatic' },
      now,
    )
    const topics = []
    for (const { slug, title, month, extra, body } of shippedTopics()) {
      const isExtra = extra || month === null
      topics.push({
        id: await keepTopic(tx, roundId, { slug, title, month, onDate: null, extra: isExtra, body }),
        month,
        onDate: null,
        extra: isExtra,
      })
    }
    await keepSteps(tx, roundId, calendar(dates, topics))
    return roundId
  })
}

/** Everybody applies some day, by whichever way is theirs; a few press the button twice. */
function scheduleApplication(play: Play, person: Person): void {
  const chance = chanceOf(play.seed, 'applies', person.number)
  const at = firstDay + hours(2) + days(applyingDays - 3) * chance.unit()
  const { stage, agenda } = play
  const key = `application-${play.seed}-${person.number}`
  const apply = async () => {
    if (person.by === 'form webhook') return stage.applyByFormWebhook(person.application, key)
    if (person.by === 'own form') return stage.applyByForm(person.application)
    return stage.applyByWebhook(person.application, key)
  }
  if (person.by === 'email')
    agenda.add(at, () =>
      stage.mail(
        {
          key: `${play.seed}:asks:${person.number}`,
          from: { name: person.name, email: person.email },
          to: `apply@${stage.world.config.mailDomain}`,
          subject: 'How do I apply?',
          text: 'Hello, how can I take part?',
          client: 'webmail',
          at: new Date(at),
        },
        person.provider,
      ),
    )
  agenda.add(at + (person.by === 'email' ? hours(20) : 0), apply)
  if (person.by === 'webhook' && chance.is(0.1)) agenda.add(at + hours(1), apply)
}

async function lastSent({ stage }: Play): Promise<number> {
  const [row] = await stage.world.sql<{ n: number }[]>`select count(*)::int as n from outbox where sent_at is not null`
  return row!.n
}

/** Brings everything that left in this step to its reader. */
async function deliver(play: Play, coordinating: Coordinating, before: number): Promise<void> {
  const { stage } = play
  if ((await lastSent(play)) === before) return
  const letters = await stage.world.sql<Letter[]>`
    select o.id, o.purpose, o.template, o.question, o.subject, o.body_text, o.message_id, o.partnership_id, o.round_id, p.email as participant, c.email as coordinator
    from outbox o left join participants p on p.id = o.participant_id left join coordinators c on c.id = o.coordinator_id
    where o.sent_at = ${new Date(stage.now)} and o.body_text is not null order by o.id`
  for (const letter of letters) {
    if (letter.template === 'introduction' && play.truths.size === 0 && play.conductPair === null) {
      const [pairs] = await stage.world.sql<
        { first: number; n: number }[]
      >`select min(id) as first, count(*)::int as n from partnerships`
      play.conductPair = pairs!.first + chanceOf(play.seed, 'conduct').int(pairs!.n)
    }
    const player = letter.participant ? play.players.get(letter.participant) : undefined
    const volunteer = volunteers.find(one => one.email === letter.coordinator)
    if (player) read(play, letter, player)
    if (volunteer) readAsCoordinator(play, letter, volunteer, coordinating)
  }
}
