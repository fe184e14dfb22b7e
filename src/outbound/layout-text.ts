const width = 72
/** Spaces, but not inside a value that is kept in its own direction: a line's end would close it. */
const betweenWords = / +(?![^\u2068]*\u2069)/

/**
 * Lays plain text out as a person would type it: 72 columns, what hangs from a number, a dash or a word stays under it.
 * A line that begins with a number and two spaces is answered by that number, and stays whole.
 */
export function layText(text: string): string {
  const lines = text
    .replace(/[^\S\n]+$/gm, '')
    .split('\n')
    .flatMap(wrap)
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`
}

function wrap(line: string): string[] {
  if (line.length <= width || /^\d+ {2}/.test(line)) return [line]
  const hanging = /^ *(?:\d+[.)] +|[-*] +|\S.{0,22}? {2,})?/u.exec(line)![0]
  const under = ' '.repeat(hanging.length)
  const lines: string[] = []
  let current = hanging
  for (const word of line.slice(hanging.length).split(betweenWords)) {
    const starts = current === hanging || current === under
    if (!starts && current.length + 1 + word.length > width) {
      lines.push(current)
      current = under + word
    } else current += starts ? word : ` ${word}`
  }
  return [...lines, current]
}
