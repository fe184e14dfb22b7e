import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { html } from 'hono/html'
import { days } from '../clock.ts'
import { keep } from '../inbound/inbox.sql.ts'
import { localeFor, replyWord, wordsOf } from '../outbound/words.ts'
import { hashToken } from '../reply-address.ts'
import { askedBy } from './answer-words.ts'
import { bodyOf, kB } from './body.ts'
import type { Context, Deps, Env } from './deps.ts'
import { formOf, fromOurPage } from './form.ts'
import { letterByLink } from './letter-links.sql.ts'
import { notice, page } from './page.ts'
import { pageWords } from './page-words.ts'

/** A question is not open for ever; a letter can always be replied to. */
const openFor = days(180)
/** Set once when a page is made, so that a double click is one answer. */
const formId = /^[0-9a-f-]{36}$/

/**
 * Links in letters. Looking shows, and only sending a form acts, since programs follow links and even press buttons that
 * need no form. What is sent is kept like a reply, and a job reads it like one.
 */
export function links(deps: Deps) {
  const { config, sql, queue, clock } = deps
  const letterOf = async (token: string) => (/^r[a-z2-7]{26}$/i.test(token) ? letterByLink(sql, hashToken(token)) : undefined)
  const gone = (c: Context) =>
    notice(c, config, {
      title: 'This link is no longer open',
      says: html`<p>It may be old, or a part of it may be missing. Nothing has happened.</p><p>Every letter from us can simply be replied to, or write to <a href="mailto:hello@${config.mailDomain}">hello@${config.mailDomain}</a>: a person reads it.</p>`,
      status: 404,
    })

  const asked = async (token: string) => {
    const letter = await letterOf(token)
    const open = letter && letter.coordinatorId === null && clock().getTime() - letter.queuedAt.getTime() < openFor
    return open ? askedBy(letter) : undefined
  }

  return new Hono<Env>()
    .get('/answer/:token', async c => {
      const token = c.req.param('token')
      const question = await asked(token)
      if (!question) return gone(c)
      const { title, locale, answers } = question
      const words = pageWords(locale)
      const safety = html`<a href="mailto:${config.safetyEmail}" dir="ltr">${config.safetyEmail}</a>`
      return page(c, config, {
        title,
        words,
        body: html`<h1>${title}</h1>
<p>${words.say('press')}</p>
<form method="post" action="/answer/${token}"><input type="hidden" name="form" value="${randomUUID()}">
<div class="answers">${answers.map(({ word, shown, says }) => html`<button name="word" value="${word}" class="quiet"><b>${shown}</b><span>${says}</span></button>`)}</div>
</form>
<p class="soft">${words.say('ownWords', { safetyEmail: safety })}</p>`,
      })
    })
    .post('/answer/:token', async c => {
      const token = c.req.param('token').toLowerCase()
      const question = fromOurPage(c, deps) ? await asked(token) : undefined
      const form = question ? await formOf(c) : null
      const answer = question?.answers.find(({ word }) => word === form?.get('word')?.toLowerCase())
      if (!question || !form || !answer) return gone(c)
      const now = clock()
      const once = formId.test(form.get('form') ?? '') ? form.get('form')! : now.toISOString().slice(0, 16)
      const body = JSON.stringify({ token, word: answer.word })
      const kept = await keep(sql, { source: 'answer', externalId: `${hashToken(token)}:${answer.word}:${once}`, body }, now)
      if (kept) queue.knock('process-arrivals')
      const words = pageWords(question.locale)
      return notice(c, config, {
        title: words.text('thanks')!,
        words,
        says: html`<p class="lead">${words.say('youSaid', { word: html`<strong>${answer.shown}</strong>`, says: answer.says })}</p><p><a href="/answer/${token}">${words.say('again')}</a></p><p>${words.say('close')}</p>`,
      })
    })
    .get('/unsubscribe/:token', async c => {
      const token = c.req.param('token')
      const letter = await letterOf(token)
      if (!letter) return gone(c)
      const words = pageWords(localeFor(letter.locale))
      const pause = html`<strong>${replyWord(wordsOf('_frame', words.locale), 'pause')}</strong>`
      return page(c, config, {
        title: words.text('stopTitle')!,
        words,
        body: html`<h1>${words.say('stopTitle')}</h1>
<p>${words.say('stopOnce', { programme: config.programmeName })}</p>
<p>${words.say('stopPartner')}</p>
<form method="post" action="/unsubscribe/${token}"><input type="hidden" name="from" value="page"><p><button>${words.say('stopButton')}</button></p></form>
<p class="soft">${words.say('stopBreak', { word: pause })}</p>`,
      })
    })
    .post('/unsubscribe/:token', async c => {
      const token = c.req.param('token').toLowerCase()
      // mail programs send this form by themselves, whole or in parts, from wherever they are: the token is the proof
      const body = await bodyOf(c, 16 * kB)
      const letter = body && (await letterOf(token))
      if (!body || !letter) return gone(c)
      const oneClick = /List-Unsubscribe\W[\s\S]{0,80}One-Click/i.test(body.toString('latin1'))
      const now = clock()
      const externalId = `${hashToken(token)}:${now.toISOString().slice(0, 16)}`
      const kept = await keep(sql, { source: 'unsubscribe', externalId, body: JSON.stringify({ token, oneClick }) }, now)
      if (kept) queue.knock('process-arrivals')
      const words = pageWords(localeFor(letter.locale))
      const undo = html`<strong>${replyWord(wordsOf('_frame', words.locale), 'undo')}</strong>`
      return notice(c, config, {
        title: words.text('stoppedTitle')!,
        words,
        says: html`<p class="lead">${words.say('stoppedText')}</p><p>${words.say('stoppedUndo', { word: undo })}</p>`,
      })
    })
}
