import { closeCase } from '../../jobs/acts/close-case.ts'
import { days, hours, minutes } from '../clock.ts'
import { inTransaction } from '../db.ts'
import { openReports } from '../programme/conduct.sql.ts'
import { coordinatorAt } from '../programme/coordinators.sql.ts'
import { makeToken, replyAddress } from '../reply-address.ts'
import { type Letter, type Volunteer, volunteers } from './cast.ts'
import { chanceOf } from './chance.ts'
import type { Play } from './readers.ts'

export type Coordinating = { replies: number }

/** A coordinator opens a letter. They look into what it names, and answer with what they find. */
export function readAsCoordinator(play: Play, letter: Letter, who: Volunteer, done: Coordinating): void {
  const { agenda, stage, seed } = play
  const chance = chanceOf(seed, 'coordinator', letter.purpose)
  const reply = (at: number, text: () => Promise<string | null>) =>
    agenda.add(at, async () => {
      const words = await text()
      if (words === null) return
      done.replies += 1
      await answer(play, who, letter, words)
    })
  switch (letter.template) {
    case 'proposal':
      // the first says OK; a second one a day later is told who acted
      if (who === volunteers[0]) reply(stage.now + hours(5), async () => 'OK')
      else if (who === volunteers[1]) reply(stage.now + hours(30), async () => 'OK')
      return
    case 'digest': {
      const onDuty = volunteers[Math.floor(stage.now / days(7)) % volunteers.length]
      if (who !== onDuty || !chance.is(0.92)) return
      const at = stage.now + hours(2 + chance.int(28))
      reply(at, () => verdicts(play, letter))
      if (chance.is(0.03)) reply(at + minutes(20), async () => 'UNDO')
      return
    }
    case 'alert':
      if (who === volunteers[0]) agenda.add(stage.now + days(2), () => closeByHand(play, who))
      return
    case 'confirm-acting':
      reply(stage.now + hours(1), async () => 'YES')
  }
}

/** What the coordinator writes for each numbered item: they asked around, and know by now. */
async function verdicts(play: Play, letter: Letter): Promise<string | null> {
  const items = await play.stage.world.sql<{ number: number; kind: string; partnershipId: number | null; open: boolean }[]>`
    select i.number, f.kind, f.partnership_id, f.closed_at is null as open from digest_items i join flags f on f.id = i.flag_id where i.outbox_id = ${letter.id} order by i.number`
  const lines = items.filter(item => item.open).map(item => `${item.number} ${verdict(play, item)}`)
  return lines.length > 0 ? lines.join(', ') : null
}

function verdict(play: Play, { kind, partnershipId }: { kind: string; partnershipId: number | null }): string {
  const now = play.stage.now
  const late = play.endsAt - now < days(28)
  const truth = partnershipId ? play.truths.get(partnershipId)?.truth : undefined
  const stopped = truth?.stoppedAt != null && now >= truth.stoppedAt
  switch (kind) {
    case 'never started':
    case 'gone quiet':
    case 'one-sided':
    case 'asked for help':
    case 'bounced':
      if (stopped) return late ? 'end' : 'rematch'
      return kind === 'bounced' ? 'snooze 14d' : 'talking'
    case 'left alone':
      return late ? 'done' : 'rematch'
    case 'duplicate':
    case 'approval':
      return 'accept'
    case 'doubtful letter':
      return 'drop'
    default:
      return 'done'
  }
}

async function answer({ stage, seed }: Play, who: Volunteer, letter: Letter, text: string): Promise<void> {
  const { config } = stage.world
  await stage.mail(
    {
      key: `${seed}:coordinator:${letter.purpose}:${text.length}:${stage.now}`,
      from: { name: who.name, email: who.email },
      to: replyAddress(config.replyTo, makeToken(config.secret, 'r', letter.purpose)),
      subject: letter.subject,
      text,
      answers: {
        subject: letter.subject,
        text: letter.bodyText,
        messageId: letter.messageId,
        from: `${config.programmeName} <${config.mailFrom}>`,
        replyTo: '',
        sentAt: new Date(stage.now),
      },
      client: 'webmail',
      at: new Date(stage.now),
    },
    'postmark',
  )
}

/** A named person has looked into a report, and ends the partnership by hand. */
async function closeByHand({ stage }: Play, who: Volunteer): Promise<void> {
  const { world } = stage
  await inTransaction(world.sql, async tx => {
    const named = await coordinatorAt(tx, who.email)
    for (const report of await openReports(tx))
      if (named) await closeCase({ world, tx, now: world.clock() }, report, named.id, 'found so; ended', true)
  })
}
