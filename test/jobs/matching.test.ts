import { expect, test } from 'vitest'
import { approve } from '../../jobs/acts/approve.ts'
import { propose } from '../../jobs/acts/propose.ts'
import { inTransaction } from '../../src/db.ts'
import { amina, hugo, jonas, mei, openRound, openTestWorld, type TestWorld } from '../support/world.ts'

const kate = 'kate@example.org'
const clare = 'clare@example.org'
const hour = 3_600_000

const acting = <T>(w: TestWorld, work: (a: Parameters<typeof propose>[0]) => Promise<T>) =>
  inTransaction(w.sql, tx => work({ world: w.world, tx, now: w.time.now }))

const pairs = (w: TestWorld) => w.sql<{ a: string; b: string; madeBy: string; endedAt: Date | null }[]>`
  select p.email as a, q.email as b, s.made_by, s.ended_at from partnerships s
  join partnership_members m on m.partnership_id = s.id and m.side = 'a' join partnership_members n on n.partnership_id = s.id and n.side = 'b'
  join participants p on p.id = m.participant_id join participants q on q.id = n.participant_id order by s.id`

test('when applications close, every programme coordinator gets one proposal that lists every pair with its reason', async () => {
  const w = await openRound()
  await w.coordinator('ambassador@example.org', 'Amb', { role: 'ambassador', countries: ['KE'] })
  await w.join([amina, hugo, mei, jonas])
  await w.tickAt('2027-01-25T00:05:00Z')
  for (const email of [kate, clare]) {
    const { text } = w.last(email, 'proposal')
    const lines = text.replace(/\n(?! {2}|\d|\n)/g, ' ').match(/^\d+ {2}.+ and .+: .+$/gm) ?? []
    expect(lines).toHaveLength(2)
    for (const { name } of [amina, hugo, mei, jonas]) expect(lines.join()).toContain(name)
  }
  expect(w.lettersTo('ambassador@example.org', 'proposal')).toEqual([])
  expect(await pairs(w)).toEqual([])
})

test('the same people give the same proposal, and no second letter; somebody new gives a new one', async () => {
  const w = await openRound()
  await w.join([amina, hugo])
  expect((await acting(w, a => propose(a, w.roundId))).isNew).toBe(true)
  await w.tickAt()
  expect((await acting(w, a => propose(a, w.roundId))).isNew).toBe(false)
  await w.tickAt('2027-01-25T00:05:00Z')
  expect(w.lettersTo(kate, 'proposal')).toHaveLength(1)
  await w.tickAt('2027-01-26T00:05:00Z')
  expect(w.lettersTo(kate, 'proposal')).toHaveLength(1)
})

test('an OK to an older proposal does nothing, and says so', async () => {
  const w = await openRound()
  await w.join([amina, hugo])
  await acting(w, a => propose(a, w.roundId))
  await w.tickAt()
  const old = w.last(kate, 'proposal')
  await w.join([mei, jonas])
  await acting(w, a => propose(a, w.roundId))
  await w.tickAt()
  await w.answer(old, 'OK')
  expect(await pairs(w)).toEqual([])
  expect(w.last(kate, 'receipt').text.replace(/\s+/g, ' ')).toContain('newer proposal')
  await w.answer(w.last(kate, 'proposal'), 'OK')
  expect(await pairs(w)).toHaveLength(2)
})

test('the first OK makes the pairs; who answers second is told who acted', async () => {
  const w = await openRound()
  await w.join([amina, hugo])
  await w.tickAt('2027-01-25T00:05:00Z')
  await w.answer(w.last(kate, 'proposal'), 'OK', { quote: true })
  expect(await pairs(w)).toHaveLength(1)
  await w.answer(w.last(clare, 'proposal'), 'ok')
  expect(await pairs(w)).toHaveLength(1)
  expect(w.last(clare, 'receipt').text).toContain('Kate')
})

test.each([
  ['from another address', { from: 'stranger@example.org', verdict: 'pass' as const }],
  ['without a good verdict', { verdict: 'none' as const }],
  ['with a forged sender', { verdict: 'fail' as const }],
])('an OK %s approves nothing, and is asked back at the registered address', async (_, how) => {
  const w = await openRound()
  await w.join([amina, hugo])
  await w.tickAt('2027-01-25T00:05:00Z')
  await w.answer(w.last(kate, 'proposal'), 'OK', how)
  expect(await pairs(w)).toEqual([])
  const back = w.last(kate, 'confirm-acting')
  expect(back.to.email).toBe(kate)
  await w.answer(back, 'YES')
  expect(await pairs(w)).toHaveLength(1)
})

