import type { LetterKind } from './letters.ts'

/**
 * Which letters a person's wishes and a pair's state hold back. The sets are named for what they permit; a new kind of
 * letter is in none of them, and so is held back wherever there is doubt.
 */
const set = (...kinds: LetterKind[]): ReadonlySet<string> => new Set(kinds)

/** After STOP: its confirmation, and answers to the owner's own request about their own data. */
export const afterOptOut = set('stopped', 'confirm-export', 'data', 'confirm-erase', 'erased', 'report-received')

/** After STOP, when asked for later than it: somebody who left applies again. */
export const afterNewApplication = set('confirm')

/** To an address that bounced: only what would confirm it anew. */
export const afterBounce = set('confirm', 'confirm-address')

/** While an automatic reply says that the reader is away: news, which keep; questions wait. */
export const whileAway = set('introduction', 'end', 'goodbye', 'partner-left', 'moved-on')

/** While the reader takes a break: only that the round is over. */
export const whilePaused = set('end')

/** What speaks of the pair; silent while the pair is frozen. */
export const aboutPair = set(
  'introduction',
  'prompt',
  'check-in',
  'thanks',
  'slow-ideas',
  'follow-up',
  'rematch-offer',
  'partner-away',
  'partner-left',
  'moved-on',
  'goodbye',
  'end',
  'unclear',
  'confirm-end',
  'returned',
)

/** What speaks of the pair as if it went on; pointless once it has ended. */
export const ofLivingPair = set(
  'introduction',
  'prompt',
  'check-in',
  'slow-ideas',
  'follow-up',
  'rematch-offer',
  'partner-away',
  'confirm-end',
)

/** What belongs to a round that goes on. */
export const ofLivingRound = set(
  'accepted',
  'introduction',
  'prompt',
  'check-in',
  'slow-ideas',
  'follow-up',
  'rematch-offer',
  'partner-away',
  'proposal',
  'no-partner',
)

/** What no daily limit holds back: safety, a way in that lasts minutes, and the end of all letters. */
export const neverRationed = set('alert', 'report-received', 'sign-in', 'stopped', 'receipt', 'confirm-acting')
