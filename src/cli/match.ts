import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { messageOf, Refusal, UsageError } from '../errors.ts'
import type { Applicant } from '../matching/applicant.ts'
import { readApplications } from '../matching/applications.ts'
import type { Worked } from '../matching/round.ts'

export const help = `pairpost match: the best combination of pairs, with its proof

Usage: pairpost match --people FILE.jsonl --out DIR [--weights]
       pairpost match explain A B --people FILE.jsonl [--json]

  --people FILE   applications, one JSON object a line; the first is person 0
  --out DIR       gets pairs.jsonl, problem.json and duals.json
  --weights       writes the weight of every pair there too, for an independent checker
                  (4 bytes a pair: 200 MB at 10,000 people)
  --json          explain as one JSON object

explain prints the weight of a pair and what it is made of. A and B are ids, or places in the file from 0.
What is odd about the file goes to stderr, line by line. Exit 1 when the file cannot honestly be matched.
`

export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      people: { type: 'string' },
      out: { type: 'string' },
      weights: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  })
  if (!values.people) throw new UsageError('--people FILE.jsonl is missing')
  const [what, ...names] = positionals
  if (what === 'explain') return explain(values.people, names, values.json === true)
  if (what !== undefined) throw new UsageError(`'${what}' is not understood; pairpost match --help`)
  if (!values.out) throw new UsageError('--out DIR is missing')
  await match(values.people, values.out, values.weights === true)
}

/** The applications of a file; what is odd goes to stderr, what makes the file unfit is refused. */
function read(file: string, quiet = false): { people: Applicant[]; lines: number[] } {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new Refusal(`cannot read ${file}: ${messageOf(error)}`)
  }
  // much to read makes V8 keep 48 MB for what is thrown away at once; a little more collecting is cheaper than that
  if (text.length > 2e6) setFlagsFromString('--semi-space-growth-factor=1')
  const { people, lines, faults, notes } = readApplications(text)
  if (faults.length) {
    const more = faults.length > 5 ? `; and ${faults.length - 5} more` : ''
    throw new Refusal(`${file} cannot be matched: ${faults.slice(0, 5).join('; ')}${more}`)
  }
  if (!people.length) throw new Refusal(`${file} holds no applications: one JSON object a line is wanted`)
  if (!quiet) for (const note of notes) process.stderr.write(`${file}: ${note}\n`)
  return { people, lines }
}

async function match(file: string, out: string, weights: boolean): Promise<void> {
  const { people, lines } = read(file)
  const { workRound } = await import('../matching/round.ts')
  const bar = progressBar()
  const worked = workRound(people, { onProgress: bar.show })
  bar.clear()
  const { matching } = worked
  for (const { id, partner, wish, because } of matching.unmetMusts) {
    const line = lines[worked.scored.index.get(id)!]
    process.stderr.write(
      `${file}: line ${line}: ('${id}'): a must is not met by '${partner}': ${wish.about} ${wish.want}: ${because}\n`,
    )
  }
  mkdirSync(out, { recursive: true })
  writePairs(worked, join(out, 'pairs.jsonl'))
  writeFileSync(join(out, 'problem.json'), `${JSON.stringify(matching.certificate.problem)}\n`)
  writeFileSync(join(out, 'duals.json'), `${JSON.stringify(matching.certificate.duals)}\n`)
  const weightFile = join(out, matching.certificate.problem.weights.file)
  if (weights) await writeWeights(worked, weightFile)
  else rmSync(weightFile, { force: true }) // an older round's weights beside this one's pairs would prove nothing
  const { summary } = matching
  const standby = summary.standbyUnpaired ? ` (${summary.standbyUnpaired} on standby)` : ''
  process.stdout.write(
    `${summary.people} people: ${summary.pairs} pairs, proved optimal; ${summary.unpaired} unpaired${standby}; ` +
      `${summary.belowFloor} below the floor of ${summary.floorPoints} points, ${Math.round(summary.meanPoints)} on average; ` +
      `wishes met ${summary.wishesMet}, not met ${summary.wishesUnmet} (${matching.unmetMusts.length} musts)\n`,
  )
}

/** Writes what it is given in blocks of a megabyte: the whole may be as large as all memory else. */
function writeBlocks(file: string, chunks: Iterable<Uint8Array>): void {
  const block = Buffer.allocUnsafe(1 << 20)
  let filled = 0
  const out = openSync(file, 'w')
  try {
    for (const chunk of chunks) {
      if (filled + chunk.length > block.length) {
        writeSync(out, block, 0, filled)
        filled = 0
      }
      if (chunk.length > block.length) writeSync(out, chunk)
      else {
        block.set(chunk, filled)
        filled += chunk.length
      }
    }
    writeSync(out, block, 0, filled)
  } finally {
    closeSync(out)
  }
}

function writePairs({ scored, matching }: Worked, file: string): void {
  const { index } = scored
  writeBlocks(
    file,
    matching.pairs.values().map(({ a, b, weight, reasonsForA, reasonsForB, wishesMet, wishesUnmet }) => {
      const reasons = [...new Set([...reasonsForA, ...reasonsForB])]
      const line = { a: index.get(a), b: index.get(b), w: weight, reasons, reasonsForA, reasonsForB, wishesMet, wishesUnmet }
      return Buffer.from(`${JSON.stringify(line)}\n`)
    }),
  )
}

async function writeWeights({ weigher }: Worked, file: string): Promise<void> {
  const { weightRows } = await import('../matching/certificate.ts')
  writeBlocks(
    file,
    weightRows(weigher).map(row => new Uint8Array(row.buffer, row.byteOffset, row.byteLength)),
  )
}

async function explain(file: string, names: string[], json: boolean): Promise<void> {
  if (names.length !== 2) throw new UsageError('explain wants two people: pairpost match explain A B --people FILE.jsonl')
  const { people } = read(file, true)
  const [a, b] = names.map(name => {
    const person = people.find(({ id }) => id === name) ?? (/^\d+$/.test(name) ? people[Number(name)] : undefined)
    if (!person) throw new UsageError(`nobody in ${file} is '${name}': an id, or a place from 0 to ${people.length - 1}`)
    return person.id
  }) as [string, string]
  const { explainPair } = await import('../matching/explain.ts')
  const told = explainPair(people, a, b)
  if (json) {
    process.stdout.write(`${JSON.stringify(told)}\n`)
    return
  }
  const lines = [`weight ${told.weight}`]
  if (told.forbidden !== null) lines.push(`never partners: ${told.forbidden}`)
  for (const { word, weight } of told.parts) lines.push(`  ${String(weight).padStart(12)}  ${word}`)
  for (const [id, side] of [
    [a, told.forA],
    [b, told.forB],
  ] as const) {
    lines.push(
      `for ${id}: ${side.points} of 100`,
      ...side.parts.map(({ name, points }) => `  ${String(points).padStart(12)}  ${name}`),
    )
    lines.push(
      `  wishes met ${side.met.length}, not met ${side.unmet.length}${side.unmetMusts ? `, musts not met ${side.unmetMusts}` : ''}`,
    )
  }
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** One line that is written over, on a terminal and after a second only. */
function progressBar() {
  const begun = performance.now()
  let shown = false
  let last = begun
  return {
    show: (step: string, share: number) => {
      const now = performance.now()
      if (!process.stderr.isTTY || now - begun < 1000 || now - last < 100) return
      last = now
      shown = true
      process.stderr.write(`\r\x1b[K[${'#'.repeat(Math.round(share * 30)).padEnd(30, '.')}] ${step}`)
    },
    clear: () => {
      if (shown) process.stderr.write('\r\x1b[K')
    },
  }
}
