import { autoresponders } from './autoresponders.ts'
import { forged } from './forged.ts'
import { heardOf } from './heard.ts'
import { hostile } from './hostile.ts'
import { makePeople, openRound, replyDomain } from './round.ts'
import { scanners } from './scanners.ts'
import type { Scenario, Stage } from './scenario.ts'

const strained = 'everything that fails, at once'

/** Refusals and errors that quote addresses and words, and a database that is gone. */
async function strain(stage: Stage): Promise<void> {
  const w = await openRound(stage, strained)
  try {
    const [closed, thrown, deaf] = makePeople(3)
    w.heard.hide(...[closed!, thrown!, deaf!].flatMap(one => [one.email, one.name, one.knownAs]), 'qzstrain')
    w.fake.store.suppress(closed!.email, 'HardBounce')
    await w.apply(closed!)
    await w.pass(60_000)
    const { send } = w.world.transport
    w.world.transport.send = async ({ to, text }) => {
      throw new Error(`550 5.1.1 <${to.email}> is nobody here\nqzstrain ${text}`)
    }
    await w.apply(thrown!)
    await w.pass(60_000)
    w.world.transport.send = send
    for (const body of [`{"name": "${deaf!.name}`, `qzstrain ${deaf!.email}`, `["${deaf!.email}" "qzstrain"]`]) {
      await w.postApplication(body, body.slice(-20))
      await w.postEvent(body)
      await w.pass(60_000)
    }
    const { readPosted } = w.world.reader
    w.world.reader.readPosted = async posted => JSON.parse(posted.slice(posted.indexOf('qzstrain')))
    await w.write(deaf!.email, `hello@${replyDomain}`, `qzstrain, says ${deaf!.name}`)
    await w.pass(60_000)
    w.world.reader.readPosted = readPosted
    await w.sql.end({ timeout: 1 })
    await w.write(deaf!.email, `hello@${replyDomain}`, `qzstrain, says ${deaf!.name}`)
    await w.pass(60_000).catch(() => {})
  } finally {
    await w.close()
  }
}

const those = [forged, scanners, hostile, autoresponders]

export const logs: Scenario = {
  name: 'what the log says of all this, at level debug',
  goal: 'no address, no name, no word of a letter',
  async run(stage) {
    let lines = 0
    let hidden = 0
    const leaks: string[] = []
    await strain(stage)
    // each kept its log when it ran; whoever asks for this one alone lives through them now
    for (const scenario of those) if (!heardOf(scenario.name)) await scenario.run(stage)
    for (const name of [strained, ...those.map(one => one.name)]) {
      const heard = heardOf(name)!
      lines += heard.lines.length
      hidden += heard.hidden.size
      const words = [...heard.hidden]
      for (const line of heard.lines.map(one => one.toLowerCase()))
        if (/[^\s"@]@[^\s"@]+\.[a-z]/.test(line) || words.some(word => line.includes(word))) leaks.push(`${name}: ${line}`)
    }
    return {
      measured: `${lines} lines, looked through for ${hidden} addresses, names and words: ${leaks.length} hold one${leaks[0] ? `, such as ${leaks[0].slice(0, 300)}` : ''}`,
      ok: leaks.length === 0 && lines > 10,
    }
  },
}
