import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { inventPeople } from './people.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const shared = join(process.env.PAIRPOST_ACCEPTANCE ?? resolve(root, '../shared'), 'matching')
const work = mkdtempSync(join(tmpdir(), 'pairpost-match-'))
afterAll(() => rmSync(work, { recursive: true }))

function pairpost(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'src/pairpost.js'), 'match', ...args], {
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}
function fileOf(name: string, lines: unknown[]): string {
  const file = join(work, name)
  writeFileSync(file, lines.map(line => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'))
  return file
}
const person = (id: string, country?: string, more = {}) => ({
  id,
  country,
  interests: [],
  languages: [{ language: 'en' }],
  ...more,
})
const lines = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))

describe('match', () => {
  test('writes pairs with reasons, and a proof for an independent checker', () => {
    const people = fileOf('fine.jsonl', inventPeople(9, 30, { standby: 0 }))
    const out = join(work, 'fine')
    expect(pairpost('--people', people, '--out', out, '--weights')).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('not in this file'),
    })
    const pairs = lines(join(out, 'pairs.jsonl'))
    expect(pairs.length).toBeGreaterThan(8)
    for (const { a, b, w, reasons } of pairs) {
      expect(a).toBeLessThan(b)
      expect(Number.isInteger(w)).toBe(true)
      expect(reasons.length).toBeGreaterThanOrEqual(2)
    }
    expect(readFileSync(join(out, 'weights.i32')).length).toBe((4 * 30 * 29) / 2)
    const { a, b, w } = pairs[0]
    expect(pairpost('explain', String(a), String(b), '--people', people).stdout).toMatch(new RegExp(`^weight ${w}\n`))
    expect(JSON.parse(pairpost('explain', `p${a}`, `p${b}`, '--people', people, '--json').stdout)).toMatchObject({ weight: w })
  })

  test('without --weights an older weight file does not stay beside the new pairs', () => {
    const people = fileOf('again.jsonl', inventPeople(9, 6))
    const out = join(work, 'again')
    pairpost('--people', people, '--out', out, '--weights')
    pairpost('--people', people, '--out', out)
    expect(existsSync(join(out, 'weights.i32'))).toBe(false)
  })

  test.skipIf(!existsSync(join(shared, 'verify.mjs')))('is proved by the acceptance checker for every size and shape', () => {
    const shapes = [1, 2, 3, 8, 31, 64].flatMap(n => [
      inventPeople(n, n),
      inventPeople(n, n, { standby: 0 }),
      inventPeople(n, n, { standby: 0, country: ['KE'] }),
      inventPeople(n, n, { standby: 0, country: ['KE', 'KE', 'KE', 'BR'] }),
      inventPeople(n, n, { standby: 0 }).map(one => ({ ...one, blocked: Array.from({ length: n }, (_, i) => `p${i}`) })),
    ])
    for (const [i, people] of shapes.entries()) {
      const out = join(work, `shape${i}`)
      expect(pairpost('--people', fileOf('shape.jsonl', people), '--out', out, '--weights').status).toBe(0)
      const { status, stdout } = spawnSync(process.execPath, [join(shared, 'verify.mjs'), out], { encoding: 'utf8' })
      expect(`${people.length} people, shape ${i % 5}: ${status} ${status ? stdout : ''}`).toBe(
        `${people.length} people, shape ${i % 5}: 0 `,
      )
    }
  })
})

describe('a file that is off', () => {
  const good = [person('a', 'KE'), person('b', 'BR')]
  const refused = (name: string, content: unknown[]) => {
    const { status, stderr } = pairpost('--people', fileOf(name, content), '--out', join(work, name))
    expect(existsSync(join(work, name, 'pairs.jsonl'))).toBe(false)
    expect([status, stderr.trim().split('\n').length]).toEqual([1, 1])
    return stderr
  }

  test('is refused where somebody would be missing or taken for another, with line and field', () => {
    expect(refused('empty', [])).toContain('holds no applications')
    expect(refused('twice', [...good, person('a', 'IN')])).toContain("line 3: id 'a' stands on line 1 already")
    expect(refused('cut', [...good, '{"id":"c","coun'])).toContain('line 3: is not JSON')
    expect(refused('list', [[1], person('a', 'KE')])).toContain('line 1: is not an application')
    expect(refused('nameless', [...good, { country: 'IN' }])).toContain('line 3: id is missing')
    expect(refused('tags', [person('a', 'KE', { interests: 'cats' })])).toContain('line 1: interests is not a list of texts')
    expect(refused('wish', [person('a', 'KE', { wishes: [{ about: 'sector', want: 'public', strength: 'maybe' }] })])).toContain(
      "line 1: wishes[0].strength is 'maybe'",
    )
  })

  test('is matched where that is honest, and says what is odd', () => {
    const out = join(work, 'odd')
    const odd = [
      person('nowhere'),
      person('a', 'KE', { previousPartners: ['gone'] }),
      person('b', 'BR', { wishes: [{ about: 'sector', want: 'space station', strength: 'must' }] }),
      person('c', 'Atlantis'),
    ]
    const { status, stderr } = pairpost('--people', fileOf('odd.jsonl', odd), '--out', out)
    expect(status).toBe(0)
    expect(stderr).toContain("line 1: country is missing, so 'nowhere' can be paired with nobody")
    expect(stderr).toContain("line 2: previousPartners names 'gone', who is not in this file")
    expect(stderr).toContain("line 4: country 'Atlantis' is no country that we know")
    expect(stderr).toContain("line 3: ('b'): a must is not met")
    expect(stderr).toContain('nobody can meet it')
    expect(lines(join(out, 'pairs.jsonl')).length).toBe(1)
  })

  test('words that are off end with exit 2 and one line', () => {
    const people = fileOf('good.jsonl', good)
    for (const args of [
      [],
      ['--people', people],
      ['explain', '0', '--people', people],
      ['explain', '0', '9', '--people', people],
      ['--people', people, '--out', work, '--wat'],
      ['xplain'],
    ]) {
      const { status, stderr } = pairpost(...args)
      expect([status, stderr.trim().split('\n').length]).toEqual([2, 1])
    }
    expect(pairpost('--people', join(work, 'none.jsonl'), '--out', work).status).toBe(1)
  })
})
