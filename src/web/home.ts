import { Hono } from 'hono'
import { html } from 'hono/html'
import { openRounds } from './apply.sql.ts'
import { isAtThisMachine } from './client.ts'
import type { Deps, Env } from './deps.ts'
import { deadline } from './moments.ts'
import { page } from './page.ts'

/** The front page: a word for strangers, and the ways on. */
export function home({ config, sql, clock, dev }: Deps) {
  return new Hono<Env>().get('/', async c => {
    const [round] = await openRounds(sql, clock())
    const held = config.transport.kind === 'held' && isAtThisMachine(c)
    return page(c, config, {
      title: 'Welcome',
      body: html`<h1>${config.programmeName}</h1>
<p class="lead">One partner in another country, some months of letters, about an hour a week. Free, for everybody who works in libraries or studies for them.</p>
${round ? html`<p><strong>${round.name}</strong> takes applications until ${deadline(round.closesAt, round.zone)}.</p>` : ''}
<p><a class="button" href="/apply">Apply for a partner</a></p>
<h2>More</h2>
<ul>
<li><a href="${config.conductUrl ?? '/conduct'}">Code of conduct</a>: what partners may expect of each other</li>
<li><a href="${config.privacyUrl ?? '/privacy'}">Privacy</a>: what is kept, and what never is</li>
<li><a href="/console">For coordinators</a></li>
${held ? html`<li><a href="/mailbox">Mailbox</a>: the letters that are held on this machine</li>` : ''}
${dev ? html`<li><a href="/previews">Previews</a>: every kind of letter</li>` : ''}
</ul>`,
    })
  })
}
