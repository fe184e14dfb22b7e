import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { parse } from 'csv-parse/sync'
import { settleApplication } from '../../jobs/acts/apply.ts'
import type { Acting } from '../../jobs/acts/context.ts'
import { conductVersion } from '../conduct.ts'
import { Refusal, UsageError } from '../errors.ts'
import { readApplication } from '../programme/application.ts'
import { keepApplication, markApplicationConfirmed } from '../programme/applications.sql.ts'
import { audit } from '../programme/audit.sql.ts'
import { csvOf } from '../programme/csv.ts'
import { confirmAddress, keepParticipant } from '../programme/participants.sql.ts'
import { peopleOf } from '../programme/people.sql.ts'
import { findRound } from '../programme/rounds.sql.ts'
import { numberFrom, print, printJson, withActing } from './with-world.ts'

export const help = `
Usage: pairpost people import FILE.csv|FILE.jsonl --round ID [--confirmed]
       pairpost people export [--round ID] [--json]

Import takes the fields of an application (see the README); lists in a CSV are parted by semicolons. Everybody gets the
letter that confirms their address, unless --confirmed says that this was done elsewhere.
Export has address, name, country, state, round and partner; unchanged state gives the same bytes.
`

export async function run([verb, ...args]: string[]): Promise<void> {
  if (verb === 'import') return importPeople(args)
  if (verb === 'export') return exportPeople(args)
  throw new UsageError(`people takes import or export, not '${verb ?? ''}'`)
}

type Line = { at: number; fields: Record<string, unknown> }

function readLines(file: string): Line[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(`people import: ${file} cannot be read: ${(error as Error).message}`)
  }
  if (/\.csv$/i.test(file)) {
    try {
      const rows: Record<string, unknown>[] = parse(text, { columns: true, bom: true, skip_empty_lines: true, trim: true })
      return rows.map((fields, i) => ({ at: i + 2, fields }))
    } catch (error) {
      throw new UsageError(`people import: ${file}: ${(error as Error).message}`)
    }
  }
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return []
    try {
      const fields: unknown = JSON.parse(line)
      if (typeof fields === 'object' && fields !== null) return [{ at: i + 1, fields: fields as Record<string, unknown> }]
    } catch {
      // told below
    }
    throw new UsageError(`people import: ${file} line ${i + 1} is not a JSON object`)
  })
}

async function importPeople(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { round: { type: 'string' }, confirmed: { type: 'boolean', default: false } },
  })
  const [file] = positionals
  if (!file) throw new UsageError('people import: which file?')
  const roundId = numberFrom(values.round, 'people import: --round')
  const lines = readLines(file)
  if (lines.length === 0) throw new UsageError(`people import: ${file} holds nobody`)
  await withActing(async acting => {
    if (!(await findRound(acting.tx, roundId))) throw new Refusal(`people import: there is no round ${roundId}`)
    let taken = 0
    for (const line of lines) {
      const problem = await importOne(acting, line, roundId, values.confirmed)
      if (problem) process.stderr.write(`pairpost people import: ${file} line ${line.at}: ${problem}\n`)
      else taken += 1
    }
    await audit(acting.tx, 'the command line', 'import', `round:${roundId}`, acting.now, { people: taken })
    print(`${taken} of ${lines.length} taken in`)
    if (taken < lines.length) process.exitCode = 1
  })
}

async function importOne(acting: Acting, { fields }: Line, roundId: number, confirmed: boolean): Promise<string | null> {
  const { tx, now } = acting
  const a = readApplication(fields)
  if (!a.email) return `email '${String(fields.email ?? '')}' is no address`
  const person = await keepParticipant(tx, { ...a, email: a.email }, now)
  const application = await keepApplication(
    tx,
    {
      participantId: person.id,
      roundId,
      standby: a.standby,
      wishes: a.wishes,
      comment: a.comment,
      conduct: a.conductAccepted ? conductVersion : null,
      missing: [],
    },
    now,
  )
  if (person.optedOutAt) return 'this person left and is not written to'
  if (confirmed) {
    await confirmAddress(tx, person.id, now)
    await markApplicationConfirmed(tx, application.id, now)
  }
  await settleApplication(acting, application.id, a.notUnderstood)
  return null
}

async function exportPeople(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { round: { type: 'string' }, json: { type: 'boolean' } } })
  const roundId = values.round === undefined ? null : numberFrom(values.round, 'people export: --round')
  await withActing(async ({ tx, now }) => {
    const people = [...(await peopleOf(tx, roundId, now))]
    if (values.json) return printJson(people)
    process.stdout.write(csvOf(people))
  })
}
