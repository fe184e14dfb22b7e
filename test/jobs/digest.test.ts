import { expect, test } from 'vitest'
import { alarmQuality, raiseFlag } from '../../src/programme/flags.sql.ts'
import { amina, hugo, jonas, mei, type Person, runningRound, type TestWorld } from '../support/world.ts'

const kate = 'kate@example.org'
const clare = 'clare@example.org'

/** A running round of two pairs, each flagged, somebody standing by, and Monday's digests. */
async function flagged(suggestions = ['rematch', 'snooze 14d'], more: Person[] = []) {
  const standby = {
    ...mei,
    email: 'standby@example.com',
    name: 'Sun Lee',
    knownAs: 'Sun',
    country: 'KR',
    timeZone: 'Asia/Seoul',
    standby: true,
  }
  const w = await runningRound([amina, hugo, mei, jonas, standby, ...more])
  const pairs = await w.sql<{ id: number }[]>`select id from partnerships order by id`
  for (const [i, { id }] of pairs.entries())
    await raiseFlag(
      w.sql,
      {
        kind: 'gone quiet',
        roundId: w.roundId,
        partnershipId: id,
        reason: 'Both have been silent for five weeks.',
        suggestion: suggestions[i]!,
        probability: 0.9 - i / 10,
      },
      w.time.now,
    )
  await w.tickAt('2027-02-08T08:01:00Z')
  return { ...w, pairs: pairs.map(p => p.id) }
}

const decisions = (w: TestWorld) =>
  w.sql<
    { act: string; number: number; doneAt: Date | null; undoneAt: Date | null }[]
  >`select act, number, done_at, undone_at from decisions order by id`
const ended = async (w: TestWorld) => (await w.sql`select 1 from partnerships where ended_at is not null`).length
const said = (text: string) => text.replace(/\s+/g, ' ')

test('a digest numbers its items, each with both names, the reason and a suggestion, for the coordinators alone', async () => {
  const w = await flagged()
  for (const email of [kate, clare]) {
    const { text } = w.last(email, 'digest')
    const items = text.match(/^\d {2}.+$/gm) ?? []
    expect(items).toHaveLength(2)
    for (const item of items) expect(item).toMatch(/^[12] {2}.+ and .+/)
    expect(said(text)).toContain('Both have been silent for five weeks.')
  }
  for (const { email } of [amina, hugo]) expect(w.kinds(email)).not.toContain('digest')
})

test('several commands in one reply are received at once and done one hour later', async () => {
  const w = await flagged()
  await w.answer(w.last(kate, 'digest'), '1 end, 2 snooze 21d', { quote: true })
  const receipt = said(w.last(kate, 'receipt').text)
  expect(receipt).toMatch(/1 At 09:\d\d/)
  expect(receipt).toContain('2 Snoozed until Monday 1 March')
  expect(receipt).toContain('UNDO')
  await w.tickAt('2027-02-08T08:55:00Z')
  expect(await ended(w)).toBe(0)
  await w.tickAt('2027-02-08T09:05:00Z')
  expect(await ended(w)).toBe(1)
  expect((await decisions(w)).map(d => [d.act, d.doneAt !== null])).toEqual([
    ['end', true],
    ['snooze', true],
  ])
  expect(w.sent.filter(l => l.template === 'goodbye')).toHaveLength(2)
})

test('an item named twice counts once, by its first command; numbers that are not there are named', async () => {
  const w = await flagged()
  await w.answer(w.last(kate, 'digest'), '1 snooze 7d, 99 rematch\n1 end')
  expect((await decisions(w)).map(d => [d.number, d.act])).toEqual([[1, 'snooze']])
  const receipt = said(w.last(kate, 'receipt').text)
  expect(receipt).toContain('There is no number 99')
  expect(receipt).toContain('2 Not answered yet')
})

test('UNDO by another coordinator of the round stops all of it', async () => {
  const w = await flagged()
  await w.answer(w.last(kate, 'digest'), '1 end, 2 end')
  await w.answer(w.last(kate, 'receipt'), 'UNDO')
  await w.tickAt('2027-02-08T10:00:00Z')
  expect(await ended(w)).toBe(0)
  expect((await decisions(w)).every(d => d.undoneAt !== null && d.doneAt === null)).toBe(true)
})

test('UNDO by a colleague, in answer to their own digest of that week, stops it too', async () => {
  const w = await flagged()
  await w.answer(w.last(kate, 'digest'), '1 end')
  await w.answer(w.last(clare, 'digest'), 'UNDO')
  await w.tickAt('2027-02-08T10:00:00Z')
  expect(await ended(w)).toBe(0)
})

