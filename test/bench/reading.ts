// How replies are read, set by set and language by language. Counts, not times.
//   npm run bench:reading
import { type Marks, marksOf, sentencesOf, sets, sum } from '../support/sentences.ts'

const percent = (part: number, whole: number) => (whole ? `${((100 * part) / whole).toFixed(1)} %` : '–').padStart(8)
const line = (name: string, m: Marks) =>
  `  ${name.padEnd(10)}${String(m.sentences).padStart(6)}${percent(m.right, m.sentences)}${percent(m.sure, m.meaningful)}${percent(m.sureWrong, m.sentences)}${percent(m.reportsFound, m.reports)}${percent(m.falseAlarms, m.harmless)}${percent(m.leavingFound, m.leaving)}\n`

for (const set of sets) {
  const languages = [...sentencesOf(set)].filter(([, list]) => list.length > 0)
  if (!languages.length) continue
  const marks = languages.map(([code, list]) => [code, marksOf(list)] as const)
  process.stdout.write(`${set}\n  language    read   right    sure  sure-wrong  reports   false   leaving\n`)
  for (const [code, one] of marks) process.stdout.write(line(code, one))
  process.stdout.write(`${line('all', sum(marks.map(([, one]) => one)))}\n`)
}
