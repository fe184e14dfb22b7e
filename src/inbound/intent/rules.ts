import type { Intent } from '../mail.ts'
import type { Clause } from './clause-features.ts'

/** What one clause speaks for. `explicit` is said in words of its own; the others are a bare yes, no or mood. */
export type Evidence = { intent: Intent; weight: number; because: string; explicit: boolean }

type Rule = { intent: Intent; weight: number; needs: string[][]; without: string[]; explicit: boolean }

/** "talk often|recent" needs talk and one of the two; "a feature that begins with - is denied in the clause". */
const rule = (intent: Intent, weight: number, needs: string, without = '', explicit = true): Rule => ({
  intent,
  weight,
  needs: needs.split(' ').map(one => one.split('|')),
  without: without.split(' ').filter(Boolean),
  explicit,
})

/**
 * How concepts in one clause make a meaning, the same in every language. The strongest rule of each intent counts.
 * Weights are near the share of messages in which the rule was right when it was tried.
 */
const rules: Rule[] = [
  rule('safety-report', 0.96, 'harm', 'topic'),
  rule('safety-report', 0.5, 'harm topic'),
  rule('safety-report', 0.88, 'harm topic they me'),
  rule('safety-report', 0.88, '-harm -want', 'topic'),
  rule('safety-report', 0.94, '-safe', 'topic'),
  rule('safety-report', 0.93, 'fear', 'topic'),
  rule('safety-report', 0.9, 'crime they', 'topic'),
  rule('safety-report', 0.9, 'crime me|i', 'topic'),
  rule('safety-report', 0.86, 'visit fault', 'topic we'),
  rule('safety-report', 0.9, 'code they|fault|report|ask', 'how'),
  rule('safety-report', 0.94, 'private'),
  rule('safety-report', 0.94, 'report'),
  rule('safety-report', 0.94, 'love', 'topic'),
  rule('safety-report', 0.88, 'love topic they me'),
  rule('safety-report', 0.93, 'money ask|-ask|give|insist|sell|-want|fault', 'i:ask we:ask topic'),
  rule('safety-report', 0.9, 'money they me', 'i:ask we:ask topic talk we'),
  rule('safety-report', 0.85, 'money they', 'topic talk we'),
  rule('safety-report', 0.92, 'sell they|insist|ask|-want|fault', 'i:sell topic'),
  rule('safety-report', 0.93, 'photo ask|-ask|insist|-want|fault|night', 'i:ask we:ask topic'),
  rule('safety-report', 0.93, 'personal ask|insist|-want|fault', 'i:ask we:ask topic remove leave'),
  rule('safety-report', 0.92, 'visit they:want|insist|-want|-ask|fault|they:ask|alone|night', 'topic we'),
  rule('safety-report', 0.9, 'visit they me'),
  rule('safety-report', 0.85, 'visit insist'),
  rule('safety-report', 0.86, 'visit somebody:ask me', 'topic we'),
  rule('safety-report', 0.88, 'visit fault they:visit|they:show', 'topic'),
  rule('safety-report', 0.92, 'night they:write|they:talk|insist|-stop|ask|fault|messenger', 'we'),
  rule('safety-report', 0.9, 'messenger insist|-stop|fault|-want', 'we both'),
  rule('safety-report', 0.9, 'gift insist|-want|fault|-ask|expensive|ask'),
  rule('safety-report', 0.9, 'insist fault'),
  rule('safety-report', 0.86, 'fault they:talk|they:write', 'i:write i:answer -i:answer -i:write topic how'),
  rule('safety-report', 0.88, 'insist -want', 'i:insist mail'),
  rule('safety-report', 0.84, 'they:write insist -stop'),
  rule('safety-report', 0.92, 'others they:write|they:talk|they:show', 'topic we both i:ask gift fine'),

  rule('opt-out', 0.95, 'leave', 'they:leave'),
  rule('opt-out', 0.95, 'remove list|mail|me', 'i:remove'),
  rule('opt-out', 0.94, 'stop mail', 'they:stop -stop'),
  rule('opt-out', 0.94, 'stop list|part', 'they:stop -stop how date until back'),
  rule('opt-out', 0.93, '-mail', 'hear talk they'),
  rule('opt-out', 0.94, '-want mail|-mail|list|-list|part|-part'),
  rule('opt-out', 0.92, '-part', 'they:part they -they:part pause until'),
  rule('opt-out', 0.9, '-want -write|-hear you'),
  rule('opt-out', 0.92, 'seat other|give|leave'),
  rule('opt-out', 0.93, 'decline', 'they:decline'),
  rule('opt-out', 0.92, 'last-mail'),
  rule('opt-out', 0.86, '-can part', 'they until back later date pause how'),

  rule('pause', 0.94, 'pause', 'they:pause before'),
  rule('pause', 0.9, 'until busy|away|back|-can|wait', 'they:busy they:away they:back still we', false),
  rule('pause', 0.88, 'back until|date|later', 'they:back they', false),
  rule('pause', 0.87, 'date busy|away', 'they:busy they:away they talk', false),
  rule('pause', 0.86, 'stop until', 'they talk answer reply mail we'),
  rule('pause', 0.87, '-part until'),
  rule('pause', 0.93, 'stop list|part until|back', 'they:stop -stop'),
  rule('pause', 0.92, '-can -write|-i:write|-talk|-part until|later|date|back', 'they'),
  rule('pause', 0.86, 'later write|want|part', 'they they:write talk'),
  rule('pause', 0.65, 'busy', 'they:busy they talk still slow', false),
  rule('pause', 0.6, 'away', 'they:away they talk', false),
  rule('pause', 0.55, 'until i', 'they talk topic', false),

  rule('partner-silent', 0.93, '-they:answer', '-i:answer'),
  rule('partner-silent', 0.92, '-somebody:answer', 'i:answer -i:answer them'),
  rule('partner-silent', 0.92, '-somebody:answer me', '-i:answer'),
  rule('partner-silent', 0.93, '-reply|-hear', '-i:answer last-mail both'),
  rule('partner-silent', 0.88, '-get', '-i:answer i:answer -i:write talk part want'),
  rule('partner-silent', 0.9, 'get -answer'),
  rule('partner-silent', 0.92, 'silent', 'i:silent we both'),
  rule('partner-silent', 0.9, 'wait reply|answer|hear', '-wait'),
  rule('partner-silent', 0.85, 'wait past|write', '-wait until pause they:wait'),
  rule('partner-silent', 0.9, '-they:write|-they:show|-they:talk', 'we'),
  rule('partner-silent', 0.92, '-they:show'),
  rule('partner-silent', 0.88, '-somebody:show|-show'),
  rule('partner-silent', 0.9, 'they:stop answer|write|reply|talk', 'we'),
  rule('partner-silent', 0.9, 'stop answer|reply', 'i:stop'),
  rule('partner-silent', 0.88, 'bounced'),
  rule('partner-silent', 0.88, 'last hear|reply|they:write', 'recent often -i:answer'),
  rule('partner-silent', 0.84, 'past hear|reply', 'often recent talk them -i:write -i:answer'),
  rule('partner-silent', 0.72, 'they not', 'talk i we', false),

  rule('not-talking', 0.93, '-talk', '-they:talk they:answer -stop'),
  rule('not-talking', 0.93, 'lost', ''),
  rule('not-talking', 0.94, 'both|we silent|-reply|-hear|-answer|-write|-get', 'they me often recent -they:answer'),
  rule('not-talking', 0.91, 'stop talk', '-stop'),
  rule('not-talking', 0.91, 'we:stop write|answer', '-stop'),
  rule('not-talking', 0.84, 'last date|past', 'recent often they:write they:answer hear reply talk write until'),
  rule('not-talking', 0.9, '-i:write|-we:write|-somebody:write', 'they:write'),
  rule('not-talking', 0.87, '-write', 'they:write -they:write'),
  rule('not-talking', 0.9, '-i:answer'),
  rule('not-talking', 0.94, '-reply|-answer|-somebody:answer me|i last|they:write', '-they:answer i:write i:hear wait often'),
  rule('not-talking', 0.86, '-somebody:answer them', 'me they'),
  rule('not-talking', 0.88, 'last talk|write|we', 'recent often they:write topic'),
  rule('not-talking', 0.88, '-past|-recent', 'talk -talk'),
  rule('not-talking', 0.88, 'nomore', 'leave part mail problem'),
  rule('not-talking', 0.88, 'notyet', ''),
  rule('not-talking', 0.88, 'usedto talk|write'),
  rule('not-talking', 0.88, '-yes'),
  rule('not-talking', 0.84, '-still short'),
  rule('not-talking', 0.6, '-still'),
  rule('not-talking', 0.82, 'i not', 'they talk'),
  rule('not-talking', 0.89, 'no short', 'talk write fine', false),
  rule('not-talking', 0.4, 'no', 'talk write fine', false),

  rule('still-talking', 0.96, 'talk often|recent|still', '-talk last stop lost nomore -show'),
  rule('still-talking', 0.94, 'we:talk', '-show -talk -write -answer lost nomore stop past last usedto before'),
  rule('still-talking', 0.84, 'i:answer recent|often', '-i:answer -answer -reply wait not'),
  rule(
    'still-talking',
    0.93,
    'both talk|write|answer|fine|often|recent|still|yes',
    '-show -talk -write -answer lost nomore stop past last usedto until before',
  ),
  rule('still-talking', 0.78, 'talk', '-talk past last before usedto stop until topic lost -show'),
  rule('still-talking', 0.92, 'we:write|they:write|they:answer|hear|reply often|recent|still|always', '-write last stop wait'),
  rule('still-talking', 0.88, 'we:write', '-we:write past last'),
  rule('still-talking', 0.8, 'they:answer', '-answer -write -reply last past wait stop night insist'),
  rule(
    'still-talking',
    0.76,
    'they:write|reply|hear',
    '-answer -write -reply -hear last past wait stop night insist fault',
    false,
  ),
  rule('still-talking', 0.9, '-lost|-nomore'),
  rule('still-talking', 0.9, '-stop talk|write|-talk|we'),
  rule('still-talking', 0.86, 'slow', '-talk -answer -reply', false),
  rule('still-talking', 0.84, '-often', '-talk -answer', false),
  rule('still-talking', 0.9, 'fine', 'leave topic', false),
  rule('still-talking', 0.88, '-problem', '', false),
  rule('still-talking', 0.86, 'often short', '-often talk write not', false),
  rule('still-talking', 0.82, 'recent short', 'talk write i:write not they busy away matter', false),
  rule('still-talking', 0.82, 'still short', 'not wait answer write reply insist night', false),
  rule('still-talking', 0.55, 'still', 'not wait ask answer reply topic', false),
  rule('still-talking', 0.92, 'yes', '', false),

  rule('question', 0.88, 'how', '', true),
  rule('question', 0.86, 'change', '', true),
]

