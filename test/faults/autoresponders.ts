import { postmarkInbound } from '../support/posted.ts'
import { day, type Left, makePeople, type Round, replyDomain, runningRound } from './round.ts'
import type { Scenario } from './scenario.ts'

type Program = {
  name: string
  subject: (letter: Left) => string
  text: string
  headers: { Name: string; Value: string }[]
  /** the day that it names, in UTC */
  until: string | null
}

const re = ({ subject }: Left) => `Re: ${subject}`
const auto = ({ subject }: Left) => `Automatic reply: ${subject}`
const header = (Name: string, Value: string) => ({ Name, Value })

/** Vacation programs, from those that say what they are to those that carry no mark at all; most name a day. */
const programs: Program[] = [
  {
    name: 'RFC 3834',
    subject: re,
    text: 'I am on leave until 2 March 2027 and read no mail.',
    headers: [header('Auto-Submitted', 'auto-replied')],
    until: '2027-03-02',
  },
  {
    name: 'Exchange',
    subject: auto,
    text: 'Thank you for your message. I am out of the office and will be back on 5 March 2027.',
    headers: [header('X-Auto-Response-Suppress', 'All'), header('Auto-Submitted', 'auto-generated')],
    until: '2027-03-05',
  },
  {
    name: 'vacation(1)',
    subject: re,
    text: 'Ich bin bis zum 26. Februar 2027 im Urlaub und habe keinen Zugriff auf meine E-Mails.',
    headers: [header('Precedence', 'bulk')],
    until: '2027-02-26',
  },
  {
    name: 'a web mailer without a mark',
    subject: re,
    text: 'I am on annual leave until 1 March 2027. I will reply to your message when I return.',
    headers: [],
    until: '2027-03-01',
  },
  {
    name: 'Spanish without a mark',
    subject: ({ subject }) => `Respuesta automática: ${subject}`,
    text: 'Estoy de vacaciones hasta el 27 de febrero de 2027. Contestaré a mi vuelta. Gracias.',
    headers: [],
    until: '2027-02-27',
  },
  {
    name: 'French without a mark',
    subject: re,
    text: 'Bonjour, je suis en congés jusqu’au 4 mars 2027. Je vous répondrai à mon retour.',
    headers: [],
    until: '2027-03-04',
  },
  {
    name: 'a yes in it',
    subject: auto,
    text: 'Yes! I am away until 3 March 2027. Please end it, STOP, and rematch whoever you like.',
    headers: [header('Auto-Submitted', 'auto-replied')],
    until: '2027-03-03',
  },
  {
    name: 'no day named',
    subject: auto,
    text: 'I am out of the office with no access to mail. For urgent matters ring 555 0100.',
    headers: [header('Auto-Submitted', 'auto-replied')],
    until: null,
  },
  {
    name: 'a help desk without a mark',
    subject: ({ subject }) => `[Ticket 4711] ${subject}`,
    text: 'Your request has been received and will be handled by our team.',
    headers: [],
    until: null,
  },
  {
    name: 'neither a mark nor a word of a machine',
    subject: re,
    text: 'The front desk has put this on the pile. Somebody looks at the pile on Fridays.',
    headers: [],
    until: null,
  },
]

/** Letters that answer a mail, as against those that were due anyway. */
async function answersTo(w: Round, email: string): Promise<number> {
  const rows = await w.sql<{ id: number }[]>`select id from outbox where purpose like '%/inbox:%'`
  const ids = new Set(rows.map(({ id }) => id))
  return w.lettersTo(email).filter(({ outboxId }) => ids.has(outboxId)).length
}

