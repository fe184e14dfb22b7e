import pino, { type DestinationStream, type Logger } from 'pino'

export type Log = Logger

/** One line of JSON an event on stderr, or where it is told to. Ids only: never an address, never a word of a letter. */
export const makeLog = (level: string, to: DestinationStream = pino.destination({ fd: 2, sync: true })): Log =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: safeError } }, to)

/** An error as a log may keep it: its name and first line, with whatever looks like an address masked. */
export function safeError(error: unknown): { message: string; type?: string; code?: string; at?: string } {
  if (!(error instanceof Error)) {
    const { type, code, message, at } = (error ?? {}) as Record<string, unknown> // perhaps one that was made safe before
    if (message === undefined) return { message: mask(String(error)) }
    const kept = Object.entries({ type, code, at }).filter(([, value]) => value !== undefined)
    return { ...Object.fromEntries(kept.map(([name, value]) => [name, mask(String(value))])), message: mask(String(message)) }
  }
  const { code } = error as { code?: string }
  return {
    type: error.name,
    ...(code ? { code } : {}),
    message: mask(quotesData(error.name, code) ? withoutQuoted(error.message) : error.message),
    at: mask(error.stack?.split('\n')[1]?.trim() ?? ''),
  }
}

/** A parser quotes what it read, and Postgres the value that a column cannot hold (class 22): somebody's words, perhaps. */
const quotesData = (name: string, code = '') => name === 'SyntaxError' || (name === 'PostgresError' && code.startsWith('22'))
const withoutQuoted = (text: string) => text.replace(/["'][\s\S]*["']|["'][\s\S]*$/, '“…”')

const mask = (text: string) =>
  text
    .split('\n')[0]!
    .slice(0, 300)
    .replace(/[^\s<>"'@]{1,100}@[^\s<>"'@]{1,100}/g, '…@…')
