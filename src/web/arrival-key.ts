import { createHash } from 'node:crypto'

const longest = 200

/**
 * The key of an arrival, from whatever its sender gave: two arrivals with one key are one. Long keys are hashed and not
 * cut, so that none hides another; controls, which the database cannot hold, count too.
 */
export const keyOf = (given: string): string => {
  const text = given.trim()
  return text.length > longest || /[\u0000-\u001f\u007f]/.test(text) ? digest(text) : text
}

/** The key of an arrival that brings none: the same bytes are the same arrival. */
export const digest = (content: string | Uint8Array): string =>
  `sha256:${createHash('sha256').update(content).digest('base64url')}`
