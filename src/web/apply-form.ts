import { html } from 'hono/html'
import type { Round } from '../programme/rounds.sql.ts'
import type { Choice } from './apply-choices.ts'
import * as choices from './apply-choices.ts'
import { languageRows, type Problem, trap } from './apply-read.ts'
import { deadline, longDay, utc } from './moments.ts'
import type { Html } from './page.ts'

type Filled = {
  form: URLSearchParams
  problems: Problem[]
  formId: string
  rounds: Round[]
  coming: Round | undefined
  conductUrl: string
  privacyUrl: string
}

const needed = html` <span class="optional">(needed)</span>`

/** The application form, with what was filled in before and what is wrong with it. Works without scripts. */
export function applyForm({ form, problems, formId, rounds, coming, conductUrl, privacyUrl }: Filled): Html {
  const value = (name: string) => form.get(name) ?? ''
  const wrong = (name: string) => problems.find(problem => problem.field === name)?.says

  const frame = (name: string, label: Html | string, inner: (describedBy: Html | '') => Html, hint?: string) => {
    const error = wrong(name)
    const ids = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ')
    return html`<div class="${error ? 'field wrong' : 'field'}">
<label for="${name}">${label}</label>
${hint ? html`<span class="hint" id="${name}-hint">${hint}</span>` : ''}
${error ? html`<span class="error" id="${name}-error">${error}</span>` : ''}
${inner(html`${ids ? html` aria-describedby="${ids}"` : ''}${error ? html` aria-invalid="true"` : ''}`)}
</div>`
  }
  type Line = { hint?: string; type?: string; complete?: string; required?: boolean; most?: number }
  const line = (
    name: string,
    label: string,
    { hint, type = 'text', complete = 'off', required = false, most = 200 }: Line = {},
  ) =>
    frame(
      name,
      html`${label}${required ? needed : ''}`,
      more =>
        html`<input id="${name}" name="${name}" type="${type}" value="${value(name)}" autocomplete="${complete}" maxlength="${most}"${type === 'text' ? html` dir="auto"` : ''}${required ? html` required` : ''}${more}>`,
      hint,
    )
  const options = (list: Choice[], chosen: string) =>
    list.map(({ value: one, words }) => html`<option value="${one}"${one === chosen ? html` selected` : ''}>${words}</option>`)
  const select = (
    name: string,
    label: string,
    list: Html[],
    { hint, required = false, none = 'Choose' }: { hint?: string; required?: boolean; none?: string } = {},
  ) =>
    frame(
      name,
      html`${label}${required ? needed : ''}`,
      more =>
        html`<select id="${name}" name="${name}"${required ? html` required` : ''}${more}><option value="">${none}</option>${list}</select>`,
      hint,
    )
  const area = (name: string, label: string, hint?: string) =>
    frame(
      name,
      label,
      more => html`<textarea id="${name}" name="${name}" dir="auto" maxlength="20000"${more}>${value(name)}</textarea>`,
      hint,
    )
  const check = (name: string, words: Html) => {
    const error = wrong(name)
    return html`<div class="${error ? 'field wrong' : 'field'}">${error ? html`<span class="error" id="${name}-error">${error}</span>` : ''}
<label class="check" for="${name}"><input type="checkbox" id="${name}" name="${name}" value="yes"${form.has(name) ? html` checked` : ''}${error ? html` aria-invalid="true" aria-describedby="${name}-error"` : ''}><span>${words}</span></label></div>`
  }

  return html`<h1>Apply for a partner</h1>
<p class="lead">You get one partner: somebody who works in or studies for libraries, in another country. You write to each other for some months.</p>
<div class="note">
${when(rounds, coming)}
<p>Plan for <strong>about one hour a week</strong>. It is free, and open to anybody who works in a library, archive or museum, or studies for it.</p>
</div>
${summary(problems)}
<p class="soft">Only four answers are needed. What you leave out, we ask about by email. How we use it: <a href="${privacyUrl}">privacy</a>.</p>
<form method="post" action="/apply" novalidate>
<input type="hidden" name="form" value="${formId}">
<div class="trap" aria-hidden="true"><label for="${trap}">Leave this empty</label><input id="${trap}" name="${trap}" tabindex="-1" autocomplete="off"></div>
<fieldset><legend>Who you are</legend>
${line('email', 'Email address', { type: 'email', complete: 'email', required: true, hint: 'We write to you here, and so does your partner.', most: 254 })}
${line('name', 'Your name', { complete: 'name', required: true, hint: 'Whole, as you write it.' })}
${line('knownAs', 'What should we call you?', { complete: 'nickname', hint: 'If it is not your whole name: Amina, for Amina Otieno.' })}
${select('country', 'Country that you live in', options(choices.countries, value('country')), { required: true })}
${line('place', 'City or town', { complete: 'address-level2' })}
${select(
  'timeZone',
  'Time zone',
  choices.zones.map(([region, list]) => html`<optgroup label="${region}">${options(list, value('timeZone'))}</optgroup>`),
  { hint: 'Only if your country has more than one.', none: 'Work it out from my country' },
)}
</fieldset>
<fieldset><legend>Your work</legend>
<div class="two">${select('sector', 'Kind of library', options(choices.sectors, value('sector')))}${select('careerStage', 'Where you are in your career', options(choices.stages, value('careerStage')))}</div>
<div class="two">${line('role', 'What you do there', { complete: 'organization-title' })}${line('employer', 'Where', { complete: 'organization' })}</div>
${area('interests', 'Professional interests', 'A few words each, with commas between: information literacy, small budgets, open access. They are the best help in finding your partner.')}
${area('about', 'About you', 'Some sentences that your partner will read in our first letter.')}
</fieldset>
<fieldset><legend>Languages</legend>
<p class="hint" id="languages-hint">Languages that you could write to a partner in.</p>
${languageRows.map(
  row =>
    html`<div class="row" role="group" aria-label="Language ${row}"><select name="language${row}" aria-label="Language ${row}" aria-describedby="languages-hint"><option value="">${row === 1 ? 'Choose' : 'None'}</option>${options(choices.languages, value(`language${row}`))}</select><select name="level${row}" aria-label="How well you write language ${row}">${options(choices.levels, value(`level${row}`) || (row === 1 ? 'native' : 'good'))}</select></div>`,
)}
</fieldset>
<fieldset><legend>Your partner</legend>
<p class="hint">Everything here is a wish. We meet as many as we can, and tell you which.</p>
${select('wishSector', 'Somebody from this kind of library', options(choices.wishedSectors, value('wishSector')), { none: 'I do not mind' })}
${check('wishSectorMust', html`This matters so much that I would rather wait than have another partner.`)}
<div class="two">${select('wishStage', 'Somebody who is', options(choices.wishedStages, value('wishStage')), { none: 'I do not mind' })}${select('wishRegion', 'Somebody from', options(choices.wishedRegions, value('wishRegion')), { none: 'I do not mind' })}</div>
${area('wishText', 'In your own words')}
</fieldset>
<fieldset><legend>And last</legend>
${select('locale', 'Language of our letters to you', options(choices.letterLocales, value('locale') || 'en'), { none: 'English' })}
${line('heardFrom', 'How did you hear about us?')}
${line('convincedBy', 'What convinced you?')}
${area('comment', 'Anything else')}
${
  rounds.length > 1
    ? select(
        'round',
        'Round',
        options(
          rounds.map(({ id, name }) => ({ value: String(id), words: name })),
          value('round'),
        ),
        { none: 'The first that closes' },
      )
    : ''
}
${check('standby', html`If the number of people is odd, I can stand by until somebody needs a partner.`)}
${check('conductAccepted', html`I have read the <a href="${conductUrl}">code of conduct</a> and accept it. I agree that my partner gets my name, address, country, work and what I say about myself. <strong>(needed)</strong>`)}
</fieldset>
<button type="submit">Send my application</button>
</form>`
}

function when(rounds: Round[], coming: Round | undefined): Html {
  const [first] = rounds
  if (!first)
    return coming
      ? html`<p>No round is open now. The next one, <strong>${coming.name}</strong>, opens on ${longDay(coming.opensAt, coming.zone)}. Apply already: we keep it, and write to you then.</p>`
      : html`<p>No round is open now. Apply already: we keep it for the next one, and write to you when it opens.</p>`
  return html`${rounds.map(
    round =>
      html`<p><strong>${round.name}</strong> takes applications until <strong><time datetime="${round.closesAt.toISOString()}">${deadline(round.closesAt, round.zone)}</time></strong> (${utc(round.closesAt)}). Partners are introduced on ${longDay(round.startsAt, round.zone)}.</p>`,
  )}`
}

const summary = (problems: Problem[]): Html | '' =>
  problems.length === 0
    ? ''
    : html`<div class="problems" role="alert" tabindex="-1" autofocus id="problems"><h2>${problems.length === 1 ? 'One answer needs another look' : `${problems.length} answers need another look`}</h2>
<ul>${problems.map(({ field, says }) => html`<li>${field === trap ? says : html`<a href="#${field}">${says}</a>`}</li>`)}</ul></div>`
