import { Hono } from 'hono'
import { html } from 'hono/html'
import type { LetterKind } from '../outbound/letters.ts'
import { letterKinds, renderSample, variantsOf } from '../outbound/letters-samples.ts'
import { locales } from '../outbound/words.ts'
import type { Deps, Env } from './deps.ts'
import { notice, page, setPageHeaders } from './page.ts'

/** A letter brings its own styles; nothing in it runs, and nothing is fetched. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'self'"

/** Every kind of letter in every language, from its own sample: no database, no account, no email sent. In development only. */
export function previews({ config, dev }: Deps) {
  const app = new Hono<Env>()
  if (!dev) return app
  const ways = (kind: LetterKind, locale: string) =>
    html`<td>${[undefined, ...variantsOf(kind)].map((variant, i) => {
      const at = `/previews/${kind}/${locale}${variant ? `?variant=${encodeURIComponent(variant)}` : ''}`
      return html`${i ? html`<br>` : ''}<a href="${at}">${variant ?? locale}</a> <a class="soft" href="${at}${variant ? '&' : '?'}as=text">text</a>`
    })}</td>`
  return app
    .get('/previews', c =>
      page(c, config, {
        title: 'Previews',
        wide: true,
        body: html`<h1>Previews</h1><p class="soft">Every kind of letter, from its sample.</p>
<div class="scroll"><table><thead><tr><th scope="col">Letter</th>${locales.map(locale => html`<th scope="col">${locale}</th>`)}</tr></thead><tbody>
${letterKinds.map(kind => html`<tr><th scope="row">${kind}</th>${locales.map(locale => ways(kind, locale))}</tr>`)}</tbody></table></div>`,
      }),
    )
    .get('/previews/:template/:locale', async c => {
      const kind = letterKinds.find(one => one === c.req.param('template'))
      const locale = c.req.param('locale')
      const variant = c.req.query('variant')
      if (!kind || !locales.includes(locale) || (variant !== undefined && !variantsOf(kind).includes(variant)))
        return notice(c, config, {
          title: 'There is no such letter',
          says: html`<p><a href="/previews">Here are all that there are.</a></p>`,
          status: 404,
        })
      const letter = await renderSample(kind, locale, variant)
      setPageHeaders(c, policy)
      return c.req.query('as') === 'text'
        ? c.text(`Subject: ${letter.subject}\nPreview: ${letter.preview}\n\n${letter.text}`)
        : c.html(letter.html)
    })
}
