import { split } from './lines.ts'

/** The quotation marks of a flowed line: adjacent, at the very start (RFC 3676 §4.5). */
function marksOf(line: string): number {
  let depth = 0
  while (line[depth] === '>') depth += 1
  return depth
}

/**
 * Joins the lines of a format=flowed text: a line that ends in a space goes on in the next when both are quoted
 * equally deep; the signature's "-- " never flows. mailparser's own joining does not look at the quotation marks, and
 * would make one line of a quotation and the answer below it.
 *
 * @param delSp whether the space before the break is not part of the text (DelSp=yes)
 * @see RFC 3676 §4
 */
export function unflow(text: string, delSp = false): string {
  const out: string[] = []
  let open: { depth: number; pieces: string[] } | null = null
  const close = () => {
    if (open) out.push((open.depth > 0 ? `${'>'.repeat(open.depth)} ` : '') + open.pieces.join(''))
    open = null
  }
  for (const line of split(text)) {
    const depth = marksOf(line)
    let body = line.slice(depth)
    if (body.startsWith(' ')) body = body.slice(1)
    const flows = body.endsWith(' ') && body !== '-- '
    if (open !== null && ((open as { depth: number }).depth !== depth || body === '-- ')) close()
    open ??= { depth, pieces: [] }
    ;(open as { depth: number; pieces: string[] }).pieces.push(flows && delSp ? body.slice(0, -1) : body)
    if (!flows) close()
  }
  close()
  return out.join('\n')
}
