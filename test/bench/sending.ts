import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '../../src/clock.ts'
import { readConfig } from '../../src/config.ts'
import type { Database } from '../../src/db.ts'
import { makeLog } from '../../src/log.ts'
import { deliver } from '../../src/outbound/deliver.ts'
import type { DeliveryOptions } from '../../src/outbound/delivery.ts'
import { postmark } from '../../src/outbound/postmark.ts'
import { introduceEverybody } from '../faults/people.ts'
import { fakePostmark } from '../support/fake-postmark/server.ts'
import { type Line, report, withDatabase } from './support.ts'

/** How fast letters leave through a provider that takes 100 ms a call: a round of 1,162, and out of a queue of 100,000. */
const callMs = 100
const atATime = 10

/** An introduction as long as a real one, so that composing it costs what it costs. */
const partner = {
  name: 'Beatriz Lindqvist',
  knownAs: 'Beatriz',
  email: 'beatriz@uni.example.net',
  country: 'BR',
  place: 'Recife',
  role: 'Reference librarian',
  employer: 'University library',
  languages: ['pt', 'en'],
  about: 'I look after the newspaper collection, and teach first-year students to find their way in it. '.repeat(4),
  zone: 'America/Recife',
}
const data = {
  partner,
  reasons: ['You both work in reference services.', 'You both speak English.', 'Your days overlap by five hours.'],
  meetings: ['2027-03-05T13:00:00.000Z', '2027-03-06T14:00:00.000Z', '2027-03-08T13:30:00.000Z'],
  pairAddress: 'p@in.mentoring.example.org',
  endsAt: '2027-08-01T00:00:00.000Z',
  firstCheckInAt: '2027-03-20T07:00:00.000Z',
  topic: { title: 'Your place of work', html: '<p>Show each other round.</p>', text: 'Show each other round.' },
  rematch: false,
}

async function send(sql: Database, pairs: number, letters: number) {
  const fake = fakePostmark({ latencyMs: callMs })
  const { url, close } = await fake.listen()
  const config = readConfig({
    SECRET: 'a secret that only the benchmark knows, 32 bytes',
    MAIL_FROM: 'hello@mentoring.example.org',
    REPLY_DOMAIN: 'in.mentoring.example.org',
    PUBLIC_URL: 'http://127.0.0.1:8080',
    POSTAL_ADDRESS: 'PO Box 1',
  })
  const transport = postmark({ token: fake.token, apiUrl: url, stream: 'outbound' })
  const world = { sql, clock: systemClock, config, transport, log: makeLog('silent') }
  await introduceEverybody(sql, pairs, 0, new Date(Date.now() - 1000))
  await sql`update outbox set data = ${sql.json(data as never)}`
  await sql`analyze`
  const written = existsSync(join(import.meta.dirname, '../../templates/letters/introduction/en.json'))
  const plain: DeliveryOptions = { render: async () => ({ subject: 's', text: 't', html: '<p>h</p>' }) }
  const options: DeliveryOptions = { concurrency: atATime, ...(written ? {} : plain) }
  const began = performance.now()
  const cpu = process.cpuUsage()
  let left = letters
  while (left > 0) left -= await deliver(world, { ...options, most: Math.min(left, 400) })
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(cpu)
  await close()
  const { accepted, doubled } = fake.stats()
  return { seconds, accepted, doubled, cpu: (user + system) / 1e6, written }
}

const lines: Line[] = []
const round = await withDatabase(sql => send(sql, 581, 1162))
const ideal = (1162 * callMs) / 1000 / atATime
lines.push({
  what: `1,162 introductions, ${atATime} calls of ${callMs} ms at a time`,
  measured: `${round.seconds.toFixed(1)} s, ${round.cpu.toFixed(1)} s of processor`,
  goal: `at most 25 s (the calls alone: ${ideal.toFixed(1)} s)`,
  ok: round.seconds <= 25 && round.accepted === 1162 && round.doubled === 0,
})
const many = 1162
const large = await withDatabase(sql => send(sql, 50_000, many))
const ratio = large.accepted / large.seconds / (round.accepted / round.seconds)
lines.push({
  what: `the first ${large.accepted} out of a queue of 100,000`,
  measured: `${(large.accepted / large.seconds).toFixed(0)} a second against ${(round.accepted / round.seconds).toFixed(0)}: ratio ${ratio.toFixed(2)}`,
  goal: 'ratio at least 0.8',
  ok: ratio >= 0.8,
})
report(
  `bench:sending (letters composed ${round.written ? 'from their templates' : 'plainly: the introduction has no template yet'})`,
  lines,
)
