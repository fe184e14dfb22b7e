import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { keepArrivalsDays, keepLettersDays } from '../../jobs/forget-old-mail.ts'
import { after, days } from '../../src/clock.ts'
import { conductVersion } from '../../src/conduct.ts'
import { letterKinds, sampleOf } from '../../src/outbound/letters-samples.ts'
import { locales } from '../../src/outbound/words.ts'
import { hashToken, makeToken } from '../../src/reply-address.ts'
import { askedBy } from '../../src/web/answer-words.ts'
import { fingerprint } from '../support/rows.ts'
import { config, inbox, makePair, openDoors } from './doors.ts'

const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString()
const formType = { 'content-type': 'application/x-www-form-urlencoded' }
const bodies = async (sql: Parameters<typeof inbox>[0]) =>
  (await inbox(sql)).map(({ source, body }) => ({ source, body: JSON.parse(Buffer.from(body).toString()) }))

describe('our own form', () => {
  const filled = {
    form: '7b1c6a1e-0000-4000-8000-000000000001',
    email: ' amina@example.org ',
    name: 'Amina Otieno',
    country: 'KE',
    interests: 'small budgets, open access\nreading for pleasure',
    language1: 'en',
    level1: 'native',
    language2: 'sw',
    level2: 'good',
    wishSector: 'public',
    wishSectorMust: 'yes',
    wishText: 'Somebody patient',
    conductAccepted: 'yes',
    website: '',
  }

  test('keeps an application in the shape of the contract, thanks for it, and says what to do next', async () => {
    const { sql, knocks, post } = await openDoors()
    const answer = await post('/apply', form(filled), formType)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('reply YES')
    expect(await bodies(sql)).toEqual([
      {
        source: 'own form',
        body: {
          email: 'amina@example.org',
          name: 'Amina Otieno',
          country: 'KE',
          interests: ['small budgets', 'open access', 'reading for pleasure'],
          languages: [
            { language: 'en', level: 'native' },
            { language: 'sw', level: 'good' },
          ],
          locale: 'en',
          wishes: [
            { about: 'sector', want: 'public', strength: 'must' },
            { about: 'other', want: '', strength: 'would like', text: 'Somebody patient' },
          ],
          conductAccepted: true,
          standby: false,
        },
      },
    ])
    expect(knocks).toEqual(['process-arrivals'])
  })

  test('takes a double click for one, and a mended answer for another', async () => {
    const { sql, post } = await openDoors()
    for (const _ of [1, 2]) await post('/apply', form(filled), formType)
    expect(await inbox(sql)).toHaveLength(1)
    await post('/apply', form({ ...filled, place: 'Nairobi' }), formType)
    expect(await inbox(sql)).toHaveLength(2)
  })

  test.each([
    ['email', { email: '' }],
    ['email', { email: 'amina at example' }],
    ['name', { name: '  ' }],
    ['country', { country: '' }],
    ['country', { country: 'Atlantis' }],
  ])('says beside the field what is missing, and keeps what was written: %s', async (field, change) => {
    const { sql, post } = await openDoors()
    const answer = await post('/apply', form({ ...filled, ...change }), formType)
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain(`id="${field}-error"`)
    expect(page).toMatch(new RegExp(`id="${field}"[^>]*aria-describedby="[^"]*${field}-error" aria-invalid="true"`))
    expect(page).toContain(`href="#${field}"`)
    expect(page).toContain('Somebody patient')
    expect(page).toContain(filled.form)
    expect(await inbox(sql)).toHaveLength(0)
  })

  test('needs the code of conduct accepted', async () => {
    const { sql, post } = await openDoors()
    const { conductAccepted: _, ...without } = filled
    const answer = await post('/apply', form(without), formType)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('id="conductAccepted-error"')
    expect(await inbox(sql)).toHaveLength(0)
  })

  test('gives a person another chance when their browser filled in the hidden field', async () => {
    const { sql, post } = await openDoors()
    const answer = await post('/apply', form({ ...filled, website: 'https://spam.example' }), formType)
    expect(answer.status).toBe(422)
    expect(await answer.text()).not.toContain('spam.example')
    expect(await inbox(sql)).toHaveLength(0)
  })

  test('shows what was written as text, never as markup', async () => {
    const { post } = await openDoors()
    const page = await (
      await post('/apply', form({ ...filled, email: '', name: '"><script>alert(1)</script>' }), formType)
    ).text()
    expect(page).not.toContain('<script')
    expect(page).toContain('&lt;script&gt;')
  })

  test('takes ten thousand characters of interests, and refuses what no person types', async () => {
    const { sql, post } = await openDoors()
    expect((await post('/apply', form({ ...filled, interests: 'x'.repeat(10_000) }), formType)).status).toBe(200)
    expect((await post('/apply', form({ ...filled, interests: 'x'.repeat(300_000) }), formType)).status).toBe(413)
    expect(await inbox(sql)).toHaveLength(1)
  })

  test('sent from another site is refused', async () => {
    const { sql, post } = await openDoors()
    const elsewhere: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ]
    for (const headers of elsewhere) expect((await post('/apply', form(filled), { ...formType, ...headers })).status).toBe(403)
    expect((await post('/apply', form(filled), { ...formType, origin: 'http://localhost:8080' })).status).toBe(200)
    expect(await inbox(sql)).toHaveLength(1)
  })

  test('stops taking applications from one address after sixty in an hour', async () => {
    const { sql, time, post } = await openDoors()
    for (let n = 0; n < 60; n++) await post('/apply', form({ ...filled, name: `Amina ${n}` }), formType)
    expect((await post('/apply', form({ ...filled, name: 'One more' }), formType)).status).toBe(429)
    expect(await inbox(sql)).toHaveLength(60)
    time.now = after(time.now, days(1))
    expect((await post('/apply', form({ ...filled, name: 'One more' }), formType)).status).toBe(200)
    const [row] = await sql`select string_agg(subject, ' ') as said from tallies`
    expect(row!.said).not.toContain('127.0.0.1')
  })

  test('names the deadline with its zone, the hour a week, and labels every field', async () => {
    const { sql, time, ask } = await openDoors()
    await sql`insert into rounds (name, zone, opens_at, closes_at, starts_at, ends_at, places, country_share, created_at)
      values ('Round 8', 'Australia/Sydney', ${after(time.now, -days(1))}, '2027-03-20T12:00:00Z', '2027-04-01T00:00:00Z', '2027-09-01T00:00:00Z', 100, 0.2, ${time.now})`
    const page = await (await ask('/apply')).text()
    expect(page).toContain('Saturday 20 March 2027, 23:00 in Sydney')
    expect(page).toContain('20 March, 12:00 UTC')
    expect(page).toContain('about one hour a week')
    for (const [, attributes] of page.matchAll(/<(?:input|select|textarea) ([^>]*)>/g)) {
      if (/type="hidden"/.test(attributes!)) continue
      const id = /id="([^"]+)"/.exec(attributes!)?.[1]
      expect(id ? page.includes(`for="${id}"`) : /aria-label=/.test(attributes!), attributes).toBe(true)
    }
  })
})

