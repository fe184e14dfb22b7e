import { expect, test } from 'vitest'
import type { DigestItem } from '../../src/outbound/letter-parts.ts'
import type { LetterData } from '../../src/outbound/letters.ts'
import { letterKinds, sampleOf } from '../../src/outbound/letters-samples.ts'
import { render, warmUp } from '../../src/outbound/render.ts'

const checkIn = (partner: string, locale = 'en') => {
  const { data, ...around } = sampleOf('check-in')
  return render({ template: 'check-in', locale, ...around, data: { ...data, partner } })
}

test('a name that is a script is shown, not run', async () => {
  const { html, text } = await checkIn('<script>alert(1)</script>')
  expect(html).not.toContain('<script')
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(text).toContain('introduced you to <script>alert(1)</script>.')
})

test('a name with line breaks cannot add a header to the subject, nor an item to a list', async () => {
  const { subject, text } = await checkIn('Hugo\r\nBcc: everybody@example.org\n\n7  Eve and Eve')
  expect(subject).toBe('Are you and Hugo Bcc: everybody@example.org 7 Eve and Eve still talking?')
  expect(text).not.toMatch(/^7 {2}/m)
})

test('a name cannot turn the words around it', async () => {
  const { subject, text, html } = await checkIn('\u202eoguH\u202c\u2066x')
  for (const part of [subject, text, html]) expect(part).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
})

test('a Latin name keeps its place in an Arabic line, and an Arabic one in an English line; others carry no marks', async () => {
  expect((await checkIn('Hugo', 'ar')).text).toContain('بينك وبين \u2068Hugo\u2069')
  expect((await checkIn('ليلى')).text).toContain('introduced you to \u2068ليلى\u2069.')
  expect((await checkIn('ليلى', 'ar')).text).not.toContain('\u2068ليلى')
  expect((await checkIn('Jonas Bērziņš')).text).not.toContain('\u2068')
  expect((await checkIn('Hugo', 'ar')).subject).not.toContain('\u2068')
})

test('a button begins with a capital; the word beside its meaning does not change it', async () => {
  const { html, text } = await render({ template: 'unclear', locale: 'es', ...sampleOf('unclear') })
  expect(html).toMatch(/>\s*Todo va bien, estamos en contacto\s*</)
  expect(text).toContain('todo va bien, estamos en contacto')
})

test('a value that nobody gave is an error that names letter, language, words and value', async () => {
  const { data, ...around } = sampleOf('partner-left')
  const lacking = { ...data, decideAt: null } as unknown as LetterData['partner-left']
  await expect(render({ template: 'partner-left', locale: 'es', ...around, data: lacking })).rejects.toThrow(
    "partner-left/es 'then' has no value for {decideAt}",
  )
})

test('a moment that is none is an error', async () => {
  const { data, ...around } = sampleOf('partner-left')
  await expect(
    render({ template: 'partner-left', locale: 'en', ...around, data: { ...data, decideAt: 'next week' } }),
  ).rejects.toThrow("'next week' is not an ISO moment")
})

test('moments are told in the zone of their reader, with the place', async () => {
  const { data, frame } = sampleOf('stopped')
  const at = async (zone: string) =>
    (await render({ template: 'stopped', locale: 'en', zone, frame, data })).text.replaceAll('\n', ' ')
  expect(await at('Pacific/Auckland')).toContain('by Monday 23 November at 18:00 (Auckland)')
  expect(await at('America/Lima')).toContain('by Monday 23 November at 00:00 (Lima)')
})

test('what a partner says about themselves keeps its lines and its direction, and no tag', async () => {
  const { data, ...around } = sampleOf('introduction', 'bare')
  const { html, text } = await render({ template: 'introduction', locale: 'en', ...around, data })
  expect(html).toContain('<blockquote dir="rtl" align="right">أعمل في مكتبة للأطفال.</blockquote>')
  const about = 'I <b>shout</b>.\r\n\r\n\r\nThen I rest.'
  const loud = { ...data, partner: { ...data.partner, about } }
  const letter = await render({ template: 'introduction', locale: 'en', ...around, data: loud })
  expect(letter.html).toContain('I &lt;b&gt;shout&lt;/b&gt;.<br><br>Then I rest.')
  expect(letter.text).toContain('    I <b>shout</b>.\n\n    Then I rest.\n')
  expect(text).not.toContain('hours apart')
})

test('the introduction leaves by letter to us, because a reply goes to the partner', async () => {
  const { data, zone, frame } = sampleOf('introduction')
  const { html, text } = await render({ template: 'introduction', locale: 'en', zone, frame, data })
  expect(html).toContain('href="mailto:hello@reply.pairpost.example?body&#x3D;STOP%0D%0A"')
  expect(text).toContain(`put\n${data.pairAddress} in Cc now and then.`)
  expect(text).toContain('Tuesday 17 November: 17:00 in Nairobi, 09:00 in Lima')
  expect(html).not.toContain('class="btn"')
})

