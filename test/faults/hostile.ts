import fc from 'fast-check'
import processArrivals from '../../jobs/process-arrivals.ts'
import { hostile as hostileRaw } from '../inbound/hostile.ts'
import { made, mutated } from '../inbound/mutated.ts'
import { postmarkInbound } from '../support/posted.ts'
import { hour, makePeople, type Round, replyDomain, runningRound } from './round.ts'
import type { Scenario } from './scenario.ts'

type Mail = { name: string; door: 'mime' | 'posted' | 'event'; body: Buffer }
type Make = (marker: string) => Mail

const posted =
  (name: string, change: (payload: Record<string, unknown>) => unknown): Make =>
  marker => {
    const payload = postmarkInbound({
      from: 'mallorix@evil.example',
      to: `hello@${replyDomain}`,
      subject: `Re: ${marker}`,
      text: `${marker} yes`,
      verdict: 'none',
      at: new Date('2027-02-10T08:00:00Z'),
    })
    return { name, door: 'posted', body: Buffer.from(JSON.stringify(change({ ...payload, MessageID: marker }))) }
  }
const bytes =
  (name: string, door: Mail['door'], make: (marker: string) => string | Buffer): Make =>
  marker => ({
    name,
    door,
    body: Buffer.from(make(marker) as string),
  })
const many = (n: number, make: (i: number) => unknown) => Array.from({ length: n }, (_, i) => make(i))

