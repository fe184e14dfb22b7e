import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { latestText } from '../../src/inbound/text.ts'
import { attributions } from './attributions.ts'
import { headerBlocks } from './header-blocks.ts'
import { htmlReplies } from './html-replies.ts'
import { mailOf, ours } from './mail-of.ts'

const fill = (piece: string) => piece.repeat(Math.ceil(5_000_000 / piece.length))
const flowed = [
  { type: 'text/plain', parameters: { format: 'flowed' }, disposition: null, filename: null, size: 0, content: null },
]

const plains = [
  ['attributions', 'On Mon, 3 Mar 2026 at 10:00, X <a@b.example> wrote:\n'],
  ['lines that announce', 'x:\n'],
  ['lines that announce in Chinese', '写道：\n'],
  ['dates', '3 Mar 2026 10:00:\n'],
  ['headers', 'From: x\n\nTo: y\n'],
  ['dividers', '-----Original Message-----\n'],
  ['delimiters', '--\n'],
  ['open brackets', '<\n'],
  ['wrapped addresses', 'a <b\nc>:\n'],
  ['footers', 'Sent from my iPhone\n\n'],
  ['notices', 'This e-mail is confidential, recipient\n\n'],
  ['quotation and answer', '> a\nb\n'],
  ['short answers between quotations', 'On 3 Mar 2026, X wrote:\n> a\nb\n'],
  ['marks', '>'],
  ['bars', '| a\n'],
  ['half characters', '\ud800'],
  ['marks of direction', '\u202a'],
] as const

const htmls = [
  ['opened elements', '<div>'],
  ['closed elements', '</i>'],
  ['open tags', '<'],
  ['attributes', '<a b="'],
  ['comments', '<!--'],
  ['pictures', '<svg>'],
  ['styles', '<style></style>'],
  ['entities', '&#'],
  ['breaks', '<br>'],
  ['quotations', '<blockquote>a</blockquote>b<br>'],
  ['class names', '<div class="x_x_x_x_ gmail_quote">'],
] as const

/** CPU milliseconds: other work on the machine does not count. */
function cost(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

describe('5 MB are read in little time:', () => {
  test.each(plains)('%s', (_, piece) => {
    const text = fill(piece)
    const known = { ourLetters: [text.slice(0, 40_000), ours.join('\n')] }
    expect(cost(() => latestText(mailOf({ text }), known))).toBeLessThan(1500)
    expect(cost(() => latestText(mailOf({ text, parts: flowed })))).toBeLessThan(1500)
  })

  test.each(htmls)('HTML of %s', (_, piece) => {
    expect(cost(() => latestText(mailOf({ html: fill(piece) })))).toBeLessThan(1500)
    expect(cost(() => latestText(mailOf({ html: `<pre>${fill(piece)}` })))).toBeLessThan(1500)
  })
})

test('no more comes out than is read', () => {
  for (const text of [fill('word '), fill('a'), fill('a\n')]) {
    expect(latestText(mailOf({ text })).length).toBeLessThanOrEqual(70_000)
    expect(latestText(mailOf({ html: `<pre>${text}` })).length).toBeLessThanOrEqual(140_000)
    expect(latestText(mailOf({ html: text })).length).toBeLessThanOrEqual(140_000)
  }
})

const pieces = fc.constantFrom(
  ...Object.values(attributions).flat(),
  ...Object.values(headerBlocks).flat(),
  ...ours.filter(line => line !== ''),
  ...[
    '-- ',
    '---',
    '> ',
    '>',
    '\n',
    '\r\n',
    '\t',
    ' ',
    ':',
    '|',
    '<',
    '\u202b',
    '\ufeff',
    '\0',
    'Yes',
    'Sent from my iPhone',
    'Best regards,',
    '是',
  ],
)

test('any mixture of pieces is read without an error, and nothing is invented', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(pieces, fc.string({ unit: 'grapheme' })), { maxLength: 40 }),
      fc.constantFrom('', '\n', '\n> ', ' '),
      (parts, joint) => {
        const text = parts.join(joint)
        const found = latestText(mailOf({ text }), { ourLetters: [ours.join('\n')] })
        for (const word of found.split(/\s+/)) expect(bare(text)).toContain(bare(word))
      },
    ),
    { numRuns: 400 },
  )
})

const bare = (text: string) => text.replace(/[\s\p{C}]/gu, '')

test('any HTML, cut and put together anyhow, is read without an error', () => {
  const html = Object.values(htmlReplies)
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(html.length - 1), fc.nat(3000), fc.nat(400)), { maxLength: 12 }), cuts => {
      const mixed = cuts.map(([which, start, length]) => html[which]!.slice(start, start + length)).join('')
      expect(typeof latestText(mailOf({ html: mixed }))).toBe('string')
    }),
    { numRuns: 400 },
  )
})
