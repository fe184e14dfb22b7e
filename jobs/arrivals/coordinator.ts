import { after, days, minutes } from '../../src/clock.ts'
import { messageOf, Refusal } from '../../src/errors.ts'
import { type Commands, readCommands } from '../../src/inbound/commands.ts'
import { findLetter, type SentLetter, subjectOf } from '../../src/outbound/letter-of.sql.ts'
import { audit } from '../../src/programme/audit.sql.ts'
import { keepConfirmation, takeConfirmation } from '../../src/programme/confirmations.sql.ts'
import { setAway } from '../../src/programme/coordinators.sql.ts'
import { undoDecisions, undoMinutes } from '../../src/programme/decisions.sql.ts'
import { dayInWords } from '../../src/programme/local-time.ts'
import { standingProposal } from '../../src/programme/proposals.sql.ts'
import { approve } from '../acts/approve.ts'
import { type Acting, iso, mayAnswer, send } from '../acts/context.ts'
import { decide, type Line } from '../acts/decide.ts'
import { forbidProposed } from '../acts/forbid.ts'
import { proposalDays } from '../acts/propose.ts'
import { report } from '../acts/report.ts'
import type { Outcome } from '../process-arrivals.ts'
import type { FromCoordinator } from './mail.ts'

/**
 * A coordinator wrote. A reply acts with its letter's token, from the coordinator's own address, and with the provider's
 * verdict; otherwise we ask by letter, at the registered address, whether it was meant.
 */
export async function coordinatorReply(acting: Acting, r: FromCoordinator): Promise<Outcome> {
  const { tx } = acting
  const { text } = r.understood
  if (r.openAddress === 'safety')
    return {
      outcome: await report(acting, {
        inboxId: r.inboxId,
        receivedAt: r.receivedAt,
        reporter: null,
        address: r.from,
        senderName: r.coordinator.name,
        text,
        partnershipId: null,
      }),
    }
  const commands = readCommands(text, r.receivedAt)
  if (r.letter?.question === 'confirm-acting' && r.hasToken) return { outcome: await confirmed(acting, r, commands) }
  const said = `coordinator:${r.coordinator.id}`
  if (!r.letter || !r.hasToken) {
    const text = 'This came without a digest or a proposal, so nothing was done. Reply to one of them.'
    return {
      outcome: (await mayAnswer(acting, said, false)) ? await note(acting, r, text) : 'without a digest or a proposal, again',
    }
  }
  if (commands.all === 'help') {
    await send(acting, {
      purpose: `help/inbox:${r.inboxId}`,
      template: 'help',
      to: { coordinatorId: r.coordinator.id },
      data: { awayUntilAt: null },
      inReplyTo: r.messageId,
      answers: r.subject,
    })
    return { outcome: 'help' }
  }
  if (!r.fromRegistered || !r.verified) {
    if (!(await mayAnswer(acting, said, true))) return { outcome: 'not proven, and asked back too often today' }
    return { outcome: await askBack(acting, r, r.fromRegistered ? 'not proven' : 'other address') }
  }
  if (commands.away) {
    await setAway(tx, r.coordinator.id, commands.away)
    await note(
      acting,
      r,
      `You are away until ${dayInWords('UTC', commands.away)}. Your digests wait, and the others see what you would have seen.`,
    )
    if (commands.items.length === 0 && !commands.all) return { outcome: 'away' }
  }
  return { outcome: await act(acting, r, commands, r.letter) }
}

/** Carries out what a proven reply says, by the letter that it answers. */
async function act(acting: Acting, r: FromCoordinator, commands: Commands, letter: SentLetter): Promise<string> {
  switch (letter.question) {
    case 'proposal':
      return answerProposal(acting, r, commands, letter)
    case 'digest':
    case 'receipt': {
      const digest = letter.question === 'digest' ? letter : await findLetter(acting.tx, subjectOf(letter.purpose, 'digest') ?? 0)
      if (!digest) return note(acting, r, 'The digest that this belongs to is not there any more, so nothing was done.')
      if (commands.all === 'undo') return undo(acting, r, digest)
      return answerDigest(acting, r, commands, digest)
    }
    default:
      return note(acting, r, 'This letter takes no commands, so nothing was done. Reply to a digest or a proposal.')
  }
}

async function answerProposal(acting: Acting, r: FromCoordinator, commands: Commands, letter: SentLetter): Promise<string> {
  const { tx, now } = acting
  const proposalId = subjectOf(letter.purpose, 'proposal')
  const standing = letter.roundId ? await standingProposal(tx, letter.roundId) : undefined
  if (!letter.roundId || !standing || standing.id !== proposalId)
    return note(acting, r, 'A newer proposal stands in place of this one. Reply to the newest; nothing was done.')
  if (standing.approvedAt) {
    const [who] = standing.approvedBy
      ? await tx<{ name: string }[]>`select name from coordinators where id = ${standing.approvedBy}`
      : []
    await receipt(acting, r, {
      about: 'late',
      who: who?.name ?? 'the command line',
      what: 'approved it',
      actedAt: iso(standing.approvedAt),
    })
    return 'approved already'
  }
  const forbidden = commands.items.filter(item => item.act === 'forbid').map(item => item.number)
  if (forbidden.length > 0) return forbidProposed(acting, standing, forbidden, r.coordinator.id)
  if (commands.all !== 'ok')
    return note(
      acting,
      r,
      'Reply OK to approve all pairs, or “3 forbid” to keep pair 3 apart and see a new proposal. Nothing was done.',
    )
  if (letter.sentAt && now > after(letter.sentAt, days(proposalDays))) return askBack(acting, r, 'too old')
  return approveNow(acting, r, letter.roundId)
}

