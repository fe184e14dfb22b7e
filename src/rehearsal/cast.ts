import { days } from '../clock.ts'
import { chanceOf } from './chance.ts'
import type { Correspondence } from './correspondence.ts'
import type { Person } from './people.ts'

export type Absence = { from: number; until: number; tells: boolean }

/** An invented person as the round goes on. */
export type Player = Person & {
  absences: Absence[]
  /** their address takes no mail from then on */
  deadFrom: number
  left: boolean
  pair: { id: number; side: 0 | 1; partner: Player; truth: Correspondence } | null
}

/** Holidays and illnesses of a year; many people's mail programs tell of them. */
export function absencesOf(seed: string, person: Person, from: number, until: number): Absence[] {
  const chance = chanceOf(seed, 'absences', person.number)
  const out: Absence[] = []
  for (let at = from; at < until; at += days(1)) {
    if (!chance.is(0.004)) continue
    const length = days(Math.max(3, chance.lognormal(8, 0.6)))
    out.push({ from: at, until: at + length, tells: chance.is(0.5) })
    at += length
  }
  return out
}

export const awayAt = (player: Player, at: number): Absence | undefined =>
  player.absences.find(one => at >= one.from && at < one.until)

/** A coordinator of the rehearsal. */
export type Volunteer = { email: string; name: string; zone: string }
export const volunteers: Volunteer[] = [
  { email: 'clare@coordinators.example', name: 'Clare Roux', zone: 'Australia/Sydney' },
  { email: 'kate@coordinators.example', name: 'Kate Byrne', zone: 'Europe/Dublin' },
  { email: 'alyson@coordinators.example', name: 'Alyson Mbeki', zone: 'Africa/Johannesburg' },
]

/** A letter that left, as far as its reader has to know it. */
export type Letter = {
  id: number
  purpose: string
  template: string
  question: string | null
  subject: string
  bodyText: string
  messageId: string
  partnershipId: number | null
  roundId: number | null
  participant: string | null
  coordinator: string | null
}
