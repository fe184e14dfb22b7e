import { html } from 'hono/html'
import type { ConductReport } from '../programme/conduct.sql.ts'
import type { Coordinator } from '../programme/coordinators.sql.ts'
import { exampleOf } from '../programme/digest.ts'
import type { ProposalSummary, ProposedPair } from '../programme/proposals.sql.ts'
import { told } from '../programme/reasons-told.ts'
import type { RoundNumbers } from '../programme/report.sql.ts'
import { minutesOfWork } from '../programme/report.ts'
import type { Round } from '../programme/rounds.sql.ts'
import type { RoundState } from '../programme/rounds.ts'
import type { DigestLetter, Person, RoundFigures, Waiting } from './console.sql.ts'
import { describe, type ShownFlag } from './console-flags.ts'
import { deadline, longDay, shortDay, shortMoment } from './moments.ts'
import type { Html } from './page.ts'

export type ShownRound = {
  round: Round
  state: RoundState
  figures: RoundFigures
  proposal: {
    id: number
    madeAt: Date
    approvedAt: Date | null
    summary: ProposalSummary
    pairs: ProposedPair[]
    letterId: number | null
  } | null
  people: Map<number, Person>
}

export type Console = {
  reader: Coordinator
  csrf: string
  formId: string
  now: Date
  flags: ShownFlag[]
  digest: DigestLetter | undefined
  reports: (ConductReport & { text: string | null })[]
  named: Coordinator[]
  rounds: ShownRound[]
  /** the last round that ended, for a while after its end */
  over: { round: Round; numbers: RoundNumbers; wanting: number } | null
  waiting: Waiting[]
  said: boolean
}

/** The first page of the console: what the digest says, in its order and its words, and the same words to answer with. */
export function consolePage(c: Console): Html {
  const { reader, flags } = c
  const needs =
    flags.length === 0 ? 'Nothing needs you now' : flags.length === 1 ? 'One thing needs you' : `${flags.length} things need you`
  return html`<h1>${needs}</h1>
${c.said ? html`<div class="note" role="status"><p>Noted. The receipt by email says what will be done in one hour; until then, undo stops it.</p></div>` : ''}
${c.reports.map(report => reportNote(report, c))}
${waitingList(c)}
${flags.length > 0 ? decide(c) : calm(c)}
${[...c.rounds].sort((a, b) => urgency.indexOf(a.state) - urgency.indexOf(b.state)).map(round => roundPart(round, c))}
${c.over ? overPart(c.over, c) : ''}
${c.rounds.length === 0 ? html`<p>${c.over ? 'No other round is planned yet.' : 'There is no round yet.'} Make one with <code>pairpost round create</code>.</p>` : ''}
<p class="soft small">Signed in as ${reader.name}. Times are those of ${reader.zone}.</p>`
}

function calm({ rounds, over }: Console): Html | '' {
  if (rounds.some(({ figures }) => figures.pairs > 0))
    return html`<p class="soft">Every pair goes well, as far as we can tell.</p>`
  return over ? '' : html`<p class="soft">No pair exists yet.</p>`
}

const decided = (flag: ShownFlag, c: Console): Waiting | undefined => c.waiting.find(({ flagId }) => flagId === flag.id)

const hidden = (c: Console, outboxId: number | null | undefined) =>
  html`<input type="hidden" name="csrf" value="${c.csrf}"><input type="hidden" name="form" value="${c.formId}">${outboxId ? html`<input type="hidden" name="outboxId" value="${outboxId}">` : ''}`

function reportNote(report: ConductReport & { text: string | null }, { reader, named }: Console): Html {
  const names = named.map(({ name }) => name).join(' and ') || 'the safety address'
  return html`<div class="note danger"><h2 class="sub">A report about conduct</h2>
<p>It came on ${deadline(report.reportedAt, reader.zone)} and was mailed to ${names} at once. ${report.partnershipId ? 'Our letters about the pair have stopped; neither partner is told.' : ''}</p>
${
  reader.safetySince
    ? html`<details><summary>Read it</summary>${report.text === null ? html`<p>It is in the letter that you got.</p>` : html`<pre dir="auto">${report.text}</pre>`}</details>`
    : html`<p class="soft">Its text is not shown here on purpose: only the named people read it.</p>`
}</div>`
}

