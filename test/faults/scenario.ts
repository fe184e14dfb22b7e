import type { Server } from './postgres.ts'

export type Scale = {
  /** seeds of the main scenario */
  seeds: number
  /** true: small numbers, for CI */
  short: boolean
}

export type Outcome = { measured: string; ok: boolean }

export type Stage = {
  scale: Scale
  /** Postgres with fsync off: what is killed are processes, and its data survive that */
  fast: () => Promise<Server>
}

export type Scenario = {
  name: string
  /** what must be so, with the number */
  goal: string
  run: (stage: Stage) => Promise<Outcome>
}
