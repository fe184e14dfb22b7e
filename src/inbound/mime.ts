import type { Mail, Part } from './mail.ts'
import { decodeText } from './mime/charset.ts'
import { splitHead } from './mime/fields.ts'
import { headOf } from './mime/head.ts'
import { mend } from './mime/mend.ts'
import { type Leaf, takeApart } from './mime/parts.ts'
import { evenOut, limits } from './mime/source.ts'

export { Unreadable } from './mime/source.ts'

/**
 * A message taken apart by mailparser. Before it the bytes are put in order: bare CR and doubled CR line ends, mbox
 * separators, lost boundaries; after it texts are read in the charset that they are in, whatever their label says.
 * Work and memory grow with the bytes and no faster; attachments are measured, never opened.
 *
 * @throws {Unreadable} when it is no message, or larger, deeper or wider than any that a person sends
 */
export async function readMail(bytes: Uint8Array): Promise<Mail> {
  const { fields, body } = splitHead(evenOut(bytes))
  const leaves = await takeApart(mend(fields, body))
  const parts = leaves.map(toPart)
  return { ...headOf(fields), ...bodies(leaves, parts), parts, size: bytes.length }
}

function toPart(leaf: Leaf): Part {
  const readable = leaf.type.startsWith('text/') || leaf.type.startsWith('message/')
  const most = leaf.type === 'text/html' ? limits.html : limits.text
  return {
    type: leaf.type,
    parameters: leaf.parameters,
    disposition: leaf.disposition,
    filename: leaf.filename?.slice(0, 200) ?? null,
    size: leaf.size,
    content: readable ? clean(decodeText(leaf.bytes.subarray(0, most * 3), leaf.parameters.charset), most) : null,
  }
}

const clean = (text: string, most: number) =>
  (text.length > most ? text.slice(0, most) : text).replaceAll('\r\n', '\n').replaceAll('\r', '\n')

/** What the writer's program shows: the text of every part that is read in place, and the HTML of the same. */
function bodies(leaves: Leaf[], parts: Part[]): { text: string | null; html: string | null } {
  const texts: string[] = []
  const htmls: string[] = []
  let onlyHtml = false
  leaves.forEach((leaf, i) => {
    const content = parts[i]!.content
    if (content === null || !isShown(leaf, i)) return
    const alternatives = leaf.within.filter(({ type }) => type === 'multipart/alternative')
    const isTwin = (other: Leaf, type: string) => other.type === type && other.within.some(one => alternatives.includes(one))
    const html = leaf.type === 'text/html' || looksLikeHtml(content)
    if (html) {
      htmls.push(content)
      onlyHtml ||= !leaves.some(other => isTwin(other, 'text/plain')) && shows(content)
    } else if (leaf.type === 'text/plain') {
      texts.push(content)
      const twin = leaves.some(other => isTwin(other, 'text/html'))
      if (!twin && (htmls.length > 0 || leaves.some(other => other.type === 'text/html')))
        htmls.push(`<div style="white-space:pre-wrap">${asText(content)}</div>`)
    }
  })
  const html = leaves.some(leaf => leaf.type === 'text/html') || onlyHtml
  const text = texts.join('\n')
  return {
    // where some of the words stand in HTML alone, the plain parts are not the whole letter
    text: texts.length > 0 && !(onlyHtml && html) ? text.slice(0, limits.text) : null,
    html: htmls.length > 0 && html ? htmls.join('\n').slice(0, limits.html) : null,
  }
}

function isShown(leaf: Leaf, index: number): boolean {
  if (leaf.disposition === 'attachment' && !(index === 0 && leaf.filename === null)) return false
  if (leaf.filename !== null && leaf.disposition !== 'inline' && index > 0 && leaf.type !== 'text/html') return false
  // of a report only the words for people are read; the rest is for `kind`
  const report = leaf.within.some(({ type }) => type === 'multipart/report')
  return !(report && index > 0 && leaf.within.at(-1)!.type === 'multipart/report')
}

const looksLikeHtml = (content: string) => /^\s{0,40}(?:<!doctype html|<html)/i.test(content.slice(0, 200))
const asText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Whether HTML shows any words at all: Apple Mail ends letters with an empty page after each attachment. */
function shows(html: string): boolean {
  let inTag = false
  for (let i = Math.max(0, html.search(/<body/i)); i < html.length; i++) {
    const char = html[i]!
    if (char === '<') inTag = true
    else if (char === '>') inTag = false
    else if (!inTag && char.trim() !== '') return true
  }
  return false
}
