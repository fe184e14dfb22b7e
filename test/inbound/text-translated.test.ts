import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { latestText } from '../../src/inbound/text.ts'
import { flat, mailOf, ours, own } from './mail-of.ts'

/**
 * How free mail programs credit a quotation in every language that they speak: from the translations in Debian 12's
 * packages (.mo files, language packs, templates), with dates as the C library writes them there. A quotation may end
 * at a divider instead. Left out are translations that their programs print broken.
 */
const programs = JSON.parse(readFileSync(new URL('attributions-translated.json', import.meta.url), 'utf8')) as Record<
  string,
  Record<string, string>
>

const quoted = ours.map(line => (line === '' ? '>' : `> ${line}`)).join('\n')
const asHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>')
// our replies go to an address without a name: the credit stands alone
const to = [{ address: 'reply+k7f3q9@checkin.example', name: '' }]

describe.each(Object.entries(programs))('%s', (_program, lines) => {
  test.each(Object.entries(lines))('in %s', (_locale, line) => {
    const read = (mail: { text?: string; html?: string }) => flat(latestText(mailOf({ to, ...mail })))
    expect(read({ text: `${own}\n\n${line}\n${quoted}\n` })).toBe(own)
    expect(read({ text: `${line}\n${quoted}\n\n${own}\n` })).toBe(own)
    const cite = `<blockquote>${asHtml(ours.join('\n'))}</blockquote>`
    expect(read({ html: `<p>${own}</p><p>${asHtml(line)}</p>${cite}` })).toBe(own)
  })
})
