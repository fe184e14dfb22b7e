const day = 1440
const waking: [number, number] = [7 * 60, 22 * 60]
const windows: Record<string, [number, number]> = {
  morning: [7 * 60, 12 * 60],
  daytime: [9 * 60, 17 * 60],
  evening: [17 * 60, 22 * 60],
  'any time': waking,
}

/** Fixed, so that the same zone gives the same offset on every day of the year (northern winter, standard time for most). */
const reference = new Date(Date.UTC(2025, 0, 15, 12))
const known = new Map<string, number | null>()

/** Standard offset of an IANA zone in minutes east of UTC; null for a name that no zone has. */
export function offsetOf(timeZone: string | null | undefined): number | null {
  if (!timeZone) return null
  const hit = known.get(timeZone)
  if (hit !== undefined) return hit
  let minutes: number | null = null
  try {
    const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(reference)
    const [, sign, hours, rest] =
      /GMT(?:([+-])(\d+):?(\d+)?)?/.exec(parts.find(part => part.type === 'timeZoneName')?.value ?? '') ?? []
    minutes = (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(rest ?? 0))
  } catch {
    // not a zone: the same as none given
  }
  known.set(timeZone, minutes)
  return minutes
}

/** 'morning', 'daytime', 'evening' or 'any time', whatever the form's exact words; null when nothing was said. */
export function windowOf(canMeet: string | null | undefined): string | null {
  const said = canMeet?.trim().toLowerCase()
  if (!said) return null
  if (/any|all|flexible/.test(said)) return 'any time'
  return /morning/.test(said)
    ? 'morning'
    : /evening|night/.test(said)
      ? 'evening'
      : /day|afternoon|lunch/.test(said)
        ? 'daytime'
        : 'any time'
}

/** Minutes that two daily windows share, each in its own zone. */
function shared([from, to]: [number, number], offset: number, [from2, to2]: [number, number], offset2: number): number {
  let minutes = 0
  const [a, b] = [from - offset, to - offset]
  for (let shift = -2 * day; shift <= 2 * day; shift += day) {
    minutes += Math.max(0, Math.min(b, to2 - offset2 + shift) - Math.max(a, from2 - offset2 + shift))
  }
  return minutes
}

/** Minutes a day that both are awake (07:00 to 22:00), between 360 and 900. */
export const wakingTogether = (offset: number, other: number): number => shared(waking, offset, waking, other)

/** Minutes a day in which both said that they can meet. */
export const meetingTogether = (offset: number, window: string, other: number, otherWindow: string): number =>
  shared(windows[window] ?? waking, offset, windows[otherWindow] ?? waking, other)
