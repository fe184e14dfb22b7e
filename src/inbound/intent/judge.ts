import type { Intent } from '../mail.ts'
import { calmed } from './calm.ts'
import type { Clause } from './clause-features.ts'
import { certainty } from './doubt.ts'
import { type Evidence, weigh, weighSafety } from './rules.ts'

export type Verdict = { intent: Intent; confidence: number; because: string }

/** Evidence, and the clause that it stands in. */
export type Placed = Evidence & { place: number; afterBut: boolean; now: boolean; asked: boolean }

const contact = new Set<Intent>(['still-talking', 'not-talking', 'partner-silent'])

/**
 * What a message means, from what its clauses say. Safety wins over everything, leaving over a break, a break that
 * is asked for over news of the pair, news over the question beside it. Of two clauses that contradict each other
 * about the pair, the later one stands, and the surer the clearer it turns ("but", "now").
 *
 * @param counted what a clause's length is counted in; a script without blanks counts pairs of characters as syllables
 */
export function judge(said: Clause[], counted: 'words' | 'syllables' = 'words'): Verdict {
  const clauses = calmed(said)
  const placed: Placed[] = clauses.flatMap((clause, place) =>
    weigh(clause).map(one => ({
      ...one,
      place,
      afterBut: clause.afterBut,
      now: clause.features.has('now'),
      asked: clause.asked,
    })),
  )
  for (const sentence of new Set(clauses.map(clause => clause.sentence))) {
    const joined = weighSafety(clauses.filter(clause => clause.sentence === sentence))
    if (joined) placed.push({ ...joined, weight: joined.weight * 0.96, place: 0, afterBut: false, now: false, asked: false })
  }
  for (const one of placed)
    if (one.intent === 'safety-report' && isTold(clauses, clauses[one.place]!.sentence)) one.weight *= ofATopic
  for (const place of echoes(clauses))
    placed.push({
      ...{
        intent: 'partner-silent',
        weight: 0.84,
        because: `${clauses[place - 1]!.written}. ${clauses[place]!.written}`,
        explicit: true,
      },
      ...{ place, afterBut: false, now: false, asked: false },
    })
  const verdict = choose(placed, endOf(clauses))
  return { ...verdict, confidence: verdict.confidence * certainty(clauses, placed, verdict.confidence, counted) }
}

/** "Yes, until July": the clause that says when it ended, unless somebody rests or comes back. */
function endOf(clauses: Clause[]): number | undefined {
  const rests = ['pause', 'busy', 'away', 'back', '-can', 'i', 'they:away', 'they:busy', 'wait', 'later']
  if (clauses.some(({ features, asked }) => asked || rests.some(one => features.has(one)))) return undefined
  const at = clauses.findIndex(({ features }) => features.has('until') && features.has('date'))
  return at < 0 ? undefined : at
}

/** What a harm weighs that a book or a talk is about. */
const ofATopic = 0.55

/** "The book is about a woman who is stalked": a topic, with nobody who does it and nobody to whom it is done. */
function isTold(clauses: Clause[], sentence: number): boolean {
  const said = clauses.filter(clause => clause.sentence === sentence).flatMap(({ features }) => [...features])
  return said.includes('topic') && !said.some(feature => feature === 'they' || feature === 'me' || feature.startsWith('they:'))
}

/** "I wrote to her twice. Nothing.": a bare nothing behind what the writer wrote is the answer that they got. */
function echoes(clauses: Clause[]): number[] {
  const bare = new Set(['short', 'not', 'past', 'still', 'recent', 'notyet', 'they'])
  return clauses.flatMap(({ features }, place) => {
    const before = clauses[place - 1]?.features
    const wrote = before && ['i:write', 'we:write', 'somebody:write'].some(feature => before.has(feature))
    return wrote && features.has('not') && features.has('short') && [...features].every(one => bare.has(one)) ? [place] : []
  })
}

const say = (one: Evidence, confidence = one.weight): Verdict => ({ intent: one.intent, confidence, because: one.because })

