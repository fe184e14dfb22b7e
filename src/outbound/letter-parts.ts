/** What the facts of letters are made of; see letters.ts. */

/** ISO 8601, UTC: `2027-03-01T08:00:00.000Z` */
export type Moment = string
/** ISO 3166-1 alpha-2 */
export type Country = string
/** BCP 47 */
export type Language = string
/** How often: a round's topics, or a pair's letters. */
export type Every = 'week' | 'fortnight' | 'month'

/** A field of an application that can be asked for. Its label in each language is in `templates/letters/missing`. */
export type Field =
  | 'name'
  | 'country'
  | 'place'
  | 'timeZone'
  | 'languages'
  | 'interests'
  | 'sector'
  | 'careerStage'
  | 'role'
  | 'employer'
  | 'about'
  | 'conductAccepted'

/** The three facts that an applicant confirms, as they gave them. */
export type Facts = { place: string | null; country: Country; languages: Language[]; interests: string[] }

/** "Are you still talking?", alone or inside a prompt. */
export type CheckInQuestion = {
  /** whole weeks since the introduction; 0 leaves the sentence out */
  weeks: number
  /** YES: we do not ask again before */
  notBeforeAt: Moment
  /** NO: we come back to you by */
  promiseAt: Moment
  /** silence: after this we may ask again */
  replyByAt: Moment
}

/** A reason as the matching engine codes it; `languages` are BCP 47, what is `their` or `your` sector a word of the form. */
export type ReasonCode = { code: string; values: Record<string, string | string[] | number> }

/** A topic as `programme/topics.ts` reads it: `html` is made from Markdown in which raw HTML is not allowed. */
export type TopicText = { title: string; html: string; text: string }

/** One numbered item of a digest: starts a line as `N  ` and holds both names. */
export type DigestItem = {
  n: number
  a: { name: string; country: Country | null }
  /** null: the person has no partner */
  b: { name: string; country: Country | null } | null
  /** week of the partnership; null leaves it out */
  week: number | null
  /** one or two sentences with the dates; why a person should look */
  why: string
  /** one sentence; null: none, and OK leaves the item open */
  suggestion: string | null
  /** the words that act on this item, the suggested one first */
  say: string[]
}

export type ProposedPair = {
  n: number
  a: string
  b: string
  /** in words, without a full stop: `both in school libraries, English, 5 hours apart` */
  reason: string
  met: string[]
  unmet: string[]
}

/** What a short answer thanks for; each is one line of `templates/letters/thanks`. */
export type Thanks =
  | { answer: 'yes'; partner: string; notBeforeAt: Moment }
  | { answer: 'slow'; partner: string }
  | { answer: 'no'; partner: string; promiseAt: Moment }
  | { answer: 'here'; partner: string }
  | { answer: 'rematch'; partner: string; promiseAt: Moment }
  | { answer: 'wait'; partner: string; untilAt: Moment }
  | { answer: 'rhythm'; partner: string; every: Every }
  | { answer: 'more' }
  | { answer: 'fewer' }
  | { answer: 'skip' }
  | { answer: 'share' }
  | { answer: 'kept' }
  | { answer: 'corrected' }
  | { answer: 'unread'; coordinator: string; promiseAt: Moment }
