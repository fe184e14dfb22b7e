import { readdirSync, readFileSync } from 'node:fs'

/**
 * Where one kind of form puts its answers: `src/inbound/forms/NAME.json`. A question is looked for by each of its names
 * in turn; case, spaces and punctuation do not count.
 */
export type Form = {
  name: string
  about: string
  /** names of the submission's own id, outermost object first: `data.responseId` */
  submission: string[]
  /** where the answers are: '' the object itself, `data.fields` a list of `{key, label, value}` */
  answers: string
  /** the contract's field → the names that this form may give it */
  fields: Record<string, string[]>
}

const folder = new URL('./forms/', import.meta.url)
const forms = new Map<string, Form>(
  readdirSync(folder)
    .filter(file => file.endsWith('.json'))
    .map(file => {
      const name = file.slice(0, -'.json'.length)
      return [name, { name, ...JSON.parse(readFileSync(new URL(file, folder), 'utf8')) }] as const
    }),
)

/** The forms that are known here, by the name that stands in their door's address. */
export const formNamed = (name: string): Form | undefined => forms.get(name)

type Json = Record<string, unknown>

function bodyOf(text: string, type: string): unknown {
  if (/^application\/x-www-form-urlencoded/i.test(type)) {
    const given: Json = {}
    for (const [key, value] of new URLSearchParams(text)) {
      const before = given[key]
      given[key] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value]
    }
    return given
  }
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const at = (from: unknown, path: string): unknown =>
  path === ''
    ? from
    : path
        .split('.')
        .reduce<unknown>((inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Json)[key] : undefined), from)

/**
 * The id that a form gives to a submission.
 *
 * @returns null when it gives none, undefined when the body is not what a form sends
 */
export function submissionIn(form: Form, text: string, type: string): string | null | undefined {
  const body = bodyOf(text, type)
  if (body === undefined) return undefined
  for (const path of form.submission) {
    const id = at(body, path)
    if ((typeof id === 'string' && id.trim() !== '') || typeof id === 'number') return String(id)
  }
  return null
}

const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/** Answers by the plain form of every name that they have. */
function answersIn(form: Form, body: unknown): Map<string, unknown> {
  const found = new Map<string, unknown>()
  const note = (name: unknown, value: unknown) => {
    if (typeof name === 'string' && value !== null && value !== undefined && !found.has(plain(name)))
      found.set(plain(name), value)
  }
  const answers = at(body, form.answers)
  if (Array.isArray(answers))
    for (const answer of answers as Json[]) for (const name of [answer?.key, answer?.label]) note(name, chosen(answer))
  else if (typeof answers === 'object' && answers !== null) for (const [name, value] of Object.entries(answers)) note(name, value)
  return found
}

/** An answer by choice names its options by id: their words are what was meant. */
function chosen(answer: Json): unknown {
  const { value, options } = answer
  if (!Array.isArray(options)) return value
  const words = (id: unknown) => (options as Json[]).find(option => option?.id === id)?.text ?? id
  return Array.isArray(value) ? value.map(words) : words(value)
}

const lists = new Set(['interests', 'languages', 'wishes'])
const agreed = new Set(['conductAccepted', 'standby'])

/**
 * An application in the contract's field names, from what a form sent. A single answer in a list is that answer; any
 * answer but a no counts where the question is a box to tick.
 */
export function applicationIn(form: Form, text: string, type: string): Json {
  const answers = answersIn(form, bodyOf(text, type))
  const application: Json = {}
  for (const [field, names] of Object.entries(form.fields)) {
    const value = names.map(name => answers.get(plain(name))).find(given => given !== undefined && given !== '')
    if (value === undefined) continue
    if (agreed.has(field)) application[field] = isYes(value)
    else if (lists.has(field) || !Array.isArray(value)) application[field] = value
    else application[field] = value.map(String).join(', ')
  }
  return application
}

const isYes = (value: unknown): boolean =>
  Array.isArray(value) ? value.some(isYes) : value === true || !/^\s*(?:$|(?:no|false|0|off|null)\b)/i.test(String(value))
