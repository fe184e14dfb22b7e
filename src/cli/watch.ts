import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { Refusal } from '../errors.ts'
import { Cohort } from '../warning/cohort.ts'
import type { PairEvent } from '../warning/history.ts'

export const help = `pairpost watch: the early-warning engine alone, on a line protocol

Usage: pairpost watch < LINES

Reads one JSON object a line: "hello" begins a cohort and forgets the one before, "day" brings what happened,
"end" ends it. Answers each "day" with one line: {"actions": [...], "risk": {...}}. Nothing else is printed.
It decides with the functions that the service runs on.`

const side = z.enum(['a', 'b'])
const happened = z.looseObject({ type: z.string(), pair: z.string(), day: z.number().optional() })
const events = z.discriminatedUnion('type', [
  happened.extend({
    type: z.literal('reply'),
    from: side,
    answer: z.enum(['yes', 'slow', 'no', 'silent', 'optout', 'question']),
    asked: z.number().nullish(),
    lastContact: z.number().nullish(),
  }),
  happened.extend({ type: z.literal('auto'), from: side, until: z.number().nullish() }),
  happened.extend({ type: z.literal('bounce'), from: side, hard: z.boolean() }),
  happened.extend({ type: z.literal('address'), from: side }),
  happened.extend({ type: z.literal('heartbeat') }),
  happened.extend({ type: z.literal('review'), verdict: z.enum(['stopped', 'talking']) }),
])
const known = new Set(['reply', 'auto', 'bounce', 'address', 'heartbeat', 'review'])
const line = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('hello'),
    days: z.number(),
    promptDays: z.array(z.number()).default([]),
    budgetPerMonth: z.number().default(2),
    pairs: z.array(z.string()),
  }),
  z.looseObject({ type: z.literal('day'), day: z.number(), events: z.array(happened).default([]) }),
  z.looseObject({ type: z.literal('end') }),
])

/** What happened, in the engine's words; null for a kind of event that it does not know. */
function understood(raw: unknown, day: number): PairEvent | null {
  if (!known.has((raw as { type: string }).type)) return null
  const event = events.parse(raw)
  switch (event.type) {
    case 'reply':
      return {
        kind: 'reply',
        day,
        from: event.from,
        answer: event.answer,
        ...(event.asked == null ? {} : { asked: event.asked }),
        ...(event.lastContact == null ? {} : { lastContact: event.lastContact }),
      }
    case 'auto':
      return { kind: 'auto', day, from: event.from, until: event.until ?? null }
    case 'bounce':
      return { kind: 'bounce', day, from: event.from, hard: event.hard }
    case 'address':
      return { kind: 'address', day, from: event.from }
    case 'heartbeat':
      return { kind: 'heartbeat', day }
    case 'review':
      return { kind: 'review', day, verdict: event.verdict }
  }
}

/** One day of a cohort: hear, look, flag, ask. What was decided goes into the log like anything else. */
function liveThrough(cohort: Cohort, day: number, happenings: { pair: string }[]) {
  const risk: Record<string, number> = {}
  for (const raw of happenings) {
    const event = understood(raw, day)
    if (!event) continue
    cohort.hear(raw.pair, event)
    if (event.kind === 'review' && event.verdict === 'stopped') risk[raw.pair] = 1 // known now, and never looked at again
  }
  const flags = []
  for (const look of cohort.risk(day)) {
    risk[look.pair] = Number(look.probability.toFixed(5))
    if (look.flag) flags.push({ do: 'flag', pair: look.pair, reason: look.reason })
  }
  for (const { pair } of flags) cohort.hear(pair, { kind: 'flagged', day })
  const asks = cohort.nextCheckIn(day).map(({ pair, to, ridesInPrompt }) => {
    cohort.hear(pair, { kind: 'asked', day, to, inPrompt: ridesInPrompt })
    return { do: 'ask', pair, to }
  })
  return { actions: [...flags, ...asks], risk }
}

/** Plays the protocol on stdin and stdout until stdin ends. */
export async function run(args: string[]): Promise<void> {
  parseArgs({ args, options: {}, strict: true })
  let cohort: Cohort | null = null
  for await (const text of createInterface({ input: process.stdin })) {
    if (!text.trim()) continue
    const message = line.parse(readJson(text))
    if (message.type === 'hello') {
      cohort = new Cohort({
        start: 0,
        end: message.days - 1,
        promptDays: message.promptDays,
        budgetPerMonth: message.budgetPerMonth,
      })
      for (const id of message.pairs) cohort.join({ id, start: 0 })
    } else if (message.type === 'day') {
      if (!cohort) throw new Refusal('a day came before any hello')
      process.stdout.write(`${JSON.stringify(liveThrough(cohort, message.day, message.events))}\n`)
    } else cohort = null
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal(`not JSON: ${text.slice(0, 80)}`)
  }
}
