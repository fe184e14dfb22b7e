import { autoresponders } from './autoresponders.ts'
import { forged } from './forged.ts'
import { heardOf } from './heard.ts'
import { hostile } from './hostile.ts'
import { scanners } from './scanners.ts'
import type { Scenario } from './scenario.ts'

const those = [forged, scanners, hostile, autoresponders]

export const logs: Scenario = {
  name: 'what the log says of all this, at level debug',
  goal: 'no address, no name, no word of a letter',
  async run(stage) {
    let lines = 0
    let hidden = 0
    const leaks: string[] = []
    for (const scenario of those) {
      // each kept its log when it ran; whoever asks for this one alone lives through them now
      if (!heardOf(scenario.name)) await scenario.run(stage)
      const heard = heardOf(scenario.name)!
      lines += heard.lines.length
      hidden += heard.hidden.size
      const words = [...heard.hidden]
      for (const line of heard.lines.map(one => one.toLowerCase()))
        if (/[^\s"@]@[^\s"@]+\.[a-z]/.test(line) || words.some(word => line.includes(word)))
          leaks.push(`${scenario.name}: ${line}`)
    }
    return {
      measured: `${lines} lines, looked through for ${hidden} addresses, names and words: ${leaks.length} hold one${leaks[0] ? `, such as ${leaks[0].slice(0, 300)}` : ''}`,
      ok: leaks.length === 0 && lines > 0,
    }
  },
}
