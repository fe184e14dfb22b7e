import { parseArgs } from 'node:util'
import { UsageError } from '../errors.ts'
import { addressOf } from '../programme/application.ts'
import { audit } from '../programme/audit.sql.ts'
import { coordinatorAt, coordinators, keepCoordinator } from '../programme/coordinators.sql.ts'
import { countryOf } from '../programme/countries.ts'
import { isZone } from '../programme/local-time.ts'
import { print, printJson, withActing } from './with-world.ts'

export const help = `
Usage: pairpost coordinator add EMAIL --name N [--countries KE,UG] [--role programme|ambassador] [--safety] [--zone IANA]
       pairpost coordinator list [--json]
       pairpost coordinator remove EMAIL

Who gets digests. --safety names one of the people who get conduct reports; two are wanted before a round can be
approved. Adding an address again changes what is known of it.
`

export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      countries: { type: 'string', default: '' },
      role: { type: 'string', default: 'programme' },
      safety: { type: 'boolean', default: false },
      zone: { type: 'string', default: 'UTC' },
      json: { type: 'boolean' },
    },
  })
  const [act, given] = positionals
  if (act === 'list') return list(values.json ?? false)
  if (act !== 'add' && act !== 'remove') throw new UsageError(`coordinator takes add, list or remove, not '${act ?? ''}'`)
  const email = addressOf(given)
  if (!email) throw new UsageError(`coordinator ${act}: '${given ?? ''}' is no address`)
  if (act === 'remove') return remove(email)
  const { name, role, zone, safety } = values
  if (!name?.trim()) throw new UsageError('coordinator add: --name is missing')
  if (role !== 'programme' && role !== 'ambassador')
    throw new UsageError(`coordinator add: --role is programme or ambassador, not '${role}'`)
  if (!isZone(zone)) throw new UsageError(`coordinator add: --zone '${zone}' is no time zone; say Africa/Nairobi`)
  const countries = values.countries
    .split(',')
    .filter(Boolean)
    .map(text => {
      const code = countryOf(text)
      if (!code) throw new UsageError(`coordinator add: --countries names '${text}', which is no country`)
      return code
    })
  await withActing(async ({ tx, now }) => {
    const kept = await keepCoordinator(tx, { email, name: name.trim(), role, countries, zone, safety }, now)
    await audit(tx, 'the command line', 'add', `coordinator:${kept.id}`, now)
    print(
      values.json
        ? JSON.stringify({ id: kept.id })
        : `${kept.name} is coordinator ${kept.id}${safety ? ', and gets conduct reports' : ''}`,
    )
  })
}

const list = (json: boolean) =>
  withActing(async ({ tx }) => {
    const all = await coordinators(tx)
    if (json) return printJson(all)
    for (const one of all)
      print(`${one.id}  ${one.name} <${one.email}>  ${one.role}${one.safetySince ? ', conduct' : ''}  ${one.zone}`)
    if (all.length === 0) print('no coordinators yet')
  })

const remove = (email: string) =>
  withActing(async ({ tx, now }) => {
    const one = await coordinatorAt(tx, email)
    if (!one) throw new UsageError(`coordinator remove: nobody has the address '${email}'`)
    await tx`update coordinators set removed_at = ${now} where id = ${one.id}`
    await audit(tx, 'the command line', 'remove', `coordinator:${one.id}`, now)
    print(`${one.name} is no coordinator any more`)
  })