test('UNDO after the hour is told that nothing was left', async () => {
  const w = await flagged()
  await w.answer(w.last(kate, 'digest'), '1 end')
  await w.tickAt('2027-02-08T09:10:00Z')
  await w.answer(w.last(kate, 'digest'), 'UNDO')
  expect(said(w.last(kate, 'receipt').text)).toContain('nothing left to undo')
  expect(await ended(w)).toBe(1)
})

test('who answers second is told who acted', async () => {
  const w = await flagged()
  await w.answer(w.last(kate, 'digest'), '1 snooze 7d')
  await w.answer(w.last(clare, 'digest'), '1 end')
  expect(said(w.last(clare, 'receipt').text)).toContain('Kate')
  await w.tickAt('2027-02-08T10:00:00Z')
  expect(await ended(w)).toBe(0)
})

test('OK takes every suggestion; a rematch ends the pair, introduces the keen one anew and tells the quiet one kindly', async () => {
  const w = await flagged()
  const [pair] = await w.sql<{ a: string; b: string }[]>`
    select p.email as a, q.email as b from partnership_members m join participants p on p.id = m.participant_id
    join partnership_members n on n.partnership_id = m.partnership_id and n.side = 'b' join participants q on q.id = n.participant_id
    where m.side = 'a' and m.partnership_id = ${w.pairs[0]!}`
  await w.answer(w.last(pair!.a, 'introduction'), 'I am here, but I hear nothing.', { address: 'hello@in.example.org' })
  await w.sql`insert into signals (partnership_id, participant_id, kind, answer, at) select ${w.pairs[0]!}, id, 'reply', 'silent', ${w.time.now} from participants where email = ${pair!.a}`
  await w.answer(w.last(kate, 'digest'), 'OK')
  await w.tickAt('2027-02-08T09:30:00Z')
  await w.live('2027-02-10T12:00:00Z', 3)
  const anew = w.lettersTo(pair!.a, 'introduction')
  expect(anew).toHaveLength(2)
  expect(anew[1]!.replyTo).toBe('standby@example.com')
  expect(w.last('standby@example.com', 'introduction').replyTo).toBe(pair!.a)
  expect(w.kinds(pair!.b)).toContain('moved-on')
})

test('note, assign and done are kept with the item', async () => {
  const w = await flagged()
  await w.answer(w.last(kate, 'digest'), '1 note phoned her on Friday, 2 assign Clare')
  await w.tickAt('2027-02-08T10:00:00Z')
  expect(await w.sql`select note, assigned_id from flags where partnership_id is not null order by id`).toMatchObject([
    { note: 'phoned her on Friday', assignedId: null },
    { note: null, assignedId: 2 },
  ])
  await w.tickAt('2027-02-15T08:01:00Z')
  expect(said(w.last(clare, 'digest').text)).toContain('phoned her on Friday')
})

test('snoozed items come back when their time is over', async () => {
  const w = await flagged()
  await w.answer(w.last(kate, 'digest'), '1 snooze 10d, 2 done')
  await w.tickAt('2027-02-08T10:00:00Z')
  await w.tickAt('2027-02-15T08:01:00Z')
  expect(w.last(kate, 'digest').text).not.toContain('five weeks')
  await w.tickAt('2027-02-22T08:01:00Z')
  expect(said(w.last(kate, 'digest').text)).toContain('five weeks')
})

test('AWAY hands over until a day; HELP explains the words', async () => {
  const w = await flagged()
  await w.answer(w.last(kate, 'digest'), 'AWAY 1 MARCH')
  expect(w.last(kate, 'receipt').text).toContain('until 1 March')
  const before = w.lettersTo(kate, 'digest').length
  await w.tickAt('2027-02-15T08:01:00Z')
  expect(w.lettersTo(kate, 'digest')).toHaveLength(before)
  expect(w.lettersTo(clare, 'digest')).toHaveLength(before + 1)
  await w.tickAt('2027-03-01T08:01:00Z')
  expect(w.lettersTo(kate, 'digest')).toHaveLength(before + 1)
  await w.answer(w.last(kate, 'digest'), 'HELP')
  expect(w.last(kate, 'help').text).toContain('rematch')
})

test('a digest reply that is forged, or from elsewhere, does nothing before it is confirmed', async () => {
  const w = await flagged()
  await w.answer(w.last(kate, 'digest'), '1 end', { verdict: 'fail' })
  await w.answer(w.last(kate, 'digest'), '2 end', { from: 'somebody@example.net' })
  await w.tickAt('2027-02-08T11:00:00Z')
  expect(await decisions(w)).toEqual([])
  expect(w.lettersTo(kate, 'confirm-acting')).toHaveLength(2)
  await w.answer(w.lettersTo(kate, 'confirm-acting')[0]!, 'YES')
  await w.tickAt('2027-02-08T12:10:00Z')
  expect(await ended(w)).toBe(1)
})

