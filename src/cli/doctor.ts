import { parseArgs, styleText } from 'node:util'
import { type Config, readConfig } from '../config.ts'
import { messageOf } from '../errors.ts'
import { checkDatabase } from './doctor-database.ts'
import { checkDns } from './doctor-dns.ts'
import type { Finding } from './doctor-finding.ts'
import { checkMail } from './doctor-mail.ts'
import { checkSettings } from './doctor-settings.ts'

export const help = `
pairpost doctor [--json]

Checks configuration, database, clock, people, mail, DNS and disk. Each finding says what to do.
Exit 1 when something must be mended.

  --json   one JSON array of {about, state, says, do}
`

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } })
  const findings = await examine(process.env)
  process.stdout.write(values.json ? `${JSON.stringify(findings, null, 1)}\n` : report(findings))
  if (findings.some(({ state }) => state === 'mend')) process.exitCode = 1
}

async function examine(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  let config: Config
  try {
    config = readConfig(env)
  } catch (error) {
    // one message lists every fault, each with what to do
    const faults = messageOf(error)
      .replace(/^reading the configuration: /, '')
      .split(/; (?=[A-Z]+_?[A-Z]*[ :])/)
    return faults.map(fault => ({ about: 'configuration', state: 'mend', says: fault }))
  }
  const [database, mail, dns] = await Promise.all([checkDatabase(config), checkMail(config), checkDns(config)])
  return [...checkSettings(config), ...database, ...mail, ...dns]
}

function report(findings: Finding[]): string {
  const looks = { ok: 'green', note: 'yellow', mend: 'red' } as const
  const lines = findings.map(({ about, state, says, do: todo }) => {
    const head = `${styleText(looks[state], state.padEnd(5))} ${about.padEnd(14)} ${says}`
    return todo ? `${head}\n${' '.repeat(21)}→ ${todo}` : head
  })
  const ill = findings.filter(({ state }) => state === 'mend').length
  const sum = ill === 0 ? 'Nothing must be mended.' : ill === 1 ? 'One thing must be mended.' : `${ill} things must be mended.`
  return `${lines.join('\n')}\n\n${sum}\n`
}
