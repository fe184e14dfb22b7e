import type { SharedAnswer } from './shared-answers.sql.ts'

/** Other people's answers that stand in one letter at the most. */
const most = 3
/** Longer ones are for the pair itself: a letter is read on weak connections. */
const longest = 400

/**
 * What somebody allows us to show, as others may read it: one paragraph, no longer than a letter has room for.
 *
 * @param text without the words of consent
 * @returns null when nothing is left
 */
export function toShare(text: string): string | null {
  const said = text.replace(/\s+/g, ' ').trim()
  if (!/\p{L}/u.test(said)) return null
  return said.length > longest ? `${said.slice(0, longest - 1).trimEnd()}…` : said
}

/** The answers that one reader's letter shows: others' own, the newest first, one a person. */
export function answersFor(readerId: number, partnerId: number, answers: SharedAnswer[]): SharedAnswer[] {
  const seen = new Set([readerId, partnerId])
  return answers.filter(({ participantId }) => !seen.has(participantId) && Boolean(seen.add(participantId))).slice(0, most)
}
