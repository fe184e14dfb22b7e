import { createHash, randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { html } from 'hono/html'
import { keep } from '../inbound/inbox.sql.ts'
import { comingRound, openRounds } from './apply.sql.ts'
import { applyForm } from './apply-form.ts'
import { applicationFrom, type Problem, problemsIn, trap } from './apply-read.ts'
import { clientHash } from './client.ts'
import type { Context, Deps, Env } from './deps.ts'
import { formOf, fromOurPage } from './form.ts'
import { mayTry } from './limits.ts'
import { notice, page } from './page.ts'

/** So many applications an hour from one address on the net: a whole class may apply at once. */
const mostAnHour = 60

/** Our own form for applications. What is wrong with one is said beside its field; what is missing else is asked about by letter. */
export function apply(deps: Deps) {
  const { config, sql, queue, clock } = deps

  async function show(c: Context, form: URLSearchParams, problems: Problem[]) {
    const now = clock()
    form.delete(trap)
    const [rounds, coming] = await Promise.all([openRounds(sql, now), comingRound(sql, now)])
    const formId = /^[0-9a-f-]{36}$/.test(form.get('form') ?? '') ? form.get('form')! : randomUUID()
    const [conductUrl, privacyUrl] = [config.conductUrl ?? '/conduct', config.privacyUrl ?? '/privacy']
    return page(c, config, {
      title: problems.length ? 'Please look again' : 'Apply for a partner',
      body: applyForm({ form, problems, formId, rounds, coming, conductUrl, privacyUrl }),
      status: problems.length ? 422 : 200,
    })
  }

  return new Hono<Env>()
    .get('/apply', c => show(c, new URLSearchParams(), []))
    .post('/apply', async c => {
      if (!fromOurPage(c, deps))
        return notice(c, config, {
          title: 'Please use our own form',
          says: html`<p>This came from another site. <a href="/apply">Here is the form</a>.</p>`,
          status: 403,
        })
      const form = await formOf(c)
      if (form === null)
        return notice(c, config, {
          title: 'That was too much',
          says: html`<p>We could not take this form in. Please shorten your longest answer, or write to <a href="mailto:hello@${config.mailDomain}">hello@${config.mailDomain}</a>.</p>`,
          status: 413,
        })
      const problems = problemsIn(form)
      if (problems.length > 0) return show(c, form, problems)
      const now = clock()
      if (!(await mayTry(sql, `apply:${clientHash(c, deps)}`, mostAnHour, now)))
        return notice(c, config, {
          title: 'Please try again in an hour',
          says: html`<p>Many applications came from where you are. Nothing of yours was lost: go back, and send the form again later.</p>`,
          status: 429,
        })
      const body = JSON.stringify(applicationFrom(form))
      // a double click sends the same words from the same form; an answer that was mended is an application of its own
      const digest = createHash('sha256')
        .update(`${form.get('form') ?? ''}\n${body}`)
        .digest('base64url')
      const kept = await keep(sql, { source: 'own form', externalId: digest, body }, now)
      if (kept) queue.knock('process-arrivals')
      return notice(c, config, {
        title: 'Thank you, we have your application',
        says: html`<p class="lead">We have just written to you. Please <strong>open that email and reply YES</strong>: only then can we find you a partner.</p>
<p>If it has not come within an hour, look among your spam, or write to <a href="mailto:hello@${config.mailDomain}">hello@${config.mailDomain}</a> from the address that you gave.</p>
<p>You can close this page.</p>`,
      })
    })
}