/** The evidence that stands, by what outweighs what. */
function choose(placed: Placed[], until: number | undefined): Verdict {
  const strongest = (intent: Intent) => placed.filter(one => one.intent === intent).sort((a, b) => b.weight - a.weight)[0]
  const safety = strongest('safety-report')
  if (safety && safety.weight >= 0.6) return say(safety)
  const leaving = strongest('opt-out')
  if (leaving && leaving.weight >= 0.6) return say(leaving)

  const pair = newsOfThePair(
    placed.filter(one => contact.has(one.intent)),
    until,
  )
  const pause = strongest('pause')
  if (pause?.explicit && !(pair?.explicit && pair.place > pause.place && pair.intent === 'still-talking' && pair.now))
    return say(pause)
  const question = strongest('question')
  // "Is there a call on Tuesday?" asks, and says nothing of the pair
  if (question && pair?.asked && pair.intent === 'still-talking' && question.weight > pair.weight) return say(pause ?? question)
  if (pair?.explicit && pair.weight >= 0.55) return say(pair)
  // "yes, but I am away until May" says both; "no, I am ill until May" asks for patience
  if (pause && pause.weight >= 0.85)
    return pair?.intent === 'still-talking' && pair.place !== pause.place ? say(pair, 0.7) : say(pause)
  if (pair && pair.weight >= 0.55) return say(pair)
  if (pause && !question) return say(pause)
  if (question) return say(question)
  if (pair) return say(pair)
  return { intent: 'none', confidence: 0.3, because: 'no word that we know' }
}

function newsOfThePair(news: Placed[], until: number | undefined): Placed | undefined {
  const said = news.filter(one => one.explicit && one.weight >= 0.5)
  const mood = news.filter(one => !one.explicit)
  const best = (list: Placed[]) => list.toSorted((a, b) => b.weight - a.weight)[0]
  if (!said.length) {
    if (until !== undefined && mood.some(one => one.intent === 'still-talking' && one.place <= until))
      return { ...mood.find(one => one.intent === 'still-talking')!, intent: 'not-talking', weight: 0.8 }
    const turned = mood.filter(one => one.afterBut)
    // "I do, she does not": who comes last and is somebody else is the news
    const other = mood.findLast(one => one.intent === 'partner-silent')
    if (other && mood.some(one => one.intent === 'still-talking' && one.place < other.place)) return { ...other, weight: 0.8 }
    const first = best(turned.length ? turned : mood)
    const opposed = mood.some(
      one => first && (one.intent === 'still-talking') !== (first.intent === 'still-talking') && one.place !== first.place,
    )
    return first && opposed && !turned.length ? { ...first, weight: first.weight * 0.8 } : first
  }
  const good = best(said.filter(one => one.intent === 'still-talking'))
  const bad = best(said.filter(one => one.intent !== 'still-talking'))
  if (!good || !bad) {
    // "I owe her a letter, but yes": the turn is an answer by itself
    const turn = mood.findLast(one => one.afterBut && one.weight >= 0.9)
    if (bad && turn && turn.intent === 'still-talking' && turn.place >= bad.place) return { ...turn, weight: 0.82 }
    const only = silentFirst(said.filter(one => (one.intent === 'still-talking') === Boolean(good)))!
    const against = mood.some(
      one => one.place > only.place && (one.intent === 'still-talking') !== (only.intent === 'still-talking'),
    )
    return against && only.intent === 'still-talking' ? { ...only, weight: only.weight * 0.85 } : only
  }
  if (good.place === bad.place)
    return {
      ...(bad.weight >= good.weight ? bad : good),
      weight: Math.max(good.weight, bad.weight) * (Math.abs(good.weight - bad.weight) > 0.1 ? 0.9 : 0.8),
    }
  const later = good.place > bad.place ? good : (silentFirst(said.filter(one => one.intent !== 'still-talking')) ?? bad)
  return later.afterBut || later.now ? later : { ...later, weight: later.weight * 0.88 }
}

/** "We do not talk, she does not answer": the one who is silent is the news. */
function silentFirst(said: Placed[]): Placed | undefined {
  const silent = said.filter(one => one.intent === 'partner-silent').sort((a, b) => b.weight - a.weight)[0]
  const best = said.toSorted((a, b) => b.weight - a.weight)[0]
  // "her letter lies unanswered with me" is said of one clause twice: there the better reading stands
  const same = silent && best && silent.place === best.place && best.weight > silent.weight && best.weight > 0.935
  return silent && best && silent.weight >= 0.8 && best.intent === 'not-talking' && !same ? silent : best
}
