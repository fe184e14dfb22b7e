import { UsageError } from '../errors.ts'
import { print } from './with-world.ts'

export const help = `
Usage: pairpost round create [--json] --name N --opens ISO --closes ISO --starts ISO --ends ISO
                             [--zone IANA] [--topics DIR] [--term MONTHS] [--places N] [--country-share 0.2] [--approval automatic|by-hand]
       pairpost round list [--json]
       pairpost round show ID [--json]
       pairpost round edit ID [--name N] [--opens ISO] [--closes ISO] [--starts ISO] [--ends ISO] [--places N] [--country-share 0.2]
       pairpost round match ID [--json]       find the best combination and put it before the coordinators
       pairpost round approve ID              make its pairs, and introduce them
       pairpost round report ID [--out FILE.html] [--json]

A moment without an offset is the clock of --zone (UTC when left out). --term stands in for --ends. Topics are Markdown
files with a title and a month or date; without --topics the round gets the eight that come with the program.
`

const verbs: Record<string, () => Promise<{ run: (args: string[]) => Promise<void> }>> = {
  create: () => import('./round-create.ts'),
  list: () => import('./round-list.ts'),
  show: () => import('./round-show.ts'),
  edit: () => import('./round-edit.ts'),
  match: () => import('./round-match.ts'),
  approve: () => import('./round-approve.ts'),
  report: () => import('./round-report.ts'),
}

export async function run([verb, ...args]: string[]): Promise<void> {
  if (verb === undefined) return print(help.trim())
  if (!Object.hasOwn(verbs, verb)) throw new UsageError(`round takes ${Object.keys(verbs).join(', ')}, not '${verb}'`)
  const { run: go } = await verbs[verb]!()
  await go(args)
}
