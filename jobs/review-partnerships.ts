import { after, days, daysBetween } from '../src/clock.ts'
import { type Database, inTransaction, type Transaction } from '../src/db.ts'
import { questionFor } from '../src/programme/check-ins.ts'
import { type FlagKind, raiseFlag, warningKinds } from '../src/programme/flags.sql.ts'
import { Following } from '../src/programme/following.ts'
import { lastDaily, localDay, nextMorning } from '../src/programme/local-time.ts'
import { calledBy } from '../src/programme/participants.sql.ts'
import { type Member, membersOf, type Partnership } from '../src/programme/partnerships.sql.ts'
import { markReviewed, type Round, runningRounds, stepsOf } from '../src/programme/rounds.sql.ts'
import { logOf } from '../src/programme/signals.sql.ts'
import { historyOf, type PairLog } from '../src/programme/warning.ts'
import type { Assessment, CheckIn } from '../src/warning/history.ts'
import { type Acting, isoOrNull, send } from './acts/context.ts'
import { job } from './job.ts'

/** The hour in the round's zone at which the day's look is taken. */
const lookHour = 5

/** Once a day, looks at every pair: says which need a person, and asks those whose answer would tell most. */
export default job('review-partnerships', async world => {
  const now = world.clock()
  let done = 0
  for (const round of await runningRounds(world.sql, now)) {
    if (round.reviewedAt && round.reviewedAt >= lastDaily(round.zone, now, lookHour)) continue
    await inTransaction(world.sql, async tx => {
      const [taken] =
        await tx`select 1 from rounds where id = ${round.id} and reviewed_at is not distinct from ${round.reviewedAt} for update`
      if (!taken) return
      await review({ world, tx, now }, round)
      await markReviewed(tx, round.id, now)
    })
    done += 1
  }
  return done
})

/**
 * Partnerships of a round that have begun, ended ones too: what became of them is what the early warning learns from. A
 * pair begins when both have been introduced.
 */
async function begun(
  tx: Transaction,
  roundId: number,
  now: Date,
): Promise<{ pairs: Partnership[]; logs: PairLog[]; members: Map<number, Member[]> }> {
  const pairs = await tx<Partnership[]>`
    select s.id, s.round_id, s.made_by, s.made_at, i.at as starts_at, s.rhythm_days, s.frozen_at, s.leaving_at, s.leaving_id, s.ended_at, s.ended_because
    from partnerships s
    join (select partnership_id, max(sent_at) as at from outbox where template = 'introduction' and sent_at is not null group by 1 having count(*) = 2) i
      on i.partnership_id = s.id
    where s.round_id = ${roundId} and i.at <= ${now} order by s.id`
  const ids = pairs.map(pair => pair.id)
  const members = Map.groupBy(await membersOf(tx, ids), m => m.partnershipId)
  const signals = Map.groupBy(await logOf(tx, ids, now), s => s.partnershipId)
  const flags = Map.groupBy(
    await tx<{ partnershipId: number; raisedAt: Date }[]>`
      select partnership_id, raised_at from flags where partnership_id = any(${ids}::int[]) and kind in ${tx(warningKinds)}`,
    f => f.partnershipId,
  )
  const logs = pairs.map((pair): PairLog => {
    const [a, b] = members.get(pair.id) ?? []
    return {
      id: pair.id,
      startsAt: pair.startsAt,
      endedAt: pair.endedAt,
      frozen: pair.frozenAt !== null,
      names: { a: a ? calledBy(a) : 'one', b: b ? calledBy(b) : 'the other' },
      signals: signals.get(pair.id) ?? [],
      flaggedAt: (flags.get(pair.id) ?? []).map(f => f.raisedAt),
    }
  })
  return { pairs, logs, members }
}

const kept = new WeakMap<Database, Following>()
/** What this process has followed so far of the rounds in a database. */
function followingIn(sql: Database): Following {
  const following = kept.get(sql) ?? new Following()
  kept.set(sql, following)
  return following
}

async function review(acting: Acting, round: Round): Promise<void> {
  const { world, tx, now } = acting
  const { pairs, logs, members } = await begun(tx, round.id, now)
  const promptAt = (await stepsOf(tx, round.id)).filter(step => step.kind === 'prompt').map(step => step.dueAt)
  const today = daysBetween(round.startsAt, now)
  const cohort = followingIn(world.sql).cohortOf(round.id, historyOf(round, promptAt, logs), today)
  const byId = new Map(pairs.map(pair => [String(pair.id), pair]))
  const watched = (pair: Partnership | undefined): pair is Partnership =>
    pair !== undefined && !pair.endedAt && !pair.frozenAt && !pair.leavingAt
  for (const assessment of cohort.risk(today)) {
    const pair = byId.get(assessment.pair)
    if (assessment.flag && watched(pair)) await flag(acting, round, pair, assessment)
  }
  for (const ask of cohort.nextCheckIn(today)) {
    const pair = byId.get(ask.pair)
    if (ask.ridesInPrompt || !watched(pair)) continue // every prompt carries the question already
    await askThem(acting, round, pair, members.get(pair.id) ?? [], ask)
  }
}

async function flag({ tx, now }: Acting, round: Round, pair: Partnership, a: Assessment): Promise<void> {
  const good = (day: number | null) => (day === null ? null : isoOrNull(after(round.startsAt, days(day))))
  const suggestion = { rematch: 'rematch', write: 'write', snooze: 'snooze 7d', 'find address': 'write', none: '' }[a.suggestion]
  await raiseFlag(
    tx,
    {
      kind: (warningKinds as string[]).includes(a.shape) ? (a.shape as FlagKind) : 'gone quiet',
      roundId: round.id,
      partnershipId: pair.id,
      reason: a.reason,
      suggestion,
      probability: a.probability,
      details: { inWords: a.inWords, lastGoodA: good(a.lastGoodSignA), lastGoodB: good(a.lastGoodSignB) },
    },
    now,
  )
}

async function askThem(acting: Acting, round: Round, pair: Partnership, members: Member[], ask: CheckIn): Promise<void> {
  const { now } = acting
  const side = ask.to
  const [self, partner] = [members.find(m => m.side === side), members.find(m => m.side !== side)]
  if (!self || !partner || self.optedOutAt || self.bouncedAt || self.pausedAt || (self.awayUntil && self.awayUntil > now)) return
  const dueAt = nextMorning(self.zone ?? round.zone, now)
  const [asked] = await acting.tx`
    select 1 from outbox where partnership_id = ${pair.id} and participant_id = ${self.participantId} and question = 'check-in'
      and (state = 'queued' or sent_at > ${after(now, -days(5))}) limit 1`
  if (asked) return
  const [before] = await acting.tx<{ own: number; any: number }[]>`
    select (count(*) filter (where participant_id = ${self.participantId} and sent_at is not null))::int as own, count(*)::int as any
    from outbox where partnership_id = ${pair.id} and template = 'check-in'`
  await send(acting, {
    purpose: `check-in/partnership:${pair.id}/participant:${self.participantId}/day:${localDay(round.zone, now)}`,
    template: 'check-in',
    to: { participantId: self.participantId },
    question: 'check-in',
    roundId: round.id,
    partnershipId: pair.id,
    scheduled: true,
    dueAt,
    notAfter: after(dueAt, days(4)),
    data: {
      partner: calledBy(partner),
      question: questionFor(pair.startsAt, dueAt),
      again: (before?.own ?? 0) > 0,
      // a prompt carries the question without this: the pair's first letter of its own has room for it
      askRhythm: pair.rhythmDays === null && (ask.askRhythm || before?.any === 0),
    },
  })
}
