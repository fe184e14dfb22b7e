export type Seat = { has: 'place' } | { has: 'to wait'; because: 'country full' | 'round full' }

/**
 * Whether one more person has a place in a round, when no country may hold more than its share. First come, first
 * served, by the moment the address was confirmed and the application complete.
 *
 * @param seated how many have a place already
 * @param compatriots how many of them are from the same country
 * @param places how many people the round takes
 * @param share of the places that one country may hold, 0 to 1
 */
export function seat({
  seated,
  compatriots,
  places,
  share,
}: {
  seated: number
  compatriots: number
  places: number
  share: number
}): Seat {
  if (seated >= places) return { has: 'to wait', because: 'round full' }
  if (compatriots >= Math.max(1, Math.floor(places * share))) return { has: 'to wait', because: 'country full' }
  return { has: 'place' }
}
