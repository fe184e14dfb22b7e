import { heartbeatToken } from '../../jobs/acts/introduce.ts'
import { days, hours, minutes } from '../clock.ts'
import { hashToken, makeToken, replyAddress } from '../reply-address.ts'
import type { Agenda } from './agenda.ts'
import { awayNote, type Saying, say } from './answers.ts'
import { awayAt, type Letter, type Player } from './cast.ts'
import { type Chance, chanceOf } from './chance.ts'
import { correspond, lastReceived } from './correspondence.ts'
import type { Stage } from './stage.ts'

export type Play = {
  seed: string
  stage: Stage
  agenda: Agenda
  players: Map<string, Player>
  /** the term's last moment, ms */
  endsAt: number
  /** how many pairs there are, and which of them meets with inappropriate words */
  conductPair: number | null
  /** partnerships by id, and whom they joined */
  truths: Map<
    number,
    { players: [Player, Player]; letters: [Letter, Letter]; from: number; truth: ReturnType<typeof correspond> }
  >
  replies: number
}

/** Somebody opens a letter, and does what they would do. */
export function read(play: Play, letter: Letter, player: Player): void {
  const { stage, agenda, seed } = play
  const chance = chanceOf(seed, 'letter', letter.purpose)
  const now = stage.now
  if (now >= player.deadFrom) return void agenda.add(now + minutes(5), () => bounce(play, letter, player))
  const away = awayAt(player, now)
  // our letters say that a program wrote them, and most programs then keep quiet
  if (away?.tells && chance.is(0.45))
    agenda.add(now + minutes(2), () => write(play, player, letter, awayNote(chance, new Date(away.until)), { automatic: true }))
  const answer = (text: string, after = answerDelay(chance, player)) =>
    agenda.add(Math.max(now + after, away ? away.until + hours(chance.int(30)) : 0), () => answerNow(play, player, letter, text))
  const word = (saying: Saying) => answer(say(chance, saying, player.locale))
  switch (letter.template) {
    case 'confirm':
      if (chance.is(0.94))
        answer(
          say(chance, 'yes', player.locale).includes('week')
            ? 'YES'
            : chance.pick(['YES', 'Yes', 'yes', 'YES please', 'Yes, all three are right']),
          hours(2 + chance.int(40)),
        )
      return
    case 'missing':
      if (chance.is(0.9)) answer('Languages: English\nInterests: reading for pleasure, small budgets', hours(3 + chance.int(60)))
      return
    case 'round-open':
      return word('yes')
    case 'introduction':
      return introduced(play, letter, player, chance)
    case 'check-in':
    case 'write':
      return checkIn(play, letter, player, chance, answer, 1)
    case 'prompt':
      if (chance.is(0.03)) return word(chance.is(0.5) ? 'more' : 'fewer')
      return letter.question === 'check-in' ? checkIn(play, letter, player, chance, answer, 0.75) : undefined
    case 'follow-up':
      return followUp(play, player, chance, word)
    case 'rematch-offer':
      if (chance.is(0.75)) word(chance.is(0.8) ? 'rematch' : 'wait')
      return
    case 'partner-left':
    case 'goodbye':
      if (play.endsAt - now > days(35) && chance.is(0.6)) word('rematch')
      return
    case 'other-address':
      return answer('YES', hours(5))
    case 'end':
      if (player.wantsAgain) word('again')
      return
  }
}

const answerDelay = (chance: Chance, player: Player) =>
  player.answersAfter === 0 ? hours(1 + chance.int(20)) : days(player.answersAfter * (0.5 + chance.unit()))

type AnswerWith = (text: string) => void

/** "Are you still talking?", answered by what they know. */
function checkIn(play: Play, letter: Letter, player: Player, chance: Chance, answer: AnswerWith, share: number): void {
  const pair = player.pair
  if (!pair || pair.id !== letter.partnershipId) return
  const now = play.stage.now
  const { truth, side } = pair
  const stopped = truth.stoppedAt !== null && now >= truth.stoppedAt
  const leaves = stopped && truth.leaver === side
  const fades = stopped && truth.leaver === null
  if (!chance.is(player.answers * share * (leaves ? 0.3 : fades ? 0.6 : 1))) return
  if (chance.is(0.04)) return answer(say(chance, 'odd', player.locale))
  const silence = (now - (lastReceived(truth, side, now) ?? play.truths.get(pair.id)!.from)) / days(1)
  if (!stopped) {
    if (silence > Math.max(player.patience, 3 * truth.gap) && chance.is(0.5)) return answer(say(chance, 'no', player.locale))
    return answer(say(chance, chance.is(0.12) ? 'slow' : 'yes', player.locale))
  }
  const since = (now - truth.stoppedAt!) / days(1)
  const hopes = leaves ? chance.is(0.55 * Math.exp(-since / 45)) : chance.is(0.85 * Math.exp(-since / (fades ? 24 : 16)))
  if (hopes) return answer(say(chance, 'yes', player.locale))
  answer(say(chance, leaves && chance.is(0.25) ? 'stop' : 'no', player.locale))
}

function followUp(play: Play, player: Player, chance: Chance, word: (saying: Saying) => void): void {
  const truth = player.pair?.truth
  const gone = truth?.stoppedAt != null && play.stage.now >= truth.stoppedAt
  if (!gone) return chance.is(0.7) ? word('here') : undefined
  if (chance.is(0.15)) return word('here')
  if (chance.is(0.15)) word('stop')
}

