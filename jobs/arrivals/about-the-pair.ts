import { after, days, hours } from '../../src/clock.ts'
import { currentApplication, keepForNextRound } from '../../src/programme/applications.sql.ts'
import { closeFlagsAbout, raiseFlag } from '../../src/programme/flags.sql.ts'
import { dayInWords, localDay, startOfDay } from '../../src/programme/local-time.ts'
import { calledBy, markPaused, markResumed, setPace } from '../../src/programme/participants.sql.ts'
import { setRhythm } from '../../src/programme/partnerships.sql.ts'
import { comingRound } from '../../src/programme/rounds.sql.ts'
import { noteSignal } from '../../src/programme/signals.sql.ts'
import { type Acting, iso, isoOrNull, mayAnswer, send } from '../acts/context.ts'
import { followUp } from '../acts/follow-up.ts'
import { thank } from './answers.ts'
import type { Answer } from './participant.ts'
import { everyDays, type Rhythm, rhythmIn } from './rhythm.ts'
import { keepToOneself, share } from './sharing.ts'

/** We do not ask again before so many days after a yes. */
const restDays = 21
const everyWord = { 'every week': 'week', 'every fortnight': 'fortnight', 'every month': 'month' } as const

/** The words that always work, and what a letter of one's own says of the pair. Undefined when nobody is sure what it says. */
export async function aboutThePair(acting: Acting, a: Answer): Promise<string | undefined> {
  const { word, intent } = a.understood
  // a plain yes or no means nothing without our question: the token, or at least the thread, ties it
  const tied = a.tiedBy !== 'sender'
  if (word === 'yes' || word === 'slow' || word === 'no' || !word) {
    const rhythm = tied && a.letter?.question === 'check-in' ? rhythmIn(a.understood.text, a.person.locale) : undefined
    if (rhythm) await noteRhythm(acting, a, rhythm)
  }
  switch (word) {
    case 'more':
    case 'fewer':
    case 'skip':
      return changePace(acting, a, word)
    case 'every week':
    case 'every fortnight':
    case 'every month':
      return tellRhythm(acting, a, word)
    case 'pause':
      return pause(acting, a)
    case 'resume':
      return resume(acting, a)
    case 'again':
      return again(acting, a)
    case 'rematch':
      return wantsAnother(acting, a)
    case 'wait':
      return waitMore(acting, a)
    case 'here':
      return here(acting, a)
    case 'ok to share':
      return share(acting, a)
    case 'yes':
    case 'ok':
      return tied ? stillTalking(acting, a) : undefined
    case 'slow':
      return tied ? slow(acting, a) : undefined
    case 'no':
      if (tied && a.letter?.question === 'share') return keepToOneself(acting, a)
      return tied && a.letter?.question === 'check-in' ? noWord(acting, a, 'of not having heard back') : undefined
  }
  if (!a.sure) return undefined
  if (intent === 'pause') return pause(acting, a)
  if (intent === 'still-talking') return stillTalking(acting, a)
  if (intent === 'partner-silent') return noWord(acting, a, `that ${a.partner ? calledBy(a.partner) : 'the partner'} is silent`)
  if (intent === 'not-talking') return noWord(acting, a, 'that they are not writing to each other')
  return undefined
}

async function stillTalking(acting: Acting, a: Answer): Promise<string | undefined> {
  if (!a.pair || !a.partner || a.pair.endedAt) return undefined
  if (a.pair.frozenAt) return 'still talking; the pair is frozen, and nothing is said about it'
  await closeFlagsAbout(acting.tx, a.person.id, ['unread'], 'answered since', acting.now)
  await thank(acting, a, { answer: 'yes', partner: calledBy(a.partner), notBeforeAt: iso(after(acting.now, days(restDays))) })
  return 'still talking'
}

async function slow(acting: Acting, a: Answer): Promise<string | undefined> {
  if (!a.pair || !a.partner || a.pair.endedAt) return undefined
  if (!a.pair.frozenAt) await thank(acting, a, { answer: 'slow', partner: calledBy(a.partner) })
  return 'still talking, slowly'
}

async function noWord(acting: Acting, a: Answer, words: string): Promise<string | undefined> {
  if (!a.pair || !a.self || !a.partner || a.pair.endedAt) return undefined
  if (a.pair.frozenAt) return 'no word from the partner; the pair is frozen, and nothing is said about it'
  const promiseAt = await followUp(acting, a.pair, a.self, a.partner, words)
  await thank(acting, a, { answer: 'no', partner: calledBy(a.partner), promiseAt: iso(promiseAt) })
  return 'no word from the partner'
}

async function changePace(acting: Acting, a: Answer, word: 'more' | 'fewer' | 'skip'): Promise<string> {
  const { tx, now } = acting
  if (word === 'skip') {
    const [next] = await tx<{ id: number }[]>`
      select id from round_steps where kind = 'prompt' and due_at > ${now} and done_at is null
        and round_id = ${a.pair?.roundId ?? a.letter?.roundId ?? 0} order by due_at limit 1`
    await tx`update participants set skips_step_id = ${next?.id ?? null} where id = ${a.person.id}`
  } else await setPace(tx, a.person.id, word)
  await thank(acting, a, { answer: word })
  return `topics: ${word}`
}

async function tellRhythm(acting: Acting, a: Answer, word: Rhythm): Promise<string | undefined> {
  if (!a.pair || !a.partner || a.pair.endedAt) return undefined
  await noteRhythm(acting, a, word)
  await thank(acting, a, { answer: 'rhythm', partner: calledBy(a.partner), every: everyWord[word] })
  return `writes ${word}`
}

