import type { Clause } from './clause-features.ts'

/** What people fear that is no report: exams, an illness, that the other no longer answers. */
const otherFears = [
  'matter',
  'busy',
  'away',
  'pause',
  'until',
  'back',
  'silent',
  'wait',
  'often',
  'we:talk',
  'they:away',
  'they:busy',
]
const unanswered = ['-they:answer', '-somebody:answer', '-reply', '-hear', '-they:write', '-get']

/**
 * "I am afraid of the exam", "thieves in our library": fear and crime count as a report only when they are not told of
 * something else than the partner. Looked for sentence by sentence, across its commas.
 */
export function calmed(clauses: Clause[]): Clause[] {
  const elsewhere = new Set<number>()
  const fearless = new Set<number>()
  for (const sentence of new Set(clauses.map(clause => clause.sentence))) {
    const said = new Set(clauses.filter(one => one.sentence === sentence).flatMap(({ features }) => [...features]))
    if (said.has('crime') && said.has('matter') && !said.has('they')) elsewhere.add(sentence)
    if (said.has('fear') && [...otherFears, ...unanswered].some(one => said.has(one))) fearless.add(sentence)
  }
  if (!elsewhere.size && !fearless.size) return clauses
  return clauses.map(clause => {
    const features = new Set(clause.features)
    if (elsewhere.has(clause.sentence)) features.delete('crime')
    if (fearless.has(clause.sentence)) features.delete('fear')
    return { ...clause, features }
  })
}
