import type { Transaction } from '../../src/db.ts'
import type { LetterKind } from '../../src/outbound/letters.ts'
import { type NewLetter, post } from '../../src/outbound/outbox.sql.ts'
import { tally } from '../../src/programme/audit.sql.ts'
import type { World } from '../job.ts'

/** What an act works with: the transaction it happens in, and the moment. */
export type Acting = { world: World; tx: Transaction; now: Date }

/** Posts a letter in the act's transaction. */
export const send = <K extends LetterKind>({ tx, now }: Acting, letter: NewLetter<K>) => post(tx, letter, now)

const mostAnswers = { recognised: 10, other: 1 }

/**
 * May one more automatic answer go to this person today? Ten a day to recognised words with a valid token, one to anything
 * else, so that two machines never talk to each other for long.
 */
export async function mayAnswer({ tx, now }: Acting, who: string, recognised: boolean): Promise<boolean> {
  const kind = recognised ? 'recognised' : 'other'
  return (await tally(tx, `${kind} answers:${who}`, now.toISOString().slice(0, 10))) <= mostAnswers[kind]
}

/** ISO, as letters keep moments. */
export const iso = (moment: Date): string => moment.toISOString()
export const isoOrNull = (moment: Date | null): string | null => moment?.toISOString() ?? null