test('a YES to what was asked back must itself come from the coordinator’s own address', async () => {
  const w = await openRound()
  await w.join([amina, hugo])
  await w.tickAt('2027-01-25T00:05:00Z')
  await w.answer(w.last(kate, 'proposal'), 'OK', { verdict: 'none' })
  await w.answer(w.last(kate, 'confirm-acting'), 'YES', { from: 'stranger@example.org' })
  expect(await pairs(w)).toEqual([])
})

test('an OK after fourteen days is asked back', async () => {
  const w = await openRound()
  await w.join([amina, hugo])
  await w.tickAt('2027-01-25T00:05:00Z')
  await w.tickAt('2027-02-09T00:05:00Z')
  await w.answer(w.last(kate, 'proposal'), 'OK')
  expect(await pairs(w)).toEqual([])
  await w.answer(w.last(kate, 'confirm-acting'), 'YES')
  expect(await pairs(w)).toHaveLength(1)
})

test('with fewer than two named people for conduct a round is not approved, and the coordinator is told what to do', async () => {
  const w = await openTestWorld()
  await w.coordinator(kate, 'Kate')
  await w.coordinator(clare, 'Clare', { safety: false })
  const roundId = await w.makeRound()
  await w.join([amina, hugo])
  await w.tickAt('2027-01-25T00:05:00Z')
  await w.answer(w.last(kate, 'proposal'), 'OK')
  expect(await pairs(w)).toEqual([])
  expect(w.last(kate, 'receipt').text).toContain('--safety')
  await expect(acting(w as never, a => approve(a, roundId, null))).rejects.toThrow('two named people')
})

test('introductions leave in each reader’s own morning, after approval and the start, within a day, and answer to the partner', async () => {
  const w = await openRound()
  await w.join([amina, hugo, mei, jonas])
  await w.tickAt('2027-01-25T00:05:00Z')
  await w.live('2027-01-28T00:05:00Z')
  expect(w.sent.filter(l => l.template === 'introduction')).toEqual([])
  await w.answer(w.last(kate, 'proposal'), 'OK')
  await w.live('2027-01-31T23:00:00Z', 1)
  expect(w.sent.filter(l => l.template === 'introduction')).toEqual([])
  await w.live('2027-02-03T00:00:00Z', 1)
  const introductions = w.sent.filter(l => l.template === 'introduction')
  expect(introductions).toHaveLength(4)
  for (const one of introductions) {
    const zone = [amina, hugo, mei, jonas].find(p => p.email === one.to.email)!.timeZone as string
    const localHour = Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', timeZone: zone }).format(one.at))
    expect([7, 8, 9]).toContain(localHour)
    const twin = introductions.find(other => other.to.email === one.replyTo)!
    expect(twin.replyTo).toBe(one.to.email)
    expect(Math.abs(twin.at.getTime() - one.at.getTime())).toBeLessThanOrEqual(24 * hour)
    expect(one.metadata.pairAddress).toMatch(/^p[a-z2-7]{26}@in\.example\.org$/)
    expect(one.text).toContain(twin.to.email)
  }
})

test.each([0, 5, 12, 17, 22])(
  'who ticks once a day at %i o’clock still sees every introduction leave within a day of its twin',
  async at => {
    const w = await openRound()
    const auckland = { ...jonas, country: 'NZ', timeZone: 'Pacific/Auckland' }
    const honolulu = { ...mei, country: 'US', timeZone: 'Pacific/Honolulu' }
    await w.join([amina, hugo, honolulu, auckland])
    await w.tickAt('2027-01-25T00:05:00Z')
    await w.answer(w.last(kate, 'proposal'), 'OK')
    for (let day = 1; day <= 5; day++) await w.tickAt(new Date(Date.UTC(2027, 1, day, at, 0)))
    const introductions = w.sent.filter(l => l.template === 'introduction')
    expect(introductions).toHaveLength(4)
    for (const one of introductions) {
      const twin = introductions.find(other => other.to.email === one.replyTo)!
      expect(Math.abs(twin.at.getTime() - one.at.getTime())).toBeLessThanOrEqual(24 * hour)
    }
    // and the prompts of the month reach everybody
    for (let day = 6; day <= 12; day++) await w.tickAt(new Date(Date.UTC(2027, 1, day, at, 0)))
    for (const { email } of [amina, hugo, honolulu, auckland]) expect(w.lettersTo(email, 'prompt')).toHaveLength(1)
  },
)