/** What is no JSON, or another JSON than the provider's. The doors keep it all. */
const broken: Make[] = [
  ...(['posted', 'event'] as const).flatMap(door => [
    bytes('no JSON', door, m => `${m} says that this is not JSON`),
    bytes('JSON cut short', door, m => `{"MessageID": "${m}", "RecordType": "Bounce", "TextBody": "${m} ye`),
    bytes('a list', door, m => `["${m}"]`),
    bytes('a word', door, m => `"${m}"`),
    bytes('a number', door, m => `1${m.replace(/\D/g, '')}`),
    bytes('null behind blanks', door, m => `${' '.repeat(Number(m.replace(/\D/g, '')) % 1000)}null`),
    bytes('UTF-16', door, m => Buffer.from(`{"MessageID": "${m}"}`, 'utf16le')),
    bytes('a mark of bytes before it', door, m => `\ufeff{"MessageID": "${m}"}`),
    bytes('invalid UTF-8', door, m =>
      Buffer.concat([Buffer.from(`{"MessageID": "${m}`), Buffer.alloc(3000, 0xc3), Buffer.from('"}')]),
    ),
    bytes('NULs', door, m => `{"MessageID": "${m}\\u0000", "TextBody": "\\u0000${m}", "Email": "${m}\\u0000@evil.example"}`),
    bytes('lone surrogates', door, m => `{"MessageID": "${m}\\ud800", "Subject": "\\udfff", "RecordType": "\\ud800"}`),
    bytes('100,000 brackets', door, m => `${'['.repeat(100_000)}"${m}"`),
    bytes('100,000 lists in each other', door, m => `{"MessageID": "${m}", "X": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
    bytes('a prototype', door, m => `{"__proto__": {"From": "${m}"}, "constructor": 1, "MessageID": "${m}"}`),
    bytes('a number too large', door, m => `{"MessageID": "${m}", "Bounce": 1e999, "ID": 1${'0'.repeat(5000)}}`),
  ]),
  bytes('an event of wrong types', 'event', m => JSON.stringify({ RecordType: m, Metadata: 7, BouncedAt: {}, Email: [m] })),
  bytes('an event of no day', 'event', m =>
    JSON.stringify({ RecordType: 'Bounce', ID: m, Type: 'HardBounce', Email: `${m}@evil.example`, BouncedAt: 'yesterday' }),
  ),
  bytes('an event of a letter that never was', 'event', m =>
    JSON.stringify({ RecordType: 'Delivery', MessageID: m, Metadata: { outbox: '99999999999999999999' } }),
  ),
  bytes('an event of a letter by a word', 'event', m =>
    JSON.stringify({ RecordType: 'Delivery', MessageID: m, Metadata: { outbox: `${m}'; drop table outbox` } }),
  ),
  posted('200,000 headers', p => ({ ...p, Headers: many(200_000, i => ({ Name: `X-${i % 9}`, Value: 'header' })) })),
  posted('100,000 recipients', p => ({ ...p, ToFull: many(100_000, i => ({ Email: `b${i}@evil.example`, Name: '' })) })),
  posted('a recipient of 1 MB', p => ({ ...p, OriginalRecipient: `${'r'.repeat(1_000_000)}@${replyDomain}` })),
  posted('100,000 tokens', p => ({ ...p, To: `r${'a'.repeat(26)}@${replyDomain}, `.repeat(100_000) })),
  posted('headers that are none', p => ({ ...p, Headers: [null, 1, 'x', {}, { Name: 1, Value: {} }] })),
  posted('headers as a word', p => ({ ...p, Headers: 'From: x' })),
  posted('no headers', p => ({ ...p, Headers: null })),
  posted('recipients that are none', p => ({ ...p, ToFull: [null, 7, { Email: null }], CcFull: 'x', BccFull: {} })),
  posted('a sender that is none', p => ({ ...p, From: {}, FromFull: [] })),
  posted('a sender of 1 MB', p => ({
    ...p,
    From: '<('.repeat(500_000),
    FromFull: { Email: `${'<('.repeat(500_000)}@x`, Name: '' },
  })),
  posted('a subject of 5 MB', p => ({ ...p, Subject: `${p.Subject}${'x'.repeat(5_000_000)}` })),
  posted('a subject with orders', p => ({ ...p, Subject: `${p.Subject}\r\nBcc: victim@evil.example\r\n\r\nyes` })),
  posted('texts that are none', p => ({ ...p, TextBody: { a: p.TextBody }, HtmlBody: [p.TextBody] })),
  posted('no text', p => ({ ...p, TextBody: '', HtmlBody: '' })),
  posted('a date that is none', p => ({ ...p, Date: `${'9'.repeat(100_000)}` })),
  posted('5,000 attachments', p => ({
    ...p,
    Attachments: many(5000, i => ({ Name: `${i}`, Content: 'eWVz', ContentType: 'text/plain' })),
  })),
  posted('attachments that are none', p => ({ ...p, Attachments: [{ Content: 7 }, null] })),
  posted('an attachment of 20 MB', p => ({
    ...p,
    Attachments: [{ Name: 'x', Content: 'A'.repeat(20_000_000), ContentType: 'message/rfc822', ContentLength: 1 }],
  })),
]

/** The messages that hurt readers of raw mail, in the provider's JSON. */
const asPosted =
  (name: string, raw: () => Buffer): Make =>
  marker => {
    const text = raw().toString('latin1')
    const body = text.slice(text.indexOf('\n\n') + 2)
    const kind = /content-type: text\/html/i.test(text.slice(0, 2000)) ? 'HtmlBody' : 'TextBody'
    return posted(name, p => ({ ...p, TextBody: '', [kind]: `${marker}\n${body}` }))(marker)
  }
/** Raw mail is known by its Message-ID: each has one of its own, or none at all. */
const asRaw =
  (name: string, raw: () => Buffer): Make =>
  marker => {
    const body = raw()
    const bare = !/message-id/i.test(body.subarray(0, 300_000).toString('latin1')) && marker.length % 2 === 0
    const head = bare ? '' : `Message-ID: <${marker}@evil.example>\nComments: ${marker}\n`
    return { name, door: 'mime', body: Buffer.concat([Buffer.from(head), body, Buffer.from(`\n${marker}\n`)]) }
  }
/** The provider's JSON, damaged on the way. */
const damaged =
  (n: number): Make =>
  marker => {
    const { body } = posted('the provider’s JSON, damaged', p => p)(marker)
    for (let i = 0; i <= n % 5; i += 1) body[(n * 7919 + i * 104_729) % body.length] = (n * 31 + i * 17) % 256
    return {
      name: 'the provider’s JSON, damaged',
      door: 'posted',
      body: n % 3 ? body : body.subarray(0, (n * 997) % body.length),
    }
  }

function mails(short: boolean): Make[] {
  const raws = Object.entries(hostileRaw).filter((_, i) => !short || i % 9 === 0)
  const sample = <T>(one: fc.Arbitrary<T>, n: number) => fc.sample(one, { numRuns: n, seed: 7 })
  const [all, some] = short ? [60, 8] : [1000, 300]
  const list = [
    ...raws.map(([name, raw]) => asRaw(name, raw)),
    ...raws.map(([name, raw]) => asPosted(name, raw)),
    ...broken.filter((_, i) => !short || i % 3 === 1),
    ...sample(made, some).map(one => asRaw('put together from parts', () => one)),
    ...many(some, i => damaged(i as number)).map(make => make as Make),
  ]
  return [...list, ...sample(mutated, Math.max(0, all - list.length)).map(one => asRaw('a real letter, damaged', () => one))]
}

/** Brings them all, processes each by the job, and says which took the most of the processor. */
async function bring(w: Round, list: Make[]) {
  const addresses = w.letters().flatMap(letter => (letter.template === 'prompt' ? [letter.replyTo] : []))
  let refused = 0
  let slowest = { name: '', seconds: 0 }
  for (const [n, make] of list.entries()) {
    const marker = `qzhostile${n}x`
    w.heard.hide(marker)
    const { name, door, body } = make(marker)
    w.time.now = new Date(w.time.now.getTime() + 20_000)
    const to = n % 3 ? addresses[n % addresses.length]! : `${'x'.repeat(n)}@evil.example, hello@${replyDomain}`
    const status =
      door === 'posted' ? await w.postPosted(body) : door === 'event' ? await w.postEvent(body) : await w.postRaw(body, to)
    if (status !== 200) refused += 1
    const began = process.cpuUsage()
    await processArrivals.run(w.world)
    const spent = process.cpuUsage(began)
    const seconds = (spent.user + spent.system) / 1e6
    if (seconds > slowest.seconds) slowest = { name: `${name} (${door})`, seconds }
  }
  return { refused, slowest }
}

export const hostile: Scenario = {
  name: 'malformed and hostile arrivals',
  goal: 'all answered 200, kept, and read or left to a person',
  async run(stage) {
    const people = makePeople(stage.scale.short ? 6 : 80)
    const w = await runningRound(stage, hostile.name, people)
    try {
      const from = w.time.now
      const list = mails(stage.scale.short)
      const { refused, slowest } = await bring(w, list)
      // what failed is tried again, four times, and then is a person's
      for (let i = 0; i < 3; i += 1) await w.pass(hour)
      const [row] = await w.sql<{ kept: number; done: number; left: number; unreadable: number; flags: number; again: number }[]>`
        select count(*)::int as kept, count(processed_at)::int as done, count(failed_at)::int as left,
          count(*) filter (where outcome like 'could not be read%')::int as unreadable, count(*) filter (where attempts > 0)::int as again,
          (select count(*)::int from flags where kind = 'broken arrival') as flags
        from inbox where received_at > ${from}`
      const reader = people.at(-1)!.email
      await w.answer(w.last(reader, 'prompt'), 'YES')
      const [next] = await w.sql<{ outcome: string }[]>`select outcome from inbox order by id desc limit 1`
      const { kept, done, left, unreadable, flags, again } = row!
      return {
        measured: `${list.length} brought: ${refused} not answered 200, ${list.length - kept} lost, ${kept - done - left} not processed; ${unreadable} unreadable and ${left} given up (${again} tried again), ${flags} left to a person; then: ${next!.outcome}; slowest ${slowest.seconds.toFixed(2)} s of processor: ${slowest.name}`,
        ok:
          refused === 0 &&
          kept === list.length &&
          done + left === kept &&
          flags === unreadable + left &&
          next!.outcome === 'still talking',
      }
    } finally {
      await w.close()
    }
  },
}
