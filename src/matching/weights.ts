/**
 * Every number of the scorer, in one place, each with its reason. One side's score is a sum of points, capped at 100;
 * each of the two is scored for itself, so that nobody is the price of a partner's joy.
 *
 * | part | points | why |
 * |---|---|---|
 * | wishes | 30 shared out over a person's wishes, a must counting double | "wishes first": the largest part, and the more wishes, the less each one weighs |
 * | no wishes | 20 | who asks for nothing must neither lose against those who ask nor gain by silence |
 * | interests | up to 30, saturating | what the two will talk about; rare ones say more than common ones, and the fifth adds little to the fourth |
 * | language | 24 both write it well, 12 one has the basics, 6 both have | a pair that cannot write to each other is no pair |
 * | unknown languages | 12 | a gap in a form is no proof of silence |
 * | waking hours | up to 12 | letters wait, calls do not; email bridges zones, so less than language |
 * | meeting times | 6 | both can meet in the hours they named |
 * | career stage | 4 one step apart, 2 the same, 3 two or more steps | a step apart, each has something to give; no wish, so it only breaks ties |
 * | sector | 2 different, 1 the same | "we don't automatically match people who are similar": nearly neutral until somebody asks |
 */
export const points = {
  wishes: 30,
  noWishes: 20,
  interests: 30,
  languageBothWell: 24,
  languageOneBasic: 12,
  languageBothBasic: 6,
  languageUnknown: 12,
  wakingHours: 12,
  meetingTimes: 6,
  stageOneStep: 4,
  stageSame: 2,
  stageFar: 3,
  sectorDifferent: 2,
  sectorSame: 1,
} as const

/**
 * A side below this many points of 100 is poorly served: a language both write well (24), no wish or half of them met
 * (15 to 20), waking hours in common (6): anything less is a partner one would have to apologise for.
 */
export const floor = 45

/** How interests count: units of a quarter bit, -log2 of the share of people who have them. */
export const interest = {
  /** units that bring a side to about two thirds of the interest points: two fairly rare interests */
  scale: 32,
  /** an interest that a person also writes about counts this much more on that person's side, in percent */
  emphasis: 150,
  /** a word of the free text, or a tag mentioned only there, counts this much of a tag, in percent */
  word: 50,
  /** the rarest counts no more than this, or two strangers' typing error would outweigh a career */
  most: 36,
  /** words that more than this share of people use say nothing */
  common: 0.1,
  /** words kept of one person's free text, rarest first */
  wordsKept: 12,
} as const

/**
 * Who may not be left over, when somebody must: levels, compared before any wish or worth. Those who were left before
 * and those who waited come first; then first-timers, who have nothing yet; returning people have had a partner.
 */
export const protection = { none: 0, 'first time': 1, waited: 2, 'left alone before': 2 } as const

/** A must counts this many times as much as a "would like" among one person's wishes (besides being a tier of its own). */
export const mustShare = 2

/** Musts that count as musts in one application, the first ones; more than this is a list of conditions, and each counts as a wish. */
export const mostMusts = 3