export const autoresponders: Scenario = {
  name: 'two autoresponders for 30 days',
  goal: 'at most 1 answer, none to a machine; away until its day',
  async run(stage) {
    const using = programs
    const w = await runningRound(stage, autoresponders.name, makePeople(using.length + (using.length % 2)))
    try {
      const owner = new Map(using.map((program, i) => [`vexa${i}@people.example`, program]))
      // strangers' programs as well: one that answers at once, and one that takes a day for it
      const strangers = ['stranxa@strangers.example', 'strenxa@strangers.example']
      w.heard.hide(...strangers, ...using.map(({ text }) => text.slice(0, 24)))
      let n = 0
      const answer = async (letter: Left, program: Program) => {
        n += 1
        const status = await w.postPosted(
          postmarkInbound({
            from: letter.to.email,
            to: letter.replyTo.endsWith(replyDomain) ? letter.replyTo : `hello@${replyDomain}`,
            subject: program.subject(letter),
            text: program.text,
            verdict: 'pass',
            at: w.time.now,
            inReplyTo: letter.messageId,
            messageId: `<away-${n}@people.example>`,
            headers: program.headers,
          }),
        )
        if (status !== 200) throw new Error(`an automatic reply was answered ${status}`)
      }
      const slow: { letter: Left; at: Date }[] = []
      const desk = using.at(-1)!
      const react = async (news: Left[]) => {
        for (const letter of news) {
          const program = owner.get(letter.to.email)
          if (program) await answer(letter, program)
          if (letter.to.email === strangers[0]) await answer(letter, desk)
          if (letter.to.email === strangers[1]) slow.push({ letter, at: new Date(w.time.now.getTime() + day) })
        }
        for (const one of slow.splice(0)) {
          if (one.at <= w.time.now) await answer(one.letter, desk)
          else slow.push(one)
        }
      }
      // each is set off by the last letter of its owner's, and answers whatever comes for thirty days
      for (const email of owner.keys()) await react([w.last(email)])
      for (const email of strangers) await w.write(email, `hello@${replyDomain}`, 'What is this about?')
      const begun = w.time.now
      const awayAt = new Map<string, string | null>()
      await w.live(new Date(begun.getTime() + day), stage.scale.short ? 4 : 1, react)
      for (const row of await w.sql<{ email: string; until: string | null }[]>`
        select email, to_char(away_until at time zone 'UTC', 'YYYY-MM-DD') as until from participants`)
        awayAt.set(row.email, row.until)
      await w.live(new Date(begun.getTime() + 30 * day), stage.scale.short ? 8 : 3, react)

      const per = await Promise.all([...owner.keys(), ...strangers].map(async email => ({ email, n: await answersTo(w, email) })))
      const named = [...owner].filter(([, { until }]) => until)
      const right = named.filter(([email, { until }]) => awayAt.get(email) === until)
      const wrong = named.filter(([email, { until }]) => awayAt.get(email) !== until).map(([, { name }]) => name)
      const [machines] = await w.sql<{ replies: number; answered: number }[]>`
        select count(*)::int as replies, count(o.id)::int as answered
        from inbox i left join outbox o on o.purpose like '%/inbox:' || i.id
        where i.outcome like 'automatic reply%' or i.outcome like 'auto-reply%'`
      const [said] = await w.sql<{ replies: number; ended: number }[]>`
        select (select count(*)::int from signals where kind = 'reply' and participant_id in (select participant_id from signals where kind = 'auto')) as replies,
          (select count(*)::int from partnerships where ended_at is not null) as ended`
      const most = Math.max(...per.map(one => one.n))
      const chatty = per.filter(one => one.n > 1).map(one => `${owner.get(one.email)?.name ?? one.email} ${one.n}`)
      return {
        measured: `${using.length + strangers.length} programs, ${n} automatic replies: at most ${most} answers to one${chatty.length ? ` (${chatty.join(', ')})` : ''}, ${machines!.answered} to the ${machines!.replies} known for machines, ${said!.replies} taken for a person’s, ${said!.ended} pairs ended; away until the day named: ${right.length} of ${named.length}${wrong.length ? ` (not ${wrong.join(', ')})` : ''}`,
        ok:
          most <= 1 &&
          machines!.answered === 0 &&
          said!.replies === 0 &&
          said!.ended === 0 &&
          right.length === named.length &&
          w.failed() === 0,
      }
    } finally {
      await w.close()
    }
  },
}
