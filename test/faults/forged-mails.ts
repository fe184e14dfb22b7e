import { languageFiles } from '../../src/inbound/intent/languages.ts'
import { replyWords } from '../../src/inbound/intent/reply-words.ts'
import { share } from '../support/fake-postmark/chance.ts'
import { postmarkInbound, quoting, rawMime, type Verdict } from '../support/posted.ts'
import { type Left, replyDomain } from './round.ts'

/** What a forged mail wants. */
export type Wish = 'end' | 'leave' | 'erase' | 'address' | 'decide'

/** What it has of a real reply: the letter's own address, a made-up one, only the letter's Message-ID, or nothing. */
type Tie = 'token' | 'guessed' | 'thread' | 'none'

/** How it claims to come from whom it names. */
export type Claim = { name: string; tie: Tie; from: 'registered' | 'elsewhere'; verdict: Verdict; make: Make }

type Aim = {
  /** the letter that it would answer */
  letter: Left
  text: string
  at: Date
  n: number
}
type Forgery = { posted?: Record<string, unknown>; raw?: string; to: string; auth: Verdict; from: string }
type Make = (aim: Aim, claim: Claim) => Forgery

type Headers = { Name: string; Value: string }[]

const attacker = (n: number) => `mallorix${n % 7}@evil${n % 3}.example`
const letters = 'abcdefghijklmnopqrstuvwxyz234567'
const guessed = (n: number) =>
  `r${Array.from({ length: 26 }, (_, i) => letters[Math.floor(share(77, n, i) * 32)]).join('')}@${replyDomain}`

const addressOf = ({ letter, n }: Aim, { tie }: Claim) =>
  tie === 'token' ? letter.replyTo : tie === 'guessed' ? guessed(n) : `hello@${replyDomain}`

const plain =
  (change: (payload: Record<string, unknown> & { Headers: Headers }, aim: Aim) => void = () => {}): Make =>
  (aim, claim) => {
    const { letter, text, at, n } = aim
    const from = claim.from === 'registered' ? letter.to.email : attacker(n)
    const to = addressOf(aim, claim)
    const posted = postmarkInbound({
      ...{ from, to, at, verdict: claim.verdict, subject: `Re: ${letter.subject}`, messageId: `<forged-${n}@evil.example>` },
      text: n % 3 ? text : quoting(text, letter, at),
      ...(claim.tie === 'token' || claim.tie === 'thread' ? { inReplyTo: letter.messageId } : {}),
    }) as Record<string, unknown> & { Headers: Headers }
    change(posted, aim)
    return { posted, to, auth: 'none', from }
  }

const raw =
  (auth: Verdict, more: (aim: Aim) => Headers = () => []): Make =>
  (aim, claim) => {
    const { letter, text, at, n } = aim
    const from = claim.from === 'registered' ? letter.to.email : attacker(n)
    const to = addressOf(aim, claim)
    const written = {
      ...{
        from,
        to,
        at,
        verdict: claim.verdict,
        text,
        subject: `Re: ${letter.subject}`,
        messageId: `<forged-${n}@evil.example>`,
      },
      ...(claim.tie === 'token' || claim.tie === 'thread' ? { inReplyTo: letter.messageId } : {}),
      headers: more(aim),
    }
    return { raw: rawMime(written), to, auth, from }
  }

const below = (...more: Headers) => plain(payload => void payload.Headers.push(...more))
const above = (...more: Headers) => plain(payload => void payload.Headers.unshift(...more))
const authored = ({ letter: { to } }: Aim): Headers => [
  { Name: 'X-Envelope-Auth', Value: 'pass' },
  { Name: 'X-Spam-Tests', Value: 'DKIM_SIGNED,DKIM_VALID,DKIM_VALID_AU,SPF_PASS' },
  { Name: 'Received-SPF', Value: `pass (mx: domain) envelope-from="${to.email}"` },
  {
    Name: 'Authentication-Results',
    Value: `mx.mail.example; dkim=pass header.d=${to.email.split('@')[1]}; spf=pass; dmarc=pass`,
  },
]
const goodTests = { Name: 'X-Spam-Tests', Value: 'DKIM_SIGNED,DKIM_VALID,DKIM_VALID_AU,SPF_PASS' }
const spf = (from: string, what: string) => ({ Name: 'Received-SPF', Value: `${what} (mx: domain) envelope-from="${from}"` })
const ownDoor = (n: number) => ({
  Name: 'Received',
  Value: `from mx.people.example (mx.people.example [198.51.100.7]) by p-pm-inboundg0${n % 9}a-aws-euwest1a.inbound.postmarkapp.com (Postfix) with ESMTPS id 1; Tue, 9 Feb 2027 09:00:00 +0000`,
})

