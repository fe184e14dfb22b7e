import { parseArgs } from 'node:util'
import { playAll, type Row, scenarios } from './programme.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '10' },
    short: { type: 'boolean', default: false },
    only: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  process.stdout.write(`npm run test:faults -- [--seeds N] [--short] [--only WORDS]

Breaks things, and counts what came of it. Ends with 1 when a goal is missed.

  --seeds N     seeds of the main scenario (10)
  --short       small numbers, as in CI
  --only WORDS  scenarios whose name holds these words
`)
  process.exit(0)
}

const which = scenarios.filter(({ name }) => !values.only || name.includes(values.only))
if (!which.length) {
  process.stderr.write(`no scenario is called '${values.only}'\n`)
  process.exit(2)
}
const line = ({ scenario, outcome, seconds }: Row) =>
  `${outcome.ok ? 'ok    ' : 'MISSED'}  ${scenario.name.padEnd(54)}  ${scenario.goal.padEnd(58)}  ${outcome.measured}  (${seconds.toFixed(0)} s)\n`
process.stdout.write(`        ${'scenario'.padEnd(54)}  ${'goal'.padEnd(58)}  measured\n`)
const seeds = values.short ? 1 : Number(values.seeds)
const rows = await playAll(which, { seeds, short: values.short }, row => process.stdout.write(line(row)))
const missed = rows.filter(({ outcome }) => !outcome.ok)
process.stdout.write(missed.length ? `${missed.length} of ${rows.length} goals missed\n` : `all ${rows.length} goals met\n`)
process.exitCode = missed.length ? 1 : 0
