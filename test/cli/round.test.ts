import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { amina, applicationOf, hugo, openTestWorld, runningRound } from '../support/world.ts'
import { pairpost } from './pairpost.ts'

const dates = [
  '--opens',
  '2027-01-04T00:00:00Z',
  '--closes',
  '2027-01-25T00:00:00Z',
  '--starts',
  '2027-02-01T00:00:00Z',
  '--ends',
  '2027-08-01T00:00:00Z',
]

const folderOf = (files: Record<string, string>) => {
  const folder = mkdtempSync(join(tmpdir(), 'pairpost-topics-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

test('create prints the id, list and show tell of the round and its calendar', async () => {
  const w = await openTestWorld()
  const made = await pairpost(w, ['round', 'create', '--json', '--name', 'Round 7', ...dates])
  expect(made).toMatchObject({ code: 0, err: '' })
  const { id } = JSON.parse(made.out) as { id: number }
  const list = JSON.parse((await pairpost(w, ['round', 'list', '--json'])).out) as { id: number; name: string }[]
  expect(list).toMatchObject([{ id, name: 'Round 7' }])
  const show = JSON.parse((await pairpost(w, ['round', 'show', String(id), '--json'])).out)
  expect(show).toMatchObject({ id, state: 'open', people: 0, pairs: [] })
  expect(show.calendar.map((step: { kind: string }) => step.kind)).toEqual(['open', 'propose', ...Array(6).fill('prompt'), 'end'])
})

test('dates that cross, a zone that is none, a name taken twice: exit 2, one line, and no round', async () => {
  const w = await openTestWorld()
  const crossing = [
    '--opens',
    '2027-01-04T00:00:00Z',
    '--closes',
    '2027-03-25T00:00:00Z',
    '--starts',
    '2027-02-01T00:00:00Z',
    '--ends',
    '2027-08-01T00:00:00Z',
  ]
  for (const args of [
    ['--name', 'R', ...crossing],
    ['--name', 'R', '--zone', 'Mars/Crater', ...dates],
    ['--name', 'R', '--opens', 'tomorrow'],
    dates,
  ]) {
    const ran = await pairpost(w, ['round', 'create', ...args])
    expect(ran.code).toBe(2)
    expect(ran.err.trim().split('\n')).toHaveLength(1)
  }
  expect(await w.sql`select 1 from rounds`).toHaveLength(0)
  expect((await pairpost(w, ['round', 'create', '--name', 'R', ...dates])).code).toBe(0)
  expect((await pairpost(w, ['round', 'create', '--name', 'R', ...dates])).code).toBe(2)
})

test('a topic file that does not parse is named, and nothing is created', async () => {
  const w = await openTestWorld()
  const topics = folderOf({ '01-good.md': '---\ntitle: Good\nmonth: 1\n---\nText.\n', '02-bad.md': 'no front matter' })
  const ran = await pairpost(w, ['round', 'create', '--name', 'R', ...dates, '--topics', topics])
  expect(ran.code).toBe(2)
  expect(ran.err).toContain('02-bad.md')
  expect(await w.sql`select 1 from rounds`).toHaveLength(0)
})

test('--term stands in for --ends, and moments without offset are the clock of the zone', async () => {
  const w = await openTestWorld()
  const ran = await pairpost(w, [
    'round',
    'create',
    '--name',
    'R',
    '--zone',
    'Australia/Sydney',
    '--opens',
    '2027-01-04T09:00',
    '--closes',
    '2027-01-25T17:00',
    '--starts',
    '2027-02-01T09:00',
    '--term',
    '4',
  ])
  expect(ran.code).toBe(0)
  const [round] = await w.sql<{ opensAt: Date; endsAt: Date }[]>`select opens_at, ends_at from rounds`
  expect(round!.opensAt.toISOString()).toBe('2027-01-03T22:00:00.000Z')
  expect(round!.endsAt.toISOString()).toBe('2027-05-31T23:00:00.000Z')
})

test('match and approve by hand do what the letters do, and each says so once', async () => {
  const w = await openTestWorld()
  for (const [email, name] of [
    ['kate@example.org', 'Kate'],
    ['clare@example.org', 'Clare'],
  ])
    expect((await pairpost(w, ['coordinator', 'add', email!, '--name', name!, '--safety'])).code).toBe(0)
  const { id } = JSON.parse((await pairpost(w, ['round', 'create', '--json', '--name', 'Round 7', ...dates])).out) as {
    id: number
  }
  expect((await pairpost(w, ['round', 'approve', String(id)])).code).toBe(1)
  expect((await pairpost(w, ['round', 'match', String(id)])).code).toBe(1)
  await w.tickAt()
  await w.join([amina, hugo])
  expect(JSON.parse((await pairpost(w, ['round', 'match', String(id), '--json'])).out)).toMatchObject({ pairs: 1, isNew: true })
  expect(JSON.parse((await pairpost(w, ['round', 'match', String(id), '--json'])).out)).toMatchObject({ pairs: 1, isNew: false })
  expect((await pairpost(w, ['round', 'approve', String(id)])).code).toBe(0)
  expect((await pairpost(w, ['round', 'approve', String(id)])).code).toBe(1)
  expect((await pairpost(w, ['round', 'match', String(id)])).code).toBe(1)
  await w.live('2027-02-03T00:00:00Z')
  expect(w.sent.filter(l => l.template === 'introduction')).toHaveLength(2)
})

test('edit moves what has not happened, and refuses the start of pairs that are made', async () => {
  const w = await runningRound()
  const id = String(w.roundId)
  expect((await pairpost(w, ['round', 'edit', id, '--starts', '2027-03-01T00:00:00Z'])).code).toBe(1)
  expect((await pairpost(w, ['round', 'edit', id, '--ends', '2027-01-01T00:00:00Z'])).code).toBe(2)
  expect((await pairpost(w, ['round', 'edit', id, '--ends', '2027-04-01T00:00:00Z'])).code).toBe(0)
  const kinds = await w.sql`select kind from round_steps where round_id = ${w.roundId} and done_at is null`
  expect(kinds.map(k => k.kind).sort()).toEqual(['end', 'prompt', 'prompt'])
  await w.live('2027-04-03T00:00:00Z', 6)
  expect(w.kinds(amina.email)).toContain('end')
  expect((await pairpost(w, ['round', 'edit', id, '--name', 'X'])).code).toBe(1)
})

test('pair make, forbid and end, by address or number', async () => {
  const w = await runningRound()
  const [pair] = await w.sql<{ id: number }[]>`select id from partnerships`
  expect((await pairpost(w, ['pair', 'make', amina.email, hugo.email])).code).toBe(1)
  expect((await pairpost(w, ['pair', 'end', String(pair!.id)])).code).toBe(0)
  await w.tickAt()
  for (const { email } of [amina, hugo]) expect(w.last(email, 'goodbye').text.length).toBeGreaterThan(50)
  expect((await pairpost(w, ['pair', 'end', String(pair!.id)])).code).toBe(1)
  expect((await pairpost(w, ['pair', 'forbid', amina.email, hugo.email])).code).toBe(0)
  expect((await pairpost(w, ['pair', 'forbid', amina.email, 'nobody@example.org'])).code).toBe(1)
  expect((await pairpost(w, ['pair', 'make', amina.email])).code).toBe(2)
})

test('unknown verbs and bad arguments exit 2 with one clear line; --help is everywhere', async () => {
  const w = await openTestWorld()
  for (const args of [
    ['rounds'],
    ['round', 'destroy'],
    ['round', 'show', 'x'],
    ['pair', 'divorce'],
    ['coordinator', 'add', 'not-an-address', '--name', 'N'],
    ['people', 'import'],
    ['tick', '--at', 'noon'],
    ['export'],
    ['erase'],
    ['replay', 'x'],
    ['round', 'list', '--nonsense'],
  ]) {
    const ran = await pairpost(w, args)
    expect(ran.code, args.join(' ')).toBe(2)
    expect(ran.err.trim().split('\n'), args.join(' ')).toHaveLength(1)
    expect(ran.err, 'names the verb, once').toMatch(new RegExp(`^pairpost ${args[0]}(?!: ${args[0]}( \\w+)?: )`))
  }
  for (const verb of ['round', 'pair', 'coordinator', 'people', 'tick', 'export', 'erase', 'replay', 'conduct']) {
    const ran = await pairpost(w, [verb, '--help'])
    expect(ran, verb).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toContain('Usage')
  }
})

test('people import takes CSV and JSON lines, confirms only with --confirmed, and names the lines that are wrong', async () => {
  const w = await openTestWorld()
  const roundId = String(await w.makeRound())
  const folder = folderOf({
    'people.csv':
      'email,name,country,languages,interests,conductAccepted\nana@example.org,Ana,Peru,Spanish;English,maps;open access,yes\nnonsense,Bo,KE,,,yes\n',
    'people.jsonl': `${JSON.stringify(applicationOf(amina))}\n\n${JSON.stringify(applicationOf(hugo))}\n`,
  })
  const csv = await pairpost(w, ['people', 'import', join(folder, 'people.csv'), '--round', roundId])
  expect(csv.code).toBe(1)
  expect(csv.err).toContain('line 3')
  const lines = await pairpost(w, ['people', 'import', join(folder, 'people.jsonl'), '--round', roundId, '--confirmed'])
  expect(lines.code).toBe(0)
  await w.tickAt()
  expect(await w.states()).toEqual({ 'ana@example.org': 'unconfirmed', [amina.email]: 'accepted', [hugo.email]: 'accepted' })
  expect(w.kinds('ana@example.org')).toEqual(['confirm'])
  const first = await pairpost(w, ['people', 'export', '--json'])
  const second = await pairpost(w, ['people', 'export', '--json'])
  expect(second.out).toBe(first.out)
  expect(JSON.parse(first.out)).toContainEqual(
    expect.objectContaining({ email: amina.email, state: 'accepted', round: 'Round 7', partner: null }),
  )
  expect((await pairpost(w, ['people', 'export'])).out.split('\n')[0]).toContain('email')
})

test('a cell that a spreadsheet would run is defused', async () => {
  const w = await openTestWorld()
  const roundId = await w.makeRound()
  await w.join([{ ...amina, name: '=HYPERLINK("http://evil.example")' }])
  expect(roundId).toBeGreaterThan(0)
  expect((await pairpost(w, ['people', 'export'])).out).not.toMatch(/(^|,)"?=/m)
})

test('export prints what is held about one address, erase forgets it, and both refuse an unknown one', async () => {
  const w = await runningRound()
  const held = JSON.parse((await pairpost(w, ['export', amina.email])).out) as { person: { email: string } }
  expect(held.person.email).toBe(amina.email)
  expect((await pairpost(w, ['export', 'nobody@example.org'])).code).toBe(1)
  expect((await pairpost(w, ['erase', 'nobody@example.org'])).code).toBe(1)
  expect((await pairpost(w, ['erase', amina.email])).code).toBe(0)
  expect((await pairpost(w, ['export', amina.email])).code).toBe(1)
})

test('tick does what is due at its moment, counts it, and a second one finds nothing', async () => {
  const w = await openTestWorld()
  await w.makeRound()
  await w.applyByWebhook(applicationOf(amina))
  const first = JSON.parse((await pairpost(w, ['tick', '--json'])).out) as { did: number; failed: number }
  expect(first.did).toBeGreaterThan(0)
  expect(first.failed).toBe(0)
  expect(await w.sql`select template, state from outbox`).toEqual([{ template: 'confirm', state: 'sent' }])
  const second = JSON.parse((await pairpost(w, ['tick', '--at', '2027-01-04T09:10:00Z', '--json'])).out) as { did: number }
  expect(second.did).toBe(0)
})
