import { evenly, type Fault, faultKinds } from '../support/fake-postmark/faults.ts'
import type { Account } from './account.ts'
import { play } from './play.ts'
import type { Scenario } from './scenario.ts'

/** Every fault but the one that nobody can tell from a letter that was never taken; that one has a scenario of its own. */
const searchable: Fault[] = faultKinds.filter(kind => kind !== 'never searchable')

const told = (a: Account) =>
  `${a.lost} lost, ${a.doubled} doubled of ${a.letters}; ${a.held} held for a person; ${a.resends} sent once more; ${a.faults} faults in ${a.calls} calls`

export const killed: Scenario = {
  name: 'kills, faults, Postgres down, a deploy',
  goal: '0 lost, 0 doubled',
  async run({ scale, fast }) {
    const sum = {
      letters: 0,
      lost: 0,
      doubled: 0,
      most: 0,
      held: 0,
      heldButTaken: 0,
      resends: 0,
      faults: 0,
      calls: 0,
      states: {},
    }
    const kills = scale.short ? 10 : 200
    for (let seed = 1; seed <= scale.seeds; seed += 1) {
      const one = await play(await fast(), {
        seed,
        kills,
        pairs: scale.short ? 45 : 581,
        databaseKills: scale.short ? 1 : 4,
        deploys: 1,
        faults: evenly(0.1, searchable),
      })
      if (!scale.short) process.stderr.write(`  seed ${seed}: ${told(one)}; ${JSON.stringify(one.states)}\n`)
      for (const key of ['letters', 'lost', 'doubled', 'held', 'heldButTaken', 'resends', 'faults', 'calls'] as const)
        sum[key] += one[key]
    }
    return { measured: `${kills * scale.seeds} kills: ${told(sum)}`, ok: sum.lost === 0 && sum.doubled === 0 && sum.letters > 0 }
  },
}

export const neverSearchable: Scenario = {
  name: 'accepted letters that the search never shows',
  goal: 'at most one more each, then a person',
  async run({ scale, fast }) {
    const a = await play(await fast(), {
      seed: 3,
      kills: 0,
      pairs: scale.short ? 15 : 150,
      faults: { 'never searchable': 0.5 },
      settleMs: 2000,
    })
    const ok = a.lost === 0 && a.most <= 2 && a.resends > 0 && a.held > 0 && a.held === a.heldButTaken
    return {
      measured: `taken ${a.most} times at most; ${a.resends} sent once more, ${a.held} held for a person, ${a.lost} lost`,
      ok,
    }
  },
}

const asleep = (short: boolean) => ({
  seed: 4,
  kills: 0,
  workers: 3,
  pairs: short ? 20 : 100,
  spreadMs: short ? 3000 : 15_000,
  faults: {},
  sleeps: 0.3,
  settleMs: 700,
})

export const sleepers: Scenario = {
  name: 'workers asleep past their settle window',
  goal: '0 lost, 0 doubled',
  async run({ scale, fast }) {
    const a = await play(await fast(), asleep(scale.short))
    return { measured: told(a), ok: a.lost === 0 && a.doubled === 0 }
  },
}

/** Faults of our own, planted: the scenarios above must notice them. */
export const withoutSearch: Scenario = {
  name: 'planted: no search',
  goal: 'noticed: letters doubled',
  async run({ scale, fast }) {
    const a = await play(await fast(), {
      seed: 5,
      kills: scale.short ? 2 : 20,
      pairs: scale.short ? 25 : 150,
      faults: evenly(0.2, searchable),
      settleMs: 1500,
      leaveOut: 'the search',
    })
    return { measured: told(a), ok: a.doubled > 0 }
  },
}

export const withoutFence: Scenario = {
  name: 'planted: no fence',
  goal: 'noticed: letters doubled',
  async run({ scale, fast }) {
    const a = await play(await fast(), { ...asleep(scale.short), leaveOut: 'the fence' })
    return { measured: told(a), ok: a.doubled > 0 }
  },
}
