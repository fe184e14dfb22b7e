import { createHash } from 'node:crypto'
import type { Applicant, Protection } from '../matching/applicant.ts'
import type { Matching } from '../matching/round.ts'
import { languageOf } from './application.ts'
import type { ApplicationRow } from './applications.sql.ts'
import { offsetMinutes } from './local-time.ts'
import type { Participant } from './participants.sql.ts'
import type { ProposalSummary, ProposedPair, Reason } from './proposals.sql.ts'

export type Candidate = {
  person: Participant
  application: Pick<ApplicationRow, 'wishes' | 'standby' | 'queuedFirst'>
  earlier: number
  leftBefore: boolean
}
export type Avoid = { aId: number; bId: number }

/** Whom the round must not leave over, strongest first. */
function protectionOf({ earlier, leftBefore, application }: Candidate): Protection {
  if (leftBefore) return 'left alone before'
  if (application.queuedFirst) return 'waited'
  return earlier === 0 ? 'first time' : 'none'
}

/**
 * People as the matching engine takes them. Pairs to avoid, earlier partners and bars alike, are told on both sides.
 *
 * @param at the moment whose clock the overlap of waking hours is reckoned by
 */
export function applicants(people: Candidate[], avoid: Avoid[], at: Date): Applicant[] {
  const avoided = new Map<number, string[]>()
  for (const { aId, bId } of avoid) {
    avoided.set(aId, [...(avoided.get(aId) ?? []), String(bId)])
    avoided.set(bId, [...(avoided.get(bId) ?? []), String(aId)])
  }
  return people.map(candidate => {
    const { person, application } = candidate
    return {
      id: String(person.id),
      country: person.country,
      timeZone: person.zone,
      utcOffsetMinutes: person.zone ? offsetMinutes(person.zone, at) : null,
      sector: person.sector,
      careerStage: person.careerStage,
      interests: person.interests,
      interestsText: person.about,
      languages: person.languages,
      wishes: application.wishes.map(w => ({ ...w, text: w.text ?? null })),
      standby: application.standby,
      previousPartners: avoided.get(person.id) ?? [],
      blocked: [],
      protection: protectionOf(candidate),
    }
  })
}

/** A fingerprint of what a proposal is made from: the same people give the same proposal, and no second letter. */
export const fingerprint = (people: Applicant[], made: Avoid[]): string =>
  createHash('sha256')
    .update(JSON.stringify([people, made]))
    .digest('base64url')

/** Reasons in words beside their codes; a language is told as its code, so that each reader has its name in theirs. */
export const coded = (words: string[], codes: Matching['pairs'][number]['codesForA']): Reason[] =>
  words.map((text, i) => {
    const { code, values } = codes[i]!
    const { language } = values
    return { words: text, code, values: typeof language === 'string' ? { ...values, language: languageOf(language) } : values }
  })

const wishWords = (wish: { about: string; want: string; text?: string | null }) =>
  wish.text?.trim() || `${wish.about}: ${wish.want}`

/** What the engine found, as the proposal's rows: pairs numbered for the coordinators, those left over, musts unmet. */
export function proposalFrom(matching: Matching, people: Candidate[]): { pairs: ProposedPair[]; summary: ProposalSummary } {
  const nameOf = new Map(people.map(({ person }) => [String(person.id), person.name]))
  const pairs = matching.pairs.map((pair, i): ProposedPair => {
    const said = (wishes: Matching['pairs'][number]['wishesMet']) =>
      wishes.map(({ person, wish }) => ({ words: `${nameOf.get(person)}: ${wishWords(wish)}` }))
    return {
      number: i + 1,
      aId: Number(pair.a),
      bId: Number(pair.b),
      weight: pair.weight,
      reasonsA: coded(pair.reasonsForA, pair.codesForA),
      reasonsB: coded(pair.reasonsForB, pair.codesForB),
      wishesMet: said(pair.wishesMet),
      wishesUnmet: said(pair.wishesUnmet),
    }
  })
  const numberOf = new Map(pairs.flatMap(pair => [[pair.aId, pair.number] as const, [pair.bId, pair.number] as const]))
  return {
    pairs,
    summary: {
      people: people.length,
      countries: new Set(people.map(({ person }) => person.country)).size,
      left: matching.unpaired.map(({ id, because }) => ({
        participantId: Number(id),
        because: because === 'nobody is allowed' ? 'nobody fits' : because === 'on standby' ? 'on standby' : 'odd one out',
      })),
      unmetMusts: matching.unmetMusts.map(({ id, wish }) => ({
        number: numberOf.get(Number(id)) ?? 0,
        participantId: Number(id),
        wish: wishWords(wish),
      })),
    },
  }
}
