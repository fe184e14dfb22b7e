/** The caller's words are off: one line on stderr, exit 2. */
export class UsageError extends Error {}

/** What was asked cannot be done, for a reason that the reader can mend: one line on stderr, exit 1. */
export class Refusal extends Error {}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
