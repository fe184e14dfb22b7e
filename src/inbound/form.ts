/** A question that a letter asked, with the words it was named by. */
export type Question = {
  field: string
  label: string /** what else it may be called: the label in the reader's language */
  also?: string[]
}

const also: Record<string, string[]> = {
  name: ['full name', 'my name'],
  country: ['land', 'país', 'pays'],
  place: ['city', 'town'],
  timeZone: ['timezone', 'zone'],
  languages: ['language'],
  interests: ['interest', 'professional interests'],
  conductAccepted: ['conduct', 'i accept', 'accept'],
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/**
 * Reads a short form filled in by reply: `Country: Kenya` lines in any order, or bare answers in the order of the questions
 * when there are as many.
 *
 * @param text newly written words only
 * @param asked the questions, in the order of the letter
 * @returns what was answered, by field
 */
export function readFields(text: string, asked: Question[]): Record<string, string> {
  const lines = text
    .slice(0, 20_000)
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
  const names = new Map<string, string>()
  for (const { field, label, also: more = [] } of asked)
    for (const name of [label, field, ...more, ...(also[field] ?? [])]) names.set(plain(name), field)
  const found: Record<string, string> = {}
  const bare: string[] = []
  let last: string | undefined
  for (const line of lines) {
    const parted = /^[\s*•>-]*([\p{L}\p{N} ()/'’-]{1,60}?)\s*[:=：]\s*(.*)$/u.exec(line)
    const field = parted ? names.get(plain(parted[1]!)) : undefined
    if (field) {
      last = field
      if (parted![2]!.trim() !== '') found[field] ??= parted![2]!.trim()
      continue
    }
    if (last && found[last] === undefined) found[last] = line
    else bare.push(line)
  }
  if (Object.keys(found).length > 0) return found
  const answers = bare.map(line => line.replace(/^\s*\d{1,2}[.):]\s*/, ''))
  if (asked.length === 1 && answers.length === 1 && answers[0]!.length <= 200) return { [asked[0]!.field]: answers[0]! }
  if (answers.length === asked.length) return Object.fromEntries(asked.map(({ field }, i) => [field, answers[i]!]))
  return found
}
