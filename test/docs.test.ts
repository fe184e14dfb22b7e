import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { pairpost, until } from './cli/processes.ts'
import { freshDatabase } from './support/database.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const readme = read('README.md')
const architecture = read('ARCHITECTURE.md')
const pages = ['README.md', 'ARCHITECTURE.md', 'CHANGELOG.md', 'templates/letters/README.md']

const filesBelow = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(root.length + 1))

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(match => match[1]!)
const sorted = (names: Iterable<string>) => [...new Set(names)].sort()

/** The part under a heading, down to the next of its rank. */
const section = (heading: string) => readme.split(`\n## ${heading}\n`)[1]!.split('\n## ')[0]!

/** As GitHub makes an anchor of a heading. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-')

test('every file that a page links to is there, and every heading', () => {
  const anchors = all(readme, /^#+ (.+)$/gm).map(anchor)
  const broken = pages.flatMap(page =>
    all(read(page), /\]\(([^)\s]+)\)/g)
      .filter(target => !/^(?:https?|mailto):/.test(target))
      .filter(target =>
        target.startsWith('#') ? !anchors.includes(target.slice(1)) : !existsSync(join(root, dirname(page), target)),
      )
      .map(target => `${page}: ${target}`),
  )
  expect(broken).toEqual([])
})

test('every file that the map names is there', () => {
  const files = ['src', 'jobs', 'test', 'templates', 'migrations'].flatMap(filesBelow)
  const named = all(architecture, /`([a-z][\w./-]*(?:\.ts|\.json|\.md|\.mjml|\/))`/g)
  expect(named.length).toBeGreaterThan(40)
  const gone = named.filter(name =>
    name.endsWith('/')
      ? !existsSync(join(root, name)) && !existsSync(join(root, 'jobs', name)) && !existsSync(join(root, 'test', name))
      : name.includes('/')
        ? !existsSync(join(root, name))
        : !files.some(file => basename(file) === name),
  )
  expect(gone).toEqual([])
})

test('every verb of the README is a verb, and its help knows every word and option that stands behind it', async () => {
  const verbs = all(read('src/main.ts'), /^ {2}(\w+): \{ about/gm)
  expect(verbs.length).toBeGreaterThan(15)
  const calls = all(readme.replaceAll('\\\n', ' '), /\bpairpost ([a-z][^`\n]*)/g).filter(
    call => !/^(?:-|"|\$)/.test(call) && verbs.includes(call.split(' ')[0]!),
  )
  expect(calls.length).toBeGreaterThan(15)
  const unknown: string[] = []
  for (const call of calls) {
    const [verb, ...words] = call.split(/[>&]/)[0]!.trim().split(/\s+/)
    const { help } = (await import(`../src/cli/${verb}.ts`)) as { help: string }
    const asked = words.filter((word, i) => word.startsWith('--') || (i === 0 && /^[a-z]+$/.test(word)))
    for (const word of asked) if (!help.includes(word)) unknown.push(`pairpost ${verb}: ${word}`)
  }
  expect(unknown).toEqual([])
  const named = all(readme, /npx pairpost ([a-z]+)/g)
  expect(named.filter(verb => !verbs.includes(verb))).toEqual([])
})

test('every npm script that a page names is there', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const named = pages.flatMap(page => all(read(page), /npm run ([a-z:]+)/g))
  expect(named.length).toBeGreaterThan(3)
  expect(named.filter(name => !Object.hasOwn(scripts, name))).toEqual([])
  const files = Object.values(scripts).flatMap(script => all(script, /node (\S+\.[jt]s)/g))
  expect(files.filter(file => !existsSync(join(root, file)))).toEqual([])
})

test('the settings are the same in the program, in the README and in .env.example', () => {
  const known = sorted(all(read('src/config.ts').split('const shape = z.object({')[1]!.split('\n})')[0]!, /^ {2}([A-Z_]+):/gm))
  expect(known.length).toBeGreaterThan(20)
  const table = section('Configure')
    .split('\n')
    .filter(line => line.startsWith('| `'))
    .map(line => line.split('|')[1]!)
  expect(sorted(table.flatMap(cell => all(cell, /`([A-Z_]+)`/g)))).toEqual(known)
  expect(sorted(all(read('.env.example'), /^# ([A-Z_]+)=/gm))).toEqual(known)
})

test('nobody’s own machine is named, in the pages or in the lockfile', () => {
  const own = /(?<![\w.])\/(?:root|home|tmp|work|Users)\/\S*/g
  expect(pages.flatMap(page => read(page).match(own) ?? [])).toEqual([])
  expect(read('package-lock.json')).not.toContain('"resolved"')
})