function waitingList(c: Console): Html | '' {
  if (c.waiting.length === 0) return ''
  return html`<div class="note warn"><h2 class="sub">About to be done</h2><ul>${c.waiting.map(
    one =>
      html`<li>${one.number === null ? '' : html`<span class="n">${one.number}</span> `}${one.act}, decided by ${one.who}: at ${shortMoment(one.actAt, c.reader.zone)}</li>`,
  )}</ul>
${[...new Set(c.waiting.flatMap(({ outboxId }) => outboxId ?? []))].map(
  outboxId =>
    html`<form method="post" action="/console/act">${hidden(c, outboxId)}<input type="hidden" name="line" value="undo"><button class="quiet">Undo</button></form>`,
)}</div>`
}

function decide(c: Console): Html {
  const numbered = c.flags.filter(flag => flag.number !== null && !decided(flag, c))
  const example = exampleOf(numbered.map(({ number, commands }) => ({ n: number!, say: commands })))
  return html`<ol class="cards">${c.flags.map(flag => flagItem(flag, c))}</ol>
${
  c.digest && numbered.length > 0
    ? html`<form method="post" action="/console/act" class="note">${hidden(c, c.digest.id)}
<label for="line">Or say it in one line</label><span class="hint">As in a reply to your digest of ${shortDay(c.digest.sentAt, c.reader.zone)}: ${example}</span>
<div class="say"><input id="line" name="line" maxlength="500" autocomplete="off" required><button>Do it in an hour</button></div></form>`
    : ''
}`
}

function flagItem(flag: ShownFlag, c: Console): Html {
  const who = (flag.people.map(describe).join(' and ') || flag.kind) + (flag.week === null ? '' : `, week ${flag.week}`)
  const before = decided(flag, c)
  const acts = before
    ? html`<p>${before.who} said <strong>${before.act}</strong>: it happens at ${shortMoment(before.actAt, c.reader.zone)}, unless it is undone.</p>`
    : c.digest
      ? html`<form method="post" action="/console/act" class="acts">${hidden(c, c.digest.id)}<input type="hidden" name="flag" value="${flag.id}">
${flag.commands.map((command, i) => html`<button name="line" value="${command}" class="${i === 0 && flag.suggestion ? '' : 'quiet'}">${command}</button>`)}</form>`
      : html`<p class="soft small">You can act on it here once your first digest has come.</p>`
  return html`<li class="item"><div class="line"><h2 class="sub">${flag.number === null ? '' : html`<span class="number">${flag.number}</span>`}${who}</h2>
<span><span class="${flag.urgent || flag.explicit ? 'tag warn' : 'tag'}">${flag.kind}</span></span></div>
<p dir="auto">${flag.why}</p>${flag.suggests ? html`<p>Suggestion: ${flag.suggests}</p>` : ''}
<p class="soft small">Noticed on ${longDay(flag.raisedAt, c.reader.zone)}.${flag.number === null && c.digest ? ' New since your last digest.' : ''}${flag.note && flag.number === null ? html` Noted: ${flag.note}` : ''}</p>
${acts}</li>`
}

const states: Record<RoundState, string> = {
  coming: 'not open yet',
  open: 'takes applications',
  closed: 'closed; to be matched',
  proposed: 'a match is proposed',
  approved: 'approved; introductions leave',
  running: 'running',
  ended: 'over',
}

/** What waits for a coordinator comes first. */
const urgency: RoundState[] = ['proposed', 'closed', 'running', 'approved', 'open', 'coming', 'ended']

function roundPart({ round, state, figures, proposal, people }: ShownRound, c: Console): Html {
  const zone = c.reader.zone
  const healthy = Math.max(0, figures.pairs - figures.flagged)
  const figure = (label: string, n: number) => html`<div><dt>${label}</dt><dd>${n}</dd></div>`
  return html`<section><h2>${round.name} <span class="tag">${states[state]}</span></h2>
<p class="soft">${state === 'open' || state === 'coming' ? html`Applications from ${shortDay(round.opensAt, zone)} to ${deadline(round.closesAt, round.zone)}. ` : ''}Runs from ${longDay(round.startsAt, zone)} to ${longDay(round.endsAt, zone)}.</p>
<dl class="figures">${
    figures.pairs > 0
      ? [
          figure('pairs', figures.pairs),
          figure('need nobody', healthy),
          figure('flagged', figures.flagged),
          figure('heard from this week', figures.heardThisWeek),
        ]
      : [
          figure('accepted', figures.accepted),
          figure('waiting', figures.waiting),
          figure('address not confirmed', figures.unconfirmed),
        ]
  }</dl>
${proposal && c.reader.role === 'programme' ? proposalPart(proposal, people, c) : ''}</section>`
}