/** Both have their introduction: from now on they write to each other, unseen. */
function introduced(play: Play, letter: Letter, player: Player, chance: Chance): void {
  const { stage, agenda, seed, truths } = play
  const id = letter.partnershipId!
  const known = truths.get(id)
  const players: [Player, Player] = known ? [known.players[0], player] : [player, player]
  const conduct = id === play.conductPair
  const letters: [Letter, Letter] = known ? [known.letters[0], letter] : [letter, letter]
  const truth = correspond(seed, String(id), stage.now, play.endsAt, conduct)
  truths.set(id, { players, letters, from: stage.now, truth })
  if (!known) return
  players.forEach((one, side) => {
    one.pair = { id, side: side as 0 | 1, partner: players[1 - side]!, truth }
  })
  const pairAddress = replyAddress(stage.world.config.replyTo, heartbeatToken(stage.world.config.secret, id))
  for (const [i, { at, by }] of truth.letters.entries()) {
    const writer = players[by]!
    if (i === 0 && chance.is(0.06))
      agenda.add(at, () =>
        mail(play, writer, `first:${id}`, {
          to: `hello@${stage.world.config.mailDomain}`,
          subject: letters[by]!.subject,
          text: `Dear partner, I look forward to our letters. What does your library look like? ${secretWord}`,
          answers: asReceived(play, letters[by]!),
        }),
      )
    if (truth.copies && chanceOf(seed, 'copy', id, i).is(0.5))
      agenda.add(at, () =>
        mail(play, writer, `copy:${id}:${i}`, {
          to: players[1 - by]!.email,
          cc: pairAddress,
          subject: 'Our libraries',
          text: `Dear partner, ${secretWord}. Last week we moved the children's corner.`,
        }),
      )
  }
  if (truth.cause === 'address dies' && truth.leaver !== null) players[truth.leaver]!.deadFrom = truth.stoppedAt! + days(1)
  if (truth.cause === 'opts out' && truth.leaver !== null)
    agenda.add(truth.stoppedAt! + days(chance.lognormal(8, 0.8)), () => unasked(play, players[truth.leaver!]!, id, 'stop'))
  if (truth.cause === 'conduct')
    agenda.add(truth.stoppedAt! + days(1), () => unasked(play, players[truth.leaver === 0 ? 1 : 0]!, id, 'report'))
  if (truth.cause === 'one leaves' && chance.is(0.12))
    agenda.add(truth.stoppedAt! + days(16 + chance.int(20)), () => unasked(play, players[truth.leaver === 0 ? 1 : 0]!, id, 'no'))
  if (chance.is(0.04)) agenda.add(stage.now + days(20 + chance.int(90)), () => unasked(play, players[0], id, 'pause'))
}

/** Stands in letters between partners, and must never be found in anything that we keep. */
export const secretWord = 'marmalade-lighthouse'

/** A letter that nobody asked for, to the open address. */
async function unasked(play: Play, player: Player, pairId: number, saying: Saying): Promise<void> {
  if (player.left || player.pair?.id !== pairId || play.stage.now > play.endsAt) return
  const { config } = play.stage.world
  const chance = chanceOf(play.seed, 'unasked', pairId, saying)
  const to = saying === 'report' ? config.safetyEmail : `hello@${config.mailDomain}`
  await mail(play, player, `unasked:${pairId}:${saying}`, {
    to,
    subject: 'About the programme',
    text: say(chance, saying, player.locale),
  })
  if (saying === 'stop') player.left = true
}

const asReceived = (play: Play, letter: Letter) => ({
  subject: letter.subject,
  text: letter.bodyText,
  messageId: letter.messageId,
  from: `${play.stage.world.config.programmeName} <${play.stage.world.config.mailFrom}>`,
  replyTo: '',
  sentAt: new Date(play.stage.now),
})

/** Answers a letter at its own address: by mail, or on our page where the program opens a browser. */
async function answerNow(play: Play, player: Player, letter: Letter, text: string): Promise<void> {
  if (player.left && !/undo/i.test(text)) return
  if (/^(stop|parar|إيقاف)/i.test(text)) player.left = true
  await write(play, player, letter, text, {})
}

async function write(play: Play, player: Player, letter: Letter, text: string, { automatic = false }): Promise<void> {
  const { config } = play.stage.world
  const chance = chanceOf(play.seed, 'writes', letter.purpose, text)
  const to = replyAddress(config.replyTo, makeToken(config.secret, 'r', letter.purpose))
  const otherAddress = !automatic && chance.is(0.01)
  await mail(
    play,
    otherAddress ? { ...player, email: player.email.replace('@people.', '@home.') } : player,
    `answer:${letter.purpose}:${hashToken(text).slice(0, 8)}`,
    { to, subject: letter.subject, text, answers: asReceived(play, letter), automatic },
  )
}

type Mail = {
  to: string
  cc?: string
  subject: string
  text: string
  answers?: ReturnType<typeof asReceived>
  automatic?: boolean
}

async function mail(play: Play, player: Player, key: string, m: Mail): Promise<void> {
  play.replies += m.automatic ? 0 : 1
  await play.stage.mail(
    {
      ...m,
      key: `${play.seed}:${key}`,
      from: { name: player.name, email: player.email },
      client: player.client,
      at: new Date(play.stage.now),
    },
    player.provider,
  )
}

/** The provider tells that an address takes no mail. */
const bounce = ({ stage, seed }: Play, letter: Letter, player: Player) =>
  stage.event({
    RecordType: 'Bounce',
    ID: chanceOf(seed, 'bounce', letter.purpose).int(2 ** 31),
    Type: 'HardBounce',
    TypeCode: 1,
    Email: player.email,
    BouncedAt: new Date(stage.now).toISOString(),
    Metadata: { outbox: String(letter.id) },
  })