/** Rules whose evidence in a question, a condition or a wish is about something that has not happened. */
const doubtful = new Set<Intent>(['still-talking', 'not-talking', 'partner-silent'])

const standing = (clause: Clause, { needs, without }: Rule) =>
  needs.every(one => one.some(feature => clause.features.has(feature))) && !without.some(feature => clause.features.has(feature))

/**
 * Safety is looked for across the commas of a sentence too: "she wanted, that I send her money" is one demand.
 * @param sentence the clauses of one sentence
 */
export function weighSafety(sentence: Clause[]): Evidence | undefined {
  if (sentence.length < 2) return undefined
  const joined: Clause = {
    ...sentence[0]!,
    features: new Set(sentence.flatMap(clause => [...clause.features])),
    written: sentence.map(clause => clause.written).join(', '),
  }
  // a subject named in one clause acts in the next
  if (joined.features.has('they') && joined.features.has('somebody:ask')) joined.features.add('they:ask')
  return weigh(joined).find(one => one.intent === 'safety-report')
}

/** The best evidence for each intent in one clause, strongest first. */
export function weigh(clause: Clause): Evidence[] {
  const best = new Map<Intent, Evidence>()
  const { features, asked } = clause
  const imagined = features.has('if') || features.has('wish')
  for (const one of rules) {
    if (!standing(clause, one)) continue
    let { weight } = one
    if (doubtful.has(one.intent) && (asked || imagined) && one.explicit) weight *= asked ? 0.6 : 0.5
    // a "no" at the end of a question is the question
    if (asked && one.intent === 'not-talking' && !one.explicit) weight *= 0.6
    if (one.intent === 'opt-out' && asked && features.has('how')) weight *= 0.95
    if (one.intent === 'pause' && asked && features.has('if')) weight *= 0.7
    if (one.intent === 'question' && !asked) weight *= 0.75
    const there = best.get(one.intent)
    if (there && there.weight >= weight) continue
    best.set(one.intent, { intent: one.intent, weight, because: clause.written, explicit: one.explicit })
  }
  if (asked && !best.has('question'))
    best.set('question', { intent: 'question', weight: 0.82, because: 'a question', explicit: false })
  return [...best.values()].sort((a, b) => b.weight - a.weight)
}