/** How the last round went: the figures by which a programme is judged, and what is left to do. */
function overPart({ round, numbers: n, wanting }: NonNullable<Console['over']>, c: Console): Html {
  const figure = (label: string, value: number | string) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`
  const minutes = minutesOfWork(n.decisions, n.letters.digest ?? 0)
  return html`<section><h2>${round.name} <span class="tag">${states.ended}</span></h2>
<p class="soft">Ran from ${longDay(round.startsAt, c.reader.zone)} to ${longDay(round.endsAt, c.reader.zone)}, with ${n.accepted} people from ${n.countries} countries.</p>
<dl class="figures">${[
    figure('pairs', n.pairs),
    figure('wrote to the end', n.ended.term ?? 0),
    figure('new pairs made', n.rematched),
    figure('minutes a pair, estimated', n.pairs > 0 ? (minutes / n.pairs).toFixed(1) : '–'),
    figure('wait for the next round', wanting),
  ]}</dl>
<p>Numbers and charts: <code>pairpost round report ${round.id} --out report.html</code>.</p></section>`
}

function proposalPart(proposal: NonNullable<ShownRound['proposal']>, people: Map<number, Person>, c: Console): Html {
  const person = (id: number) => describe(people.get(id) ?? { name: `participant ${id}`, country: null })
  const called = (id: number) => people.get(id)?.knownAs ?? people.get(id)?.name ?? `participant ${id}`
  const why = (p: ProposedPair) => p.reasonsA.map(one => told(one, called(p.aId), called(p.bId))).join(' ')
  const words = (reasons: { words: string }[]) => [...new Set(reasons.map(one => one.words))].join('; ')
  const { summary, pairs, approvedAt, letterId } = proposal
  const open = !approvedAt && letterId !== null
  const table = html`<div class="scroll"><table><thead><tr><th scope="col">No.</th><th scope="col">Pair</th><th scope="col">Why</th><th scope="col">Wishes</th>${open ? html`<th scope="col">If it must not be</th>` : ''}</tr></thead><tbody>
${pairs.map(
  p => html`<tr><td class="n">${p.number}</td><td>${person(p.aId)} and ${person(p.bId)}</td><td>${why(p)}</td>
<td>${p.wishesMet.length ? html`met: ${words(p.wishesMet)}` : ''}${p.wishesMet.length && p.wishesUnmet.length ? html`<br>` : ''}${p.wishesUnmet.length ? html`<span class="soft">not met: ${words(p.wishesUnmet)}</span>` : ''}</td>${open ? html`<td><button name="line" value="${p.number} forbid" class="quiet tiny">forbid</button></td>` : ''}</tr>`,
)}</tbody></table></div>`
  const left =
    summary.left.length === 0
      ? html`<p>Everybody has a partner.</p>`
      : html`<p>Without a partner: ${summary.left.map(one => `${person(one.participantId)}, ${one.because}`).join('; ')}.</p>`
  if (approvedAt)
    return html`<details><summary>The ${pairs.length} pairs, approved on ${longDay(approvedAt, c.reader.zone)}</summary>${left}${table}</details>`
  return html`<div class="note"><h3>A match of ${pairs.length} pairs waits for you</h3>
<p>Made on ${deadline(proposal.madeAt, c.reader.zone)} from ${summary.people} people in ${summary.countries} countries, and proved to be the best combination. Nobody is introduced before you approve it.</p>
${left}
${summary.unmetMusts.length ? html`<p>Wishes called a must that no allowed pair meets: ${summary.unmetMusts.map(one => `${one.number}: ${one.wish}`).join('; ')}.</p>` : ''}
${
  open
    ? html`<form method="post" action="/console/act">${hidden(c, letterId)}<input type="hidden" name="line" value="ok"><button>Approve all ${pairs.length} pairs</button></form>`
    : html`<p class="soft">You can approve it here once the letter with the proposal has reached you, or with <code>pairpost round approve</code>.</p>`
}</div><details open><summary>Every pair, with its reason</summary>
${open ? html`<p class="soft small">Forbid keeps a pair apart for ever, and proposes the best combination without it.</p><form method="post" action="/console/act">${hidden(c, letterId)}${table}</form>` : table}</details>`
}
