import { randomBytes } from 'node:crypto'
import { coordinators } from '../programme/coordinators.sql.ts'
import { hashToken, sameSecret } from '../reply-address.ts'
import { isAtThisMachine } from './client.ts'
import { readCookie } from './cookies.ts'
import type { Context, Deps } from './deps.ts'
import { fromOurPage } from './form.ts'
import { findSession, type Session } from './sign-in.sql.ts'

export const sessionCookie = 'pairpost_session'

/** Where a rehearsal is left open to look at there is nobody to sign in: one secret of this process stands for a session. */
const openCsrf = randomBytes(32).toString('hex')

/** The coordinator who asks; undefined for everybody else. */
export async function sessionOf(c: Context, { config, sql, clock, openConsole }: Deps): Promise<Session | undefined> {
  const token = readCookie(c, config, sessionCookie)
  const session = token ? await findSession(sql, hashToken(token), clock()) : undefined
  if (session || !openConsole || !isAtThisMachine(c)) return session
  const first = (await coordinators(sql)).find(({ role }) => role === 'programme')
  return first && { ...first, csrf: openCsrf }
}

/** Does this form come from a page that we made for this session? */
export const isMeant = (c: Context, deps: Deps, session: Session, form: URLSearchParams): boolean =>
  fromOurPage(c, deps) && sameSecret(form.get('csrf') ?? '', session.csrf)
