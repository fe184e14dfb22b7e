import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { html } from 'hono/html'
import { after, days } from '../clock.ts'
import { inTransaction } from '../db.ts'
import { keep } from '../inbound/inbox.sql.ts'
import { openReports } from '../programme/conduct.sql.ts'
import { safetyPeople } from '../programme/coordinators.sql.ts'
import { proposedPairs, standingProposal } from '../programme/proposals.sql.ts'
import { roundNumbers } from '../programme/report.sql.ts'
import { allRounds, type Round } from '../programme/rounds.sql.ts'
import { roundState } from '../programme/rounds.ts'
import {
  figuresOf,
  latestDigest,
  mayAnswer,
  numberIn,
  peopleNamed,
  proposalLetter,
  reportText,
  waitingDecisions,
  wantingNext,
} from './console.sql.ts'
import { flagsFor } from './console-flags.ts'
import { consolePage, type ShownRound } from './console-page.ts'
import type { Deps, Env } from './deps.ts'
import { formOf } from './form.ts'
import { type Html, notice, page } from './page.ts'
import { isMeant, sessionOf } from './session.ts'
import type { Session } from './sign-in.sql.ts'
import { askToSignIn } from './sign-in.ts'

/** Days for which a round that is over is still shown. */
const rememberedDays = 90

/** The programme as coordinators see it. It reads rows; what is decided here is kept like a reply, and acted on in an hour. */
export function consoleDoors(deps: Deps) {
  const { config, sql, queue, clock } = deps

  async function shownRound(round: Round, reader: Session, now: Date): Promise<ShownRound> {
    const standing = await standingProposal(sql, round.id)
    const pairs = standing ? await proposedPairs(sql, standing.id) : []
    const ids = [...pairs.flatMap(({ aId, bId }) => [aId, bId]), ...(standing?.summary.left.map(one => one.participantId) ?? [])]
    const letterId = standing ? await proposalLetter(sql, reader.id, round.id, standing.madeAt) : null
    return {
      round,
      state: roundState(round, standing !== undefined, now),
      figures: await figuresOf(sql, round.id, after(now, -days(7))),
      proposal: standing ? { ...standing, pairs, letterId } : null,
      people: new Map((await peopleNamed(sql, ids)).map(one => [one.id, one])),
    }
  }

  return new Hono<Env>()
    .get('/console', async c => {
      const session = await sessionOf(c, deps)
      if (!session) return askToSignIn(c, deps)
      const now = clock()
      const digest = await latestDigest(sql, session.id)
      const all = await allRounds(sql)
      const current = all.filter(({ endedAt }) => endedAt === null)
      const over = all
        .filter(({ endedAt }) => endedAt !== null && endedAt > after(now, -days(rememberedDays)))
        .toSorted((a, b) => b.endedAt!.getTime() - a.endedAt!.getTime())[0]
      const reports = await openReports(sql)
      const body = consolePage({
        reader: session,
        csrf: session.csrf,
        formId: randomUUID(),
        now,
        flags: await flagsFor(sql, session, digest, now),
        digest,
        reports: await Promise.all(
          reports.map(async one => ({ ...one, text: session.safetySince ? await reportText(sql, one.id, session.id) : null })),
        ),
        named: await safetyPeople(sql),
        rounds: await Promise.all(current.map(round => shownRound(round, session, now))),
        over: over ? { round: over, numbers: await roundNumbers(sql, over.id), wanting: await wantingNext(sql) } : null,
        waiting: await waitingDecisions(sql, now),
        said: c.req.query('said') !== undefined,
      })
      return page(c, config, { title: 'Console', wide: true, nav: nav(deps, session), body })
    })
    .post('/console/act', async c => {
      const session = await sessionOf(c, deps)
      if (!session) return askToSignIn(c, deps)
      const form = await formOf(c)
      const said = form?.get('line')?.trim().slice(0, 500)
      if (!form || !said || !isMeant(c, deps, session, form))
        return notice(c, config, {
          title: 'Nothing was done',
          says: html`<p>This page was open for too long, or the form came from somewhere else. <a href="/console">Open it again</a>, and answer there.</p>`,
          status: 403,
        })
      const outboxId = Number(form.get('outboxId')) || null
      const flagId = Number(form.get('flag')) || null
      const now = clock()
      const kept = await inTransaction(sql, async tx => {
        const letter = outboxId && (await mayAnswer(tx, outboxId, session.id, said)) ? outboxId : null
        // a letter's numbers mean its own items: what came since the letter gets its next number
        const line = letter && flagId ? `${await numberIn(tx, letter, flagId)} ${said}` : said
        const body = JSON.stringify({ coordinatorId: session.id, line, outboxId: letter })
        return keep(
          tx,
          {
            source: 'console',
            externalId: `coordinator:${session.id}:${form.get('form') ?? randomUUID()}:${line}`.slice(0, 400),
            body,
          },
          now,
        )
      })
      if (kept) queue.knock('process-arrivals')
      return c.redirect('/console?said', 303)
    })
}

/** The ways on from a coordinator's page. */
export const nav = (
  { config }: Deps,
  session: Session,
): Html => html`<nav aria-label="Coordinators"><a href="/console">Console</a>${config.transport.kind === 'held' ? html`<a href="/mailbox">Mailbox</a>` : ''}
<form method="post" action="/console/sign-out"><input type="hidden" name="csrf" value="${session.csrf}"><button class="link">Sign out</button></form></nav>`
