import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { html } from 'hono/html'
import { days } from '../clock.ts'
import { keep } from '../inbound/inbox.sql.ts'
import { hashToken } from '../reply-address.ts'
import { questionOf } from './answer-words.ts'
import { bodyOf, kB } from './body.ts'
import type { Context, Deps, Env } from './deps.ts'
import { formOf, fromOurPage } from './form.ts'
import { letterByLink } from './letter-links.sql.ts'
import { notice, page } from './page.ts'

/** A question is not open for ever; a letter can always be replied to. */
const openFor = days(180)

/**
 * Links in letters. Looking shows, and only sending a form acts, since programs follow links and even press buttons that
 * need no form. What is sent is kept like a reply, and a job reads it like one.
 */
export function links(deps: Deps) {
  const { config, sql, queue, clock } = deps
  const letterOf = async (token: string) => {
    if (!/^r[a-z2-7]{26}$/i.test(token)) return undefined
    return letterByLink(sql, hashToken(token))
  }
  const gone = (c: Context) =>
    notice(c, config, {
      title: 'This link is no longer open',
      says: html`<p>It may be old, or a part of it may be missing. Nothing has happened.</p><p>Every letter from us can simply be replied to, or write to <a href="mailto:hello@${config.mailDomain}">hello@${config.mailDomain}</a>: a person reads it.</p>`,
      status: 404,
    })

  const asked = async (token: string) => {
    const letter = await letterOf(token)
    const question = letter && questionOf(letter.question, letter.template)
    const open = letter && letter.coordinatorId === null && clock().getTime() - letter.queuedAt.getTime() < openFor
    return open && question ? { letter, question } : undefined
  }

  return new Hono<Env>()
    .get('/answer/:token', async c => {
      const token = c.req.param('token')
      const found = await asked(token)
      if (!found) return gone(c)
      const { letter, question } = found
      const title = question.asks(letter.partner ?? 'your partner')
      return page(c, config, {
        title,
        body: html`<h1>${title}</h1>
<p>Press what fits. You can change your mind: the last answer counts.</p>
<form method="post" action="/answer/${token}"><input type="hidden" name="form" value="${randomUUID()}">
<div class="answers">${question.answers.map(({ word, says }) => html`<button name="word" value="${word}" class="quiet"><b>${word.toUpperCase()}</b><span>${says}</span></button>`)}</div>
</form>
<p class="soft">Would you rather say it in your own words? Reply to our letter, and a person reads it. If anything makes you uncomfortable, write to <a href="mailto:${config.safetyEmail}">${config.safetyEmail}</a>.</p>`,
      })
    })
    .post('/answer/:token', async c => {
      const token = c.req.param('token').toLowerCase()
      const found = fromOurPage(c, deps) ? await asked(token) : undefined
      const form = found ? await formOf(c) : null
      const answer = found?.question.answers.find(({ word }) => word === form?.get('word')?.toLowerCase())
      if (!found || !form || !answer) return gone(c)
      const now = clock()
      const once = /^[0-9a-f-]{36}$/.test(form.get('form') ?? '') ? form.get('form')! : now.toISOString().slice(0, 16)
      const body = JSON.stringify({ token, word: answer.word })
      const kept = await keep(sql, { source: 'answer', externalId: `${hashToken(token)}:${answer.word}:${once}`, body }, now)
      if (kept) queue.knock('process-arrivals')
      return notice(c, config, {
        title: 'Thank you',
        says: html`<p class="lead">You said <strong>${answer.word.toUpperCase()}</strong>: ${answer.says}.</p><p>If that was not what you meant, <a href="/answer/${token}">go back and answer again</a>. You can close this page.</p>`,
      })
    })
    .get('/unsubscribe/:token', async c => {
      const token = c.req.param('token')
      if (!(await letterOf(token))) return gone(c)
      return page(c, config, {
        title: 'Stop our letters',
        body: html`<h1>Stop our letters?</h1>
<p>If you press the button, ${config.programmeName} writes to you no more, but for one letter that confirms it. With it you can undo this.</p>
<p>If you have a partner, they are told after three days that you had to leave, and nothing else.</p>
<form method="post" action="/unsubscribe/${token}"><input type="hidden" name="from" value="page"><p><button>Yes, stop all letters</button></p></form>
<p class="soft">Only a break? Reply <strong>PAUSE</strong> to any letter instead. Nothing happens if you close this page.</p>`,
      })
    })
    .post('/unsubscribe/:token', async c => {
      const token = c.req.param('token').toLowerCase()
      // mail programs send this form by themselves, whole or in parts, from wherever they are: the token is the proof
      const body = await bodyOf(c, 16 * kB)
      if (body === null || !(await letterOf(token))) return gone(c)
      const oneClick = /List-Unsubscribe\W[\s\S]{0,80}One-Click/i.test(body.toString('latin1'))
      const now = clock()
      const externalId = `${hashToken(token)}:${now.toISOString().slice(0, 16)}`
      const kept = await keep(sql, { source: 'unsubscribe', externalId, body: JSON.stringify({ token, oneClick }) }, now)
      if (kept) queue.knock('process-arrivals')
      return notice(c, config, {
        title: 'Our letters stop',
        says: html`<p class="lead">You get no more letters from us, but for one that confirms this.</p><p>Thank you for having been with us. If it was a mistake, reply <strong>UNDO</strong> to that letter.</p>`,
      })
    })
}
