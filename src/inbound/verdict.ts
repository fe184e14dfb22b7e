export type Verdict = 'pass' | 'none' | 'fail'

type Header = { Name: string; Value?: string | null }

/** The line of the provider's door: a letter came *from* somewhere and was taken in *by* one of its inbound hosts. */
const door = /^\s*from\s[\s\S]*\sby [a-z0-9.-]+\.inbound\.postmarkapp\.com\b/i

/**
 * Whether the provider vouches that a message comes from the domain that its From names. Postmark puts its findings
 * above the Received line of its own door; everything below that line came with the message and may be invented, so
 * only what stands above the first such line counts, and a message that brings findings of its own is not believed.
 *
 * `pass`: a valid signature of the author's domain (DKIM_VALID_AU), or SPF that passed for a sender in the author's
 * domain. `fail`: SPF failed, a signature is broken, or findings were forged. `none`: nobody says anything.
 *
 * @param headers in the order in which the provider gives them; @param from the address in From
 * @see mail.md §1 and §4
 */
export function senderVerdict(headers: Header[], from: string): Verdict {
  const at = headers.findIndex(({ Name, Value }) => Name.toLowerCase() === 'received' && door.test((Value ?? '').slice(0, 2000)))
  if (at < 0) return 'none'
  const values = (among: Header[], name: string) =>
    among.filter(({ Name }) => Name.trim().toLowerCase() === name).map(({ Value }) => Value ?? '')
  const above = headers.slice(0, at)
  const tests = values(above, 'x-spam-tests')
  const spf = values(above, 'received-spf')
  if (tests.length > 1 || spf.length > 1 || values(headers.slice(at), 'x-spam-tests').length > 0) return 'fail'
  const found = new Set((tests[0] ?? '').toUpperCase().split(/[\s,]+/))
  if (found.has('DKIM_VALID_AU')) return 'pass'
  if (found.has('SPF_PASS') && aligned(envelopeFrom(above, spf[0] ?? ''), from)) return 'pass'
  if (
    found.has('SPF_FAIL') ||
    found.has('SPF_SOFTFAIL') ||
    found.has('DKIM_INVALID') ||
    /^\s*(?:fail|softfail)\b/i.test(spf[0] ?? '')
  )
    return 'fail'
  return 'none'
}

function envelopeFrom(above: Header[], spf: string): string {
  const told = /envelope-from="?<?([^">\s;]+)/i.exec(spf.slice(0, 2000))?.[1]
  const path = above.find(({ Name }) => Name.toLowerCase() === 'return-path')?.Value ?? ''
  return told ?? path.replaceAll(/[<>\s]/g, '')
}

const domain = (address: string) => address.split('@').at(-1)!.trim().toLowerCase().replace(/\.$/, '')

/** The same domain, or one below the other: relaxed as in DMARC, without trusting neighbours under a public suffix. */
function aligned(sender: string, author: string): boolean {
  if (!sender.includes('@') || !author.includes('@')) return false
  const [one, other] = [domain(sender), domain(author)]
  const under = (child: string, parent: string) => parent.split('.').length > 1 && child.endsWith(`.${parent}`)
  return one === other || under(one, other)
}
