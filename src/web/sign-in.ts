import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Hono } from 'hono'
import { html } from 'hono/html'
import { after, hours, minutes } from '../clock.ts'
import { inTransaction } from '../db.ts'
import { post } from '../outbound/outbox.sql.ts'
import { audit } from '../programme/audit.sql.ts'
import { coordinatorAt } from '../programme/coordinators.sql.ts'
import { hashAddress, hashToken } from '../reply-address.ts'
import { clientHash } from './client.ts'
import { readCookie, writeCookie } from './cookies.ts'
import type { Context, Deps, Env } from './deps.ts'
import { formOf, fromOurPage } from './form.ts'
import { mayTry } from './limits.ts'
import { notice, page } from './page.ts'
import { isMeant, sessionCookie, sessionOf } from './session.ts'
import { endSession, keepSession, keepSignIn, sweep, useSignIn } from './sign-in.sql.ts'

const openFor = minutes(15)
const sessionFor = hours(12)
const lettersAnHour = 5
const askingAnHour = 30
const triesAnHour = 10
/** Every request for a letter takes this long at least, so that its time does not tell who is a coordinator. */
const evenTime = 300

const askedCookie = 'pairpost_asked'
/** Letters and digits that nobody mistakes for others. */
const readable = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Eight characters to type: 39 bits, in one browser, for fifteen minutes, with ten tries. */
const makeCode = () => [...randomBytes(8)].map(byte => readable[byte % readable.length]).join('')
const plainCode = (typed: string) => typed.toLowerCase().replace(/[^a-z0-9]/g, '')

/** Signing in by letter: a link or a code, once, within a quarter of an hour, in the browser that asked. No password exists. */
export function signIn(deps: Deps) {
  const { config, sql, queue, clock } = deps

  async function sendLetter(email: string, asked: string, now: Date): Promise<void> {
    const coordinator = await coordinatorAt(sql, email)
    if (!coordinator) return
    const [token, code, expiresAt] = [randomBytes(32).toString('hex'), makeCode(), after(now, openFor)]
    await inTransaction(sql, async tx => {
      for (const secret of [token, code]) await keepSignIn(tx, hashToken(`${asked}.${secret}`), coordinator.id, now, expiresAt)
      await post(
        tx,
        {
          purpose: `sign-in/coordinator:${coordinator.id}/at:${now.toISOString()}/${randomBytes(4).toString('hex')}`,
          template: 'sign-in',
          to: { coordinatorId: coordinator.id },
          data: {
            url: `${config.publicUrl}/console/sign-in/${token}`,
            code: `${code.slice(0, 4)} ${code.slice(4)}`,
            expiresAt: expiresAt.toISOString(),
          },
          notAfter: expiresAt,
        },
        now,
      )
    })
    queue.knock('deliver-messages')
  }

  /** Uses a link's or a code's secret, together with what the requesting browser holds. */
  async function enter(c: Context, secret: string) {
    const now = clock()
    const asked = readCookie(c, config, askedCookie)
    const may = asked && fromOurPage(c, deps) && (await mayTry(sql, `sign-in-try:${hashToken(asked)}`, triesAnHour, now))
    const token = randomBytes(32).toString('hex')
    const coordinatorId = may
      ? await inTransaction(sql, async tx => {
          const id = await useSignIn(tx, hashToken(`${asked}.${secret}`), now)
          if (id === undefined) return undefined
          await sweep(tx, now)
          await keepSession(tx, hashToken(token), id, randomBytes(32).toString('hex'), now, after(now, sessionFor))
          await audit(tx, `coordinator:${id}`, 'sign in', `coordinator:${id}`, now)
          return id
        })
      : undefined
    if (coordinatorId === undefined)
      return notice(c, config, {
        title: 'That did not let you in',
        says: html`<p>A link or code works once, for fifteen minutes, and only in the browser in which you asked for it. If you opened the link on another device, type the code from the letter into the page where you asked.</p>
${codeForm()}
<p><a href="/console">Ask for a new letter</a></p>`,
        status: 403,
      })
    writeCookie(c, config, askedCookie, '', 0)
    writeCookie(c, config, sessionCookie, token, sessionFor / 1000)
    return c.redirect('/console', 303)
  }

  return new Hono<Env>()
    .post('/console/sign-in', async c => {
      const form = fromOurPage(c, deps) ? await formOf(c) : null
      const email = form?.get('email')?.trim().toLowerCase() ?? ''
      const now = clock()
      const asked = randomBytes(32).toString('hex')
      const work = async () => {
        const within = await mayTry(sql, `sign-in-by:${clientHash(c, deps)}`, askingAnHour, now)
        const alsoWithin = await mayTry(sql, `sign-in-to:${hashAddress(config.secret, email)}`, lettersAnHour, now)
        if (email && within && alsoWithin) await sendLetter(email, asked, now)
      }
      await Promise.all([work(), pause(evenTime)])
      writeCookie(c, config, askedCookie, asked, openFor / 1000)
      return page(c, config, {
        title: 'Look into your mail',
        body: html`<h1>Look into your mail</h1>
<p>If this is the address of a coordinator, a letter is on its way to it. Open its link here, in this browser, or type its code.</p>
${codeForm()}
<p class="soft">It works for fifteen minutes. Nothing came? <a href="/console">Ask again</a>, and check the address.</p>`,
      })
    })
    .get('/console/sign-in/:token', c =>
      page(c, config, {
        title: 'Sign in',
        body: html`<h1>Sign in</h1><form method="post" action="/console/sign-in/${c.req.param('token')}"><p><button>Sign in to the console</button></p></form>
<p class="soft">Use the browser in which you asked for the letter.</p>`,
      }),
    )
    .post('/console/sign-in/:token', c => enter(c, c.req.param('token')))
    .post('/console/code', async c => enter(c, plainCode((await formOf(c))?.get('code') ?? '')))
    .post('/console/sign-out', async c => {
      const session = await sessionOf(c, deps)
      const form = await formOf(c)
      const token = readCookie(c, config, sessionCookie)
      if (session && form && token && isMeant(c, deps, session, form)) {
        await endSession(sql, hashToken(token))
        writeCookie(c, config, sessionCookie, '', 0)
      }
      return c.redirect('/', 303)
    })
}

const codeForm = () => html`<form method="post" action="/console/code" class="field">
<label for="code">Code from the letter</label><div class="say"><input id="code" name="code" class="code" autocomplete="one-time-code" inputmode="text" maxlength="12" required><button>Sign in</button></div></form>`

/** The page that a coordinator meets who has not signed in. */
export const askToSignIn = (c: Context, { config }: Deps) =>
  page(c, config, {
    title: 'For coordinators',
    status: 401,
    body: html`<h1>For coordinators</h1>
<p>We send a letter with a link to your address. There is no password.</p>
<form method="post" action="/console/sign-in"><div class="field"><label for="email">Your email address</label>
<input id="email" name="email" type="email" autocomplete="email" required maxlength="254"></div><button>Send me a letter</button></form>
<p class="soft">Everything here can also be done by replying to the digest.</p>`,
  })
