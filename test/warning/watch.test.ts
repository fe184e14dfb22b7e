import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const acceptance = process.env.PAIRPOST_ACCEPTANCE ?? resolve(root, '../shared')
const simulator = join(acceptance, 'early-warning/simulate.mjs')
const watch = [process.execPath, join(root, 'src/pairpost.js'), 'watch']

const play = (lines: unknown[]) => {
  const input = lines.map(one => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n')
  const { status, stdout, stderr } = spawnSync(watch[0]!, watch.slice(1), { input, encoding: 'utf8', timeout: 50_000 })
  return {
    status,
    stderr,
    said: stdout
      .split('\n')
      .filter(Boolean)
      .map(one => JSON.parse(one)),
  }
}

const hello = {
  type: 'hello',
  version: 1,
  cohort: 1,
  days: 182,
  promptDays: [30],
  budgetPerMonth: 2,
  reviewDays: 7,
  pairs: ['p0', 'p1'],
}

test('one line a day, none for the beginning and the end; a new cohort forgets the one before', () => {
  const day = (n: number, events: unknown[] = []) => ({ type: 'day', day: n, events })
  const optsOut = { type: 'reply', pair: 'p0', day: 1, from: 'a', answer: 'optout', unasked: true }
  const { status, said } = play([
    hello,
    day(0),
    day(1, [optsOut]),
    { type: 'end' },
    { ...hello, cohort: 2 },
    day(0),
    day(1),
    { type: 'end' },
  ])
  expect(status).toBe(0)
  expect(said).toHaveLength(4)
  expect(said[1].actions).toMatchObject([{ do: 'flag', pair: 'p0' }])
  expect(said[1].actions[0].reason).toMatch(/^The first partner asked to leave today; .{1,250}\.$/)
  expect(said[1].risk).toMatchObject({ p0: 1 })
  expect(said[3]).toEqual(said[0].risk ? { ...said[3], actions: [] } : said[3])
  expect(said[3].risk.p0).toBe(said[3].risk.p1)
})

test('kinds of events and fields that it does not know are passed over', () => {
  const odd = { type: 'moonrise', pair: 'p0', day: 0 }
  expect(play([hello, { type: 'day', day: 0, events: [odd], extra: true }]).said).toHaveLength(1)
})

test('a line that is not JSON ends it with one clear line', () => {
  const { status, stderr } = play(['{'])
  expect(status).toBe(1)
  expect(stderr).toBe('pairpost watch: not JSON: {\n')
})

test.skipIf(!existsSync(simulator))(`on the simulator it is worth more than explicit answers (needs ${simulator})`, async () => {
  const { Remote, summarize, runModule } = await import(pathToFileURL(simulator).href)
  const { DEV } = await import(pathToFileURL(join(acceptance, 'early-warning/regimes.mjs')).href)
  const { explicitOnly } = await import(pathToFileURL(join(acceptance, 'early-warning/baselines.mjs')).href)
  const ours = []
  const simple = []
  const remote = new Remote(watch.map(word => `'${word}'`).join(' '))
  for (const seed of [61, 62, 63, 64, 65, 66]) {
    ours.push(await remote.run(DEV.pilot, seed))
    simple.push(runModule(explicitOnly, DEV.pilot, seed))
  }
  remote.close()
  const mine = summarize(ours)
  expect(mine.reasonless).toBe(0)
  expect(mine.emails).toBeLessThanOrEqual(2)
  expect(mine.score).toBeGreaterThan(summarize(simple).score)
})
