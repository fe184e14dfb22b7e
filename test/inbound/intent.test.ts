import { describe, expect, test } from 'vitest'
import { languageFiles } from '../../src/inbound/intent/languages.ts'
import { meaningOf, replyWords } from '../../src/inbound/intent.ts'
import type { Mail } from '../../src/inbound/mail.ts'

describe('the examples in every language file', () => {
  for (const [code, file] of languageFiles())
    for (const [intent, examples] of Object.entries(file.examples))
      test.each(examples)(`${code}: ${intent}: %s`, example => {
        expect(meaningOf(example, null).intent).toBe(intent)
      })
})

const mail = (subject: string) => ({ subject, date: null }) as Mail

test.each([
  ['No problems, we talk every week', 'still-talking'],
  ['yes but not since March', 'not-talking'],
  ['she wrote, I did not', 'not-talking'],
  ['Marta en ik spreken elkaar al sinds maart niet meer', 'not-talking'],
  ['yes, please take me off', 'opt-out'],
  ['I will stop by her city in May, we are meeting up.', 'still-talking'],
  ['I wish I could say yes.', 'not-talking'],
  ['Yes I am still here, but Noor has not answered my last three emails.', 'partner-silent'],
  ['Take me off please. He asked for my home address and kept pushing.', 'safety-report'],
  ['Yes, all fine. When is the next topic?', 'still-talking'],
  ['No need for a break, we talk each week.', 'still-talking'],
  ['👍', 'still-talking'],
  ['', 'none'],
])('%s means %s', (text, intent) => {
  expect(meaningOf(text, null).intent).toBe(intent)
})

test('words that say yes, no or nothing by themselves leave the answer to a person', () => {
  for (const text of ['大丈夫です', 'ไม่เป็นไร', 'maybe']) {
    const meaning = meaningOf(text, null)
    expect(meaning.intent).toBe('none')
    expect(meaning.confidence).toBeLessThan(0.8)
  }
})

test('a bare Polish or Czech "no" is no refusal; an English one is', () => {
  expect(meaningOf('no', null, { locale: 'pl' })).toMatchObject({ intent: 'none' })
  expect(meaningOf('no', null, { locale: 'cs' }).confidence).toBeLessThan(0.8)
  expect(meaningOf('no', null, { locale: 'en' })).toMatchObject({ intent: 'not-talking', word: 'no' })
})

test.each([
  ['es', 'Lento.', 'slow'],
  ['fr', 'ARRÊTER', 'stop'],
  ['pt', 'nao', 'no'],
  ['id', 'belum', 'no'],
  ['ar', 'توقف مؤقت', 'pause'],
  ['ar', 'إيقاف', 'stop'],
  ['es', 'cambio', 'rematch'],
  ['de', 'Pause', 'pause'],
  ['ja', 'STOP', 'stop'],
  ['ru', 'Yes!', 'yes'],
  ['en', 'SEND MY DATA', 'send my data'],
  ['en', 'Erase me.', 'erase me'],
  ['en', 'every week', 'every week'],
  ['en', 'OK TO SHARE', 'ok to share'],
  ['en', 'UNDO', 'undo'],
  ['en', 'here', 'here'],
  ['en', 'PAUSE until 3 May', 'pause'],
  ['en', 'YES\n\nKind regards\nAmina', 'yes'],
])('%s: %j is the word %s', (locale, text, word) => {
  expect(meaningOf(text, null, { locale, now: new Date('2026-03-01') }).word).toBe(word)
}) // prettier-ignore

test('a yes that the next sentence takes back is no yes', () => {
  const meaning = meaningOf('Yes\nbut she has not answered since March', null)
  expect(meaning.intent).toBe('partner-silent')
  expect(meaning.word).toBeUndefined()
})

test.each([
  '次のテーマはいつ届きますか',
  '住所の変更はどこに連絡すればよいでしょうか。',
  '请问下一个话题什么时候发吗',
  '다음 주제는 언제 오나요',
  'หัวข้อต่อไปส่งวันไหนคะ ยังสมัครได้ไหมคะ',
])('a question without its mark is one: %s', text => {
  expect(meaningOf(text, null).intent).toBe('question')
})

test.each([
  ['I am scared and do not know what to do.', 'safety-report'],
  ['He scares me.', 'safety-report'],
  ['I am scared, he is coming to our library.', 'safety-report'],
  ['She has written to my boss about me.', 'safety-report'],
  ['I went to the police because of him.', 'safety-report'],
])('a fear or a crime that the partner may be behind is a report: %s', (text, intent) => {
  expect(meaningOf(text, null).intent).toBe(intent)
})

test.each([
  'I am scared of the exam in June.',
  'I am afraid that he is ill, he has not answered for a month.',
  'The police were in our library after the break-in.',
  'I wrote to my boss to ask for an hour a week.',
])('a fear or a crime of another kind is none: %s', text => {
  expect(meaningOf(text, null).intent).not.toBe('safety-report')
})

test('REPORT at the beginning is a report whatever follows', () => {
  expect(meaningOf('REPORT he writes strange things', null)).toMatchObject({ intent: 'safety-report' })
})

test('the subject answers when nothing else was written and it is not ours', () => {
  expect(meaningOf('', mail('STOP'))).toMatchObject({ intent: 'opt-out', word: 'stop' })
  expect(meaningOf('', mail('Re: Are you and Hugo still talking?'))).toMatchObject({ intent: 'none' })
  expect(meaningOf('yes', mail('STOP')).intent).toBe('still-talking')
})

test('a pause says until when', () => {
  const now = new Date('2026-03-01')
  expect(meaningOf('Pause until 3 May', null, { now }).until).toEqual(new Date('2026-05-03'))
  expect(meaningOf('I need a break for two months', null, { now }).until).toEqual(new Date('2026-04-30'))
  expect(meaningOf('No, not since January', null, { now }).lastContact).toEqual(new Date('2026-01-01'))
})

test('letters print the words of their own language', () => {
  expect(replyWords('es').yes).toBe('sí')
  expect(replyWords('fr-CA').stop).toBe('arrêter')
  expect(replyWords('xx').yes).toBe('yes')
})

test('a hostile text is read in a moment', () => {
  const began = performance.now()
  meaningOf('no yes not never '.repeat(400_000), null)
  meaningOf('?!,;'.repeat(500_000), null)
  expect(performance.now() - began).toBeLessThan(2_000)
})

test('the partner is known by name, where we know it or the quoted question says it', () => {
  const said = 'Noor is on maternity leave, but her answers come.'
  expect(meaningOf('Noor never responds.', null, { partner: ['Noor Haddad'] }).intent).toBe('partner-silent')
  const quoted = {
    subject: 'Re: Are you and Noor still talking?',
    text: `${said}\n> Are you and Noor still talking?`,
    date: null,
  } as Mail
  expect(meaningOf(said, quoted).intent).toBe('still-talking')
  const answer = 'Sam has a break in March.'
  const own = { ...quoted, from: { name: 'Sam Sample', address: 'sam@mail.example' }, text: `${answer}\n> Hi Sam,` } as Mail
  expect(meaningOf(answer, own).intent).toBe(meaningOf(answer, null).intent)
})
