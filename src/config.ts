import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { Refusal } from './errors.ts'
import type { ReplyTo } from './reply-address.ts'

const empty = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value)
const optional = <T extends z.ZodType>(type: T) => z.preprocess(empty, type.optional())
const text = optional(z.string().trim())
const port = z.preprocess(empty, z.coerce.number().int().min(0).max(65535).default(8080))
const webUrl = (what: string) =>
  optional(z.url({ protocol: /^https?$/, error: `${what} must be a URL such as https://pairs.example.org` }))

const shape = z.object({
  PORT: port,
  HOST: z.preprocess(empty, z.string().default('127.0.0.1')),
  WORKER_PORT: optional(z.coerce.number().int().min(0).max(65535)),
  PUBLIC_URL: webUrl('PUBLIC_URL'),
  DATABASE_URL: optional(z.string().regex(/^postgres(ql)?:\/\//, 'DATABASE_URL must begin with postgres://')),
  PAIRPOST_HOME: z.preprocess(empty, z.string().default('.pairpost')),
  SECRET: optional(z.string().min(32, 'SECRET must hold 32 bytes or more; make one with: openssl rand -hex 32')),
  MAIL_FROM: text,
  POSTAL_ADDRESS: text,
  CONDUCT_URL: webUrl('CONDUCT_URL'),
  PRIVACY_URL: webUrl('PRIVACY_URL'),
  SAFETY_EMAIL: optional(z.email('SAFETY_EMAIL must be an address')),
  REPLY_DOMAIN: optional(z.string().regex(/^[a-z0-9.-]+$/i, 'REPLY_DOMAIN must be a bare domain such as in.example.org')),
  REPLY_ADDRESS: optional(z.email('REPLY_ADDRESS must be an address')),
  PROGRAMME_NAME: z.preprocess(empty, z.string().default('International Librarians Network')),
  POSTMARK_SERVER_TOKEN: text,
  POSTMARK_API_URL: webUrl('POSTMARK_API_URL'),
  POSTMARK_ACCOUNT_TOKEN: text,
  POSTMARK_STREAM: z.preprocess(empty, z.string().default('outbound')),
  POSTMARK_WEBHOOK_USER: text,
  POSTMARK_WEBHOOK_PASSWORD: text,
  SMTP_URL: optional(z.string().regex(/^smtps?:\/\//, 'SMTP_URL must begin with smtp:// or smtps://')),
  MIME_WEBHOOK_TOKEN: text,
  FORM_WEBHOOK_SECRET: text,
  APPLICATION_WEBHOOK_SECRET: optional(
    z.string().startsWith('whsec_', 'APPLICATION_WEBHOOK_SECRET must begin with whsec_ (the form service shows it)'),
  ),
  DAILY_SEND_LIMIT: optional(z.coerce.number().int().positive()),
  LOG_LEVEL: z.preprocess(empty, z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).default('info')),
  CLOCK_FILE: text,
})

export type Config = {
  port: number
  host: string
  workerPort: number | undefined
  /** where people reach us, no slash at the end; undefined until the service listens when PUBLIC_URL is not set */
  publicUrl: string
  publicUrlSet: boolean
  databaseUrl: string | undefined
  home: string
  secret: string
  mailFrom: string
  postalAddress: string
  conductUrl: string | undefined
  privacyUrl: string | undefined
  safetyEmail: string
  replyTo: ReplyTo
  /** the domain that open addresses (hello@, apply@, safety@) stand on */
  mailDomain: string
  programmeName: string
  transport:
    | {
        kind: 'postmark'
        token: string
        apiUrl: string
        stream: string
        /** who may ask for the provider's copies to be removed */
        account?: { token: string; requestedBy: string } | undefined
      }
    | { kind: 'smtp'; url: string }
    | { kind: 'held' }
  postmarkWebhook: { user: string; password: string } | undefined
  mimeWebhookToken: string | undefined
  formWebhookSecret: string | undefined
  applicationWebhookSecret: string | undefined
  dailySendLimit: number | undefined
  logLevel: 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug'
  clockFile: string | undefined
}

export const isLoopback = (url: string): boolean => ['127.0.0.1', 'localhost', '[::1]', '::1'].includes(new URL(url).hostname)

/**
 * Reads the environment once.
 *
 * @throws Refusal that lists every fault, each with what to set and where to get it
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = shape.safeParse(env)
  if (!parsed.success) {
    const faults = parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`)
    throw new Refusal(`reading the configuration: ${faults.join('; ')}`)
  }
  const given = parsed.data
  const faults: string[] = []
  const postmarkUrl = given.POSTMARK_API_URL ?? 'https://api.postmarkapp.com'
  const sends = Boolean(given.POSTMARK_SERVER_TOKEN || given.SMTP_URL)
  const real = sends && !(given.POSTMARK_SERVER_TOKEN && isLoopback(postmarkUrl))
  const need = (name: keyof typeof given, hint: string) => {
    if (!given[name]) faults.push(`${name} is not set: ${hint}`)
  }

  if (given.POSTMARK_SERVER_TOKEN && given.SMTP_URL) faults.push('POSTMARK_SERVER_TOKEN and SMTP_URL are both set: keep one')
  if (given.REPLY_DOMAIN && given.REPLY_ADDRESS) faults.push('REPLY_DOMAIN and REPLY_ADDRESS are both set: keep one')
  if (real) {
    need('MAIL_FROM', 'the address that letters come from, on a domain that you sign')
    need('POSTAL_ADDRESS', 'the footer of every letter needs one')
    if (!given.REPLY_DOMAIN && !given.REPLY_ADDRESS)
      faults.push('REPLY_DOMAIN is not set: the domain whose mail reaches /webhooks/postmark/inbound')
  }
  if (given.CLOCK_FILE && real)
    faults.push('CLOCK_FILE is set while mail would really leave: hold mail, or point POSTMARK_API_URL at loopback')
  const home = resolve(given.PAIRPOST_HOME)
  const exposed = given.PUBLIC_URL !== undefined && !isLoopback(given.PUBLIC_URL)
  if (exposed) need('SECRET', 'needed with a public PUBLIC_URL; make one with: openssl rand -hex 32')
  if (faults.length) throw new Refusal(`reading the configuration: ${faults.join('; ')}`)

  const mailFrom = given.MAIL_FROM ?? 'hello@pairpost.invalid'
  const mailDomain = (given.REPLY_DOMAIN ?? given.REPLY_ADDRESS?.split('@')[1] ?? 'in.pairpost.invalid').toLowerCase()
  return {
    port: given.PORT,
    host: given.HOST,
    workerPort: given.WORKER_PORT,
    publicUrl: (given.PUBLIC_URL ?? `http://${given.HOST}:${given.PORT}`).replace(/\/+$/, ''),
    publicUrlSet: given.PUBLIC_URL !== undefined,
    databaseUrl: given.DATABASE_URL,
    home,
    secret: given.SECRET ?? keptSecret(home),
    mailFrom,
    postalAddress: given.POSTAL_ADDRESS ?? 'no postal address set',
    conductUrl: given.CONDUCT_URL,
    privacyUrl: given.PRIVACY_URL,
    safetyEmail: given.SAFETY_EMAIL ?? `safety@${mailDomain}`,
    replyTo: given.REPLY_ADDRESS ? { replyAddress: given.REPLY_ADDRESS.toLowerCase() } : { replyDomain: mailDomain },
    mailDomain,
    programmeName: given.PROGRAMME_NAME,
    transport: given.POSTMARK_SERVER_TOKEN
      ? {
          kind: 'postmark',
          token: given.POSTMARK_SERVER_TOKEN,
          apiUrl: postmarkUrl,
          stream: given.POSTMARK_STREAM,
          account: given.POSTMARK_ACCOUNT_TOKEN ? { token: given.POSTMARK_ACCOUNT_TOKEN, requestedBy: mailFrom } : undefined,
        }
      : given.SMTP_URL
        ? { kind: 'smtp', url: given.SMTP_URL }
        : { kind: 'held' },
    postmarkWebhook:
      given.POSTMARK_WEBHOOK_USER && given.POSTMARK_WEBHOOK_PASSWORD
        ? { user: given.POSTMARK_WEBHOOK_USER, password: given.POSTMARK_WEBHOOK_PASSWORD }
        : undefined,
    mimeWebhookToken: given.MIME_WEBHOOK_TOKEN,
    formWebhookSecret: given.FORM_WEBHOOK_SECRET,
    applicationWebhookSecret: given.APPLICATION_WEBHOOK_SECRET,
    dailySendLimit: given.DAILY_SEND_LIMIT,
    logLevel: given.LOG_LEVEL,
    clockFile: given.CLOCK_FILE,
  }
}

/** The secret that this installation made for itself, once. */
function keptSecret(home: string): string {
  const path = join(home, 'secret')
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true })
    try {
      writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error // another process made it first
    }
  }
  return readFileSync(path, 'utf8').trim()
}
