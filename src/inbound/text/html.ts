import { decode, scanHtml, type Tag } from './html-scan.ts'
import { isBlank, type Line, lineAtMost, readAtMost, unquote, withoutMarks } from './lines.ts'
import { citing, crediting, cutting, quoting, signing } from './words/html-marks.ts'

const blocks = new Set(
  'address article aside blockquote body center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)
const voids = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
/** Elements open at once; more is no letter. */
const deepest = 3_000
/** How much HTML is read, in UTF-16 units: markup outweighs words by far. */
const htmlAtMost = 2_000_000

type Open = {
  name: string
  depth: number
  certain: boolean
  credit: boolean
  signature: boolean
  hidden: boolean
  pre: boolean
  block: boolean
}

/** The names that an element goes by: class, id and name, without what Outlook and Yahoo put before them. */
function namesOf({ attributes }: Tag): string[] {
  const all = `${attributes.class ?? ''} ${attributes.id ?? ''} ${attributes.name ?? ''} ${attributes['data-marker'] ?? ''}`
  if (all.trim() === '') return []
  return all
    .toLowerCase()
    .split(/\s+/, 24)
    .map(name => name.replace(/^(?:x_){1,9}/, '').replace(/^(?:ydp|yiv)[0-9a-f]{1,12}/, ''))
}

function marksOf(tag: Tag): { quote: boolean; certain: boolean; credit: boolean; cut: boolean; signature: boolean } {
  const names = namesOf(tag)
  const has = (set: Set<string>) => names.some(name => set.has(name))
  const style = (tag.attributes.style ?? '').slice(0, 400).toLowerCase()
  const type = tag.attributes.type?.toLowerCase()
  // Gmail indents the writer's own paragraphs with quotations that have no border
  const indent = type !== 'cite' && /border\s{0,3}:\s{0,3}none/.test(style) && /margin/.test(style)
  const cite = tag.name === 'blockquote' && (!indent || has(citing))
  const quoted = has(quoting)
  return {
    quote: cite || quoted,
    certain: quoted || (cite && (type === 'cite' || tag.attributes.cite !== undefined || has(citing))),
    credit: has(crediting),
    cut: has(cutting),
    signature: has(signing),
  }
}

const isPre = (style: string | undefined) =>
  style !== undefined && /white-space\s{0,3}:\s{0,3}(?:pre|break)/i.test(style.slice(0, 400))
const isHidden = (style: string | undefined) => style !== undefined && /display\s{0,3}:\s{0,3}none/i.test(style.slice(0, 400))

/** Lines of an HTML letter, as a reader sees them, with what the markup says of quotation. */
export function linesOfHtml(html: string): Line[] {
  const lines: Line[] = []
  const root: Open = {
    name: '',
    depth: 0,
    certain: false,
    credit: false,
    signature: false,
    hidden: false,
    pre: false,
    block: true,
  }
  const stack: Open[] = [root]
  const open = new Map<string, number>()
  let total = 0
  let row = ''
  let cut = false
  const top = () => stack[stack.length - 1]!

  const flush = (always = false) => {
    const raw = withoutMarks(row).replace(/^ | $/g, '')
    row = ''
    if (isBlank(raw)) {
      total += 4
      if (always || raw !== '') lines.push({ raw: '', text: '', depth: top().depth })
      return
    }
    const { depth, text } = unquote(raw)
    const state = top()
    const line: Line = { raw, text, depth: depth + state.depth }
    if (state.certain) line.certain = true
    if (state.credit) line.credit = true
    if (state.signature) line.signature = true
    if (cut) line.cut = true
    cut = false
    lines.push(line)
    total += raw.length + 4
  }
  const blank = () => {
    const last = lines.at(-1)
    if (last && last.text !== '') lines.push({ raw: '', text: '', depth: last.depth })
  }
  const close = (until: string) => {
    for (;;) {
      const gone = stack.pop()!
      open.set(gone.name, open.get(gone.name)! - 1)
      if (gone.block) {
        stack.push(gone)
        flush()
        stack.pop()
      }
      if (gone.name === until) return
    }
  }

  const onTag = (tag: Tag): boolean => {
    const { name } = tag
    if (name === 'br') {
      flush(true)
    } else if (name === 'img') {
      // some programs send emoji as pictures
      const { alt } = tag.attributes
      if (alt && alt.length < 12 && !top().hidden && /\p{Extended_Pictographic}/u.test(alt)) row += alt
    } else if (tag.end) {
      if ((open.get(name) ?? 0) > 0) close(name)
      else if (blocks.has(name)) flush()
      if (name === 'p' || name === 'table' || name === 'ul' || name === 'ol') if (!row) blank()
    } else if (name === 'td' || name === 'th') {
      if (row !== '' && !row.endsWith(' ')) row += ' '
    } else {
      const marks = marksOf(tag)
      const state = top()
      const block = blocks.has(name) || marks.quote || marks.credit || marks.signature
      if (block) flush()
      if (name === 'p' && !/mso/i.test(tag.attributes.class ?? '')) blank()
      if (marks.cut) cut = true
      if (name === 'hr') blank()
      if (!voids.has(name) && stack.length < deepest) {
        stack.push({
          name,
          block,
          depth: state.depth + (marks.quote ? 1 : 0),
          certain: state.certain || marks.certain,
          credit: state.credit || marks.credit,
          signature: state.signature || marks.signature,
          hidden: state.hidden || isHidden(tag.attributes.style),
          pre: state.pre || name === 'pre' || (name === 'div' && isPre(tag.attributes.style)),
        })
        open.set(name, (open.get(name) ?? 0) + 1)
      }
    }
    return total < readAtMost
  }

  const onText = (source: string): boolean => {
    const state = top()
    if (state.hidden) return true
    const text = decode(source.length > readAtMost ? source.slice(0, readAtMost) : source)
    if (state.pre) {
      const rows = text.split(/\r\n|\r|\n/)
      rows.forEach((piece, at) => {
        if (at > 0) flush(true)
        row += piece.slice(0, lineAtMost)
      })
      return total < readAtMost
    }
    const folded = text.replace(/[\t\n\f\r \u00a0]+/g, ' ')
    if (folded === ' ' && (row === '' || row.endsWith(' '))) return true
    row += row === '' || row.endsWith(' ') ? folded.replace(/^ /, '') : folded
    if (row.length > lineAtMost) flush()
    return total < readAtMost
  }

  scanHtml(html.length > htmlAtMost ? html.slice(0, htmlAtMost) : html, onTag, onText)
  flush()
  return lines
}
