import { autoresponders } from './autoresponders.ts'
import { clockJumps, longDown, pairsTogether } from './calendar.ts'
import { forged } from './forged.ts'
import { hostile } from './hostile.ts'
import { logs } from './logs.ts'
import { optOuts } from './opt-outs.ts'
import { type Server, startServer } from './postgres.ts'
import { powerCut } from './power-cut.ts'
import { replies } from './replies.ts'
import { scanners } from './scanners.ts'
import type { Outcome, Scale, Scenario, Stage } from './scenario.ts'
import { killed, neverSearchable, sleepers, withoutFence, withoutSearch } from './sending.ts'
import { serviceDown } from './service-down.ts'
import { webhooks } from './webhooks.ts'

export const scenarios: Scenario[] = [
  killed,
  neverSearchable,
  sleepers,
  optOuts,
  webhooks,
  replies,
  clockJumps,
  longDown,
  serviceDown,
  pairsTogether,
  powerCut,
  forged,
  scanners,
  hostile,
  autoresponders,
  logs,
  withoutSearch,
  withoutFence,
]

export type Row = { scenario: Scenario; outcome: Outcome; seconds: number }

/** Plays scenarios one after the other. One that throws has failed, and the others go on. */
export async function playAll(which: Scenario[], scale: Scale, tell: (row: Row) => void): Promise<Row[]> {
  let shared: Server | undefined
  const stage: Stage = { scale, fast: async () => (shared ??= await startServer({ durable: false })) }
  const rows: Row[] = []
  try {
    for (const scenario of which) {
      const began = performance.now()
      const outcome = await scenario.run(stage).catch(
        (error: unknown): Outcome => ({
          measured: `it broke: ${(error as Error).stack?.split('\n').slice(0, 3).join(' ')}`,
          ok: false,
        }),
      )
      const row = { scenario, outcome, seconds: (performance.now() - began) / 1000 }
      rows.push(row)
      tell(row)
    }
  } finally {
    await shared?.stop()
  }
  return rows
}
