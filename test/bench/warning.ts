// What a day of early warning costs: 5,000 pairs, followed for 170 days, on one core. CPU seconds of this process.
//   npm run bench:warning
import { Cohort } from '../../src/warning/cohort.ts'
import type { PairEvent } from '../../src/warning/history.ts'
import { follow } from '../../src/warning/risk.ts'
import { calendar, dice } from '../warning/support.ts'

const pairs = 5000
const days = 170
const cpu = () => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6
const timed = <T>(act: () => T): [T, number] => {
  const before = cpu()
  const value = act()
  return [value, cpu() - before]
}

const throwDie = dice(1)
const cohort = new Cohort(calendar)
const logs: PairEvent[][] = Array.from({ length: pairs }, () => [])
for (let i = 0; i < pairs; i++) cohort.join({ id: `p${i}`, start: 0 })
const tell = (i: number, event: PairEvent) => {
  logs[i]!.push(event)
  cohort.hear(`p${i}`, event)
}
const later = new Map<number, { pair: number; event: PairEvent }[]>()
const costs: number[] = []
for (let day = 0; day <= days; day++) {
  for (const { pair, event } of later.get(day) ?? []) tell(pair, event)
  const [asks, cost] = timed(() => {
    cohort.risk(day)
    return cohort.nextCheckIn(day)
  })
  costs.push(cost)
  for (const { pair, to, ridesInPrompt } of asks) {
    const i = Number(pair.slice(1))
    tell(i, { kind: 'asked', day, to, inPrompt: ridesInPrompt })
    if (throwDie() > 0.6) continue
    const when = day + 1 + Math.floor(throwDie() * 5)
    const answer = throwDie() < 0.95 ? 'yes' : 'silent'
    const list = later.get(when) ?? []
    list.push({ pair: i, event: { kind: 'reply', day: when, from: to, answer, asked: day } })
    later.set(when, list)
  }
}
const [, change] = timed(() => {
  for (let i = 0; i < 50; i++) tell(i, { kind: 'reply', day: days, from: 'a', answer: 'yes' })
  cohort.risk(days)
})
const history = { ...calendar, pairs: logs.map((events, i) => ({ id: `p${i}`, start: 0, events })) }
const [again, whole] = timed(() => follow(history, days).risk(days))
const sorted = [...costs].sort((x, y) => x - y)
console.log(`pairs ${pairs}, day ${days} of a round of ${calendar.end + 1}; CPU seconds on one core, Node ${process.version}`)
console.log(`  a day's look and check-ins, median   ${sorted[Math.floor(sorted.length / 2)]!.toFixed(2)}`)
console.log(`  a day's look and check-ins, dearest  ${sorted.at(-1)!.toFixed(2)}   (a day on which habits are learnt anew)`)
console.log(`  a second look after 50 changes       ${change.toFixed(3)}`)
console.log(
  `  the whole log read from its start    ${whole.toFixed(2)}   (${again.length} pairs, ${logs.reduce((n, log) => n + log.length, 0)} events)`,
)
console.log(`  goal: a day under 5 s: ${sorted.at(-1)! < 5 ? 'met' : 'NOT met'}`)
if (sorted.at(-1)! >= 5) process.exitCode = 1
