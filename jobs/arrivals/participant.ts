import { asksToEndPair } from '../../src/inbound/ending.ts'
import { markResumed } from '../../src/programme/participants.sql.ts'
import {
  currentPartnership,
  findPartnership,
  type Member,
  type Partnership,
  pairSeenFrom,
} from '../../src/programme/partnerships.sql.ts'
import { findRound } from '../../src/programme/rounds.sql.ts'
import { lastAsked, noteSignal } from '../../src/programme/signals.sql.ts'
import { type Acting, iso, mayAnswer, send } from '../acts/context.ts'
import { comeBack, leave } from '../acts/leave.ts'
import { report } from '../acts/report.ts'
import type { Outcome } from '../process-arrivals.ts'
import { aboutApplying } from './about-applying.ts'
import { aboutOwnData } from './about-own-data.ts'
import { aboutThePair } from './about-the-pair.ts'
import { askOtherAddress, leftToAPerson } from './answers.ts'
import { endOwnPair } from './end-own-pair.ts'
import type { FromParticipant } from './mail.ts'
import { meantForThePartner } from './meant-for-the-partner.ts'

/** How we know that this reply belongs to this letter: its token, its thread, or only its sender. */
export type TiedBy = 'token' | 'thread' | 'sender'

/** What an answer is about, once it is known whose it is and what it says. */
export type Answer = FromParticipant & {
  /** sure enough to act on */
  sure: boolean
  tiedBy: TiedBy
  /** token, registered sender and the provider's verdict agree: it was this person, beyond doubt */
  proven: boolean
  pair: Partnership | undefined
  self: Member | undefined
  partner: Member | undefined
}

/**
 * A participant wrote. In this order: a report of conduct, a letter meant for the partner, leaving, their own data, the letter's
 * question, the words that always work; and what nobody is sure about goes to a person, never to the bin.
 */
export async function participantReply(acting: Acting, r: FromParticipant, tiedBy: TiedBy): Promise<Outcome> {
  const { tx } = acting
  const { word, confidence } = r.understood
  const pair = (await pairOf(acting, r)) ?? undefined
  const seen = pair ? await pairSeenFrom(tx, pair.id, r.person.id) : undefined
  const a: Answer = {
    ...r,
    sure: confidence >= 0.8,
    tiedBy,
    proven: r.hasToken && r.fromRegistered && r.verified,
    pair,
    self: seen?.self,
    partner: seen?.partner,
  }
  const done = (outcome: string, forget = false): Outcome => ({ participantId: r.person.id, outcome, forget })

  if (reports(a))
    return done(
      await report(acting, {
        inboxId: r.inboxId,
        receivedAt: r.receivedAt,
        reporter: r.person,
        address: r.from,
        senderName: r.senderName,
        text: r.understood.text,
        partnershipId: pair?.id ?? null,
      }),
    )
  if (a.pair && !a.pair.endedAt && asksToEndPair(r.understood.text)) return done(await endOwnPair(acting, a))
  if (!leaves(a)) {
    const notOurs = await meantForThePartner(acting, a)
    if (notOurs) return done(notOurs, true)
  }
  // a Message-ID of ours is in every mail of its thread: it tells which letter is meant, and proves nobody
  const unproven = tiedBy !== 'token' && !r.verified
  if (unproven && (r.refuted || (tiedBy === 'sender' && !leaves(a))))
    return done(await leftToAPerson(acting, a, 'came without proof of its sender'))
  if (r.hasToken && !r.fromRegistered && r.from) await askOtherAddress(acting, a)
  if (leaves(a))
    return done(
      await leave(acting, r.person, {
        authenticated: a.proven,
        untied: unproven,
        inboxId: r.inboxId,
        inReplyTo: r.messageId,
        answers: r.subject,
      }),
    )
  if (word === 'undo' && r.person.optedOutAt && r.hasToken) return done(await comeBack(acting, r.person))

  await signOfLife(acting, a)
  const outcome =
    (await aboutOwnData(acting, a)) ??
    (await aboutApplying(acting, a)) ??
    (await ofAFinishedRound(acting, a)) ??
    (await aboutThePair(acting, a)) ??
    (a.understood.courtesy ? 'a greeting or thanks: a sign of life, and nothing to answer' : undefined) ??
    (await leftToAPerson(acting, a, 'could not be read'))
  return done(outcome, outcome === 'erased' || outcome === 'application removed, and all that it said')
}

