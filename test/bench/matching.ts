// npm run bench:matching [-- --slow] [--sizes 92,301,1162]
// The matching engine beside LEMON (C++, Debian's liblemon-dev) and npm's edmonds-blossom, all on the complete graph of
// allowed pairs, in one run: CPU seconds of whole processes, so that a busy machine spoils the ratio less than the clock.
import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = fileURLToPath(new URL('../..', import.meta.url))
const shared = join(process.env.PAIRPOST_ACCEPTANCE ?? resolve(root, '../shared'), 'matching')
const { values } = parseArgs({
  options: {
    slow: { type: 'boolean' },
    sizes: { type: 'string', default: '92,301,1162,3000,10000' },
    seed: { type: 'string', default: '11' },
  },
})
/** Above these sizes the others take minutes. */
const most = values.slow ? { lemon: 3000, npm: 1200 } : { lemon: 1200, npm: 301 }

if (!existsSync(join(shared, 'generate.mjs'))) {
  console.log(`bench:matching is skipped: no generator in ${shared}; set PAIRPOST_ACCEPTANCE to the folder that holds matching/`)
  process.exit(0)
}
const work = mkdtempSync(join(tmpdir(), 'pairpost-bench-'))
process.on('exit', () => rmSync(work, { recursive: true, force: true }))

type Run = { out: string; cpu: number; megabytes: number }

/** A program under this Node, with what it used of processor and memory, its start included. */
function node(args: string[]): Run {
  const report =
    'process.on("exit",()=>{const r=process.resourceUsage();process.stderr.write("\\n@"+(r.userCPUTime+r.systemCPUTime)+" "+r.maxRSS)})'
  const done = spawnSync(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(report)}`, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (done.status !== 0) throw new Error(`${args[0]} exits ${done.status}: ${done.stderr.slice(0, 500)}`)
  const [, micros, kilobytes] = /@(\d+) (\d+)$/.exec(done.stderr)!
  return { out: done.stdout, cpu: Number(micros) / 1e6, megabytes: Number(kilobytes) / 1024 }
}

/** LEMON's program, compiled; undefined where it cannot be. */
function lemon(): string | undefined {
  const program = join(work, 'optimum')
  const built = spawnSync('g++', ['-O2', '-o', program, join(shared, 'optimum.cpp'), '-llemon'], { encoding: 'utf8' })
  if (built.status === 0) return program
  console.log('LEMON is left out: g++ or liblemon-dev is missing (apt-get install g++ liblemon-dev)')
  return undefined
}

/** Applications without volunteers on standby, so that all three programs solve one and the same problem. */
function applications(n: number): string {
  const file = join(work, `${n}.jsonl`)
  node([join(shared, 'generate.mjs'), '--n', String(n), '--seed', values.seed, '--out', file])
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  writeFileSync(file, lines.map(line => `${JSON.stringify({ ...JSON.parse(line), standby: false })}\n`).join(''))
  return file
}

/** npm's edmonds-blossom on a weight file, in a process of its own. */
const other = `
import { readFileSync } from 'node:fs'
import blossom from 'edmonds-blossom'
const [n, file] = [Number(process.argv[1]), process.argv[2]]
const w = new Int32Array(new Uint8Array(readFileSync(file)).buffer)
const edges = []; let at = 0
for (let u = 0; u < n; u++) for (let v = u + 1; v < n; v++, at++) if (w[at] >= 0) edges.push([u, v, w[at]])
const mate = blossom(edges, true); let sum = 0
for (const [u, v, weight] of edges) if (mate[u] === v) sum += weight
console.log(sum)
`

function weightOf(file: string): number {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .reduce((sum, line) => sum + (JSON.parse(line) as { w: number }).w, 0)
}

function allowedIn(file: string): number {
  const block = new Int32Array(1 << 18)
  const input = openSync(file, 'r')
  let allowed = 0
  for (let bytes = 1; bytes > 0; ) {
    bytes = readSync(input, block, 0, block.byteLength, null)
    for (let i = 0; i < bytes / 4; i++) if (block[i]! >= 0) allowed++
  }
  closeSync(input)
  return allowed
}

const optimum = lemon()
const figure = (run: { cpu: number; megabytes: number }) => `${run.cpu.toFixed(2)} s, ${run.megabytes.toFixed(0)} MB`
console.log('| people (allowed pairs) | Pairpost, with proof | C++ LEMON | ratio | npm edmonds-blossom | checked |')
console.log('|---|---|---|---|---|---|')
for (const n of values.sizes.split(',').map(Number)) {
  const people = applications(n)
  const out = join(work, `out-${n}`)
  const pairpost = join(root, 'src/pairpost.js')
  node([pairpost, 'match', '--people', people, '--out', out, '--weights'])
  const weights = join(out, 'weights.i32')
  const proof = JSON.parse(node([join(shared, 'verify.mjs'), out]).out) as { optimal: boolean }
  const allowed = allowedIn(weights)
  const sum = weightOf(join(out, 'pairs.jsonl'))
  const bare = join(work, `bare-${n}`)
  const ours = node([pairpost, 'match', '--people', people, '--out', bare])
  const same = [proof.optimal ? 'proof' : 'NOT PROVED', weightOf(join(bare, 'pairs.jsonl')) === sum ? '' : 'TWO RUNS DIFFER']
  let theirs: { cpu: number; megabytes: number } | undefined
  if (optimum && n <= most.lemon) {
    const told = JSON.parse(spawnSync(optimum, ['dense', String(n), weights, 'weighted'], { encoding: 'utf8' }).stdout)
    theirs = { cpu: told.cpu_s, megabytes: told.peak_mb }
    same.push(told.weight === sum ? 'LEMON agrees' : `LEMON FINDS ${told.weight}, WE ${sum}`)
  }
  let npm: Run | undefined
  if (n <= most.npm) {
    npm = node(['--input-type=module', '-e', other, String(n), weights])
    same.push(Number(npm.out) === sum ? 'npm agrees' : `NPM FINDS ${npm.out.trim()}, WE ${sum}`)
  }
  rmSync(out, { recursive: true })
  const ratio = theirs && theirs.cpu > 0.5 ? (ours.cpu / theirs.cpu).toFixed(2) : '–'
  console.log(
    `| ${n.toLocaleString('en')} (${allowed.toLocaleString('en')}) | ${figure(ours)} | ${theirs ? figure(theirs) : '–'} | ${ratio} | ${npm ? figure(npm) : '–'} | ${same.filter(Boolean).join(', ')} |`,
  )
}
