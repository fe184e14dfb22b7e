import { getCookie, setCookie } from 'hono/cookie'
import type { Config } from '../config.ts'
import type { Context } from './deps.ts'

const isSecure = (config: Config) => config.publicUrl.startsWith('https:')
/** With encryption the browser itself sees to it that no other host sets these. */
const nameOf = (config: Config, name: string) => (isSecure(config) ? `__Host-${name}` : name)

export const readCookie = (c: Context, config: Config, name: string): string | undefined => getCookie(c, nameOf(config, name))

/** @param seconds that the browser keeps it; 0 takes it away */
export const writeCookie = (c: Context, config: Config, name: string, value: string, seconds: number): void =>
  setCookie(c, nameOf(config, name), value, {
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure(config),
    path: '/',
    maxAge: seconds,
  })