describe('links in letters', () => {
  const answerTo = makeToken(config.secret, 'r', 'check-in/step:1/participant:1')
  const digest = makeToken(config.secret, 'r', 'digest/coordinator:1')

  async function withLetters() {
    const doors = await openDoors()
    const { sql, time } = doors
    const { aminaId } = await makePair(sql, 'none', time.now)
    const [clare] = await sql<{ id: number }[]>`
      insert into coordinators (email, name, added_at) values ('clare@example.org', 'Clare', ${time.now}) returning id`
    await sql`insert into outbox (purpose, template, participant_id, data, question, reply_hash, queued_at, due_at, not_after, state, sent_at)
      values ('check-in/1', 'check-in', ${aminaId}, ${sql.json({ partner: '<b>Hugo</b>' })}, 'check-in', ${hashToken(answerTo)},
              ${time.now}, ${time.now}, ${time.now}, 'sent', ${time.now})`
    await sql`insert into outbox (purpose, template, coordinator_id, reply_hash, queued_at, due_at, not_after, state)
      values ('digest/1', 'digest', ${clare!.id}, ${hashToken(digest)}, ${time.now}, ${time.now}, ${time.now}, 'sent')`
    return doors
  }

  test('show the question and the words that it takes, and change nothing however they are looked at', async () => {
    const { sql, ask } = await withLetters()
    const before = await fingerprint(sql)
    for (const path of [`/answer/${answerTo}`, `/answer/${answerTo}?word=no`, `/unsubscribe/${answerTo}`])
      for (const method of ['GET', 'HEAD', 'OPTIONS']) await ask(path, { method, headers: { 'user-agent': 'a scanner' } })
    const page = await (await ask(`/answer/${answerTo.toUpperCase()}`)).text()
    expect(page).toContain('&lt;b&gt;Hugo&lt;/b&gt; still talking?')
    expect([...page.matchAll(/name="word" value="(\w+)"/g)].map(([, word]) => word)).toEqual(['yes', 'slow', 'no'])
    expect(await fingerprint(sql)).toBe(before)
  })

  test.each([
    ['es', 'ltr', '¿Sigue en contacto con &lt;b&gt;Hugo&lt;/b&gt;?', ['SÍ', 'LENTO', 'NO']],
    ['ar', 'rtl', '؟', ['نعم', 'ببطء', 'لا']],
    ['xx', 'ltr', 'still talking?', ['YES', 'SLOW', 'NO']],
  ])("are in their reader's language and direction: %s", async (locale, dir, title, shown) => {
    const { sql, ask, post } = await withLetters()
    await sql`update participants set locale = ${locale}`
    const page = await (await ask(`/answer/${answerTo}`)).text()
    expect(page).toContain(`<html lang="${locale === 'xx' ? 'en' : locale}" dir="${dir}">`)
    expect(page).toContain(title)
    expect([...page.matchAll(/<b>([^<]+)<\/b>/g)].map(([, word]) => word)).toEqual(shown)
    const thanks = await (await post(`/answer/${answerTo}`, form({ word: 'yes' }), formType)).text()
    expect(thanks).toContain(`dir="${dir}"`)
    expect(thanks).toContain(shown[0])
    expect(await (await ask(`/unsubscribe/${answerTo}`)).text()).toContain(`dir="${dir}"`)
  })

  test('ask what every letter that a word can answer asks, in every language, with no value missing', () => {
    for (const template of letterKinds) {
      const { data } = sampleOf(template)
      for (const locale of locales) {
        const letter = {
          id: 1,
          template,
          question: null,
          coordinatorId: null,
          subject: 'the stored subject',
          data,
          queuedAt: new Date(0),
          roundName: 'Round 7',
          name: 'Amina',
          locale,
          zone: 'Africa/Nairobi',
        }
        const asked = askedBy(letter as never)
        for (const { word, shown, says } of asked?.answers ?? [])
          expect([template, locale, word, shown, says].every(Boolean), `${template} ${locale} ${word}`).toBe(true)
        expect(asked?.title ?? '').not.toMatch(/[{}]/)
        expect(askedBy({ ...letter, data: {}, roundName: null } as never)?.answers.length).toBe(asked?.answers.length)
      }
    }
  })

  test('act only when their form is sent, once for a double click, and again for another answer', async () => {
    const { sql, knocks, post } = await withLetters()
    const send = (word: string, id: string) => post(`/answer/${answerTo}`, form({ word, form: id }), formType)
    const id = '7b1c6a1e-0000-4000-8000-00000000000'
    for (const [word, one] of [
      ['no', '1'],
      ['no', '1'],
      ['yes', '1'],
      ['no', '2'],
    ] as const)
      expect((await send(word, id + one)).status).toBe(200)
    expect(await bodies(sql)).toEqual(['no', 'yes', 'no'].map(word => ({ source: 'answer', body: { token: answerTo, word } })))
    expect(knocks).toHaveLength(3)
  })

  test.each([
    ['a word that the question does not know', { word: 'end' }, answerTo, {}],
    ['a letter that nobody sent', { word: 'yes' }, makeToken(config.secret, 'r', 'nobody'), {}],
    ["a coordinator's letter", { word: 'yes' }, digest, {}],
    ["a pair's own token", { word: 'yes' }, makeToken(config.secret, 'p', 'pair:1'), {}],
    ['nonsense', { word: 'yes' }, 'x', {}],
    ['another site', { word: 'yes' }, answerTo, { origin: 'https://evil.example' }],
  ])('say the same kind words to %s, and keep nothing', async (_, fields, token, headers) => {
    const { sql, post } = await withLetters()
    const before = await fingerprint(sql)
    const answer = await post(`/answer/${token}`, form(fields), { ...formType, ...(headers as Record<string, string>) })
    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain('no longer open')
    expect(await fingerprint(sql)).toBe(before)
  })

  test('close after half a year', async () => {
    const { time, ask } = await withLetters()
    time.now = after(time.now, days(181))
    expect((await ask(`/answer/${answerTo}`)).status).toBe(404)
    expect((await ask(`/unsubscribe/${answerTo}`)).status).toBe(200)
  })

  test.each([
    ['by the mail program, as a form', form({ 'List-Unsubscribe': 'One-Click' }), formType, true],
    [
      'by the mail program, in parts',
      '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
      { 'content-type': 'multipart/form-data; boundary=x', origin: 'https://mail.example' },
      true,
    ],
    ['on the page', form({ from: 'page' }), formType, false],
  ])('unsubscribe %s', async (_, body, headers, oneClick) => {
    const { sql, knocks, post } = await withLetters()
    for (const _ of [1, 2])
      expect((await post(`/unsubscribe/${answerTo}`, body, headers as Record<string, string>)).status).toBe(200)
    expect(await bodies(sql)).toEqual([{ source: 'unsubscribe', body: { token: answerTo, oneClick } }])
    expect(knocks).toHaveLength(1)
  })

  test('never say whose they are to somebody who guesses', async () => {
    const { post, ask } = await withLetters()
    const guess = makeToken('another secret', 'r', 'check-in/step:1/participant:1')
    expect((await post(`/unsubscribe/${guess}`, form({ 'List-Unsubscribe': 'One-Click' }), formType)).status).toBe(404)
    expect((await ask(`/unsubscribe/${guess}`)).status).toBe(404)
  })
})