const tools = ['bash', 'curl', 'openssl', 'od', 'grep']
const missing = tools.filter(tool => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0)
if (missing.length > 0) process.stderr.write(`the README's examples cannot be run here: ${missing.join(', ')} missing\n`)

test.runIf(missing.length === 0)(
  'every curl example of the README does what it says, against the service itself',
  async () => {
    const secrets = {
      APPLICATION_WEBHOOK_SECRET: `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`,
      FORM_WEBHOOK_SECRET: 'the secret of the forms',
      MIME_WEBHOOK_TOKEN: 'the token of the pipe',
      POSTMARK_WEBHOOK_USER: 'postmark',
      POSTMARK_WEBHOOK_PASSWORD: 'a password of the provider',
      REPLY_DOMAIN: 'in.pairs.example.org',
    }
    const setBefore = all(section('Connect a form').split('```')[1]!, /\b([A-Z_]+)=/g)
    expect(sorted(setBefore)).toEqual(sorted(Object.keys(secrets)))

    const { sql, url, close } = await freshDatabase()
    const service = pairpost(['start'], { ...secrets, DATABASE_URL: url, SECRET: 'a secret of at least thirty-two bytes' })
    const address = (await service.ready).slice('ready '.length)
    const examples = all(readme, /^```sh\n([\s\S]*?)^```$/gm)
    expect(examples.length).toBeGreaterThan(5)
    for (const example of examples) {
      // an answer to a letter needs the letter
      if (example.includes('/mailbox'))
        await until(
          async () =>
            (
              await sql`
              select 1 from outbox o join participants p on p.id = o.participant_id
              where p.email = 'amina@example.org' and o.template = 'confirm' and o.state = 'sent'`
            ).length > 0,
          60_000,
        )
      const said = await bash(
        example.replaceAll('http://127.0.0.1:8080', address).replace('-o answer.html', '-o /dev/null'),
        secrets,
      )
      const wanted = all(example, /^# answers (\d+)$/gm)
      expect(wanted.length, example).toBeGreaterThan(0)
      expect({ example, answers: all(said, /^HTTP\/1\.1 (\d+)/gm) }).toEqual({ example, answers: wanted })
    }
    // and each was understood: four people applied, one of them confirmed by reply, and a question waits
    const applied = await until(async () => {
      const rows = await sql<{ email: string; confirmed: boolean }[]>`
      select p.email, a.confirmed_at is not null as confirmed from applications a join participants p on p.id = a.participant_id order by 1`
      return rows.some(row => row.confirmed) && (await sql`select 1 from inbox where processed_at is null`).length === 0 && rows
    }, 60_000)
    expect([...applied]).toEqual([
      { email: 'amina@example.org', confirmed: true },
      { email: 'hugo@example.net', confirmed: false },
      { email: 'jonas@example.edu', confirmed: false },
      { email: 'mei@example.com', confirmed: false },
    ])
    expect((await sql`select 1 from inbox where failed_at is not null`).length).toBe(0)
    service.child.kill('SIGTERM')
    expect(await service.ended).toBe(0)
    await close()
  },
  180_000,
)

/** Runs an example as a reader would, and gives what it printed; it must end well. */
async function bash(script: string, env: Record<string, string>): Promise<string> {
  const child = spawn('bash', ['--norc', '-e', '-o', 'pipefail', '-c', script], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, err] = ['', '']
  child.stdout.on('data', chunk => (out += chunk))
  child.stderr.on('data', chunk => (err += chunk))
  const code = await new Promise<number | null>(done => child.on('close', done))
  expect({ script, code, err }).toEqual({ script, code: 0, err: '' })
  return out
}