async function noteRhythm(acting: Acting, a: Answer, word: Rhythm): Promise<void> {
  if (!a.pair || a.pair.endedAt) return
  await setRhythm(acting.tx, a.pair.id, everyDays[word], acting.now)
  await noteSignal(acting.tx, {
    partnershipId: a.pair.id,
    participantId: a.person.id,
    kind: 'rhythm',
    everyDays: everyDays[word],
    at: a.receivedAt,
    inboxId: a.inboxId,
  })
}

async function pause(acting: Acting, a: Answer): Promise<string> {
  const { tx, now } = acting
  const named = a.understood.until
  // a day that somebody names is midday there: it then reads as the same day in nearly every zone, the partner's too
  const until = named && named > now ? after(startOfDay('UTC', localDay('UTC', named)), hours(12)) : after(now, days(28))
  await markPaused(tx, a.person.id, until, now)
  if (a.pair && !a.pair.endedAt) {
    await noteSignal(tx, {
      partnershipId: a.pair.id,
      participantId: a.person.id,
      kind: 'paused',
      at: a.receivedAt,
      until,
      inboxId: a.inboxId,
    })
    if (a.partner && !a.partner.optedOutAt)
      await send(acting, {
        purpose: `partner-away/partnership:${a.pair.id}/participant:${a.partner.participantId}/until:${localDay('UTC', until)}`,
        template: 'partner-away',
        to: { participantId: a.partner.participantId },
        question: 'partner-away',
        roundId: a.pair.roundId,
        partnershipId: a.pair.id,
        data: { partner: calledBy(a.person), untilAt: iso(until) },
      })
  }
  if (await mayAnswer(acting, `participant:${a.person.id}`, a.hasToken))
    await send(acting, {
      purpose: `paused/inbox:${a.inboxId}`,
      template: 'paused',
      to: { participantId: a.person.id },
      question: 'paused',
      data: { partner: a.partner && !a.pair?.endedAt ? calledBy(a.partner) : null, untilAt: iso(until) },
      inReplyTo: a.messageId,
      answers: a.subject,
    })
  return `paused until ${localDay('UTC', until)}`
}

async function resume(acting: Acting, a: Answer): Promise<string> {
  await markResumed(acting.tx, a.person.id)
  if (await mayAnswer(acting, `participant:${a.person.id}`, a.hasToken))
    await send(acting, {
      purpose: `resumed/inbox:${a.inboxId}`,
      template: 'resumed',
      to: { participantId: a.person.id },
      data: { partner: a.partner && !a.pair?.endedAt ? calledBy(a.partner) : null },
    })
  return 'back from a break'
}

/** The next round by one word: kept, and answered with one receipt. */
async function again(acting: Acting, a: Answer): Promise<string> {
  const { tx, now } = acting
  const last = await currentApplication(tx, a.person.id)
  await keepForNextRound(
    tx,
    { participantId: a.person.id, first: false, because: 'again', wishes: last?.wishes ?? [], standby: last?.standby ?? false },
    now,
  )
  const next = await comingRound(tx, now)
  await send(acting, {
    purpose: `receipt/again/participant:${a.person.id}/round:${a.letter?.roundId ?? 0}`,
    template: 'receipt',
    to: { participantId: a.person.id },
    data: { about: 'again', opensAt: isoOrNull(next?.opensAt ?? null) },
    inReplyTo: a.messageId,
    answers: a.subject,
  })
  return 'wants to take part again'
}

/** Somebody asks for another partner: a coordinator decides, with one reply. */
async function wantsAnother(acting: Acting, a: Answer): Promise<string | undefined> {
  const { tx, now } = acting
  const roundId = a.pair?.roundId ?? a.letter?.roundId ?? null
  const standing = a.pair && !a.pair.endedAt ? a.pair : undefined
  if (standing?.frozenAt) return 'asks for another partner; the pair is frozen, and a named person decides'
  const day = dayInWords(a.person.zone ?? 'UTC', now)
  await raiseFlag(
    tx,
    standing && a.partner
      ? {
          kind: 'asked for help',
          roundId,
          partnershipId: standing.id,
          reason: `${calledBy(a.person)} asked on ${day} for another partner than ${calledBy(a.partner)}.`,
          suggestion: 'rematch',
          explicit: true,
          urgent: true,
          details: { toldBy: a.person.id, quiet: a.partner.participantId },
        }
      : {
          kind: 'left alone',
          roundId,
          participantId: a.person.id,
          reason: `${a.person.name} asked on ${day} for another partner.`,
          suggestion: 'rematch',
          explicit: true,
          urgent: true,
        },
    now,
  )
  await thank(acting, a, {
    answer: 'rematch',
    partner: a.partner ? calledBy(a.partner) : '',
    promiseAt: iso(after(now, days(7))),
  })
  return 'asks for another partner'
}

async function waitMore(acting: Acting, a: Answer): Promise<string | undefined> {
  const { tx, now } = acting
  if (!a.partner) return undefined
  const until = after(now, days(14))
  if (a.pair)
    await tx`update flags set snoozed_until = ${until} where partnership_id = ${a.pair.id} and kind = 'asked for help' and closed_at is null`
  await thank(acting, a, { answer: 'wait', partner: calledBy(a.partner), untilAt: iso(until) })
  return 'waits for the partner'
}

async function here(acting: Acting, a: Answer): Promise<string | undefined> {
  if (!a.partner) return undefined
  if (a.person.pausedAt) await markResumed(acting.tx, a.person.id)
  await thank(acting, a, { answer: 'here', partner: calledBy(a.partner) })
  return 'is here'
}
