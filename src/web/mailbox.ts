import { Hono } from 'hono'
import { html } from 'hono/html'
import { replyToOf } from '../outbound/envelope.ts'
import { countryName } from '../programme/countries.ts'
import { isAtThisMachine } from './client.ts'
import { nav } from './console.ts'
import type { Context, Deps, Env } from './deps.ts'
import {
  besides,
  countByTemplate,
  heardFrom,
  heldLetter,
  heldLetters,
  letterHtml,
  lettersTo,
  personNamed,
} from './mailbox.sql.ts'
import { heardItem, letterItem, letterPage, listPage } from './mailbox-page.ts'
import { type Html, notice, page, setPageHeaders } from './page.ts'
import { sessionOf } from './session.ts'
import { askToSignIn } from './sign-in.ts'

const onePage = 40

/** A letter brings its own styles; it gets a page of its own, where nothing runs and nothing is fetched. */
const letterPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'"

/** Mail that is held, to be looked at: on this machine, or by a coordinator. Where mail leaves, there is no such page. */
export function mailbox(deps: Deps) {
  const { config, sql } = deps
  const guarded = async (c: Context, show: (ways: Html | undefined) => Promise<Response> | Response): Promise<Response> => {
    if (config.transport.kind !== 'held') return c.notFound()
    const session = await sessionOf(c, deps)
    if (!session && !isAtThisMachine(c)) return askToSignIn(c, deps)
    return show(
      session
        ? nav(deps, session)
        : html`<nav aria-label="Pages"><a href="/mailbox">Mailbox</a><a href="/console">Console</a></nav>`,
    )
  }
  const none = (c: Context) =>
    notice(c, config, {
      title: 'There is no such letter',
      says: html`<p><a href="/mailbox">Here are all that there are.</a></p>`,
      status: 404,
    })

  return new Hono<Env>()
    .get('/mailbox', c =>
      guarded(c, async ways => {
        const [template, who] = [c.req.query('template') || undefined, c.req.query('who')?.trim().slice(0, 100) || undefined]
        const before = Number(c.req.query('before')) || undefined
        const letters = await heldLetters(sql, { template, who, before, most: onePage + 1 })
        const counts = await countByTemplate(sql)
        const body = listPage({
          letters: letters.slice(0, onePage),
          counts,
          template,
          who,
          before,
          more: letters.length > onePage,
        })
        return page(c, config, { title: 'Mailbox', wide: true, ...(ways ? { nav: ways } : {}), body })
      }),
    )
    .get('/mailbox/:id{[0-9]{1,9}}', c =>
      guarded(c, async ways => {
        const letter = await heldLetter(sql, Number(c.req.param('id')))
        if (!letter) return none(c)
        const { earlier, later } = await besides(sql, letter)
        const next = later ? await heldLetter(sql, later) : undefined
        const heard = letter.participantId ? await heardFrom(sql, letter.participantId, letter.sentAt, next?.sentAt) : []
        const replyTo =
          letter.template === 'introduction'
            ? 'the partner'
            : replyToOf({ ...letter, template: letter.template as never, partnerEmail: null }, config)
        const body = letterPage({ letter, replyTo, heard, earlier, later, phone: c.req.query('phone') !== undefined })
        return page(c, config, { title: letter.subject ?? letter.template, wide: true, ...(ways ? { nav: ways } : {}), body })
      }),
    )
    .get('/mailbox/:id{[0-9]{1,9}}/html', c =>
      guarded(c, async () => {
        const letter = await letterHtml(sql, Number(c.req.param('id')))
        if (letter === undefined) return none(c)
        setPageHeaders(c, letterPolicy)
        return c.html(letter.replace(/<head\b[^>]*>/i, head => `${head}<base target="_blank">`))
      }),
    )
    .get('/mailbox/person/:id{[0-9]{1,9}}', c =>
      guarded(c, async ways => {
        const person = await personNamed(sql, Number(c.req.param('id')))
        if (!person) return none(c)
        const entries = [
          ...(await lettersTo(sql, person.id)).map(letter => ({ at: letter.sentAt, item: letterItem(letter) })),
          ...(await heardFrom(sql, person.id)).map(one => ({ at: one.receivedAt, item: heardItem(one, person.zone) })),
        ].sort((a, b) => a.at.getTime() - b.at.getTime())
        const where = [person.place, person.country && countryName(person.country)].filter(Boolean).join(', ')
        return page(c, config, {
          title: person.name,
          wide: true,
          ...(ways ? { nav: ways } : {}),
          body: html`<div class="line"><a href="/mailbox">All letters</a></div><h1>${person.name}</h1>
<p class="soft">${where}${person.partner ? `; partner: ${person.partner}` : ''}. Our letters and what came back, from first to last.</p><ol class="cards">${entries.map(({ item }) => item)}</ol>`,
        })
      }),
    )
}
