import { addressOf, type Wish } from '../programme/application.ts'
import { countryOf } from '../programme/countries.ts'

export const languageRows = [1, 2, 3, 4]
/** The field that people do not see and programs fill in. */
export const trap = 'website'

export type Problem = { field: 'email' | 'name' | 'country' | 'conductAccepted' | typeof trap; says: string }

/** What must be right before an application is worth keeping. Everything else is asked about by letter. */
export function problemsIn(form: URLSearchParams): Problem[] {
  const given = (field: string) => form.get(field)?.trim() ?? ''
  const problems: Problem[] = []
  if (!given('email'))
    problems.push({ field: 'email', says: 'Write your email address. Everything in this programme happens by email.' })
  else if (!addressOf(given('email')))
    problems.push({ field: 'email', says: 'This does not look like an email address. It should be like amina@example.org.' })
  if (!given('name')) problems.push({ field: 'name', says: 'Write your name, as you would like your partner to see it.' })
  if (!given('country'))
    problems.push({ field: 'country', says: 'Choose the country that you live in. Your partner will be from another one.' })
  else if (!countryOf(given('country'))) problems.push({ field: 'country', says: 'Choose a country from the list.' })
  if (!form.has('conductAccepted'))
    problems.push({
      field: 'conductAccepted',
      says: 'Tick this box when you have read the code of conduct and accept it. Nobody takes part without.',
    })
  if (given(trap))
    problems.push({
      field: trap,
      says: 'A field that people do not see was filled in, perhaps by your browser. It is empty now: please send the form again.',
    })
  return problems
}

/** The application in the contract's shape, as the form gave it: what was left empty is left out. */
export function applicationFrom(form: URLSearchParams): Record<string, unknown> {
  const given = (field: string) => form.get(field)?.trim() || undefined
  const languages = languageRows.flatMap(row => {
    const language = given(`language${row}`)
    return language ? [{ language, level: given(`level${row}`) ?? 'good' }] : []
  })
  const application: Record<string, unknown> = {
    email: given('email'),
    name: given('name'),
    knownAs: given('knownAs'),
    country: given('country'),
    place: given('place'),
    timeZone: given('timeZone'),
    sector: given('sector'),
    careerStage: given('careerStage'),
    role: given('role'),
    employer: given('employer'),
    interests: (given('interests') ?? '')
      .split(/[,;\n]/)
      .map(one => one.trim())
      .filter(Boolean),
    about: given('about'),
    languages,
    locale: given('locale') ?? 'en',
    wishes: wishesFrom(given),
    comment: given('comment'),
    heardFrom: given('heardFrom'),
    convincedBy: given('convincedBy'),
    conductAccepted: form.has('conductAccepted'),
    standby: form.has('standby'),
    round: given('round'),
  }
  return Object.fromEntries(Object.entries(application).filter(([, value]) => value !== undefined))
}

function wishesFrom(given: (field: string) => string | undefined): Wish[] {
  const wish = (about: string, want: string | undefined, strength: Wish['strength']): Wish[] =>
    want ? [{ about, want, strength }] : []
  const text = given('wishText')
  return [
    ...wish('sector', given('wishSector'), given('wishSectorMust') ? 'must' : 'would like'),
    ...wish('career stage', given('wishStage'), 'would like'),
    ...wish('region', given('wishRegion'), 'would like'),
    ...(text ? [{ about: 'other', want: '', strength: 'would like' as const, text }] : []),
  ]
}
