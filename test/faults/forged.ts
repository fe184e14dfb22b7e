import type { Database } from '../../src/db.ts'
import { share } from '../support/fake-postmark/chance.ts'
import { asksToGo, type Claim, claims, outOfOffice, quotationOnly, type Wish, wording } from './forged-mails.ts'
import { clare, hour, kate, type Left, makePeople, partners, type Round, runningRound } from './round.ts'
import type { Scenario } from './scenario.ts'

type Person = { id: number; email: string; optedOutAt: Date | null; erasedAt: Date | null; pairId: number }
type OptOut = { email: string; at: Date; proof: Proof; wish: Wish }

/**
 * What an opt-out has: the letter's own address, which stops our mail and ends the pair after 72 hours; or only the name of
 * the registered sender, which stops our mail alone; or nothing.
 */
type Proof = 'token' | 'name' | 'nothing'
const proofOf = ({ tie, from, verdict }: Claim): Proof =>
  tie === 'token' ? 'token' : from === 'registered' && verdict !== 'fail' ? 'name' : 'nothing'

const wishes: Wish[] = ['end', 'end', 'leave', 'leave', 'erase', 'address', 'decide']

const people = async (sql: Database) => {
  const rows = await sql<Person[]>`
    select p.id, p.email, p.opted_out_at, p.erased_at, m.partnership_id as pair_id
    from participants p join partnership_members m on m.participant_id = p.id`
  return new Map(rows.map(one => [one.email, one]))
}
const endedPairs = async (sql: Database) => {
  const rows = await sql<{ id: number }[]>`select id from partnerships where ended_at is not null`
  return new Set(rows.map(({ id }) => id))
}

