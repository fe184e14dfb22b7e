import { expect, test } from 'vitest'
import { pairpost } from '../cli/pairpost.ts'
import { type Letter, openRound, type Person } from '../support/world.ts'

const kate = 'kate@example.org'
const day = 24 * 3_600_000

const places: [string, string, string][] = [
  ['KE', 'Africa/Nairobi', 'Nairobi'],
  ['PE', 'America/Lima', 'Arequipa'],
  ['TW', 'Asia/Taipei', 'Taipei'],
  ['LV', 'Europe/Riga', 'Rīga'],
  ['NZ', 'Pacific/Auckland', 'Auckland'],
  ['IN', 'Asia/Kolkata', 'Pune'],
  ['BR', 'America/Sao_Paulo', 'Recife'],
  ['EG', 'Africa/Cairo', 'Cairo'],
  ['CA', 'America/Halifax', 'Halifax'],
  ['FJ', 'Pacific/Fiji', 'Suva'],
]
const people: Person[] = Array.from({ length: 10 }, (_, i) => {
  const [country, timeZone, place] = places[i % places.length]!
  return {
    email: `person${i}@example.org`,
    name: `Person ${'ABCDEFGHIJ'[i]} Of${place}`,
    knownAs: `Person${i}`,
    country,
    timeZone,
    place: `${place} ${i}`,
  }
})
const [silent, bouncing, leaver, away] = people as [Person, Person, Person, Person]

/** What each of them does with a letter that asks something. */
function answerOf(letter: Letter, email: string): string | null {
  const asks = ['check-in', 'follow-up', 'rematch-offer'].includes(letter.question ?? '') || letter.template === 'prompt'
  if (!asks || email === silent.email || email === bouncing.email || email === away.email) return null
  if (email === leaver.email) return letter.at > new Date('2027-03-05T00:00:00Z') ? 'STOP' : 'YES'
  if (letter.question === 'rematch-offer') return 'REMATCH'
  if (letter.question === 'follow-up') return 'HERE'
  if (letter.question !== 'check-in') return null
  return letter.text.includes('Person0') ? 'NO' : 'YES'
}

test('a whole round: ten people, replies, silence, a bounce, a leaver, a holiday, a week of downtime, every webhook twice', async () => {
  const w = await openRound({ twice: true }, { ends: '2027-05-08T00:00:00Z' })
  await w.join(people)
  expect(await pairpost(w, ['pair', 'make', silent.email, people[7]!.email])).toMatchObject({ code: 0 })
  await w.tickAt('2027-01-25T00:05:00Z')
  await w.answer(w.last(kate, 'proposal'), 'OK')
  await w.tickAt('2027-02-01T00:00:00Z')

  let read = w.sent.length
  const answered = new Set<string>()
  for (let at = Date.UTC(2027, 1, 1); at < Date.UTC(2027, 4, 11); at += (at < Date.UTC(2027, 1, 4) ? 3 : 12) * 3_600_000) {
    // a week without anybody there, in the middle of the round
    if (at > Date.UTC(2027, 2, 28) && at < Date.UTC(2027, 3, 4)) continue
    await w.tickAt(new Date(at))
    for (const letter of w.sent.slice(read)) {
      const { email } = letter.to
      if (email === bouncing.email && letter.template === 'introduction')
        await w.postEvent({
          RecordType: 'Bounce',
          ID: 1,
          Type: 'HardBounce',
          MessageID: 'm-1',
          Email: email,
          BouncedAt: w.time.now.toISOString(),
          Metadata: { outbox: String(letter.outboxId) },
        })
      if (email === away.email && letter.template === 'prompt')
        await w.reply({
          to: letter,
          text: 'I am away from my desk and will read your message when I am back.',
          headers: [{ Name: 'Auto-Submitted', Value: 'auto-replied' }],
        })
      const words = people.some(p => p.email === email) ? answerOf(letter, email) : null
      if (words) {
        await w.reply({ to: letter, text: words, quote: true })
        answered.add(`${email} ${words}`)
      }
      if (email === kate && letter.template === 'digest' && /^1 {2}/m.test(letter.text))
        await w.reply({ to: letter, text: 'OK', quote: true })
    }
    read = w.sent.length
  }

  // everybody was introduced, each within a day of the other; the bounce closed one address and no more mail went there
  const introductions = w.sent.filter(l => l.template === 'introduction')
  for (const one of introductions) {
    const twin = introductions.find(other => other.to.email === one.replyTo && other.replyTo === one.to.email)
    if (one.to.email !== bouncing.email && one.replyTo !== bouncing.email) expect(twin, one.to.email).toBeDefined()
    if (twin) expect(Math.abs(twin.at.getTime() - one.at.getTime())).toBeLessThanOrEqual(day)
  }
  for (const { email } of people) expect(w.lettersTo(email, 'introduction').length).toBeGreaterThan(0)
  expect(w.lettersTo(bouncing.email).filter(l => l.at > new Date('2027-02-04T00:00:00Z'))).toEqual([])

  // the leaver got the confirmation, and nothing after it
  expect(w.kinds(leaver.email).at(-1)).toBe('stopped')
  // the one on holiday was never taken to have said anything
  expect(
    await w.sql`select 1 from signals s join participants p on p.id = s.participant_id where p.email = ${away.email} and s.kind = 'reply'`,
  ).toHaveLength(0)
  // the partner of the silent one said NO, was offered another, and a coordinator's OK found one or will
  const [told] = [...answered].filter(a => a.endsWith(' NO'))
  expect(told).toBeDefined()
  expect(w.sent.some(l => l.to.email === silent.email && l.template === 'follow-up')).toBe(true)

  // one letter a purpose, one planned letter a person and day, and nothing failed
  const doubled = await w.sql`select purpose from outbox group by purpose having count(*) > 1`
  expect(doubled).toHaveLength(0)
  expect(new Set(w.sent.map(l => l.messageId)).size).toBe(w.sent.length)
  const planned = new Set(['introduction', 'prompt', 'check-in', 'follow-up', 'rematch-offer', 'end'])
  for (const { email, timeZone } of people) {
    const days = w
      .lettersTo(email)
      .filter(l => planned.has(l.template))
      .map(l => new Intl.DateTimeFormat('en-CA', { timeZone: timeZone as string }).format(l.at))
    expect(new Set(days).size, `${email} ${days.join(' ')}`).toBe(days.length)
  }
  expect(await w.sql`select 1 from inbox where processed_at is null`).toHaveLength(0)
  expect(await w.sql`select 1 from outbox where state in ('sending', 'unknown', 'failed')`).toHaveLength(0)

  // the term ended by itself, with thanks and the next round by one word
  expect(await w.sql`select 1 from partnerships where ended_at is null`).toHaveLength(0)
  for (const { email } of people.filter(p => p !== bouncing && p !== leaver)) {
    const end = w.lettersTo(email, 'end')
    expect(end, email).toHaveLength(1)
    expect(end[0]!.at.getTime() - Date.UTC(2027, 4, 8)).toBeLessThanOrEqual(2 * day)
  }
  // in the middle of it all, the budget of letters was kept: two a person and month, or the prompts and a little more
  const months = 96 / 30.4
  for (const { email } of people) {
    const counted = w.lettersTo(email).filter(l => ['prompt', 'check-in'].includes(l.template)).length
    expect(counted / months).toBeLessThanOrEqual(2)
  }
}, 300_000)
