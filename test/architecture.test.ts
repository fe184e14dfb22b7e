import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')

const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder)).flatMap(name => {
    const path = join(folder, name)
    return statSync(join(root, path)).isDirectory() ? filesIn(path) : path.endsWith('.ts') ? [path] : []
  })

const sources = [...filesIn('src'), ...filesIn('jobs')]
const textOf = (file: string) => readFileSync(join(root, file), 'utf8')
/** Code without comments, so that a sentence about the clock is not a look at it. */
const codeOf = (file: string) =>
  textOf(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/([^:'"`])\/\/ .*$/gm, '$1')

/** The files that a file imports, as paths from the root. */
const importsOf = (file: string): string[] =>
  [...codeOf(file).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, path]) =>
    relative(root, resolve(root, dirname(file), path!)),
  )

/** Wiring: these put the rooms together, and may see all of them. */
const wiring = (file: string) =>
  ['src/main.ts', 'src/tick.ts', 'src/service.ts'].includes(file) ||
  file.startsWith('src/cli/') ||
  file.startsWith('src/rehearsal/')

const rooms = [
  'src/programme',
  'src/matching',
  'src/warning',
  'src/inbound',
  'src/outbound',
  'src/web',
  'src/database',
  'src/cli',
  'src/rehearsal',
  'jobs',
]
const roomOf = (file: string) => rooms.find(room => file.startsWith(`${room}/`)) ?? (file.startsWith('src/') ? 'src' : 'outside')

/** style.md: which room may import from which; its own files always. */
const may: Record<string, string[]> = {
  src: [],
  'src/programme': ['src', 'src/matching', 'src/warning'],
  'src/matching': [],
  'src/warning': [],
  'src/inbound': ['src'],
  'src/outbound': ['src'],
  'src/database': ['src'],
  'src/web': ['src', 'src/programme', 'src/matching', 'src/warning', 'src/inbound', 'src/outbound', 'src/database'],
  jobs: ['src', 'src/programme', 'src/matching', 'src/warning', 'src/inbound', 'src/outbound', 'src/database'],
}

test('every file imports only from rooms that its own room may know', () => {
  const trespasses: string[] = []
  for (const file of sources.filter(one => !wiring(one))) {
    const room = roomOf(file)
    for (const target of importsOf(file)) {
      const there = roomOf(target)
      if (there !== room && there !== 'outside' && !may[room]!.includes(there)) trespasses.push(`${file} imports ${target}`)
    }
  }
  expect(trespasses).toEqual([])
})

test('no job imports another job', () => {
  const jobFiles = new Set(
    readdirSync(join(root, 'jobs'))
      .filter(name => name.endsWith('.ts') && name !== 'job.ts')
      .map(name => `jobs/${name}`),
  )
  const found = [...jobFiles].flatMap(file =>
    importsOf(file)
      .filter(target => jobFiles.has(target))
      .map(target => `${file} imports ${target}`),
  )
  expect(found).toEqual([])
})

test('every import of the sources leads to a file', () => {
  for (const file of sources)
    for (const target of importsOf(file)) expect(() => statSync(join(root, target)), `${file} → ${target}`).not.toThrow()
})

/** What may measure how long something takes: stop-watches and time-outs against machines, never the programme's time. */
const stopwatches = [
  'src/inbound/reader.ts',
  'src/database/',
  'src/cli/match.ts',
  'src/matching/',
  'src/cli/heart',
  'src/rehearsal/',
  'src/cli/rehearse',
]

test('nobody but the clock reads the clock', () => {
  const looks: string[] = []
  for (const file of sources) {
    if (file === 'src/clock.ts') continue
    const code = codeOf(file)
    if (/new Date\(\)|Date\.now\(|Temporal\.Now\b/.test(code)) looks.push(file)
    if (/performance\.now\(|process\.hrtime/.test(code) && !stopwatches.some(path => file.startsWith(path))) looks.push(file)
  }
  expect(looks).toEqual([])
})

/** The doctor asks the database for its time, to say when the two clocks disagree. */
const comparing = 'src/cli/doctor-database.ts'

test('SQL has no clock of its own', () => {
  const inSql = /(?:\bnow\(\)|current_date|current_timestamp|clock_timestamp|statement_timestamp|localtimestamp)/i
  const looks = [
    ...sources
      .filter(file => file !== comparing)
      .filter(file => [...codeOf(file).matchAll(/(?:sql|tx)(?:<[^`]*>)?`([\s\S]*?)`/g)].some(([, text]) => inSql.test(text!))),
    ...readdirSync(join(root, 'migrations')).filter(name =>
      inSql.test(readFileSync(join(root, 'migrations', name), 'utf8').replace(/--.*$/gm, '')),
    ),
  ]
  expect(looks).toEqual([])
})

/** Reads the topics that ship with the program; it holds no rule. */
const reading = 'src/programme/shipped-topics.ts'

test('a rule does no I/O: plain files of the programme reach no database, no file and no network', () => {
  const rules = filesIn('src/programme').filter(file => !file.endsWith('.sql.ts') && file !== reading)
  for (const file of rules) {
    const code = codeOf(file)
    expect(code, file).not.toMatch(
      /from 'node:(?:fs|net|http|https|child_process|dns)|\bfetch\(|Math\.random\(|\bsql(?:<[^`]*>)?`/,
    )
  }
})

test('only the outbox hands letters to a provider', () => {
  const callers = sources.filter(file => /\btransport\s*\.send\(/.test(codeOf(file)))
  expect(callers).toHaveLength(1)
  expect(roomOf(callers[0]!)).toBe('src/outbound')
})

test('logs hold ids: no address, name or body is ever logged', () => {
  for (const file of sources)
    for (const [call] of codeOf(file).matchAll(/\blog\.(?:trace|debug|info|warn|error|fatal)\(\s*\{[^}]*\}/g))
      expect(call, file).not.toMatch(/\b(?:email|address|body|text|subject)\b\s*[:,}]|[{,]\s*name\s*[:,}]/)
})