test('numbers belong to one letter: an old digest still means its own items, as they are now', async () => {
  const w = await flagged()
  const old = w.last(kate, 'digest')
  await w.sql`update flags set closed_at = ${w.time.now}, outcome = 'talking' where partnership_id = ${w.pairs[0]!}`
  await w.tickAt('2027-02-15T08:01:00Z')
  await w.answer(old, '1 end, 2 end')
  const receipt = said(w.last(kate, 'receipt').text)
  expect(receipt).toContain('1 Settled already: talking')
  await w.tickAt('2027-02-15T10:00:00Z')
  expect(await w.sql`select id from partnerships where ended_at is not null`).toEqual([{ id: w.pairs[1]! }])
})

test('a command that does not fit its item is said to, with what would', async () => {
  const w = await flagged()
  await w.answer(w.last(kate, 'digest'), '1 accept')
  expect(await decisions(w)).toEqual([])
  expect(said(w.last(kate, 'receipt').text)).toContain('does not fit here')
})

test('a pair that ends after a partner said NO was a true alarm, and no loss that was missed', async () => {
  const w = await runningRound()
  await w.live('2027-03-05T12:00:00Z')
  await w.answer(w.last(amina.email, 'prompt'), 'NO')
  await w.live('2027-03-08T12:00:00Z')
  await w.answer(w.last(kate, 'digest'), '1 end')
  await w.live('2027-03-09T12:00:00Z')
  expect(await ended(w)).toBe(1)
  const alarms = await alarmQuality(w.sql, w.roundId)
  expect(alarms).toMatchObject({ false: 0, open: 0, missed: 0 })
  expect(alarms.true).toBeGreaterThan(0)
})

test('nobody is promised to two people, in a digest or in its receipt', async () => {
  const w = await flagged(['rematch', 'rematch'])
  const digest = w.last(kate, 'digest')
  expect(said(digest.text).match(/with Sun Lee/g)).toHaveLength(1)
  expect(said(digest.text)).toContain('nobody is free now')
  await w.answer(digest, '1 rematch, 2 rematch')
  expect(said(w.last(kate, 'receipt').text).match(/Sun Lee/g)).toHaveLength(1)
})

test('who waits alone and is suggested to another is not suggested anything else', async () => {
  const w = await flagged()
  const [standby] = await w.sql<{ id: number }[]>`select id from participants where email = 'standby@example.com'`
  await raiseFlag(
    w.sql,
    {
      kind: 'left alone',
      roundId: w.roundId,
      participantId: standby!.id,
      reason: 'Sun waits for a partner.',
      suggestion: 'snooze 7d',
    },
    w.time.now,
  )
  await w.tickAt('2027-02-15T08:01:00Z')
  const text = said(w.last(kate, 'digest').text)
  expect(text).toMatch(/Suggestion: rematch \w+ with Sun Lee/)
  expect(text).toContain('rematch gives them a partner; then nothing is left here.')
  expect(text).not.toMatch(/Suggestion: rematch[^.]+\. You\b/)
})

test('whoever waits alone and gets a partner by one number is not given away by another', async () => {
  const lena = { ...mei, email: 'lena@example.com', name: 'Lena Brandt', knownAs: 'Lena', country: 'DE', standby: true }
  const w = await flagged(['rematch', 'rematch'], [lena])
  const [standby] = await w.sql<{ id: number }[]>`select id from participants where email = 'standby@example.com'`
  const reason = 'Sun waits for a partner.'
  await raiseFlag(
    w.sql,
    { kind: 'left alone', roundId: w.roundId, participantId: standby!.id, reason, suggestion: 'rematch', explicit: true },
    w.time.now,
  )
  await w.tickAt('2027-02-15T08:01:00Z')
  const digest = w.last(kate, 'digest')
  expect(said(digest.text).match(/with Sun Lee|rematch Sun with/g)).toHaveLength(1)
  await w.answer(digest, 'OK')
  const given = [...said(w.last(kate, 'receipt').text).matchAll(/we introduce (.+?) to (.+?)(?:,|\.)/g)]
  const named = given.flatMap(([, one, other]) => [one, other])
  expect(named).toContain('Sun Lee')
  expect(new Set(named).size).toBe(named.length)
})

test('a mere thank-you is a sign of life, and no coordinator is asked to read it', async () => {
  const w = await runningRound()
  await w.answer(w.last(amina.email, 'accepted'), 'Thank you so much!')
  await w.answer(w.last(hugo.email, 'accepted'), 'شكرا')
  expect(await w.sql`select 1 from signals where kind = 'reply'`).toHaveLength(2)
  expect((await w.openFlags()).map(flag => flag.kind)).not.toContain('unread')
})
