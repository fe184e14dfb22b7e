import type { Config } from '../config.ts'
import type { Claimed } from './claimed.ts'
import { replyToOf, tokenOf, unsubscribeUrlOf } from './envelope.ts'
import type { Frame } from './letters.ts'

/**
 * What stands around a letter.
 *
 * @param from who signs; the programme itself while it has no coordinator
 * @param next the next planned letter to this reader, when one is known
 */
export function frameOf(letter: Claimed, config: Config, from: string | null, next: Frame['next']): Frame {
  return {
    programme: config.programmeName,
    round: letter.roundName,
    from: from ?? config.programmeName,
    postalAddress: config.postalAddress,
    conductUrl: config.conductUrl ?? `${config.publicUrl}/conduct`,
    privacyUrl: config.privacyUrl ?? `${config.publicUrl}/privacy`,
    programmeEmail: `hello@${config.mailDomain}`,
    safetyEmail: config.safetyEmail,
    to: { name: letter.reader.name, email: letter.reader.email },
    replyTo: replyToOf(letter, config),
    answerUrl: letter.question ? `${config.publicUrl}/answer/${tokenOf(config.secret, letter.purpose)}` : null,
    unsubscribeUrl: unsubscribeUrlOf(letter.purpose, config),
    next,
    answers: letter.answers,
  }
}
