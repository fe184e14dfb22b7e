/** What somebody wishes for in a partner. `about` and `want` are free words; see wishes.ts for those that are understood. */
export type Wish = {
  /** sector, career stage, region, country, language, interests, or person ("somebody different from me") */
  about: string
  /** a value ("public", "Africa", "Spanish"), or same, similar, different, more experienced, less experienced */
  want: string
  strength: 'would like' | 'must'
  text?: string | null
}

/** Why somebody must not be the one left over, strongest last: see `protection` in weights.ts. */
export type Protection = 'none' | 'first time' | 'waited' | 'left alone before'

/** One person who is to be paired: what an application says, nothing derived. Everything but id and country may be missing. */
export type Applicant = {
  id: string
  /** ISO 3166-1 alpha-2 or an English name: 'KE' and 'Kenya' are one country. Without it nobody can be paired. */
  country?: string | null
  region?: string | null
  /** IANA name, used when `utcOffsetMinutes` is missing */
  timeZone?: string | null
  /** minutes east of UTC, standard time */
  utcOffsetMinutes?: number | null
  /** morning, daytime, evening or any time, in the person's own zone */
  canMeet?: string | null
  sector?: string | null
  careerStage?: string | null
  yearsInProfession?: number | null
  interests?: string[] | null
  /** free text in any language */
  interestsText?: string | null
  /** BCP 47 codes or English names; level basic, good or native (good when missing) */
  languages?: { language: string; level?: string | null }[] | null
  wishes?: Wish[] | null
  /** volunteers to take the odd place; may stay unpaired at no cost */
  standby?: boolean | null
  /** ids of everybody they were ever paired with */
  previousPartners?: string[] | null
  /** ids of people never to be paired with them; either side's word is enough */
  blocked?: string[] | null
  /** missing: 'first time' for those without an earlier partner, else 'none' */
  protection?: Protection | null
}