test('every page forbids scripts, framing and referrers, and names no file from elsewhere', async () => {
  const { ask } = await openDoors()
  for (const path of ['/', '/apply', '/conduct', '/privacy', '/console', '/mailbox', '/answer/x']) {
    const answer = await ask(path)
    const policy = answer.headers.get('content-security-policy')!
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    const page = await answer.text()
    expect(page).toMatch(/<html lang="en" dir="ltr">/)
    expect(page).not.toMatch(/<script|<style|style="|\son\w+="|(?:src|href)="https?:/)
  }
})

test('the code of conduct says its version, and the privacy page what is never kept', async () => {
  const { ask } = await openDoors()
  expect(await (await ask('/conduct')).text()).toContain(`Version ${conductVersion}`)
  const privacy = await (await ask('/privacy')).text()
  expect(privacy).toContain('holds its own copy for a')
  expect(privacy).toContain(`their words for ${keepArrivalsDays} days`)
  expect(privacy).toContain(`their words for ${keepLettersDays} days`)
  expect(privacy).not.toMatch(/\{\w+\}/)
})

test('pages say the same things in every language', () => {
  const words = (locale: string) =>
    JSON.parse(readFileSync(new URL(`../../templates/pages/words.${locale}.json`, import.meta.url), 'utf8')) as Record<
      string,
      string
    >
  const holes = (text: string) => text.match(/\{\w+\}/g)?.sort() ?? []
  const english = words('en')
  for (const locale of locales) {
    expect(Object.keys(words(locale))).toEqual(Object.keys(english))
    for (const [key, text] of Object.entries(words(locale))) expect(holes(text), `${locale} ${key}`).toEqual(holes(english[key]!))
  }
})
