import { fold } from './intent/fold.ts'

/** A question that our letter asked: the field it fills, and the label as printed, in the reader's language. */
export type Asked = { field: string; label: string /** other words for the same, as people write them */; also?: string[] }

export type Filled = {
  /** what was answered, by field; several answers to one field are joined by "; " */
  answers: Record<string, string>
  /** lines that belong to no field */
  rest: string[]
}

const separators = /[:：=\t]|\s[-–—]\s/

/** What stands in our form where nothing was filled in. */
const empty = /^[\s._…\-–—]*$|^\[.{0,40}\]$|^\(.{0,60}\)$/

/**
 * Reads a form that came back by email. "Country: Kenya" is found by its label, whatever the accents, capitals,
 * numbering or spaces, and may go on over the next lines. Without labels, lines are taken in the order of the
 * questions, when there are as many lines as questions or one question only.
 *
 * @param text what the writer newly wrote, answers below or beside our labels included
 * @param asked the questions of our letter in their order
 */
export function readFields(text: string, asked: Asked[]): Filled {
  const answers: Record<string, string> = {}
  const rest: string[] = []
  const give = (field: string, said: string) => {
    const value = said
      .trim()
      .replace(/^["“«]|["”»]$/g, '')
      .trim()
    if (!value || empty.test(value)) return
    answers[field] = answers[field] ? `${answers[field]}; ${value}` : value
  }
  let open: string | undefined
  const lines = text.slice(0, 20_000).split(/\r?\n/)
  for (const raw of lines) {
    const line = raw.replace(/^[\s>|*•·]+/, '').trim()
    if (!line) {
      // a blank line ends an answer that has begun, but not a label that still waits for one
      if (open && answers[open]) open = undefined
      continue
    }
    const labelled = labelOf(line, asked)
    if (labelled) {
      give(labelled.field, labelled.said)
      open = labelled.field
    } else if (open && !answers[open]) give(open, line)
    else if (open && /^\s/.test(raw)) answers[open] = `${answers[open]} ${line}`
    else {
      open = undefined
      rest.push(line)
    }
  }
  return Object.keys(answers).length ? { answers, rest } : inOrder(rest, asked)
}

/** Several labelled answers may share one line: "Country: Kenya, City: Nairobi". */
function labelOf(line: string, asked: Asked[]): { field: string; said: string } | undefined {
  const plain = line.replace(/^\(?\d{1,2}[.)]\s*/, '')
  const cut = separators.exec(plain)
  if (cut) {
    const question = questionFor(plain.slice(0, cut.index), asked)
    if (question) return { field: question.field, said: plain.slice(cut.index + cut[0].length) }
  }
  // the label alone on its line, or a question that ends with a question mark
  const mark = /[?？؟]/.exec(plain)
  if (mark) {
    const question = questionFor(plain.slice(0, mark.index), asked)
    if (question) return { field: question.field, said: plain.slice(mark.index + 1) }
  }
  const alone = questionFor(plain, asked)
  return alone ? { field: alone.field, said: '' } : undefined
}

const bare = (text: string) =>
  fold(text)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()

function questionFor(written: string, asked: Asked[]): Asked | undefined {
  const plain = bare(written)
  if (!plain || plain.length > 120) return undefined
  const names = ({ field, label, also = [] }: Asked) =>
    [label, field.replace(/([a-z])([A-Z])/g, '$1 $2'), ...also].map(bare).filter(Boolean)
  const exact = asked.find(one => names(one).includes(plain))
  if (exact) return exact
  // "Your country" for "Country", "Country of residence" for "Country", when only one question fits
  const near = asked.filter(one =>
    names(one).some(name => name.length >= 3 && (` ${plain} `.includes(` ${name} `) || ` ${name} `.includes(` ${plain} `))),
  )
  return near.length === 1 ? near[0] : undefined
}

const courtesy =
  /^(?:hi|hello|hey|dear|thanks?|thank you|regards|best|kind regards|cheers|hola|gracias|saludos|bonjour|merci|cordialement|hallo|danke|olá|obrigad[oa])\b.{0,40}$/i

/** Answers without labels: as many lines as questions, numbered or not, or everything for the one question asked. */
function inOrder(lines: string[], asked: Asked[]): Filled {
  const said = lines.filter(line => !courtesy.test(line))
  const numbered = said.map(line => /^\(?(\d{1,2})[.):]\s*(.+)$/.exec(line)).filter(one => one !== null)
  if (numbered.length && numbered.every(one => asked[Number(one[1]) - 1])) {
    const answers = Object.fromEntries(numbered.map(one => [asked[Number(one[1]) - 1]!.field, one[2]!.trim()]))
    return { answers, rest: said.filter(line => !numbered.some(one => one[0] === line)) }
  }
  if (asked.length === 1 && said.length) return { answers: { [asked[0]!.field]: said.join(' ') }, rest: [] }
  if (asked.length > 1 && said.length === asked.length)
    return { answers: Object.fromEntries(asked.map((one, at) => [one.field, said[at]!])), rest: [] }
  return { answers: {}, rest: lines }
}