/**
 * Safety wins over everything. But whoever never had a partner and says in answer to the three facts that something “is not
 * right” corrects them: a coordinator reads that too.
 */
const reports = ({ understood: { word, intent }, openAddress, letter, pair }: Answer): boolean =>
  word === 'report' ||
  openAddress === 'safety' ||
  (intent === 'safety-report' && !(pair === undefined && ['confirm', 'missing', 'round-open'].includes(letter?.question ?? '')))

/** REMOVE takes back an application, ERASE ME is asked back first; to whoever takes part, REMOVE is as good as STOP. */
function leaves({ understood: { word, intent }, sure, letter, pair }: Answer): boolean {
  if (word === 'erase me') return false
  if (word === 'remove')
    return letter?.question !== 'confirm' && letter?.question !== 'missing' && pair !== undefined && !pair.endedAt
  return word === 'stop' || (intent === 'opt-out' && sure)
}

/** The partnership that the letter was about while it stands, else the one that the person is in now. */
async function pairOf({ tx }: Acting, { letter, person, receivedAt }: FromParticipant): Promise<Partnership | undefined> {
  const ofLetter = letter?.partnershipId ? await findPartnership(tx, letter.partnershipId) : undefined
  if (ofLetter && !ofLetter.endedAt) return ofLetter
  const current = await currentPartnership(tx, person.id)
  // a letter from before the two were partners says nothing of them, however late it is read
  return current && current.madeAt <= receivedAt ? current : ofLetter
}

/** Any letter of one's own shows that somebody is there; what it says of the pair is written down with it. */
async function signOfLife({ tx }: Acting, a: Answer): Promise<void> {
  if (a.person.awayUntil && a.person.awayUntil > a.receivedAt && a.understood.intent !== 'pause')
    await tx`update participants set away_until = null where id = ${a.person.id}`
  if (!a.pair || a.pair.endedAt) return
  const answers = { 'still-talking': 'yes', 'not-talking': 'no', 'partner-silent': 'silent' } as const
  const byWord = { yes: 'yes', slow: 'slow', no: 'silent' } as const
  const asked = a.letter?.question === 'check-in' || a.letter === undefined || a.letter.partnershipId !== null
  const word = a.understood.word as keyof typeof byWord | undefined
  const said = asked
    ? ((word && byWord[word]) ?? (a.sure ? answers[a.understood.intent as keyof typeof answers] : undefined))
    : undefined
  await noteSignal(tx, {
    partnershipId: a.pair.id,
    participantId: a.person.id,
    kind: 'reply',
    answer: said ?? (a.understood.intent === 'question' ? 'question' : null),
    at: a.receivedAt,
    askedAt: await lastAsked(tx, a.pair.id, a.person.id),
    lastContactAt: a.understood.lastContact ?? null,
    inboxId: a.inboxId,
  })
}

/** A letter of a round that is over was answered: told kindly, with the way back in. */
async function ofAFinishedRound(acting: Acting, a: Answer): Promise<string | undefined> {
  const { tx } = acting
  const round = a.letter?.roundId ? await findRound(tx, a.letter.roundId) : undefined
  if (!round?.endedAt || a.understood.word === 'again' || a.letter?.template === 'end') return undefined
  if (a.person.pausedAt) await markResumed(tx, a.person.id)
  if (await mayAnswer(acting, `participant:${a.person.id}`, false))
    await send(acting, {
      purpose: `finished/inbox:${a.inboxId}`,
      template: 'finished',
      to: { participantId: a.person.id },
      question: 'finished',
      roundId: round.id,
      data: { finishedRound: round.name, endedAt: iso(round.endedAt) },
      inReplyTo: a.messageId,
      answers: a.subject,
    })
  return a.understood.intent === 'question' || !a.understood.word
    ? leftToAPerson(acting, a, 'answers a letter of a finished round')
    : 'a reply to a letter of a finished round'
}
