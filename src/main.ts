import { messageOf, Refusal, UsageError } from './errors.ts'

type Verb = { about: string; load: () => Promise<{ help: string; run: (args: string[]) => Promise<void> }> }

/** Every verb, in the order that `--help` lists them. Each is loaded only when it is asked for. */
const verbs: Record<string, Verb> = {
  start: { about: 'the doors and the jobs in one process', load: () => import('./cli/start.ts') },
  serve: { about: 'the doors alone', load: () => import('./cli/serve.ts') },
  work: { about: 'the jobs alone', load: () => import('./cli/work.ts') },
  migrate: { about: 'bring the database schema up', load: () => import('./cli/migrate.ts') },
  doctor: { about: 'check database, clock, configuration, mail and DNS', load: () => import('./cli/doctor.ts') },
  round: { about: 'create, list, show, edit, match, approve, report', load: () => import('./cli/round.ts') },
  coordinator: { about: 'add and list coordinators', load: () => import('./cli/coordinator.ts') },
  pair: { about: 'make, forbid or end a pair by hand', load: () => import('./cli/pair.ts') },
  conduct: { about: 'list and close reports of inappropriate conduct', load: () => import('./cli/conduct.ts') },
  people: { about: 'import and export people', load: () => import('./cli/people.ts') },
  export: { about: 'everything held about one address', load: () => import('./cli/export.ts') },
  erase: { about: 'erase everything held about one address', load: () => import('./cli/erase.ts') },
  tick: { about: 'do everything that is due, then exit', load: () => import('./cli/tick.ts') },
  rehearse: { about: 'play a whole round with invented people', load: () => import('./cli/rehearse.ts') },
  inspect: { about: 'say what raw emails mean', load: () => import('./cli/inspect.ts') },
  match: { about: 'the matching engine alone, with its proof', load: () => import('./cli/match.ts') },
  watch: { about: 'the early-warning engine alone, on a line protocol', load: () => import('./cli/watch.ts') },
  replay: { about: 'process an arrival again', load: () => import('./cli/replay.ts') },
  preview: { about: 'render letters without a database', load: () => import('./cli/preview.ts') },
}

const help = `pairpost runs a peer-mentoring programme by email.

Usage: pairpost VERB [options]     pairpost VERB --help

${Object.entries(verbs)
  .map(([name, { about }]) => `  ${name.padEnd(12)} ${about}`)
  .join('\n')}
`

/** Runs one verb. Exit 0 only when what was asked is done; 2 for words that are off; 1 for anything else. */
export async function main(argv: string[]): Promise<void> {
  const [name, ...args] = argv
  try {
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      process.stdout.write(help)
      if (name === undefined) process.exitCode = 2
      return
    }
    if (!Object.hasOwn(verbs, name)) throw new UsageError(`unknown verb '${name}'; pairpost --help lists them`)
    const verb = await verbs[name]!.load()
    if (args.includes('--help') || args.includes('-h')) return void process.stdout.write(`${verb.help.trim()}\n`)
    await verb.run(args)
  } catch (error) {
    const badWords = error instanceof UsageError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
    const known = badWords || error instanceof Refusal
    const line = messageOf(error).replaceAll('\n', ' ')
    // a message may name the verb itself, and which part of it: `people import: which file?`
    const verb = /^([a-z-]+)(?: [a-z-]+)?: /.exec(line)?.[1]
    process.stderr.write(name === undefined ? `pairpost: ${line}\n` : `pairpost ${verb === name ? '' : `${name}: `}${line}\n`)
    if (!known && process.env.LOG_LEVEL === 'debug') process.stderr.write(`${(error as Error).stack}\n`)
    process.exitCode = badWords ? 2 : 1
  }
}
