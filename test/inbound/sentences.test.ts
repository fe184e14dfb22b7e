import { describe, expect, test } from 'vitest'
import { type Marks, marksOf, sentencesOf, sum } from '../support/sentences.ts'

const share = (part: number, whole: number) => (whole ? part / whole : 1)

/** Floors, a little under what was measured when a set was last read; `npm run bench:reading` prints what is measured now. */
const floors = {
  taught: { right: 0.93, reports: 0.96, falseAlarms: 0.01, sureWrong: 0.015 },
  everyday: { right: 0.97, reports: 0.98, falseAlarms: 0.005, sureWrong: 0.01 },
  plain: { right: 0.97, reports: 0.98, falseAlarms: 0.005, sureWrong: 0.01 },
  tricky: { right: 0.96, reports: 0.96, falseAlarms: 0.005, sureWrong: 0.01 },
  spoken: { right: 0.95, reports: 0.95, falseAlarms: 0.005, sureWrong: 0.01 },
  soft: { right: 0.97, reports: 0.98, falseAlarms: 0.005, sureWrong: 0.01 },
  fresh: { right: 0.93, reports: 0.97, falseAlarms: 0.01, sureWrong: 0.02 },
  exam: { right: 0.91, reports: 0.84, falseAlarms: 0.005, sureWrong: 0.015 },
}

function holds(marks: Marks, floor: (typeof floors)['taught']) {
  expect.soft(share(marks.right, marks.sentences), 'read right').toBeGreaterThanOrEqual(floor.right)
  expect.soft(share(marks.reportsFound, marks.reports), 'reports found').toBeGreaterThanOrEqual(floor.reports)
  expect.soft(share(marks.falseAlarms, marks.harmless), 'false alarms').toBeLessThanOrEqual(floor.falseAlarms)
  expect.soft(share(marks.sureWrong, marks.sentences), 'wrong though sure').toBeLessThanOrEqual(floor.sureWrong)
}

describe('sentences that the lists were filled beside', () => {
  for (const [code, sentences] of sentencesOf('taught'))
    test(`${code}: ${sentences.length} of them are read as they were meant`, () => holds(marksOf(sentences), floors.taught))
})

test.each(['everyday', 'plain', 'spoken', 'tricky', 'soft', 'fresh', 'exam'] as const)(
  '%s sentences of all languages are read as well as they were',
  set => {
    holds(sum([...sentencesOf(set).values()].map(marksOf)), floors[set])
  },
)
