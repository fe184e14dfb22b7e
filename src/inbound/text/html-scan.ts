import { entities } from './words/entities.ts'

export type Tag = { name: string; end: boolean; attributes: Record<string, string> }

/** Elements whose content is no text. */
const silent = new Set([
  'style',
  'script',
  'title',
  'xml',
  'template',
  'object',
  'svg',
  'noscript',
  'select',
  'textarea',
  'iframe',
  'math',
])
/** No tag's attributes are read further than this. */
const attributesAtMost = 4_096

/** Characters that HTML names or numbers. Unknown names stay as they are. */
export function decode(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z][a-z0-9]{1,9});?/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return entities.get(name) ?? whole
    const code = name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : ' '
  })
}

function attributesOf(source: string): Record<string, string> {
  const found: Record<string, string> = Object.create(null)
  const each = /([a-z_:][\w:.-]{0,60})(?:\s{0,8}=\s{0,8}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gi
  for (let match = each.exec(source); match; match = each.exec(source))
    found[match[1]!.toLowerCase()] ??= match[2] ?? match[3] ?? match[4] ?? ''
  return found
}

/** Where a tag ends: the next ">" that no quotation mark encloses. An attribute that is never closed ends at the first ">". */
function tagEnd(html: string, from: number): number {
  let at = from
  const first = html.indexOf('>', from)
  if (first < 0) return -1
  for (let guard = 0; guard < 200; guard += 1) {
    const shut = html.indexOf('>', at)
    if (shut < 0 || shut - from > attributesAtMost * 4) return first
    const piece = html.slice(at, shut)
    const open = /["']/.exec(piece)
    if (!open || !/=\s{0,8}$/.test(piece.slice(0, open.index))) return shut
    const close = html.indexOf(open[0], at + open.index + 1)
    if (close < 0 || close - from > attributesAtMost * 4) return first
    at = close + 1
  }
  return first
}

/**
 * Goes through HTML once, from start to end, and tells of every tag and every run of text. Broken markup is read as
 * well as it goes; time is linear, since nothing is looked for twice.
 *
 * @param onText gets text as it stands, not decoded. Either callback ends the reading by returning false.
 */
export function scanHtml(html: string, onTag: (tag: Tag) => boolean, onText: (text: string) => boolean): void {
  let at = 0
  const unclosed = new Set<string>()
  while (at < html.length) {
    const open = html.indexOf('<', at)
    if (open < 0) {
      onText(html.slice(at))
      return
    }
    if (open > at && !onText(html.slice(at, open))) return
    const next = html[open + 1] ?? ''
    if (html.startsWith('<!--', open)) {
      const shut = html.indexOf('-->', open + 4)
      if (shut < 0) return
      at = shut + 3
      continue
    }
    const end = next === '/'
    const letter = end ? (html[open + 2] ?? '') : next
    if (!/[a-z!?]/i.test(letter)) {
      if (!onText('<')) return
      at = open + 1
      continue
    }
    const shut = tagEnd(html, open + 1)
    if (shut < 0) return
    at = shut + 1
    if (letter === '!' || letter === '?') continue
    const body = html.slice(open + (end ? 2 : 1), Math.min(shut, open + attributesAtMost))
    const name = /^[^\s/>]{1,40}/.exec(body)?.[0].toLowerCase() ?? ''
    if (!end && silent.has(name) && html[shut - 1] !== '/' && !unclosed.has(name)) {
      const closing = new RegExp(`</${name}`, 'gi')
      closing.lastIndex = at
      const found = closing.exec(html)
      if (!found) {
        if (name === 'style' || name === 'script' || name === 'title') return
        unclosed.add(name)
        continue
      }
      const gone = html.indexOf('>', found.index)
      if (gone < 0) return
      at = gone + 1
      continue
    }
    if (!onTag({ name, end, attributes: end ? {} : attributesOf(body.slice(name.length)) })) return
  }
}