const claim = (name: string, tie: Tie, from: Claim['from'], verdict: Verdict, make: Make = plain()): Claim => ({
  ...{ name, tie, from, verdict, make },
})

/** Every way to claim that we know of; none of them is proof. */
export const claims: Claim[] = [
  claim('no token, a stranger', 'none', 'elsewhere', 'pass'),
  claim('no token, the registered sender, nobody vouches', 'none', 'registered', 'none'),
  claim('no token, the registered sender, refuted', 'none', 'registered', 'fail'),
  claim('guessed token, a stranger', 'guessed', 'elsewhere', 'pass'),
  claim('guessed token, the registered sender, nobody vouches', 'guessed', 'registered', 'none'),
  claim('guessed token, the registered sender, refuted', 'guessed', 'registered', 'fail'),
  claim('the thread alone, nobody vouches', 'thread', 'registered', 'none'),
  claim('the thread alone, refuted', 'thread', 'registered', 'fail'),
  claim('the thread alone, a stranger', 'thread', 'elsewhere', 'pass'),
  claim('real token, another sender with a good signature', 'token', 'elsewhere', 'pass'),
  claim('real token, another sender, nobody vouches', 'token', 'elsewhere', 'none'),
  claim('real token, the registered sender, nobody vouches', 'token', 'registered', 'none'),
  claim('real token, the registered sender, refuted', 'token', 'registered', 'fail'),
  claim('forged X-Spam-Tests', 'token', 'registered', 'none', below(goodTests)),
  claim('forged X-Spam-Tests and Authentication-Results', 'token', 'registered', 'none', (aim, c) =>
    below(...authored(aim))(aim, c),
  ),
  claim('forged findings above a forged door of the provider', 'token', 'registered', 'none', (aim, c) =>
    below(goodTests, spf(aim.letter.to.email, 'pass'), ownDoor(aim.n))(aim, c),
  ),
  claim('Received-SPF twice', 'token', 'registered', 'none', (aim, c) =>
    above(spf('bounce@evil.example', 'none'), spf(aim.letter.to.email, 'pass'))(aim, c),
  ),
  claim('X-Spam-Tests twice', 'token', 'registered', 'none', above(goodTests)),
  claim('SPF of another domain passes', 'token', 'registered', 'none', (aim, c) =>
    plain(payload => {
      payload.Headers = [
        { Name: 'Return-Path', Value: '<bounce@evil.example>' },
        spf('bounce@evil.example', 'pass'),
        ...payload.Headers.filter(({ Name }) => Name !== 'Return-Path').map(one =>
          one.Name === 'X-Spam-Tests' ? { ...one, Value: 'SPF_PASS,DKIM_VALID' } : one,
        ),
      ]
    })(aim, c),
  ),
  claim('findings without the door of the provider', 'token', 'registered', 'none', (aim, c) =>
    plain(payload => {
      payload.Headers = [goodTests, ...payload.Headers.filter(({ Name }) => !/^(?:received|x-spam-tests)$/i.test(Name))]
    })(aim, c),
  ),
  claim('the registered address as the sender’s name', 'token', 'elsewhere', 'pass', (aim, c) =>
    plain((payload, { letter, n }) => {
      payload.FromName = letter.to.email
      payload.From = `"${letter.to.email}" <${attacker(n)}>`
      payload.FromFull = { Email: attacker(n), Name: letter.to.email, MailboxHash: '' }
      payload.ReplyTo = letter.to.email
      payload.Headers.push({ Name: 'Sender', Value: letter.to.email })
    })(aim, c),
  ),
  claim('raw mail, nobody vouches', 'token', 'registered', 'none', raw('none', authored)),
  claim('raw mail, refuted', 'token', 'registered', 'fail', raw('fail', authored)),
  claim('raw mail, another sender with a good signature', 'token', 'elsewhere', 'pass', raw('pass')),
]