/** The most letters that arrivals brought about for one reader on one day. */
async function mostAnswers(w: Round, since: Date): Promise<number> {
  const rows = await w.sql<{ id: number }[]>`select id from outbox where purpose like '%/inbox:%' and queued_at > ${since}`
  const answers = new Set(rows.map(({ id }) => id))
  const counts = new Map<string, number>()
  for (const { outboxId, to, at } of w.letters()) {
    if (!answers.has(outboxId)) continue
    const key = `${to.email} ${at.toISOString().slice(0, 10)}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return Math.max(0, ...counts.values())
}

/** Sends them all, an hour apart every forty. Opt-outs have pairs of their own: who left once cannot leave again. */
async function forge(w: Round, all: number, targeted: { a: string; b: string }[], spare: { a: string }[]) {
  const digests = [w.last(kate.email, 'digest'), w.last(clare.email, 'digest')]
  const optOuts: OptOut[] = []
  const send = async (claim: Claim, letter: Left, text: string, n: number) => {
    const forgery = claim.make({ letter, text: `${text}\n\n-- \nQzforged${n} Library`, at: w.time.now, n }, claim)
    w.heard.hide(forgery.from, `qzforged${n}`, ...(text.length > 11 ? [text.slice(0, 24)] : []))
    const status = forgery.posted ? await w.postPosted(forgery.posted) : await w.postRaw(forgery.raw!, forgery.to, forgery.auth)
    if (status !== 200) throw new Error(`mail ${n} was answered ${status}`)
  }
  const turns: Partial<Record<Wish, number>> = {}
  for (let n = 0; n < all; n += 1) {
    const claim = claims[(n * 7 + Math.floor(n / claims.length)) % claims.length]!
    const pair = targeted[(n * 5) % targeted.length]!
    const target = w.last(n % 2 ? pair.a : pair.b, 'prompt')
    const wish = wishes[Math.floor(share(3, n) * wishes.length)]!
    const turn = (turns[wish] = (turns[wish] ?? 0) + 1)
    if (n % 10 === 3) await w.postPosted(quotationOnly(target, w.time.now, n))
    else if (n % 10 === 7) await w.postPosted(outOfOffice(target, w.time.now, n))
    else if (wish === 'decide') await send(claim, digests[n % 2]!, wording(wish, turn), n)
    else if (asksToGo(wish, turn) && proofOf(claim) !== 'nothing') {
      const one = spare.shift()
      if (!one) throw new Error('there are too few pairs for all who want to leave')
      optOuts.push({ email: one.a, at: w.time.now, proof: proofOf(claim), wish })
      await send(claim, w.last(one.a, 'prompt'), wording(wish, turn), n)
    } else await send(claim, target, wording(wish, turn), n)
    if (n % 40 === 39) await w.pass(hour)
  }
  await w.pass(hour)
  return optOuts
}

export const forged: Scenario = {
  name: 'forged wishes to end',
  goal: '0 pairs, people, addresses, decisions lost',
  async run(stage) {
    const [all, targets, leavers] = stage.scale.short ? [60, 6, 18] : [500, 24, 140]
    const w = await runningRound(stage, forged.name, makePeople((targets + leavers) * 2))
    try {
      const pairs = await partners(w)
      const targeted = pairs.slice(0, targets)
      // two people say NO, so that the digest has items to play a coordinator with
      for (const one of targeted.slice(0, 2)) await w.reply(w.last(one.a, 'prompt'), 'NO')
      await w.live('2027-02-10T20:00:00Z', 6)
      const before = await people(w.sql)
      const optOuts = await forge(w, all, targeted, pairs.slice(targets))

      const stopped = await people(w.sql)
      const those = (proof: Proof) =>
        optOuts.filter(one => one.proof === proof && (one.wish === 'leave' || stopped.get(one.email)!.optedOutAt))
      const byToken = those('token').filter(one => stopped.get(one.email)!.optedOutAt)
      const byName = those('name').filter(one => stopped.get(one.email)!.optedOutAt)
      const undone = new Set(byToken.filter((_, i) => i % 3 === 0))
      for (const { email } of undone) await w.reply(w.last(email, 'stopped'), 'UNDO')
      await w.live(new Date(optOuts[0]!.at.getTime() + 71 * hour), 6)
      const early = (await endedPairs(w.sql)).size
      await w.live(new Date(w.time.now.getTime() + 49 * hour), 6)

      const after = await people(w.sql)
      const ended = await endedPairs(w.sql)
      const due = new Set(byToken.filter(one => !undone.has(one)).map(({ email }) => before.get(email)!.pairId))
      const wrongly = [...ended].filter(id => !due.has(id)).length
      const left = [...due].filter(id => ended.has(id)).length
      const silenced = [...after.values()].filter(one => one.optedOutAt && !optOuts.some(o => o.email === one.email)).length
      const moved = [...before].filter(([email, { id }]) => after.get(email)?.id !== id).length
      const erased = [...after.values()].filter(one => one.erasedAt).length
      const byNameEnded = those('name').filter(({ email }) => ended.has(before.get(email)!.pairId)).length
      const [row] = await w.sql<{ decided: number }[]>`
        select (select count(*) from decisions)::int + (select count(*) from coordinators where away_until is not null)::int as decided`
      const most = await mostAnswers(w, optOuts[0]!.at)
      // the same words, proven, do end it: nobody is deaf
      const control = targeted.find(({ id }) => !ended.has(id))!
      await w.answer(w.last(control.a, 'prompt'), 'Please end our partnership.')
      const heard = (await endedPairs(w.sql)).has(control.id)
      return {
        measured: `${all} mails, ${pairs.length} pairs: ${wrongly} ended, ${erased} erased, ${moved} addresses changed, ${row!.decided} decisions, ${silenced} more silenced; opt-outs with a real token: mail stopped for ${byToken.length} of ${those('token').length}, ${early} pairs ended within 71 h, ${left} of ${due.size} after 72 h, ${undone.size} undone; by name alone: mail stopped for ${byName.length} of ${those('name').length}, ${byNameEnded} pairs ended; at most ${most} answers a reader and day; the proven wish ${heard ? 'ends' : 'DOES NOT END'} its pair`,
        ok:
          wrongly + early + erased + moved + row!.decided + silenced === 0 &&
          byToken.length === those('token').length &&
          left === due.size &&
          undone.size > 0 &&
          most <= 12 &&
          heard &&
          w.failed() === 0,
      }
    } finally {
      await w.close()
    }
  },
}
