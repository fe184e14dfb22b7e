import { MailParser } from 'mailparser'
import { limits, Unreadable } from './source.ts'

/** A part that holds no other parts. `within` are the multiparts around it, outermost first. */
export type Leaf = {
  type: string
  parameters: Record<string, string>
  disposition: string | null
  filename: string | null
  /** its first bytes, the transfer encoding taken off: as many as anybody reads */
  bytes: Buffer
  /** how many bytes there were */
  size: number
  within: Multipart[]
}

type Multipart = { type: string }
type Headers = Map<string, { params?: Record<string, string> }>
type Node = {
  contentType: string | false
  headers: Headers
  children: Node[]
  node: { disposition: string | false; filename: string | false }
}

type Line = { key: string; line: string }
/** What is used of mailparser beyond its published types. */
type Inside = MailParser & { tree: Node | false; processHeaders: (lines: Line[]) => Headers }
const Inside = MailParser as unknown as new (options: object) => Inside

/**
 * mailparser, told that no type is text to it, since it would decode texts by their label, and labels are often wrong;
 * and of a part's headers only what says how to read it, since nobody reads the others.
 */
class Parts extends Inside {
  textTypes: string[] = []
  override processHeaders = (lines: Line[]) => super.processHeaders(lines.filter(({ key }) => key === 'content-type').slice(0, 1))
}

/**
 * The parts of a message in the order they came, found and decoded by mailparser.
 *
 * @param source headers, a blank line, the body
 * @throws {Unreadable} when there are more of them than in any letter
 */
export async function takeApart(source: Buffer): Promise<Leaf[]> {
  const contents = new Map<Headers, { pieces: Buffer[]; size: number }>()
  const parser = new Parts({ ignoreEmbedded: true, maxHeadSize: limits.partHeaderBytes, maxChildNodes: limits.parts })
  parser.on('data', part => {
    if (part.type !== 'attachment') return
    const content: { pieces: Buffer[]; size: number } = { pieces: [], size: 0 }
    contents.set(part.headers, content)
    part.content.on('data', (piece: Buffer) => {
      if (content.size < limits.html * 3) content.pieces.push(piece)
      content.size += piece.length
    })
    part.content.on('end', () => part.release())
  })
  await new Promise((resolve, reject) => {
    parser.on('end', resolve)
    parser.on('error', error => reject(new Unreadable(error.message)))
    parser.end(source)
  })
  return leavesOf(parser.tree)

  function leavesOf(node: Node | false, within: Multipart[] = []): Leaf[] {
    if (!node) return []
    const type = typeOf(node)
    if (type.startsWith('multipart/')) {
      const inside = [...within, { type }]
      return node.children.flatMap(child => leavesOf(child, inside))
    }
    const { pieces, size } = contents.get(node.headers) ?? { pieces: [], size: 0 }
    return [
      {
        type,
        parameters: node.headers.get('content-type')?.params ?? {},
        disposition: node.node.disposition || null,
        filename: node.node.filename || null,
        bytes: Buffer.concat(pieces),
        size,
        within,
      },
    ]
  }
}

const typeOf = ({ contentType }: Node) =>
  typeof contentType === 'string' && contentType.includes('/') ? contentType.split(/[\s,]/, 1)[0]! : 'text/plain'