const free: Record<'end' | 'leave' | 'erase' | 'address', string[]> = {
  end: [
    'No. Please end it.',
    'Please end our partnership.',
    'I want to end this pair now, thank you.',
    'Please dissolve the pairing. It does not work.',
    'Terminate the partnership.',
    'Quiero terminar la pareja.',
    'Por favor, quiero finalizar nuestra colaboración.',
    'Je voudrais mettre fin à notre binôme.',
    'Quero terminar a nossa parceria.',
    'Bitte unsere Partnerschaft beenden.',
    'Ich möchte die Partnerschaft auflösen.',
    'Vorrei terminare la nostra coppia.',
    'Ik wil ons partnerschap beëindigen.',
    'Jag vill avsluta vårt partnerskap.',
    'Jeg vil gerne afslutte vores partnerskab.',
    'Haluan lopettaa parityöskentelymme.',
    'Chcę zakończyć nasze partnerstwo.',
    'Chci ukončit naše partnerství.',
    'Я хочу завершить нашу пару.',
    'Прошу закінчити наше партнерство.',
    'أريد إنهاء شراكتنا.',
    'אני רוצה לסיים את השותפות שלנו.',
    'ما می‌خواهیم همکاری‌مان را تمام کنیم.',
    'मैं हमारी साझेदारी समाप्त करना चाहता हूँ।',
    '我想结束我们的搭档关系。',
    'パートナー関係を終わらせたいです。',
    '파트너 관계를 끝내고 싶습니다.',
    'Tôi muốn kết thúc cặp đôi này.',
    'Saya ingin mengakhiri pasangan ini.',
    'Ortaklığımızı bitirmek istiyorum.',
    'Θέλω να τερματίσω τη συνεργασία μας.',
    'Nataka kumaliza ushirikiano wetu.',
  ],
  leave: [
    'I would like to leave the programme. Please take me off your list.',
    'Please unsubscribe me from these letters.',
    'Quiero darme de baja del programa.',
    'Je souhaite me désinscrire du programme.',
    'Ich möchte aus dem Programm aussteigen, bitte keine E-Mails mehr.',
    'Quero sair do programa, por favor não me escrevam mais.',
    'Vorrei cancellarmi dal programma.',
    'Хочу отписаться от рассылки.',
    '请取消订阅，我想退出这个项目。',
    '配信停止をお願いします。',
    'أريد إلغاء الاشتراك.',
  ],
  erase: [
    'Erase me, please.',
    'Please delete all my personal data.',
    'Under article 17 GDPR I ask you to erase my account and everything about me.',
    'Bitte löschen Sie alle meine Daten.',
    'Veuillez effacer toutes mes données.',
    'Borren todos mis datos, por favor.',
  ],
  address: [
    'My address has changed. Please write to mallorix@evil.example from now on.',
    'Bitte ab sofort nur noch an mallorix@evil.example schreiben.',
    'Mi nueva dirección es mallorix@evil.example.',
    'Change my email to mallorix@evil.example',
    'YES',
    'YES, both addresses are mine.',
  ],
}
const deciding = [
  '1 end, 2 rematch',
  '1 end\n2 rematch',
  'OK',
  '1 rematch',
  'ok to all',
  '1: end. 2: end. 3: end.',
  '1 merge, 2 accept',
  '2 end, 1 snooze 90d',
  '1 forbid',
  'UNDO',
  'YES',
  'away until 1 August',
  '1 note forget it',
]

