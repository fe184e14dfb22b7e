import { Resolver } from 'node:dns/promises'
import type { Config } from '../config.ts'
import type { Finding } from './doctor-finding.ts'

const absent = new Set(['ENOTFOUND', 'ENODATA'])

/** Do the domains say what receivers ask of them. Nothing is looked up for the placeholders of a service that holds its mail. */
export async function checkDns({ mailFrom, mailDomain, transport }: Config): Promise<Finding[]> {
  const resolver = new Resolver({ timeout: 2500, tries: 1 })
  const sender = mailFrom.split('@')[1]?.replace(/>.*$/, '').trim() ?? ''
  const checks: Promise<Finding>[] = []
  if (sender && !sender.endsWith('.invalid'))
    checks.push(spf(resolver, sender), dmarc(resolver, sender), Promise.resolve(dkim(sender, transport.kind)))
  if (!mailDomain.endsWith('.invalid')) checks.push(mx(resolver, mailDomain))
  return Promise.all(checks)
}

/** The records, none, or null when nobody could be asked. */
async function lookUp<T>(ask: Promise<T[]>): Promise<T[] | null> {
  try {
    return await ask
  } catch (error) {
    return absent.has((error as { code?: string }).code ?? '') ? [] : null
  }
}

const unknown = (about: string, name: string): Finding => ({
  about,
  state: 'note',
  says: `${name} could not be looked up`,
  do: 'run this again where DNS can be reached',
})

async function spf(resolver: Resolver, domain: string): Promise<Finding> {
  const records = await lookUp(resolver.resolveTxt(domain))
  if (records === null) return unknown('SPF', domain)
  const found = records.map(parts => parts.join('')).filter(text => /^v=spf1\b/i.test(text))
  if (found.length === 1) return { about: 'SPF', state: 'ok', says: `${domain} says ${found[0]}` }
  return found.length > 1
    ? {
        about: 'SPF',
        state: 'mend',
        says: `${domain} has ${found.length} SPF records, so receivers read none`,
        do: 'join them into one',
      }
    : {
        about: 'SPF',
        state: 'mend',
        says: `${domain} has no SPF record`,
        do: 'publish the TXT record that your mail provider shows, v=spf1 …',
      }
}

async function dmarc(resolver: Resolver, domain: string): Promise<Finding> {
  const name = `_dmarc.${domain}`
  const records = await lookUp(resolver.resolveTxt(name))
  if (records === null) return unknown('DMARC', name)
  const found = records.map(parts => parts.join('')).find(text => /^v=DMARC1\b/i.test(text))
  return found
    ? { about: 'DMARC', state: 'ok', says: `${name} says ${found}` }
    : {
        about: 'DMARC',
        state: 'mend',
        says: `${name} has no record: large receivers refuse bulk mail without one`,
        do: 'publish TXT v=DMARC1; p=none; rua=mailto:you@your-domain, and tighten it later',
      }
}

/** The name of a DKIM record holds a selector that only the provider knows. */
const dkim = (domain: string, kind: string): Finding => ({
  about: 'DKIM',
  state: 'note',
  says: `whether letters are signed for ${domain} cannot be seen in DNS alone`,
  do:
    kind === 'postmark'
      ? 'see Sender Signatures at Postmark: DKIM and Return-Path must both be verified'
      : 'send yourself a letter and look for dkim=pass in its Authentication-Results',
})

async function mx(resolver: Resolver, domain: string): Promise<Finding> {
  const records = await lookUp(resolver.resolveMx(domain))
  if (records === null) return unknown('MX', domain)
  const hosts = records.map(({ exchange }) => exchange).join(', ')
  return records.length > 0
    ? { about: 'MX', state: 'ok', says: `mail for ${domain} goes to ${hosts}` }
    : {
        about: 'MX',
        state: 'mend',
        says: `${domain} has no MX: replies cannot arrive`,
        do: 'point its MX at your inbound mail provider (Postmark: inbound.postmarkapp.com)',
      }
}
