import { share } from './chance.ts'

/** What can go wrong with a call. `After` means that the provider has taken the letter although nobody is told. */
export const faultKinds = [
  'time-out after accept',
  'time-out before accept',
  '500 after accept',
  '500 before accept',
  '429 with Retry-After',
  '429 without Retry-After',
  'reset before accept',
  'reset in mid-body',
  'accept after disconnect',
  'slow',
  'truncated JSON',
  'empty 200',
  'never searchable',
] as const
export type Fault = (typeof faultKinds)[number]

/** Shares of calls that meet each fault; what is left over goes well. */
export type FaultPlan = Partial<Record<Fault, number>>

/** The same share of calls for every fault, together `whole`. */
export const evenly = (whole: number, kinds: readonly Fault[] = faultKinds): FaultPlan =>
  Object.fromEntries(kinds.map(kind => [kind, whole / kinds.length]))

/** The fault that a letter's n-th call meets, if any. */
export function faultOf(plan: FaultPlan, seed: number, letter: string, call: number): Fault | undefined {
  let at = share(seed, 'fault', letter, call)
  for (const kind of faultKinds) {
    const width = plan[kind] ?? 0
    if (at < width) return kind
    at -= width
  }
  return undefined
}

export const acceptsFirst: ReadonlySet<Fault> = new Set([
  'time-out after accept',
  '500 after accept',
  'reset in mid-body',
  'truncated JSON',
  'empty 200',
  'never searchable',
])