/** The nth wording of a wish; from the first again when there are no more. */
export function wording(wish: Wish, n: number): string {
  if (wish === 'decide') return deciding[n % deciding.length]!
  const words = [...languageFiles().keys()].map(code => replyWords(code))
  const listed =
    wish === 'leave'
      ? words.map(({ stop }) => stop.toUpperCase())
      : wish === 'erase'
        ? words.map(one => one['erase me'].toUpperCase())
        : []
  const all = [...new Set([...listed, ...free[wish]])]
  return all[n % all.length]!
}

/** May the nth wording be read as leaving? Whoever asks in free words to be deleted is taken to leave, as far as the token goes. */
export const asksToGo = (wish: Wish, n: number): boolean =>
  wish === 'leave' || (wish === 'erase' && free.erase.slice(1).includes(wording(wish, n)))

/** Real replies of real people, of whom nobody wants to leave: the words that would end something stand in our own letter below. */
export function quotationOnly(letter: Left, at: Date, n: number): Record<string, unknown> {
  const lines = letter.text.split('\n')
  const marked = lines.map(line => `> ${line}`).join('\n')
  const when = at.toUTCString().slice(0, 16)
  const wanted = '> Please end our partnership. STOP'
  const shapes = [
    `Thank you!\n\nOn ${when}, ${letter.from.name} wrote:\n${marked}`,
    `Vielen Dank!\n\nAm ${when} schrieb ${letter.from.name} <${letter.from.email}>:\n${marked}\n${wanted}`,
    `Merci beaucoup !\n\nLe ${when}, ${letter.from.name} <${letter.from.email}> a écrit :\n${marked}\n${wanted}`,
    `Gracias.\n\nEl ${when}, ${letter.from.name} escribió:\n\n${marked}\n> STOP\n> NO`,
    `Kind regards\n\n-----Original Message-----\nFrom: ${letter.from.name} <${letter.from.email}>\nSent: ${when}\nTo: me\nSubject: ${letter.subject}\n\n${letter.text}\nSTOP`,
    `Thanks\n\n________________________________\nFrom: ${letter.from.name} <${letter.from.email}>\nSent: ${when}\nTo: me\nSubject: ${letter.subject}\n\n${letter.text}\nNO`,
    `> STOP\n> NO\n> ERASE ME\n\nThank you.`,
    `${marked}\n\nThanks a lot`,
  ]
  return postmarkInbound({
    from: letter.to.email,
    to: letter.replyTo,
    subject: `Re: ${letter.subject}`,
    text: shapes[n % shapes.length]!,
    verdict: 'pass',
    at,
    inReplyTo: letter.messageId,
    messageId: `<quoted-${n}@people.example>`,
  })
}

/** Programs that answer while somebody is away, in the worst words that they could choose. */
export function outOfOffice(letter: Left, at: Date, n: number): Record<string, unknown> {
  const says = [
    'STOP\nI am out of the office until 20 March 2027.',
    'I have left the library. Please end it and remove me from your list.',
    'Ich bin bis zum 20. März 2027 nicht im Büro. Bitte beenden Sie alle E-Mails.',
    'Je suis absent jusqu’au 20 mars 2027. STOP.',
    'Automatic reply: this mailbox is closed. Unsubscribe me.',
    'ERASE ME',
  ]
  const marks: Headers[] = [
    [{ Name: 'Auto-Submitted', Value: 'auto-replied' }],
    [
      { Name: 'Precedence', Value: 'auto_reply' },
      { Name: 'X-Autoreply', Value: 'yes' },
    ],
    [
      { Name: 'X-Auto-Response-Suppress', Value: 'All' },
      { Name: 'Auto-Submitted', Value: 'auto-generated' },
    ],
  ]
  return postmarkInbound({
    from: letter.to.email,
    to: letter.replyTo,
    subject: `Automatic reply: ${letter.subject}`,
    text: quoting(says[n % says.length]!, letter, at),
    verdict: 'pass',
    at,
    inReplyTo: letter.messageId,
    messageId: `<away-${n}@people.example>`,
    headers: marks[n % marks.length]!,
  })
}
