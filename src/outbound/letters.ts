/**
 * What each kind of letter needs to be told. The data is stored as JSON beside the letter, and rendered later, so it
 * holds facts and not words: moments as ISO 8601, countries as ISO 3166-1 alpha-2, languages as BCP 47. All of them are
 * put into the reader's language and time zone when the letter leaves. Keys are camelCase, and no key is itself data.
 *
 * Names are `knownAs` where somebody is addressed or spoken of, and whole (`name`) where a stranger meets them.
 */

import type {
  CheckInQuestion,
  Country,
  DigestItem,
  Every,
  Facts,
  Field,
  Language,
  Moment,
  ProposedPair,
  ReasonCode,
  Thanks,
  TopicText,
} from './letter-parts.ts'

export type LetterData = {
  // applying
  confirm: Facts & {
    /** when this is written, for "now 10:05 there"; null leaves it out */
    nowAt: Moment | null
    /** null: no round is open yet, and the application is kept for the next one */
    closesAt: Moment | null
    introducedAt: Moment | null
    months: number
    every: Every
    /** the one reminder */
    reminder: boolean
  }
  missing: { fields: { field: Field; given: string | null }[]; byAt: Moment | null }
  accepted: { introducedAt: Moment; months: number; every: Every }
  'waiting-list': {
    because: 'country full' | 'round full' | 'round closed' | 'no round' | 'looked at' | 'approval'
    country: Country
  }
  'round-open': Facts & { closesAt: Moment; introducedAt: Moment; months: number; every: Every }
  'confirm-address': { oldEmail: string | null }
  'apply-form': { applyUrl: string; closesAt: Moment | null }
  removed: Record<string, never>
  // matching and introducing
  proposal: {
    people: number
    countries: number
    pairs: ProposedPair[]
    /** wishes called a must that no allowed pair meets; `n` is the pair's number */
    unmetMusts: { n: number; name: string; wish: string }[]
    left: { name: string; country: Country; because: string }[]
    /** after this an OK by reply is asked back */
    expiresAt: Moment
    consoleUrl: string
  }
  'no-partner': { because: 'odd one out' | 'nobody fits'; untilAt: Moment }
  introduction: {
    partner: {
      name: string
      knownAs: string
      email: string
      country: Country
      place: string | null
      role: string | null
      employer: string | null
      languages: Language[]
      about: string | null
      /** IANA; null: unknown, and no meeting times are shown */
      zone: string | null
    }
    /** why you two: whole sentences, as a person or the engine wrote them in English */
    reasons: string[]
    /** the same as codes, which each language has its own words for; absent where a person wrote the reason */
    reasonCodes?: ReasonCode[]
    /** starts of suggested meetings; may be empty */
    meetings: Moment[]
    /** the pair's heartbeat address */
    pairAddress: string
    endsAt: Moment
    firstCheckInAt: Moment
    /** the first topic, whole; null when a prompt brings it */
    topic: TopicText | null
    /** not the first partner of this round */
    rematch: boolean
  }
  // the round
  prompt: {
    partner: string
    partnerEmail: string
    topic: TopicText
    question: CheckInQuestion | null
    /** answers to the last topic, from those who wrote OK TO SHARE */
    shared: { text: string; name: string; country: Country }[]
  }
  'check-in': {
    partner: string
    question: CheckInQuestion
    again: boolean
    /** the first one to a pair: how, and how often, do you write? */
    askRhythm?: boolean
  }
  thanks: Thanks
  'slow-ideas': { partner: string }
  'follow-up': { partner: string; lastHeardAt: Moment | null; decideAt: Moment }
  'rematch-offer': {
    partner: string
    /** when the reader told us; null: they did not, we noticed */
    noAt: Moment | null
    /** how many times we wrote to the partner */
    wrote: number
    /** one pair in this many, from the programme's own last round; null leaves the sentence out */
    oneIn: number | null
    waitUntilAt: Moment
    rematchByAt: Moment
    decideAt: Moment
  }
  'partner-away': { partner: string; untilAt: Moment | null }
  'partner-left': { partner: string; rematchByAt: Moment; decideAt: Moment }
  'moved-on': { partner: string }
  goodbye: {
    partner: string
    /** why, as far as the reader may know: nobody is told what the other said */
    because: 'you asked' | 'decided' | 'time'
    /** offer another partner by REMATCH */
    offer: boolean
  }
  end: {
    partner: string | null
    partners: { name: string; country: Country; email: string | null; fromAt: Moment }[]
    nextOpensAt: Moment | null
  }
  write: {
    partner: string | null
    coordinator: string /** the coordinator's own words; null: the prepared ones */
    text: string | null
  }
  // coming and going
  paused: { partner: string | null; untilAt: Moment | null }
  resumed: { partner: string | null }
  stopped: { undoByAt: Moment }
  'confirm-end': { partner: string; askedAt: Moment }
  'other-address': { otherEmail: string; receivedAt: Moment }
  finished: { /** the round that the letter belonged to */ finishedRound: string; endedAt: Moment }
  'unknown-sender': { applyUrl: string }
  returned: { partner: string; partnerEmail: string }
  unclear: {
    /** the answer as it came, cut to a few words; null: leave it out */
    excerpt: string | null
    /** the words that the question understands, in the order to show them */
    words: ('yes' | 'slow' | 'no' | 'here' | 'rematch' | 'wait' | 'pause' | 'stop')[]
    partner: string | null
  }
  // a person's own data
  'confirm-export': { askedAt: Moment }
  data: { attachment: string }
  'confirm-erase': { askedAt: Moment }
  erased: Record<string, never>
  // safety
  'report-received': { receivedAt: Moment; people: string[] }
  alert: {
    about: 'conduct' | 'help'
    name: string
    email: string
    country: Country | null
    partner: string | null
    receivedAt: Moment
    /** the report, whole: this letter goes to the named people only */
    text: string
    frozen: boolean
    consoleUrl: string
  }
  // coordinators
  digest: {
    items: DigestItem[]
    /** pairs that need nobody */
    healthy: number
    /** conduct reports: no text, no number */
    conduct: { receivedAt: Moment; mailedTo: string[] }[]
    done: {
      checkIns: number
      answered: number
      yes: number
      slow: number
      no: number
      waiting: number
      bounced: number
      more: string[]
    }
    /** flags closed so far in this round; null while none is */
    alarms: { true: number; false: number; missed: number } | null
    /** an example of an answer, made from the items: `1 rematch, 2 snooze 14d`; null leaves it out */
    example: string | null
    nextAt: Moment
    consoleUrl: string
  }
  receipt:
    | { about: 'digest'; lines: { n: number | null; text: string }[] /** null: nothing to undo */; undoByAt: Moment | null }
    | { about: 'approved'; pairs: number; introducedAt: Moment; undoByAt: Moment | null }
    | { about: 'undone'; lines: { n: number | null; text: string }[] }
    | { about: 'late'; who: string; what: string; actedAt: Moment }
    | { about: 'note'; text: string }
    | { about: 'again'; opensAt: Moment | null }
  'confirm-acting': { acts: string[]; receivedAt: Moment; because: 'other address' | 'not proven' | 'too old' }
  help: { awayUntilAt: Moment | null }
  'sign-in': { url: string; code: string; expiresAt: Moment }
}

export type LetterKind = keyof LetterData

/** A letter as it is asked for: its kind and the facts that this kind needs. */
export type Letter = { [K in LetterKind]: { template: K; data: LetterData[K] } }[LetterKind]

/** Everything around a letter that is the same for all kinds; known when it leaves. */
export type Frame = {
  programme: string
  /** the round's name; null for letters outside a round */
  round: string | null
  /** the person who signs: the first coordinator's name, known-as */
  from: string
  postalAddress: string
  conductUrl: string
  privacyUrl: string
  programmeEmail: string
  safetyEmail: string
  to: { name: string; email: string }
  /** the letter's own Reply-To: the buttons write to it */
  replyTo: string
  /** a page where the question can be answered (GET shows, POST acts); null where none exists */
  answerUrl: string | null
  unsubscribeUrl: string | null
  /** the next planned letter; null leaves the sentence out */
  next: { what: 'introduction' | 'prompt' | 'check-in' | 'end' | 'next-round'; at: Moment } | null
  /** the subject of the message that this answers: the letter then stays in its thread */
  answers: string | null
}

/** What a letter looks like when it leaves. `html` and `text` say the same. */
export type Rendered = { subject: string; preview: string; html: string; text: string }
