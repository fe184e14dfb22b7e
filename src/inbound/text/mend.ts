/**
 * Puts together an attribution that a program wrapped inside an address, so that its end looks quoted:
 * "… Ana <ana@example.org\n> wrote:". At most four lines are joined.
 */
export function mend(raw: string[]): string[] {
  const out: string[] = []
  for (let at = 0; at < raw.length; at += 1) {
    let line = raw[at]!
    if (opensAngle(line)) {
      for (let next = at + 1; next < raw.length && next <= at + 4; next += 1) {
        const more = raw[next]!
        if (more.trim() === '') break
        if (!opensAngle(more) && more.length < 120 && />/.test(more) && /[:：]\s*$/.test(more)) {
          line = [line, ...raw.slice(at + 1, next + 1).map(one => one.trim())].join(' ')
          at = next
          break
        }
      }
    }
    out.push(line)
  }
  return out
}

/** An opening angle that the line does not close. */
const opensAngle = (line: string) => line.length < 300 && line.lastIndexOf('<') > line.lastIndexOf('>')
