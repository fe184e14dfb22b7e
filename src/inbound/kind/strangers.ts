import type { KindRead, Known, Mail } from '../mail.ts'
import type { Header } from './marks.ts'
import { normal } from './reason.ts'
import { strangers } from './words.ts'

const domain = (address: string | undefined) => address?.split('@').at(-1) ?? ''
const isAnswer = (mail: Mail) => mail.inReplyTo !== null || mail.references.length > 0

/** Our own letter coming home, by the address that it is from. */
export function readOwn(mail: Mail, known: Known): KindRead | null {
  const from = mail.from?.address
  if (from && known.ourAddresses?.some(ours => ours.toLowerCase() === from))
    return { kind: 'loop', because: `from our own address ${from}` }
  return null
}

/** Our own letter coming home, by the marks that we put on letters and that are still on it. */
export function readLoop(mail: Mail, header: Header): KindRead | null {
  const from = mail.from?.address
  const submitted = header('auto-submitted')?.toLowerCase() ?? ''
  const machine = submitted.startsWith('auto-generated') || header('x-loop') !== undefined
  if (from && machine && mail.to.some(({ address }) => address === from))
    return { kind: 'loop', because: 'from the address that it is to' }
  const home = domain(from)
  if (
    submitted.startsWith('auto-generated') &&
    home.includes('.') &&
    mail.to.some(({ address }) => domain(address) === home || domain(address).endsWith(`.${home}`))
  ) {
    return { kind: 'loop', because: 'an automatic letter from our own domain' }
  }
  if (submitted.startsWith('auto-generated') && mail.replyTo.some(({ address }) => mail.to.some(to => to.address === address))) {
    return { kind: 'loop', because: 'our letter: it asks for answers at the address that it came to' }
  }
  if (isAnswer(mail) || submitted.startsWith('auto-replied')) return null
  const back = header('x-loop') !== undefined || header('resent-from') !== undefined || header('x-forwarded-for') !== undefined
  const ours =
    mail.headers.some(
      ([name]) => name.startsWith('x-pm-metadata-') || name === 'x-pm-message-id' || name.startsWith('x-pairpost-'),
    ) ||
    (header('x-loop') !== undefined && header('resent-from') !== undefined)
  return back && ours ? { kind: 'loop', because: 'our letter, forwarded back' } : null
}

/** Somebody's guard wants proof that we are a person. Nobody answers it by machine: that is what it guards against.
 * `named`: only those whose programs we know by name; they borrow the words of delivery reports. */
export function readChallenge(mail: Mail, header: Header, prose: string, guards: 'named' | 'any'): KindRead | null {
  const vendor = strangers.challengeHeaders.find(name => header(name) !== undefined)
  const from = `${mail.from?.address ?? ''} ${header('x-mailer') ?? ''} ${header('x-delivery-agent') ?? ''}`.toLowerCase()
  const known = [
    'tmda',
    'boxbe',
    'spamarrest',
    'mailinblack',
    'spamenmoins',
    'antispam',
    'challenge',
    'sendio',
    'mxguarddog',
    'cleanmail',
  ].find(name => from.includes(name))
  const subject = normal(mail.subject)
  const start = normal(prose.slice(0, 3000))
  const title = strangers.challenge.find(word => subject.includes(word))
  const words = strangers.challenge.filter(word => start.includes(word))
  const automatic =
    (header('auto-submitted') ?? 'no').toLowerCase() !== 'no' ||
    /bulk|junk|auto/i.test(header('precedence') ?? '') ||
    mail.returnPath === '' ||
    vendor !== undefined ||
    known !== undefined
  const asks = start.includes('http') || start.includes('reply to this') || start.includes('www.')
  if (guards === 'named' && !vendor && !known) return null
  if (
    (automatic && (words.length > 0 || title)) ||
    (vendor && asks) ||
    (asks && (words.length > 1 || (title && words.length > 0)))
  ) {
    return { kind: 'challenge', because: `asks for proof of a sender: “${title ?? words[0] ?? vendor}”` }
  }
  return null
}

/** Unwanted mail, by the verdict of the filter on the way; by its words only where several agree and nobody is answered. */
export function readSpam(mail: Mail, header: Header, prose: string): KindRead | null {
  if (isAnswer(mail) && /^(?:re|aw|sv|vs|odp|ynt|rv|antw) ?:/i.test(mail.subject)) return null
  const flagged =
    /^\s*yes/i.test(header('x-spam-flag') ?? '') ||
    /^\s*yes/i.test(header('x-spam-status') ?? '') ||
    /spam/i.test(header('x-spam') ?? '') ||
    /^\s*(?:yes|spam)/i.test(header('x-spam-result') ?? '') ||
    /^spam/i.test(header('x-rspamd-action') ?? '') ||
    /^\[?\*{0,5}spam\*{0,5}\]?[\s:]/i.test(mail.subject)
  if (flagged) return { kind: 'spam', because: 'the filter on the way says spam' }
  if (isAnswer(mail)) return null
  const told = normal(`${mail.subject} ${prose.slice(0, 4000)}`)
  const found = strangers.spam.filter(word => told.includes(word))
  return found.length >= 2 ? { kind: 'spam', because: `“${found[0]}”, “${found[1]}”` } : null
}

/** Mail of a list or a newsletter. A person who answers us through one is still a person. */
export function readList(mail: Mail, header: Header): KindRead | null {
  const list = header('list-id') ?? header('list-post')
  const marks =
    list !== undefined ||
    header('precedence')?.toLowerCase().trim() === 'list' ||
    header('x-mailing-list') !== undefined ||
    (header('list-unsubscribe') !== undefined && header('list-unsubscribe-post') !== undefined)
  return marks && !isAnswer(mail)
    ? { kind: 'list', because: list === undefined ? 'headers of a mailing list' : `list ${list.slice(0, 80)}` }
    : null
}