async function approveNow(acting: Acting, r: FromCoordinator, roundId: number): Promise<string> {
  try {
    const { pairs, firstAt } = await approve(acting, roundId, r.coordinator.id)
    await receipt(acting, r, { about: 'approved', pairs, introducedAt: iso(firstAt), undoByAt: null })
    return `approved round ${roundId}`
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return note(acting, r, `${messageOf(error)}.`)
  }
}

async function answerDigest(acting: Acting, r: FromCoordinator, commands: Commands, digest: SentLetter): Promise<string> {
  const lines = await decide(acting, { digest, coordinator: r.coordinator, inboxId: r.inboxId, commands })
  const acts = lines.some(line => line.decided)
  await receipt(
    acting,
    r,
    {
      about: 'digest',
      lines: lines.map(({ n, text }) => ({ n, text })),
      undoByAt: acts ? iso(after(acting.now, minutes(undoMinutes))) : null,
    },
    `digest:${digest.id}`,
  )
  return `decided: ${lines.filter(line => line.decided).length} of ${lines.length}`
}

async function undo(acting: Acting, r: FromCoordinator, digest: SentLetter): Promise<string> {
  const { tx, now } = acting
  const undone = await undoDecisions(tx, digest.id, r.coordinator.id, now)
  const lines: Line[] =
    undone.length > 0
      ? undone.map(one => ({ n: one.number, text: `Not done: ${one.act}.`, decided: false }))
      : [{ n: null, text: 'There was nothing left to undo.', decided: false }]
  await receipt(acting, r, { about: 'undone', lines: lines.map(({ n, text }) => ({ n, text })) }, `digest:${digest.id}`)
  await audit(tx, `coordinator:${r.coordinator.id}`, 'undo', `letter:${digest.id}`, now, { undone: undone.length })
  return `undone: ${undone.length}`
}

/** The reply is not proven, or comes too late: asked back at the registered address, with what it would do. */
async function askBack(acting: Acting, r: FromCoordinator, because: 'other address' | 'not proven' | 'too old'): Promise<string> {
  const { tx, now } = acting
  const said = r.understood.text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)
    .slice(0, 12)
  const outboxId = await send(acting, {
    purpose: `confirm-acting/letter:${r.letter!.id}/inbox:${r.inboxId}`,
    template: 'confirm-acting',
    to: { coordinatorId: r.coordinator.id },
    question: 'confirm-acting',
    roundId: r.letter!.roundId,
    data: { acts: said, receivedAt: iso(r.receivedAt), because },
  })
  if (outboxId)
    await keepConfirmation(
      tx,
      {
        outboxId,
        participantId: null,
        coordinatorId: r.coordinator.id,
        act: 'digest reply',
        arguments: { text: r.understood.text.slice(0, 4000), letter: r.letter!.id },
        expiresAt: after(now, days(7)),
      },
      now,
    )
  return `asked back: ${because}`
}

/** YES to what was asked back: acts as the first reply would have. */
async function confirmed(acting: Acting, r: FromCoordinator, commands: Commands): Promise<string> {
  if (!r.fromRegistered)
    return note(acting, r, 'The confirmation must come from the address that we know you by. Nothing was done.')
  const yes = r.understood.word === 'yes' || r.understood.word === 'ok' || commands.all === 'ok'
  if (!yes) return 'asked back, and not wanted'
  const confirmation = await takeConfirmation(acting.tx, r.letter!.id, acting.now)
  if (!confirmation) return note(acting, r, 'This was answered already, or its week is over. Nothing was done.')
  const letter = await findLetter(acting.tx, Number(confirmation.arguments.letter))
  if (!letter) return 'the letter is not there any more'
  const first = readCommands(String(confirmation.arguments.text ?? ''), r.receivedAt)
  if (letter.question === 'proposal' && letter.roundId && first.all === 'ok') return approveNow(acting, r, letter.roundId)
  return act(acting, r, first, letter)
}

type ReceiptData = Parameters<typeof send<'receipt'>>[1]['data']

const receipt = (acting: Acting, r: FromCoordinator, data: ReceiptData, about = `letter:${r.letter?.id ?? 0}`) =>
  send(acting, {
    purpose: `receipt/${about}/inbox:${r.inboxId}`,
    template: 'receipt',
    to: { coordinatorId: r.coordinator.id },
    question: 'receipt',
    roundId: r.letter?.roundId ?? null,
    data,
    inReplyTo: r.messageId,
    answers: r.subject,
  })

async function note(acting: Acting, r: FromCoordinator, text: string): Promise<string> {
  await receipt(acting, r, { about: 'note', text })
  return text.slice(0, 120)
}
