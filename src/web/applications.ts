import { Hono } from 'hono'
import { formNamed, submissionIn } from '../inbound/forms.ts'
import { keep } from '../inbound/inbox.sql.ts'
import { digest, keyOf } from './arrival-key.ts'
import { bodyOf, jsonOf, kB } from './body.ts'
import type { Deps, Env } from './deps.ts'
import { bearerCheck, tooLarge, unauthorized } from './secrets.ts'
import { signatureCheck } from './signature.ts'

const most = 256 * kB
const notJson = 'This is not JSON. Send one application as a JSON object.\n'

/** Where forms bring applications. Nothing is judged here: an application that lacks something is asked about by letter. */
export function applications({ config, sql, queue, clock }: Deps) {
  const isForm = bearerCheck(config.formWebhookSecret)
  const isSigned = signatureCheck(config.applicationWebhookSecret)

  return new Hono<Env>()
    .post('/webhooks/applications', async c => {
      const body = await bodyOf(c, most)
      if (body === null) return tooLarge(c, '256 kB')
      const now = clock()
      const id = c.req.header('webhook-id')
      const [timestamp, signature] = [c.req.header('webhook-timestamp'), c.req.header('webhook-signature')]
      if (!id || !isSigned({ id, timestamp, signature, body }, now)) return unauthorized(c, 'Signature')
      if (jsonOf(body) === undefined) return c.text(notJson, 400)
      const kept = await keep(sql, { source: 'application', externalId: keyOf(id), body }, now)
      if (kept) queue.knock('process-arrivals')
      return c.body(null, 202)
    })
    .post('/webhooks/applications/form/:name', async c => {
      if (!isForm(c)) return unauthorized(c, 'Bearer')
      const form = formNamed(c.req.param('name'))
      if (!form) return c.text('No form of this name is known here: its field map is missing.\n', 404)
      const body = await bodyOf(c, most)
      if (body === null) return tooLarge(c, '256 kB')
      const type = c.req.header('content-type') ?? ''
      const submission = submissionIn(form, body.toString('utf8'), type)
      if (submission === undefined) return c.text(notJson, 400)
      const kept = await keep(
        sql,
        {
          source: `form:${form.name}`,
          externalId: submission === null ? digest(body) : keyOf(submission),
          body,
          envelope: { form: form.name, type: type.slice(0, 100) },
        },
        clock(),
      )
      if (kept) queue.knock('process-arrivals')
      return c.body(null, 202)
    })
}
