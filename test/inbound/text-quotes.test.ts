import { describe, expect, test } from 'vitest'
import { latestText } from '../../src/inbound/text.ts'
import { attributions } from './attributions.ts'
import { headerBlocks } from './header-blocks.ts'
import { htmlReplies } from './html-replies.ts'
import { flat, mailOf, ours, own, wrap } from './mail-of.ts'

const sender = 'reply+k7f3q9@checkin.example'
const read = (text: string, to = mailOf({}).to) => latestText(mailOf({ text, to }))
const quoted = ours.map(line => `> ${line}`).join('\n')
const letter = ours.join('\n')

const attributionsOf = (program: string) =>
  attributions[program]!.map(line => line.replace(/\bP\b/, 'Peer Circle').replace(/\bA\b/g, sender))

describe.each(Object.keys(attributions))('an attribution by %s', program => {
  test.each(attributionsOf(program))('%s', line => {
    for (const to of [mailOf({}).to, [{ address: 'x@other.example', name: '' }]]) {
      expect(read(`${own}\n\n${wrap(line, 76)}\n\n${quoted}\n`, to)).toBe(own)
      expect(read(`${own}\n${wrap(line, 60)}\n${quoted}\n`, to)).toBe(own)
      expect(read(`${own}\n\n${line}\n\n${letter}\n`, to)).toBe(own)
      expect(read(`${own}\n\n> ${line.replaceAll('\n', '\n> ')}\n> \n${quoted}\n`, to)).toBe(own)
      expect(read(`${wrap(line, 76)}\n${quoted}\n\n${own}\n`, to)).toBe(own)
      expect(read(`${line}\n> Hi Sam,\n> Are you still talking?\n${own}\n> The Peer Circle team\n`, to)).toBe(own)
      expect(read(`${own}\n\n${line}\n`, to)).toBe(own)
    }
  })
})

const blocks = Object.values(headerBlocks)
  .flat()
  .map(block => block.replace(/(?<!\p{L})P(?!\p{L})/u, 'Peer Circle').replace(/(?<=[<:[ ])A(?=[>\]&]| Adresat)/gu, sender))

describe('a block of headers above the quoted letter', () => {
  test.each(blocks)('%s', block => {
    const body = block.startsWith('> ') ? quoted : letter
    expect(read(`${own}\n\n${block}\n\n${body}`)).toBe(own)
    expect(read(`${own}\n${block}\n${body}`)).toBe(own)
    expect(read(`${own}\n\n-- \nSam Sample\nLibrarian\n${block}\n\n${body}`)).toBe(own)
    const html = `<p>${own}</p><div>${block.replaceAll('&nbsp;', ' ').replaceAll('&gt;', '>').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>')}</div>`
    if (!block.startsWith('> ')) expect(latestText(mailOf({ html: `${html}<p>${letter}</p>` }))).toBe(own)
  })

  test('alone leaves nothing of the writer’s own', () => {
    expect(
      read(`\n\nFrom: Peer Circle <${sender}>\nSent: Tuesday, March 3, 2026 9:05 AM\nTo: Sam\nSubject: Hi\n\n${letter}`),
    ).toBe('')
  })

  test('is read through when the letter is passed on', () => {
    const text = `---------- Forwarded message ---------\nFrom: Noor <noor@mail.example>\nDate: Tue, Mar 3, 2026\nSubject: Hello\nTo: sam@mail.example\n\n\nI am leaving.\n`
    expect(read(text)).toBe('I am leaving.')
    expect(read(`See what Noor says.\n\n${text}`)).toBe('See what Noor says.')
  })
})

describe('a reply in HTML by', () => {
  test.each(Object.entries(htmlReplies))('%s', (_, html) => {
    for (const words of [own, 'Sí.<br><br>Gracias, Ana', '<p>One</p><p>Two &amp; three</p>']) {
      const expected = flat(words.replace(/<[^>]*>/g, ' ').replace('&amp;', '&'))
      expect(flat(latestText(mailOf({ html: html.replace('OWN', words) })))).toBe(expected)
    }
  })
})

