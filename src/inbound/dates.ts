export type Dates = { until?: Date; lastContact?: Date }

/** Dates that a writer names. */
export function findDates(_text: string, _locale: string, _now: Date): Dates {
  return {}
}
