import { spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import type { Database } from '../db.ts'
import { UsageError } from '../errors.ts'
import { accountOf, findAnywhere, summarise } from '../rehearsal/account.ts'
import { playRound } from '../rehearsal/play.ts'
import { progressBar } from '../rehearsal/progress.ts'
import { secretWord } from '../rehearsal/readers.ts'
import { listen } from '../web/listen.ts'
import { untilTold } from './until-told.ts'
import { numberFrom, print } from './with-world.ts'

export const help = `
Usage: pairpost rehearse [--people N] [--days D] [--seed S] [--speed X] [--json] [--open]

Plays a whole round with invented people: they apply, answer, fall silent, bounce, go on holiday, report, leave and come
back, through the real doors, jobs, database and outbox, on a clock that is moved by hand. No mail leaves. The database is
its own, and never the one that start uses.

  --people N   how many apply (92)          --seed S    the same seed plays the same round (1)
  --days D     how long the pairs write (182)   --speed X   days a second at the most; as fast as it goes when left out
  --json       ends with one JSON object    --open      leaves it open in the browser: the mailbox and the console
`

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      people: { type: 'string', default: '92' },
      days: { type: 'string', default: '182' },
      seed: { type: 'string', default: '1' },
      speed: { type: 'string' },
      json: { type: 'boolean', default: false },
      open: { type: 'boolean', default: false },
    },
  })
  const people = numberFrom(values.people, '--people')
  const days = numberFrom(values.days, '--days')
  if (people < 4) throw new UsageError('--people must be 4 or more: a round needs two pairs')
  if (days < 30 || days > 730) throw new UsageError('--days must lie between 30 and 730')
  const speed = values.speed === undefined ? null : Number(values.speed)
  if (speed !== null && !(speed > 0)) throw new UsageError(`--speed must be a number above 0, not '${values.speed}'`)
  const began = performance.now()
  const bar = progressBar(`of a round with ${people} people`)
  if (!values.json) print(`A round with ${people} invented people, ${days} days, seed ${values.seed}. No mail leaves.`)
  // letters name the address at which they can be looked at afterwards
  const port = values.open ? await freePort() : null
  const here = port === null ? {} : { PORT: String(port), HOST: '127.0.0.1', PUBLIC_URL: '' }
  const played = await playRound(
    readConfig({ ...process.env, DATABASE_URL: '', POSTMARK_SERVER_TOKEN: '', SMTP_URL: '', CLOCK_FILE: '', ...here }),
    {
      people,
      days,
      seed: values.seed,
      onDay: (share, day) => bar.at(share, `day ${day}`),
      ...(speed === null ? {} : { pause: () => pause(1000 / speed) }),
    },
  )
  const { stage } = played.play
  try {
    bar.done()
    const summary = await summarise(played, (performance.now() - began) / 1000)
    const leaked = await findAnywhere(played, secretWord)
    if (!values.json) print(`\n${accountOf(summary, played)}\n`)
    if (leaked.length > 0) process.stderr.write(`pairpost rehearse: what partners wrote was kept in ${leaked.join(', ')}\n`)
    if (values.json) print(JSON.stringify(summary))
    if (leaked.length > 0 || summary.doubleSends > 0 || summary.lost > 0) process.exitCode = 1
    if (values.open) await leaveOpen(stage)
  } finally {
    await stage.close()
  }
}

/** Leaves what was played to be looked at, until somebody ends it. */
async function leaveOpen({ app, world }: Awaited<ReturnType<typeof playRound>>['play']['stage']): Promise<void> {
  const told = untilTold()
  const doors = await listen(app, { host: '127.0.0.1', port: world.config.port })
  const digest = await fullestDigest(world.sql)
  const places: [string, string][] = [
    ['every letter as its reader saw it', '/mailbox'],
    ...(digest === null ? [] : [['the digest of a busy week', `/mailbox/${digest}`] satisfies [string, string]]),
    ["the coordinators' page", '/console'],
    ['the form that people fill in', '/apply'],
  ]
  print(
    `Look at it:\n${places.map(([what, path]) => `  ${what.padEnd(36)}${doors.address}${path}`).join('\n')}\n\nCtrl-C ends it.`,
  )
  openBrowser(`${doors.address}/mailbox`)
  await told
  await doors.close()
}

/** The digest that asked the most of a coordinator: the letter by which the programme is run. */
async function fullestDigest(sql: Database): Promise<number | null> {
  const [row] = await sql<{ id: number }[]>`
    select o.id from outbox o join digest_items i on i.outbox_id = o.id where o.template = 'digest' and o.sent_at is not null
    group by o.id order by count(*) desc, o.id desc limit 1`
  return row?.id ?? null
}

/** A port that is free now, the usual one if it can be had. */
async function freePort(): Promise<number> {
  const nothing = { fetch: () => new Response(null, { status: 503 }) }
  const taken = await listen(nothing, { host: '127.0.0.1', port: 8080 }).catch(() =>
    listen(nothing, { host: '127.0.0.1', port: 0 }),
  )
  await taken.close()
  return Number(new URL(taken.address).port)
}

/** Only where somebody sits in front of it. */
function openBrowser(url: string): void {
  if (!process.stdout.isTTY || process.env.CI) return
  const command = process.platform === 'darwin' ? 'open' : 'xdg-open'
  spawn(command, [url], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
}
