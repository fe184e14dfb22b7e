import type { Clause } from './clause-features.ts'

/** What people fear that is no report: exams, an illness, that the other no longer answers. */
const otherFears = ['matter', 'busy', 'away', 'pause', 'until', 'back', 'silent', 'wait', 'they:away', 'they:busy']
/** What a pair without trouble says beside a fear that is past; not where the partner may be the one who is feared. */
const allIsWell = ['often', 'we:talk']
const unanswered = ['-they:answer', '-somebody:answer', '-reply', '-hear', '-they:write', '-get']

/**
 * "I am afraid of the exam", "thieves in our library": fear and crime count as a report only when they are not told of
 * something else than the partner; "I am afraid, he comes to our library" is told of the partner. Looked for sentence by
 * sentence, across its commas.
 */
export function calmed(clauses: Clause[]): Clause[] {
  const elsewhere = new Set<number>()
  const fearless = new Set<number>()
  for (const sentence of new Set(clauses.map(clause => clause.sentence))) {
    const said = new Set(clauses.filter(one => one.sentence === sentence).flatMap(({ features }) => [...features]))
    if (said.has('crime') && said.has('matter') && !said.has('they')) elsewhere.add(sentence)
    const comes = said.has('they') && (said.has('visit') || said.has('they:show'))
    const calming = comes ? [] : [...otherFears, ...unanswered, ...(said.has('they') ? [] : allIsWell)]
    if (said.has('fear') && calming.some(one => said.has(one))) fearless.add(sentence)
  }
  if (!elsewhere.size && !fearless.size) return clauses
  return clauses.map(clause => {
    const features = new Set(clause.features)
    if (elsewhere.has(clause.sentence)) features.delete('crime')
    if (fearless.has(clause.sentence)) features.delete('fear')
    return { ...clause, features }
  })
}
