import { once } from 'node:events'
import { lstatSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs, styleText } from 'node:util'
import { messageOf, UsageError } from '../errors.ts'
import type { Understood } from '../inbound/mail.ts'
import { type CannotRead, openReader } from '../inbound/reader.ts'

export const help = `pairpost inspect: say what raw emails mean

Usage: pairpost inspect FILE|DIR… [--json]

Reads each message as it came (RFC 5322) and says who or what wrote it, what the writer newly wrote, what they mean,
how sure that is, and what decided. Directories are walked in the order of their names. A file that cannot be read
as a message gets an error, and the rest go on.

  --json   one JSON object a line: file, kind, text, intent, confidence, because, language, and until, lastContact,
           word, failure where the message has them; or file and error

Exit 0 when every path was there to read, 1 otherwise.`

type Found = { file: string; missing?: string }

/** So many files go to the reading thread at a time: enough to forget the cost of asking, few enough to forget memory. */
const batch = 64

export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  })
  if (positionals.length === 0) throw new UsageError('inspect needs a file or a directory; see pairpost inspect --help')
  const show = values.json ? asJson : asText
  const reader = openReader()
  try {
    // the next batch is being read while this one is written
    let ahead: Promise<string[]> | undefined
    for (const found of batches(walk(positionals))) {
      const next = read(found, reader, show)
      if (ahead) await write(await ahead)
      ahead = next
    }
    if (ahead) await write(await ahead)
  } finally {
    await reader.close()
  }
}

async function read(
  found: Found[],
  reader: ReturnType<typeof openReader>,
  show: (file: string, answer: Understood | CannotRead) => string,
): Promise<string[]> {
  const there = found.filter(({ missing }) => missing === undefined)
  const answers = await reader.readFiles(there.map(({ file }) => file))
  const byFile = answers[Symbol.iterator]()
  return found.map(({ file, missing }) => {
    if (missing === undefined) return show(file, byFile.next().value!)
    process.exitCode = 1
    return show(file, { error: missing })
  })
}

async function write(lines: string[]): Promise<void> {
  if (!process.stdout.write(lines.join(''))) await once(process.stdout, 'drain')
}

function* walk(paths: string[]): Generator<Found> {
  for (const path of paths) {
    let directory: boolean
    try {
      directory = statSync(path).isDirectory()
    } catch (error) {
      yield { file: path, missing: (error as { code?: string }).code === 'ENOENT' ? 'no such file' : messageOf(error) }
      continue
    }
    if (directory) yield* walkDirectory(path)
    else yield { file: path }
  }
}

function* walkDirectory(path: string): Generator<Found> {
  for (const name of readdirSync(path).sort()) {
    const file = join(path, name)
    const entry = lstatSync(file)
    if (entry.isDirectory()) yield* walkDirectory(file)
    // a link may point back up, a pipe never ends
    else if (entry.isFile() || (entry.isSymbolicLink() && statSync(file, { throwIfNoEntry: false })?.isFile())) yield { file }
  }
}

function* batches(found: Iterable<Found>): Generator<Found[]> {
  let some: Found[] = []
  for (const one of found) {
    some.push(one)
    if (some.length < batch) continue
    yield some
    some = []
  }
  if (some.length > 0) yield some
}

function asJson(file: string, answer: Understood | CannotRead): string {
  if ('error' in answer) return `${JSON.stringify({ file, error: answer.error })}\n`
  const { kind, text, intent, confidence, because, language, ...more } = answer
  return `${JSON.stringify({ file, kind, text, intent, confidence, because, language, ...more })}\n`
}

function asText(file: string, answer: Understood | CannotRead): string {
  const title = styleText('bold', visible(file))
  if ('error' in answer) return `${title}\n  cannot be read: ${visible(answer.error)}\n\n`
  const { kind, text, intent, confidence, because, language, word, until, lastContact, failure } = answer
  const day = (date: Date) => date.toISOString().slice(0, 10)
  const facts = [
    `${kind}, ${intent}${word ? ` (${word})` : ''}, sure to ${confidence.toFixed(2)}${confidence < 0.8 ? ': asks a person' : ''}`,
    `because ${because}`,
    ...(language ? [`language ${language}`] : []),
    ...(until ? [`until ${day(until)}`] : []),
    ...(lastContact ? [`last contact ${day(lastContact)}`] : []),
    ...(failure?.recipient ? [`failed for ${failure.recipient}${failure.status ? ` with ${failure.status}` : ''}`] : []),
  ]
  const words = text === '' ? [] : text.split('\n').map(line => `  | ${visible(line)}`)
  return `${[title, ...facts.map(fact => `  ${visible(fact)}`), ...words].join('\n')}\n\n`
}

/** A stranger's bytes on our terminal: no control characters, no marks that turn the writing direction. */
const visible = (text: string) => text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, ' ')
