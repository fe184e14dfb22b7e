import { letterKinds, sampleOf } from '../../src/outbound/letters-samples.ts'
import { post } from '../../src/outbound/outbox.sql.ts'
import { allRows } from '../support/rows.ts'
import { hour, kate, type Left, makePeople, openRound, partners, type Round, replyDomain } from './round.ts'
import type { Scenario } from './scenario.ts'

const home = 'http://localhost:8080'
const once = ['GET', 'HEAD', 'OPTIONS']
const atThisMachine = { incoming: { socket: { remoteAddress: '127.0.0.1' } } }

const decoded = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=').replaceAll('&#39;', "'")
/** Every address in a letter that a scanner would open. */
const urlsIn = ({ text, html, headers }: Left): string[] => [
  ...(text.match(/https?:\/\/[^\s<>"')]+/g) ?? []).map(url => url.replace(/[.,;]+$/, '')),
  ...linksOn(html),
  ...headers.flatMap(([, value]) => [...value.matchAll(/<(https?:[^>]+)>/g)].map(match => match[1]!)),
]
/** Links, pictures, and forms that need no button: whatever a page lets one fetch. */
const linksOn = (page: string): string[] =>
  [...page.matchAll(/\b(?:href|src|action)\s*=\s*["']([^"'#]+)/gi)]
    .map(match => decoded(match[1]!))
    .filter(url => !/^(?:mailto|data|javascript|tel):/i.test(url))

/** Programs that open every link in every letter, follow what they find, and know no cookie. */
function scanner(w: Round, short: boolean) {
  const methods = short ? [...once, 'GET'] : [...once, ...once, 'GET']
  const found = new Set<string>()
  const pages = new Set<string>()
  const changed = new Set<string>()
  let outside = 0
  let fetched = 0
  let seen = 0

  /** Opens an address in every way and more than once. @returns what it links to */
  async function open(url: string, from?: object): Promise<string[]> {
    const { origin, pathname, search } = new URL(url, home)
    if (origin !== home) {
      outside += 1
      return []
    }
    let links: string[] = []
    for (const method of methods) {
      const answer = await w.ask(`${pathname}${search}`, { method, headers: { 'user-agent': 'a scanner' } }, from)
      if (answer.status >= 500) throw new Error(`a page was answered ${answer.status}`)
      fetched += 1
      if (method === 'GET' && answer.headers.get('content-type')?.includes('html')) links = linksOn(await answer.text())
    }
    return links.map(link => new URL(link, url).href)
  }
  async function crawl(start: string[], most: number, from?: object): Promise<void> {
    const queue = [...start]
    const known = new Set(queue)
    for (let opened = 0; queue.length > 0 && opened < most; opened += 1) {
      const url = queue.shift()!
      pages.add(url)
      for (const link of await open(url, from)) if (!known.has(link) && known.add(link)) queue.push(link)
    }
  }
  async function unchanged(work: () => Promise<void>): Promise<void> {
    const before = await allRows(w.sql)
    await work()
    for (const [table, rows] of await allRows(w.sql)) if (before.get(table) !== rows) changed.add(table)
  }
  /** Scans what left since the last look. */
  const look = async () => {
    const news = w.letters().slice(seen)
    seen += news.length
    if (news.length === 0) return
    const urls = new Set(news.flatMap(urlsIn).map(url => new URL(url, home).href))
    for (const url of urls) found.add(url)
    await unchanged(() => crawl([...urls], urls.size + 20))
  }
  const lookAgain = () =>
    unchanged(async () => {
      await crawl([...found, `${home}/`], found.size + (short ? 20 : 200))
      await crawl([`${home}/`, `${home}/mailbox`, `${home}/console`, `${home}/previews`], short ? 60 : 600, atThisMachine)
    })
  return { look, lookAgain, changed, stats: () => ({ found: found.size, pages: pages.size, fetched, outside }) }
}

/** Lives through a round in which nearly everything happens that leads to a letter. */
async function live(w: Round, look: () => Promise<void>, short: boolean): Promise<void> {
  const act = async (work: () => Promise<unknown>) => {
    await work()
    await w.pass(60_000)
    await look()
  }
  const days = async (until: string, every = short ? 24 : 12) => w.live(until, every, look)
  const people = makePeople(15)
  w.heard.hide(...people.flatMap(one => [one.email, one.name, one.knownAs]))
  const [, , , , , , , , , , , , late, lost, wrong] = people
  await w.join(people.slice(0, 12))
  await look()
  await act(() => w.apply({ email: late!.email, name: late!.name }))
  await act(() => w.apply({ ...lost! }))
  await act(() => w.apply({ ...wrong! }))
  await act(() => w.reply(w.last(wrong!.email, 'confirm'), 'REMOVE'))
  await act(() => w.write('stranxa@strangers.example', `hello@${replyDomain}`, 'What is this?'))
  await act(() => w.write('strenxa@strangers.example', `apply@${replyDomain}`, 'I would like to take part.'))
  const form = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } }
  await act(async () => w.ask('/console/sign-in', { ...form, body: `email=${encodeURIComponent(kate.email)}` }))
  await days('2027-01-16T00:00:00Z')
  await act(() => w.reply(w.last(lost!.email, 'confirm'), 'YES'))
  await days('2027-01-25T00:30:00Z')
  await act(() => w.reply(w.last(kate.email, 'proposal'), 'OK', { verdict: 'none' }))
  await act(() => w.reply(w.last(kate.email, 'confirm-acting'), 'YES'))
  await act(() => w.apply({ ...makePeople(16)[15]! }))
  await days('2027-02-03T00:00:00Z', 3)
  const pairs = await partners(w)
  const prompt = (email: string) => w.last(email, 'prompt')
  await act(() =>
    w.postPosted({
      ...JSON.parse(JSON.stringify(posted(w, w.last(pairs[0]!.a, 'introduction'), 'Nice to meet you! I live by the sea.'))),
    }),
  )
  await days('2027-02-09T12:00:00Z', 6)
  const [one, two, three, four, five, six] = pairs
  await act(() => w.reply(prompt(one!.a), 'YES, we write. We met on Monday. OK TO SHARE'))
  await act(() => w.reply(prompt(one!.b), 'SLOW'))
  await act(() => w.reply(prompt(two!.a), 'NO'))
  await act(() => w.reply(prompt(two!.b), 'Perhaps the one with the kettle?'))
  await act(() => w.reply(prompt(three!.a), 'PAUSE'))
  await act(() => w.reply(w.last(three!.a, 'paused'), 'RESUME'))
  await act(() => w.reply(prompt(three!.b), 'SEND MY DATA', { from: 'alias@elsewhere.example' }))
  await act(() => w.reply(w.last(three!.b, 'other-address'), 'YES'))
  await act(() => w.reply(w.last(three!.b, 'confirm-export'), 'YES'))
  await act(() => w.reply(prompt(four!.a), 'Please end our partnership.', { verdict: 'none' }))
  await act(() => w.reply(w.last(four!.a, 'confirm-end'), 'YES'))
  await act(() => w.reply(prompt(five!.a), 'STOP'))
  await act(() => w.reply(prompt(six!.a), 'He asked me for money. REPORT'))
  await act(() => w.reply(w.last(kate.email, 'proposal'), 'HELP'))
  await days('2027-02-16T12:00:00Z')
  await act(() => w.reply(w.last(kate.email, 'digest'), '1 rematch, 2 rematch, 3 write, 4 rematch'))
  await days('2027-03-20T12:00:00Z')
  await act(() => w.reply(w.last(kate.email, 'digest'), '1 write, 2 write, 3 write'))
  await days('2027-04-20T12:00:00Z')
  await act(() => w.reply(w.last(one!.b, 'prompt'), 'AGAIN'))
  await act(() => w.reply(w.last(two!.b, 'prompt'), 'ERASE ME'))
  await act(() => w.reply(w.last(two!.b, 'confirm-erase'), 'YES'))
  await days('2027-05-12T00:00:00Z')
  await act(() => w.reply(w.last(one!.a, 'prompt'), 'YES'))
  await w.makeRound({
    name: 'Round 8',
    opens: '2027-05-15T00:00:00Z',
    closes: '2027-06-01T00:00:00Z',
    starts: '2027-06-08T00:00:00Z',
    ends: '2027-09-01T00:00:00Z',
  })
  await days('2027-05-20T00:00:00Z')
}

/** A reply of a program that ignores Reply-To: to our open address, in the letter's thread. */
const posted = (w: Round, letter: Left, text: string) => ({
  From: letter.to.email,
  FromFull: { Email: letter.to.email, Name: '', MailboxHash: '' },
  ToFull: [{ Email: `hello@${replyDomain}`, Name: '', MailboxHash: '' }],
  OriginalRecipient: `hello@${replyDomain}`,
  Subject: `Re: ${letter.subject}`,
  MessageID: `returned-${letter.outboxId}`,
  Date: w.time.now.toUTCString(),
  TextBody: text,
  Headers: [
    { Name: 'X-Spam-Tests', Value: 'DKIM_VALID_AU' },
    { Name: 'Received', Value: 'from mx.people.example by p-pm-inboundg01a-aws-euwest1a.inbound.postmarkapp.com' },
    { Name: 'References', Value: letter.messageId },
  ],
})

export const scanners: Scenario = {
  name: 'scanners open every link of every letter',
  goal: 'not one row of any table changes',
  async run(stage) {
    const w = await openRound(stage, scanners.name, { transport: { kind: 'held' } }, { ends: '2027-05-08T00:00:00Z' })
    try {
      const { look, lookAgain, changed, stats } = scanner(w, stage.scale.short)
      await live(w, stage.scale.short ? async () => {} : look, stage.scale.short)
      const kinds = () => new Set(w.letters().map(letter => letter.template))
      const lived = kinds().size
      // what no life led to leaves from its sample
      const [reader] = await w.sql<{ id: number }[]>`
        select p.id from participants p where opted_out_at is null and bounced_at is null and email is not null and confirmed_at is not null order by id desc limit 1`
      for (const template of letterKinds.filter(kind => !kinds().has(kind)))
        await post(
          w.sql,
          { purpose: `sample/${template}`, template, to: { participantId: reader!.id }, data: sampleOf(template).data as never },
          w.time.now,
        )
      await w.pass(hour)
      await look()
      await lookAgain()
      const { found, pages, fetched, outside } = stats()
      const without = letterKinds.filter(kind => !kinds().has(kind))
      return {
        measured: `${w.letters().length} letters of ${kinds().size} of ${letterKinds.length} kinds (${lived} lived, the others from samples${without.length ? `; without ${without.join(', ')}` : ''}), ${found} addresses, ${pages} pages, ${fetched} requests, ${outside} to others left out: ${changed.size ? `changed ${[...changed].join(', ')}` : 'no row of any table changed'}; no table left out`,
        ok: changed.size === 0 && found > 100 && without.length === 0 && lived > 30 && w.failed() === 0,
      }
    } finally {
      await w.close()
    }
  },
}
