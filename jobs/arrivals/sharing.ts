import { withoutWord } from '../../src/inbound/intent.ts'
import { closeFlagsAbout, raiseFlag } from '../../src/programme/flags.sql.ts'
import { offerAnswer, withdrawAnswers } from '../../src/programme/shared-answers.sql.ts'
import { toShare } from '../../src/programme/shared-answers.ts'
import type { Acting } from '../acts/context.ts'
import { leftToAPerson, thank } from './answers.ts'
import type { Answer } from './participant.ts'

/** What somebody learned with a topic may be shown to the others: a coordinator reads it first. */
export async function share(acting: Acting, a: Answer): Promise<string> {
  const { tx, now } = acting
  const roundId = a.pair?.roundId ?? a.letter?.roundId ?? null
  const text = toShare(withoutWord(a.understood.text, 'ok to share'))
  if (!text || roundId === null) return leftToAPerson(acting, a, 'may be shared')
  await offerAnswer(tx, { participantId: a.person.id, roundId, inboxId: a.inboxId, text }, now)
  await raiseFlag(
    tx,
    {
      kind: 'to share',
      roundId,
      participantId: a.person.id,
      inboxId: a.inboxId,
      reason: `${a.person.name} allows us to show this to the others, with name and country: “${text}”`,
      suggestion: 'accept',
    },
    now,
  )
  await thank(acting, a, { answer: 'share' })
  return 'may be shared, once a coordinator has read it'
}

/** NO to our thanks for an answer that may be shared: it is shown to nobody any more. */
export async function keepToOneself(acting: Acting, a: Answer): Promise<string | undefined> {
  if (!(await withdrawAnswers(acting.tx, a.person.id, acting.now))) return undefined
  await closeFlagsAbout(acting.tx, a.person.id, ['to share'], 'taken back by its writer', acting.now)
  await thank(acting, a, { answer: 'kept' })
  return 'takes back what might have been shared'
}
