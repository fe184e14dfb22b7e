import type { Mail } from '../mail.ts'

/** The first part's words, for reading what a program says; from the HTML where there is no plain text. */
export function proseOf(mail: Mail): string {
  const text = (mail.text ?? '').slice(0, 20_000)
  return text.trim() === '' ? stripTags((mail.html ?? '').slice(0, 80_000)).slice(0, 20_000) : text
}

const entities: Record<string, string> = { nbsp: ' ', lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", '#39': "'", '#160': ' ' }

/** HTML to words, crudely and in one pass: enough to find a phrase, not to show to anybody. */
function stripTags(html: string): string {
  let out = ''
  let at = 0
  while (at < html.length) {
    const open = html.indexOf('<', at)
    if (open < 0) {
      out += html.slice(at)
      break
    }
    out += html.slice(at, open)
    const name = html.slice(open + 1, open + 12).toLowerCase()
    const hidden = ['style', 'script', 'head', 'title'].find(tag => name.startsWith(tag) && !/[a-z]/.test(name[tag.length] ?? ''))
    const from = name.startsWith('!--') ? html.indexOf('-->', open) : hidden ? closing(html, hidden, open) : open
    const close = from < 0 ? -1 : html.indexOf('>', from)
    if (close < 0) break
    if (/^\/?(?:p|div|br|tr|li|h\d|table|blockquote|td)/.test(name)) out += '\n'
    at = close + 1
  }
  return out.replaceAll(/&(#?\w{1,6});/g, (whole, entity: string) => entities[entity] ?? whole)
}

function closing(html: string, tag: string, from: number): number {
  for (let at = html.indexOf('</', from); at >= 0; at = html.indexOf('</', at + 2))
    if (html.slice(at + 2, at + 2 + tag.length).toLowerCase() === tag) return at
  return -1
}