test('an answer stays in its thread', async () => {
  const { data, zone, frame } = sampleOf('thanks')
  const subject = async (answers: string) =>
    (await render({ template: 'thanks', locale: 'en', zone, data, frame: { ...frame, answers } })).subject
  expect(await subject('Are you and Hugo still talking?')).toBe('Re: Are you and Hugo still talking?')
  expect(await subject('RE: Re: hello\r\nBcc: x')).toBe('Re: hello Bcc: x')
})

const many = (pairs: number, reason: string) => {
  const { data, ...around } = sampleOf('proposal')
  const listed = Array.from({ length: pairs }, (_, i) => ({
    n: i + 1,
    a: `Amina ${i} O'Tieno`,
    b: `Hugo ${i} Quispe`,
    reason,
    met: ['Amina: a public library'],
    unmet: i % 3 ? [] : ['Hugo: a partner who writes French and lives in the southern hemisphere'],
  }))
  return render({ template: 'proposal', locale: 'en', ...around, data: { ...data, pairs: listed } })
}

test('a proposal of 581 pairs lists every one, whole in the text, and stays under 100 kB of HTML', async () => {
  const reason = `You both like school libraries, reading for pleasure & small budgets; you both write English well; ${'x '.repeat(80)}`
  const { html, text } = await many(581, reason.trim())
  expect(Buffer.byteLength(html)).toBeLessThan(100_000)
  for (let i = 0; i < 581; i++) {
    expect(text).toContain(`\n${i + 1}  Amina ${i} O'Tieno and Hugo ${i} Quispe: ${reason.trim()}\n`)
    expect(html).toContain(`${i + 1}&nbsp; Amina ${i} O&#x27;Tieno and Hugo ${i} Quispe: You both`)
  }
  expect(html).toContain('the reasons are cut short here')
})

test('a proposal of a pilot round is whole in both parts', async () => {
  const { html, text } = await many(46, 'You both like school libraries; you both write English well')
  for (const part of [html, text]) {
    expect(part).toContain('Hugo 45 Quispe: You both like school libraries; you both write English well')
    expect(part).toContain('Wishes met: Amina: a public library')
    expect(part).not.toContain('cut short')
  }
})

const item = (n: number, a: string, b: string | null): DigestItem => ({
  n,
  a: { name: a, country: 'KE' },
  b: b === null ? null : { name: b, country: 'PE' },
  week: 5,
  why: 'both answered SLOW twice.',
  suggestion: 'send the letter.',
  say: ['send', 'snooze 14d'],
})

test('an item of a digest starts a line with its number and two spaces, and holds both names, however long', async () => {
  const { data, ...around } = sampleOf('digest')
  const long = 'Maria Fernanda de la Santísima Concepción Rodríguez y Gutiérrez de los Monteros'
  const items = [item(1, 'Amina Otieno', 'Hugo Quispe'), item(2, long, long), item(12, 'Fatou Diop', null)]
  const { text } = await render({ template: 'digest', locale: 'en', ...around, data: { ...data, items } })
  const lines = text.split('\n').filter(line => /^\d+ {2}/.test(line))
  expect(lines).toEqual([
    '1  Amina Otieno (Kenya) and Hugo Quispe (Peru), week 5',
    `2  ${long} (Kenya) and ${long} (Peru), week 5`,
    '12  Fatou Diop (Kenya), week 5',
  ])
})

test('a digest puts conduct first, without a number, and says what was done', async () => {
  const { data, ...around } = sampleOf('digest')
  const { text } = await render({ template: 'digest', locale: 'en', ...around, data })
  expect(text.indexOf('FIRST')).toBeLessThan(text.indexOf('TO DECIDE'))
  expect(text.slice(text.indexOf('FIRST'), text.indexOf('TO DECIDE'))).not.toMatch(/^\d/m)
  expect(text).toContain('mailed to Clare Roux and Kate Byrne at once')
  expect(text).toContain('Alarms so far in this round: 14 true, 9 false, 2 missed.')
})

test('more than three hundred letters a second leave one core', async () => {
  await warmUp(letterKinds)
  const { data, zone, frame } = sampleOf('prompt', 'with a check-in')
  const letters = 600
  const before = process.cpuUsage()
  for (let i = 0; i < letters; i++)
    await render({ template: 'prompt', locale: 'en', zone, data, frame: { ...frame, replyTo: `r${i}@x.example` } })
  const { user, system } = process.cpuUsage(before)
  expect(letters / ((user + system) / 1e6)).toBeGreaterThan(300)
})