describe('quotations', () => {
  test('leave the answers between them', () => {
    const text = `On Tue, Mar 3, 2026 at 9:05 AM Peer Circle <${sender}> wrote:\n> Are you still talking?\n\nYes.\n\n> Are you well?\n\nVery.\n`
    expect(flat(read(text))).toBe('Yes. Very.')
  })

  test('stay where nobody is credited with them and words follow', () => {
    expect(read('> This is a quote.\n\nAnd this is text.')).toBe('> This is a quote.\n\nAnd this is text.')
  })

  test('that lost their mark to a line break go', () => {
    const text = `${own}\n\nOn Tue, Mar 3, 2026 at 9:05 AM Peer Circle <${sender}> wrote:\n> To take a break from all of it, please reply PAUSE. To leave, reply`
    expect(read(`${text}\nSTOP.\n`)).toBe(own)
    expect(read(`${text}\nthe word\n> STOP.\n`)).toBe(own)
    expect(flat(read(`> Are you still?\n> Are you well?\n> Are you both well?\nYES`))).toBe('YES')
  })

  test('of some length go though nobody is credited with them', () => {
    expect(read(`${quoted}\n\n${own}`)).toBe(own)
    expect(read(`${own}\n\n${quoted}\n\nThanks`)).toBe(`${own}\n\nThanks`)
  })

  test('go where nothing follows', () => {
    expect(read(`> Hi Sam,\n> still talking?\n\nSent from my iPhone`)).toBe('')
    expect(read(quoted)).toBe('')
    expect(read(`${own}\n${quoted}`)).toBe(own)
  })

  test('with other signs than ">" go when an attribution stands above', () => {
    const above = 'Peer Circle wrote in\n <20260303.abc@checkin.example>:'
    expect(read(`${above}\n${ours.map(line => ` |${line}`).join('\n')}\n\n${own}`)).toBe(own)
    const gnus = `>>>>> On Tue, 3 Mar 2026, Peer Circle <${sender}> said:`
    expect(read(`${gnus}\n\n${ours.map(line => `    PC> ${line}`).join('\n')}\n\n${own}`)).toBe(own)
    expect(read(`Peer Circle <${sender}> writes:\n\n${ours.map(line => `    ${line}`).join('\n')}\n\n${own}`)).toBe(own)
  })

  test('without number end', () => {
    const deep = Array.from({ length: 4000 }, (_, depth) => `${'>'.repeat(1 + (depth % 300))} line ${depth}`).join('\n')
    expect(read(`${own}\n\nOn 3 Mar 2026, at 09:05, Peer Circle wrote:\n>${deep}`)).toBe(own)
  })
})

describe('of the two parts of a letter', () => {
  const html = `<div>${own}</div><blockquote type="cite">Hi Sam</blockquote>`

  test('the HTML is read where the plain one only says that there is HTML', () => {
    expect(latestText(mailOf({ text: 'This message needs a program that shows HTML.', html }))).toBe(own)
  })

  test('the HTML is read where only it shows what is quoted', () => {
    const text = `${own}\n\nPeer Circle skribxs\n\n${letter}`
    expect(latestText(mailOf({ text, html: `<div>${own}</div><blockquote type="cite">${letter}</blockquote>` }))).toBe(own)
  })

  test('the HTML keeps words together that the plain one broke', () => {
    const broken = '没有断过，\n一直在聊。'
    expect(latestText(mailOf({ text: broken, html: '<div>没有断过，一直在聊。</div>' }))).toBe('没有断过，一直在聊。')
  })

  test('HTML is read as such in a plain part that is labelled wrongly', () => {
    expect(latestText(mailOf({ text: html }))).toBe(own)
  })
})

describe('format=flowed', () => {
  const flowed = (text: string, delsp = 'no') => {
    const parts = [
      { type: 'text/plain', parameters: { format: 'flowed', delsp }, disposition: null, filename: null, size: 0, content: null },
    ]
    return latestText(mailOf({ text, parts }))
  }

  test('joins the writer’s lines and the quoted ones, each with their own', () => {
    expect(flowed('We talk every \nsingle week.\n\nOn 03.03.26 09:05, Peer Circle wrote:\n> Are you and \n> Noor talking?')).toBe(
      'We talk every single week.',
    )
    expect(flowed('On 03.03.26 09:05, Peer Circle wrote:\n> Hi \nHello')).toBe('Hello')
  })

  test('takes the space away that DelSp added', () => {
    expect(flowed('没有断过， \n一直在聊。', 'yes')).toBe('没有断过，一直在聊。')
  })

  test('never joins the delimiter of a signature', () => {
    expect(flowed('Yes.\n-- \nSam Sample')).toBe('Yes.')
  })
})