test('partners never share a country, an earlier round or a bar; what a coordinator made by hand stays', async () => {
  const w = await openRound()
  const kenyan = { ...amina, email: 'wanjiru@example.org', name: 'Wanjiru Kamau', place: 'Kisumu' }
  await w.join([amina, kenyan, hugo, mei])
  const ids = new Map(
    (await w.sql<{ id: number; email: string }[]>`select id, email from participants`).map(r => [r.email, r.id]),
  )
  const [one, other] = [ids.get(amina.email)!, ids.get(hugo.email)!]
  await w.sql`insert into bars (a_id, b_id, because, set_at) values (${Math.min(one, other)}, ${Math.max(one, other)}, 'by hand', ${w.time.now})`
  await w.tickAt('2027-01-25T00:05:00Z')
  await w.answer(w.last(kate, 'proposal'), 'OK')
  const made = (await pairs(w)).map(p => [p.a, p.b].sort().join())
  expect(made.sort()).toEqual([[amina.email, mei.email].sort().join(), [kenyan.email, hugo.email].sort().join()].sort())
})

test('“1 forbid” keeps a proposed pair apart for good, and brings a new proposal', async () => {
  const w = await openRound()
  await w.join([amina, hugo, mei, jonas])
  await w.tickAt('2027-01-25T00:05:00Z')
  const first = w.last(kate, 'proposal')
  const pairOf = (text: string) =>
    /^1 {2}(.+?) and (.+?):/m
      .exec(text.replace(/\n {3,}/g, ' '))!
      .slice(1, 3)
      .sort()
      .join()
  await w.answer(first, '1 forbid')
  const second = w.last(kate, 'proposal')
  expect(second.outboxId).not.toBe(first.outboxId)
  expect(second.text).not.toContain(pairOf(first.text))
  await w.answer(second, 'OK')
  expect(await pairs(w)).toHaveLength(2)
})

test('who is left over is told so, and comes first next time; who stood by is not left over', async () => {
  const w = await openRound()
  const kenyan = { ...amina, email: 'wanjiru@example.org', name: 'Wanjiru Kamau', place: 'Kisumu' }
  const standby = { ...jonas, standby: true }
  await w.join([amina, kenyan, hugo])
  await w.join([
    { ...mei, country: 'KE', timeZone: 'Africa/Nairobi' },
    { ...standby, country: 'KE', timeZone: 'Africa/Nairobi' },
  ])
  await w.tickAt('2027-01-25T00:05:00Z')
  expect(w.last(kate, 'proposal').text).toContain('Mei Lin')
  await w.answer(w.last(kate, 'proposal'), 'OK')
  await w.tickAt('2027-01-26T12:00:00Z')
  const left = w.sent.filter(l => l.template === 'no-partner').map(l => l.to.email)
  expect(left).toHaveLength(2)
  expect(left).not.toContain(standby.email)
  await w.makeRound({
    name: 'Round 8',
    opens: '2027-02-10T00:00:00Z',
    closes: '2027-03-01T00:00:00Z',
    starts: '2027-03-08T00:00:00Z',
    ends: '2027-09-01T00:00:00Z',
  })
  await w.tickAt('2027-02-10T00:01:00Z')
  const first = await w.sql<{ email: string; state: string }[]>`
    select p.email, a.state from applications a join participants p on p.id = a.participant_id join rounds r on r.id = a.round_id
    where r.name = 'Round 8' and a.queued_first order by p.email`
  for (const email of left) expect(first).toContainEqual({ email, state: 'accepted' })
})

test('somebody who leaves between the proposal and its OK is not introduced; the other hears nothing and a coordinator does', async () => {
  const w = await openRound()
  await w.join([amina, hugo])
  await w.tickAt('2027-01-25T00:05:00Z')
  await w.answer(w.last(hugo.email, 'accepted'), 'STOP')
  await w.answer(w.last(kate, 'proposal'), 'OK')
  expect(await pairs(w)).toEqual([])
  expect(await w.openFlags()).toMatchObject([{ kind: 'left alone', reason: expect.stringContaining('Amina') }])
  await w.live('2027-02-03T00:00:00Z')
  expect(w.sent.filter(l => l.template === 'introduction')).toEqual([])
})
