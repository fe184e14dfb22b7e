import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { applications } from './applications.ts'
import { apply } from './apply.ts'
import { consoleDoors } from './console.ts'
import type { Deps, Env } from './deps.ts'
import { health } from './health.ts'
import { home } from './home.ts'
import { links } from './links.ts'
import { mail } from './mail.ts'
import { mailbox } from './mailbox.ts'
import { previews } from './previews.ts'
import { signIn } from './sign-in.ts'
import { files } from './style.ts'
import { words } from './words.ts'

/**
 * Every door of the service.
 *
 * @throws Refusal when a setting of a door cannot be used
 */
export function makeApp(deps: Deps): Hono<Env> {
  const app = new Hono<Env>()
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse()
    const id = randomUUID()
    deps.log.error({ err: error, id, method: c.req.method }, 'a door failed')
    return c.text(`Something went wrong here, not with what you sent. Please try again in a while. (${id})\n`, 500)
  })
  app.notFound(c => c.text('There is nothing at this address.\n', 404))
  for (const doors of [health, applications, mail, files, home, apply, links, words, signIn, consoleDoors, mailbox, previews])
    app.route('/', doors(deps))
  return app
}
