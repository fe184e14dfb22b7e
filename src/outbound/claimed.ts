import type { LetterKind } from './letters.ts'

/** Whom the letter is for, as they are known now. */
type ReaderNow = { email: string; name: string; locale: string; zone: string }

/** A letter in our hands: `sending` is committed, and nobody else may touch it until its settle moment. */
export type Claimed = {
  id: number
  attempt: number
  purpose: string
  template: LetterKind
  participantId: number | null
  roundId: number | null
  partnershipId: number | null
  data: Record<string, unknown>
  question: string | null
  inReplyTo: string | null
  answers: string | null
  claimedAt: Date
  settleAt: Date
  messageId: string
  reader: ReaderNow
  roundName: string | null
  /** an introduction's Reply-To: the partner's address as it is now */
  partnerEmail: string | null
  /** the letter as it may have left before; it leaves in the same words or not at all */
  snapshot: { subject: string; text: string; html: string } | null
}
