import { existsSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Config, isLoopback } from '../config.ts'
import type { Finding } from './doctor-finding.ts'

/** Is this a service that strangers reach, or one that is only being looked at? */
const isPublic = (config: Config) => config.transport.kind !== 'held' || !isLoopback(config.publicUrl)

/** What the settings say, each with what it means where it is missing. */
export function checkSettings(config: Config): Finding[] {
  const real = isPublic(config)
  const missing = (about: string, says: string, todo: string): Finding => ({
    about,
    state: real ? 'mend' : 'note',
    says,
    do: todo,
  })
  const found: Finding[] = []

  found.push(
    config.publicUrlSet
      ? { about: 'address', state: 'ok', says: `links in letters lead to ${config.publicUrl}` }
      : missing(
          'address',
          `PUBLIC_URL is not set: links in letters lead to ${config.publicUrl}, which only this machine reaches`,
          'set PUBLIC_URL to the address that people type, such as https://pairs.example.org',
        ),
  )
  if (config.publicUrlSet && !isLoopback(config.publicUrl) && config.publicUrl.startsWith('http:'))
    found.push({
      about: 'address',
      state: 'mend',
      says: 'PUBLIC_URL is not encrypted: sign-ins and applications could be read on the way',
      do: 'put the service behind TLS and set PUBLIC_URL to https://…',
    })
  if (config.mailFrom.endsWith('.invalid'))
    found.push(
      missing(
        'sender',
        'MAIL_FROM is not set: letters name a placeholder',
        'set MAIL_FROM to an address on a domain that you sign',
      ),
    )
  else found.push({ about: 'sender', state: 'ok', says: `letters come from ${config.mailFrom}` })
  if (config.mailDomain.endsWith('.invalid'))
    found.push(
      missing(
        'replies',
        'REPLY_DOMAIN is not set: replies reach nobody',
        'set REPLY_DOMAIN to a domain whose MX is your inbound mail provider',
      ),
    )
  else found.push({ about: 'replies', state: 'ok', says: `replies go to ${config.mailDomain}` })
  if (config.postalAddress.startsWith('no postal'))
    found.push(missing('footer', 'POSTAL_ADDRESS is not set: many countries ask for one in every letter', 'set POSTAL_ADDRESS'))
  if (config.safetyEmail === `safety@${config.mailDomain}`)
    found.push({
      about: 'safety',
      state: 'note',
      says: `SAFETY_EMAIL is not set: reports are asked to ${config.safetyEmail}, which comes in here and goes to the safety people`,
      do: 'leave it so, or set SAFETY_EMAIL to a mailbox that two named people read',
    })

  const door = (open: boolean, name: string, path: string, needed: boolean, todo: string) =>
    found.push(
      open
        ? { about: 'doors', state: 'ok', says: `${path} is open to who holds its secret` }
        : { about: 'doors', state: needed ? 'mend' : 'note', says: `${path} is shut: ${name} is not set`, do: todo },
    )
  const postmark = config.transport.kind === 'postmark'
  door(
    config.postmarkWebhook !== undefined,
    'POSTMARK_WEBHOOK_USER or POSTMARK_WEBHOOK_PASSWORD',
    '/webhooks/postmark/…',
    postmark,
    'choose both, and put them into the webhook addresses at the provider: https://USER:PASSWORD@…',
  )
  door(
    config.mimeWebhookToken !== undefined,
    'MIME_WEBHOOK_TOKEN',
    '/webhooks/mime',
    config.transport.kind === 'smtp',
    'set it when raw mail comes from a pipe of your own mail server: openssl rand -hex 32',
  )
  door(
    config.applicationWebhookSecret !== undefined,
    'APPLICATION_WEBHOOK_SECRET',
    '/webhooks/applications',
    false,
    'set it to the whsec_… that your form service shows; without one people apply at /apply',
  )
  door(
    config.formWebhookSecret !== undefined,
    'FORM_WEBHOOK_SECRET',
    '/webhooks/applications/form/…',
    false,
    'set it when a form that cannot sign (Gravity Forms, Google Forms) sends applications: openssl rand -hex 32',
  )
  return [...found, disk(config.home)]
}

const GB = 1024 ** 3

function disk(home: string): Finding {
  let folder = home
  while (!existsSync(folder)) folder = dirname(folder)
  const { bavail, bsize } = statfsSync(folder)
  const free = (bavail * bsize) / GB
  const says = `${free.toFixed(1)} GB free under ${folder}`
  if (free < 0.5)
    return { about: 'disk', state: 'mend', says, do: 'make room, or move PAIRPOST_HOME: a full disk stops the database' }
  return free < 2 ? { about: 'disk', state: 'note', says, do: 'make room soon' } : { about: 'disk', state: 'ok', says }
}
