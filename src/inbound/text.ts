import type { Known, Mail } from './mail.ts'
import { circumstancesOf } from './text/circumstances.ts'
import { unflow } from './text/flowed.ts'
import { linesOfHtml } from './text/html.ts'
import { isBlank, type Line, readAtMost, split, toLine } from './text/lines.ts'
import { mend } from './text/mend.ts'
import { oursAmong } from './text/ours.ts'
import { type Circumstances, readQuotes } from './text/quotes.ts'
import { belowDelimiter, withoutSignature } from './text/signature.ts'

type Read = { text: string; quotes: boolean }

/**
 * What the writer newly wrote: quotations, signature, footers and disclaimers gone, answers between quoted lines kept.
 * Reads the plain part where it is sound, else the HTML; our own letters, if known, are found and cut first.
 * Linear in the size of the mail, of which the first 64 kB are read. Never throws on what the world sends.
 *
 * @returns lines joined by "\n"; empty when there is nothing of the writer's own
 */
export function latestText(mail: Mail, known: Known = {}): string {
  const circumstances = circumstancesOf(mail, known)
  const plain = readPlain(mail, circumstances, known)
  if (mail.html === null || mail.html.trim() === '') return plain?.text ?? ''
  const html = read(linesOfHtml(mail.html), circumstances, known, mail.from)
  if (!plain) return html.text
  return choose(plain, html)
}

function readPlain(mail: Mail, circumstances: Omit<Circumstances, 'ours'>, known: Known): Read | null {
  if (mail.text === null || isBlank(mail.text.slice(0, readAtMost))) return null
  // some programs label their HTML as plain text
  if (
    /^\s{0,20}<(?:div|p|html|body|span|table|br|!doctype)\b[^>]{0,400}>/i.test(mail.text.slice(0, 500)) &&
    mail.text.includes('</')
  )
    return read(linesOfHtml(mail.text), circumstances, known, mail.from)
  const part = mail.parts.find(({ type, disposition }) => type === 'text/plain' && disposition !== 'attachment')
  const flowed = part?.parameters.format?.toLowerCase() === 'flowed'
  const text = flowed ? unflow(mail.text, part?.parameters.delsp?.toLowerCase() === 'yes') : mail.text
  return read(mend(split(text)).map(toLine), circumstances, known, mail.from)
}

/** The plain part is what a person would see; the HTML is asked where only it shows what was written, or what is quoted. */
function choose(plain: Read, html: Read): string {
  if (html.text === '') return plain.text
  if (plain.text === '') return !plain.quotes || html.quotes ? html.text : ''
  const bare = (text: string) => text.replace(/\s+/g, '')
  const [one, other] = [bare(plain.text), bare(html.text)]
  if (one === other) return html.text
  // "Your program cannot show HTML"
  if (one.length < 300 && /html/i.test(one) && !/html/i.test(other)) return html.text
  if (html.quotes && one.length > other.length * 1.2 + 8 && (!plain.quotes || one.startsWith(other.slice(0, 40))))
    return html.text
  return plain.text
}

function read(lines: Line[], circumstances: Omit<Circumstances, 'ours'>, known: Known, from: Mail['from']): Read {
  const ours = oursAmong(lines, known.ourLetters ?? [])
  const { fates, quotes } = readQuotes(lines, { ...circumstances, ours })
  const segments: string[][] = []
  let segment: string[] = []
  const close = () => {
    if (segment.some(line => !isBlank(line))) segments.push(segment)
    segment = []
  }
  lines.forEach((line, at) => {
    if (fates[at] === 'quoted') close()
    else if (!line.signature) segment.push(fates[at] === 'loose' ? line.raw : line.text)
  })
  close()
  const address = from?.address.toLowerCase() ?? ''
  let out: string[] = []
  for (const written of segments) {
    const kept = withoutSignature(written, { quotes, first: out.length === 0, address, name: from?.name ?? '' })
    for (const line of kept) out.push(line)
    if (kept.length > 0) out.push('')
  }
  if (out.length === 0 && segments[0]) out = belowDelimiter(segments[0], from?.name ?? '') ?? []
  return { text: out.join('\n').trim(), quotes }
}
