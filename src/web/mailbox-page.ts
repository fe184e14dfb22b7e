import { html } from 'hono/html'
import { countryName } from '../programme/countries.ts'
import type { Heard, ListedLetter, WholeLetter } from './mailbox.sql.ts'
import { shortMoment } from './moments.ts'
import type { Html } from './page.ts'

/** A moment where the reader is: their own hour is what matters. */
const whenFor = ({ sentAt, zone }: ListedLetter) =>
  zone ? `${shortMoment(sentAt, zone)}, ${zone.split('/').at(-1)!.replaceAll('_', ' ')}` : `${shortMoment(sentAt)} UTC`

/** The first words after the greeting. */
function opening(text: string): string {
  const [first = '', ...after] = text.split(/\n\s*\n/)
  const words = (first.length < 60 && /[,،]\s*$/.test(first) ? after.join(' ') : text).replace(/\s+/g, ' ').trim()
  return words.length > 140 ? `${words.slice(0, 139).trimEnd()}…` : words
}

export const letterItem = (letter: ListedLetter): Html => html`<li><a class="whole" href="/mailbox/${letter.id}">
<span class="line"><span dir="auto"><b>${letter.subject ?? letter.template}</b></span><span class="soft small">${whenFor(letter)}</span></span>
<span class="line"><span class="small">to ${letter.name}${letter.country ? `, ${countryName(letter.country)}` : ''}</span><span class="tag">${letter.template}${letter.question && letter.question !== letter.template ? ` + ${letter.question}` : ''}</span></span>
<span class="soft small" dir="auto">${opening(letter.opening)}</span></a></li>`

const doors: Record<string, string> = {
  application: 'applied, through a form service',
  'own form': 'applied, on our own page',
  inbound: 'wrote to us',
  mime: 'wrote to us',
  event: 'news of a letter',
  answer: 'pressed a button on our page',
  unsubscribe: 'pressed unsubscribe',
}

export const heardItem = ({ source, receivedAt, outcome }: Heard, zone: string | null): Html => html`<li class="theirs">
<span class="line"><span><b>${doors[source] ?? (source.startsWith('form:') ? 'applied, through a form' : source)}</b></span><span class="soft small">${shortMoment(receivedAt, zone ?? 'UTC')}</span></span>
<span class="small">${outcome ?? 'not read yet'}</span></li>`

type List = {
  letters: ListedLetter[]
  counts: { template: string; n: number }[]
  template: string | undefined
  who: string | undefined
  before: number | undefined
  more: boolean
}

/** Every letter that is held, the newest first. */
export function listPage({ letters, counts, template, who, before, more }: List): Html {
  const at = (wanted: Record<string, string | number | undefined>) => {
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries(wanted)) if (value !== undefined && value !== '') query.set(name, String(value))
    return query.size ? `/mailbox?${query}` : '/mailbox'
  }
  const all = counts.reduce((sum, { n }) => sum + n, 0)
  const chip = (words: string, n: number, wanted: string | undefined) =>
    html`<li><a href="${at({ template: wanted, who })}"${wanted === template ? html` aria-current="true"` : ''}>${words} <span class="n">${n}</span></a></li>`
  return html`<h1>Mailbox</h1>
<p class="soft">Every letter as its reader saw it. Mail is held on this machine: none of these left it.</p>
<form class="filters" method="get" action="/mailbox" role="search">${template ? html`<input type="hidden" name="template" value="${template}">` : ''}
<div class="field"><label for="who">Letters to</label><input id="who" name="who" type="search" value="${who ?? ''}" placeholder="a name or an address"></div><button class="quiet">Show</button></form>
<ul class="chips" aria-label="Kinds of letter">${chip('all', all, undefined)}${counts.map(one => chip(one.template, one.n, one.template))}</ul>
${letters.length === 0 ? html`<p>${all === 0 ? 'No letter has been written yet.' : 'No letter is like that.'}</p>` : html`<ol class="cards">${letters.map(letterItem)}</ol>`}
<div class="pages">${before ? html`<a href="${at({ template, who })}">Newest</a>` : html`<span></span>`}${more ? html`<a href="${at({ template, who, before: letters.at(-1)?.id })}">Earlier letters</a>` : ''}</div>`
}

/** Why a letter exists, from its purpose: `check-in/step:12/participant:7` is "check-in, step 12". */
const why = (purpose: string) =>
  purpose
    .split('/')
    .filter(part => !part.startsWith('participant:') && !part.startsWith('coordinator:'))
    .map(part => part.replace(':', ' '))
    .join(', ')

type One = { letter: WholeLetter; replyTo: string; heard: Heard[]; earlier: number | null; later: number | null; phone: boolean }

/** One letter: its envelope, its two parts, and what came back. */
export function letterPage({ letter, replyTo, heard, earlier, later, phone }: One): Html {
  const person = letter.participantId
  return html`<div class="line"><a href="/mailbox">All letters</a><span class="pages">${earlier ? html`<a href="/mailbox/${earlier}" rel="prev">Earlier to ${letter.name}</a>` : ''}${later ? html`<a href="/mailbox/${later}" rel="next">Later</a>` : ''}</span></div>
<h1 dir="auto">${letter.subject ?? letter.template}</h1>
<dl class="envelope">
<dt>To</dt><dd>${person ? html`<a href="/mailbox/person/${person}">${letter.name}</a>` : letter.name}, ${letter.email}</dd>
<dt>Sent</dt><dd>${whenFor(letter)} <span class="soft">(${shortMoment(letter.sentAt)} UTC)</span></dd>
<dt>Reply to</dt><dd>${replyTo}</dd>
<dt>Why</dt><dd>${why(letter.purpose)}${letter.roundName ? `; ${letter.roundName}` : ''}${letter.question ? html`; asks <span class="tag">${letter.question}</span>` : ''}</dd>
</dl>
<div class="beside"><div>
<div class="line"><h2>As it looks</h2><span class="small">${phone ? html`<a href="/mailbox/${letter.id}">Wide</a>` : html`<a href="/mailbox/${letter.id}?phone">On a phone</a>`}</span></div>
${letter.bodyHtml ? html`<iframe class="${phone ? 'letter phone' : 'letter'}" title="The letter as it looks" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/mailbox/${letter.id}/html"></iframe>` : html`<p>It has no HTML part.</p>`}
</div><div>
<h2>As plain text</h2><pre dir="auto">${letter.bodyText}</pre>
${heard.length > 0 ? html`<h2>What came next from ${letter.name}</h2><ol class="cards">${heard.map(one => heardItem(one, letter.zone))}</ol>` : ''}
</div></div>`
}
