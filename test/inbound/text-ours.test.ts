import { describe, expect, test } from 'vitest'
import { latestText } from '../../src/inbound/text.ts'
import { flat, mailOf, own, wrap } from './mail-of.ts'

const letter = `Hello Sam,

Are you and Noor still talking? One word is enough: YES, SLOW or NO.

If something is wrong, reply and tell us in your own words.

  What interests you:

If you need a new partner, reply REMATCH.

Kate
for the coordinators of the International Librarians Network

---
You get this because you joined Spring 2026 of the International
Librarians Network with sam@mail.example. The next message from us is
a topic on Friday, 3 April.
To take a break, reply PAUSE. To leave the round, reply STOP.
Code of conduct: https://iln.example/conduct
International Librarians Network, 1 Library Lane, Sydney
`
const rows = letter.split('\n')
const read = (text: string) =>
  latestText(mailOf({ text }), { ourLetters: ['An older letter of ours, which says other things.', letter] })
const answered = letter.replace('SLOW or NO.', 'SLOW or NO.\n\nYes!').replace('own words.', 'own words.\n\nNothing is wrong.')
const headers = 'From: Kate <a@b.example>\nSent: Tuesday, March 3, 2026 9:05 AM\nTo: Sam\nSubject: Checking in'

describe('our own letter is known and goes', () => {
  test.each([
    ['as it was sent', letter],
    ['wrapped at 50', wrap(letter, 50)],
    ['wrapped at 30', wrap(letter, 30)],
    ['in long lines', letter.replace(/([^\n])\n([^\n])/g, '$1 $2')],
    ['behind tabs', rows.map(line => `\t${line}`).join('\n')],
    [
      'as it travelled',
      [
        '--==boundary_123456',
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: quoted-printable',
        '',
        ...rows,
        '--==boundary_123456--',
      ]
        .map(line => `\t${line.replace('new partner', 'new=20partner')}`)
        .join('\n'),
    ],
    ['behind bars', rows.map(line => `| ${line}`).join('\n')],
    ['behind any sign', rows.map(line => `# ${line}`).join('\n')],
    ['without its start', rows.slice(2).join('\n')],
    ['without its end', rows.slice(0, 5).join('\n')],
    ['below an attribution in no known language', `Peer Circle skribxs ion:\n\n${letter}`],
    ['with a link rewritten', letter.replace('https://iln.example/conduct', '<https://safe.example/?url=https%3A%2F%2Filn>')],
  ])('%s', (_, quotation) => {
    expect(read(`${own}\n\n${quotation}`).split('\n')[0]).toBe(own)
    expect(read(`${own}\n\n${quotation}`)).not.toMatch(/STOP|PAUSE|REMATCH|talking|Content|boundary/)
  })

  test('above the answer, and alone', () => {
    expect(read(`${letter}\n\n${own}`)).toBe(own)
    expect(read(letter)).toBe('')
  })

  test('and leaves the answers between its lines', () => {
    expect(flat(read(answered))).toBe('Yes! Nothing is wrong.')
    expect(flat(read(`${headers}\n\n${answered}`))).toBe('Yes! Nothing is wrong.')
    expect(flat(read(`See below.\n\n${headers}\n\n${answered}`))).toBe('See below. Yes! Nothing is wrong.')
  })

  test('and leaves a line that was filled in', () => {
    expect(read(letter.replace('interests you:', 'interests you: small budgets'))).toBe('What interests you: small budgets')
  })

  test('but no answer that borrows its words', () => {
    for (const words of ['REMATCH', 'reply STOP', 'You ask: "Are you and Noor still talking?" We are.'])
      expect(read(words)).toBe(words)
  })
})
