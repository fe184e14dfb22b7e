import { statusIn } from './report.ts'
import { firstWords, hardWords, type Reason, softWords, weakWords } from './words.ts'

export type Verdict = { hard: boolean; because: string }

/** Codes that say that the address itself is no good; RFC 3463 §3.2, RFC 7504, RFC 7505. */
const hardStatus: Record<string, string> = {
  '5.1.0': 'the address is no good',
  '5.1.1': 'no such mailbox',
  '5.1.2': 'no such host',
  '5.1.3': 'the address is not well formed',
  '5.1.6': 'the mailbox has moved',
  '5.1.10': 'the host takes no mail',
  '5.3.2': 'the host takes no mail',
  '5.4.4': 'no such host',
}

/**
 * Whether the address is gone for good, or something else stood in the way that may pass: a full mailbox, a policy, a
 * filter, a server. What the words say counts before the codes, since servers use 550 for everything; a code in the
 * diagnostic counts before the report's own, since Exim and Courier write 5.0.0 for everything.
 *
 * @param diagnostic what the refusing server said; @param prose what the reporting program says in its letter
 */
export function judge(status: string | null, diagnostic: string, prose: string): Verdict {
  const said = plain(diagnostic)
  const told = plain(serverLines(prose))
  if (status?.startsWith('4.') && !/(?:^|\D)5(?:\d\d|\.\d+\.\d+)\D/.test(said))
    return { hard: false, because: `status ${status}` }
  const letter = plain(prose)
  const first =
    find(normal(`${diagnostic} ${prose.slice(0, 6000)}`), firstWords) ??
    refusedAt(prose) ??
    find(`${said} ${letter}`, fullOrAsleep)
  if (first) return first
  const code = statusIn(diagnostic) ?? (status?.endsWith('.0.0') ? (statusIn(serverLines(prose)) ?? status) : status)
  return (
    byWords(said, code) ??
    byWords(told, code) ??
    byWords(letter, code) ??
    byReply(`${said} ${told}`) ?? { hard: false, because: code ? `status ${code}` : 'no reason given' }
  )
}

/** What a letter may say more exactly than the server's reply in it: the first two lists and what is asleep. */
const fullOrAsleep = softWords.filter(
  ({ because }) => because === 'mailbox full' || because === 'the account is closed or asleep',
)

function byWords(text: string, code: string | null): Verdict | null {
  if (text === '') return null
  const spoken = find(text, softWords) ?? find(text, hardWords)
  if (spoken) return spoken
  if (code?.startsWith('4.')) return { hard: false, because: `status ${code}` }
  if (code && hardStatus[code]) return { hard: true, because: `status ${code}, ${hardStatus[code]}` }
  if (code && !code.endsWith('.0.0') && code !== '5.5.0') return { hard: false, because: `status ${code}` }
  return find(text, weakWords)
}

/** Lower case, one space between words, so that phrases are found over line ends. */
export function normal(text: string): string {
  return text
    .slice(0, 20_000)
    .toLowerCase()
    .replaceAll(/[\s\u00a0]+/g, ' ')
    .replaceAll('’', "'")
}

/** The words alone: an address or a link may be called anything. */
const plain = (text: string) =>
  normal(text)
    .split(' ')
    .map(word => (word.includes('@') || word.startsWith('http') ? (word.endsWith(':') ? ':' : '') : word))
    .join(' ')

/** In a transcript: which of our commands was refused. A refused DATA after accepted recipients means that the letter was. */
function refusedAt(prose: string): Verdict | null {
  // sent in one go with the recipients, DATA stands before their refusals: then the addresses were refused
  if (/need rcpt|no valid recip|valid rcpt|need recipient/i.test(prose.slice(0, 12_000))) return null
  let command = ''
  for (const line of prose.split('\n', 400)) {
    const text = line.trim().toLowerCase()
    if (text.startsWith('>>>')) command = text.slice(3).trim()
    else if (command === '' && /smtp command/.test(text)) command = 'next'
    else if (command === 'next' && text !== '') command = text
    else if (/^<<<\s*[45]\d\d/.test(text)) break
  }
  if (/^(?:data|bdat|mail from|ehlo|helo)\b/.test(command))
    return { hard: false, because: `refused at ${command.slice(0, 9).trim().toUpperCase()}` }
  return null
}

/** The lines of a letter that hold a server's reply, each with the two lines after it. */
function serverLines(prose: string): string {
  const lines = prose.split('\n', 400)
  const out = new Set<number>()
  lines.forEach((line, i) => {
    if (/(?:^|[\s:;([>#"])[45](?:\d\d|\.\d{1,3}\.\d{1,3})(?=[\s:;)\]\-#"]|$)/.test(line.slice(0, 400))) {
      for (const next of [i, i + 1, i + 2]) if (next === i || lines[next]?.trim()) out.add(next)
    } else if (/^\s*(?:>>>|<<<)/.test(line)) out.add(i)
  })
  return [...out]
    .sort((a, b) => a - b)
    .map(i => lines[i] ?? '')
    .join('\n')
}

function find(text: string, reasons: Reason[]): Verdict | null {
  if (text === '') return null
  for (const { hard, because, words } of reasons)
    for (const word of words) if (text.includes(word)) return { hard, because: `${because}: “${word.trim()}”` }
  return null
}

/** The last resort: a bare reply code. 521 and 551 speak of the address, 550 and 553 mostly do. RFC 5321 §4.2.3, RFC 7504 */
function byReply(text: string): Verdict | null {
  const code = /(?:^|[\s;:(])([45]\d\d)[\s\-)]/.exec(` ${text.slice(0, 4000)} `)?.[1]
  return code ? { hard: ['521', '550', '551', '553'].includes(code), because: `reply ${code}` } : null
}
