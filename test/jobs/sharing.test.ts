import { expect, test } from 'vitest'
import { withoutWord } from '../../src/inbound/intent.ts'
import { answersFor } from '../../src/programme/shared-answers.ts'
import { amina, hugo, jonas, mei, runningRound } from '../support/world.ts'

const learned = 'We both keep the returned books of one week on a table, unsorted. People love it.'
const kate = 'kate@example.org'

/** Two pairs who have had their first topic; Amina shares what she learned, and a coordinator has not read it yet. */
async function shared() {
  const w = await runningRound([amina, hugo, mei, jonas])
  await w.live('2027-02-09T20:00:00Z', 6)
  await w.answer(w.last(amina.email, 'prompt'), `${learned}\n\nOK TO SHARE`, { quote: true })
  return w
}

const others = [hugo, mei, jonas].map(one => one.email)

test('what somebody allows us to share stands in the next letter to the others, once a coordinator has read it', async () => {
  const w = await shared()
  expect(w.kinds(amina.email).at(-1)).toBe('thanks')
  await w.live('2027-02-15T20:00:00Z')
  expect(w.last(kate, 'digest').text.replace(/\s+/g, ' ')).toContain(`“${learned}”`)
  await w.answer(w.last(kate, 'digest'), 'OK')
  expect(w.last(kate, 'receipt').text.replace(/\s+/g, ' ')).toContain('Amina Otieno wrote goes into the next letter')
  await w.live('2027-03-10T20:00:00Z')
  const pair = await w.sql<{ email: string }[]>`
    select p.email from partnership_members m join participants p on p.id = m.participant_id
    where partnership_id = (select partnership_id from partnership_members x join participants y on y.id = x.participant_id where y.email = ${amina.email} limit 1)`
  const outside = others.filter(email => !pair.some(one => one.email === email))
  expect(outside).toHaveLength(2)
  for (const email of outside) {
    const text = w.last(email, 'prompt').text.replace(/\s+/g, ' ')
    expect(text).toContain(learned)
    expect(text).toMatch(/Amina.{1,3}Kenya/)
  }
  for (const { email } of pair) expect(w.last(email, 'prompt').text.replace(/\s+/g, ' ')).not.toContain('returned books')
  await w.live('2027-04-10T20:00:00Z')
  expect(w.last(outside[0]!, 'prompt').text).not.toContain('returned books')
})

test('nothing is shown that no coordinator accepted, or that its writer took back', async () => {
  const w = await shared()
  await w.answer(w.last(amina.email, 'thanks'), 'NO')
  expect(w.last(amina.email, 'thanks').text).toContain('shown to nobody')
  await w.answer(w.last(mei.email, 'prompt'), 'Small steps help.\nOK to share', { quote: true })
  await w.live('2027-02-15T20:00:00Z')
  const digest = w.last(kate, 'digest').text
  expect(digest).not.toContain('returned books')
  const n = /^(\d+) {2}Mei Lin/m.exec(digest)![1]!
  await w.answer(w.last(kate, 'digest'), `${n} refuse`)
  await w.live('2027-03-10T20:00:00Z')
  for (const email of others) expect(w.last(email, 'prompt').text).not.toMatch(/returned books|Small steps/)
})

test('who is erased takes what they shared out of what others were sent', async () => {
  const w = await shared()
  await w.live('2027-02-15T20:00:00Z')
  await w.answer(w.last(kate, 'digest'), 'OK')
  await w.live('2027-03-10T20:00:00Z')
  await w.answer(w.last(amina.email, 'prompt'), 'ERASE ME')
  await w.answer(w.last(amina.email, 'confirm-erase'), 'YES')
  const held = await w.sql`select 1 from outbox where body_text like '%returned books%' or data::text like '%returned books%'`
  expect(held).toHaveLength(0)
  expect(await w.sql`select 1 from shared_answers`).toHaveLength(0)
})

test('three answers at most stand in a letter, one a person, and none of the pair itself', () => {
  const answers = [1, 2, 3, 3, 4, 5, 6].map(participantId => ({
    participantId,
    text: 't',
    name: 'N',
    knownAs: null,
    country: 'KE',
  }))
  expect(answersFor(1, 2, answers).map(one => one.participantId)).toEqual([3, 4, 5])
})

test.each([
  ['We swap book lists. OK TO SHARE', 'We swap book lists.'],
  ['Ok to share: we swap book lists.', 'we swap book lists.'],
  ['We swap book lists.\n\nOK TO SHARE.\nAmina', 'We swap book lists.\n\n\nAmina'],
  ['It was ok to share a room with so many books.', 'It was ok to share a room with so many books.'],
])('%j is shared as %j', (text, rest) => {
  expect(withoutWord(text, 'ok to share')).toBe(rest)
})

test('MORE brings the topics that the term has no month for', async () => {
  const w = await runningRound([amina, hugo], {}, { topics: 8 })
  await w.live('2027-02-09T20:00:00Z', 6)
  await w.answer(w.last(amina.email, 'prompt'), 'MORE')
  await w.live('2027-04-30T20:00:00Z')
  expect(w.lettersTo(amina.email, 'prompt').length).toBe(w.lettersTo(hugo.email, 'prompt').length + 2)
})
