import { type Chance, chanceOf } from './chance.ts'
import { countriesFor, homes, names } from './places.ts'

/** An invented person: what they would write on the form, and how they are with mail. */
export type Person = {
  number: number
  email: string
  name: string
  application: Record<string, unknown>
  zone: string
  locale: 'en' | 'es' | 'ar'
  /** how they apply */
  by: 'webhook' | 'form webhook' | 'own form' | 'email'
  /** which program they answer with */
  client: 'phone' | 'webmail' | 'desktop' | 'button' | 'plain'
  /** through which door their mail comes */
  provider: 'postmark' | 'mime'
  /** how likely they answer one letter that asks something */
  answers: number
  /** days until they do, when not on the day itself */
  answersAfter: number
  /** leaves something out of the form */
  forgets: boolean
  /** how long they believe in a silent partner, in days */
  patience: number
  wantsAgain: boolean
}

const sectors = { academic: 44, public: 24, school: 12, special: 9, government: 5, 'archive or museum': 6 }
const stages = { student: 7, 'early career': 38, 'mid career': 34, senior: 17, retired: 4 }
const interests = [
  'information literacy',
  'open access',
  'school libraries',
  'reading for pleasure',
  'small budgets',
  'cataloguing',
  'digital skills for adults',
  'local history',
  'children and story time',
  'research data',
  'library buildings',
  'copyright',
  'preservation',
  'refugees and migrants',
  'open source systems',
  'staff training',
  'solo librarians',
  'outreach',
]
const abouts = [
  'I look after {a} in a small team and would like to hear how others go about {b}.',
  'We have just begun with {a}. Any experience of {b} would help me.',
  'My background is {a}; lately I read a lot about {b}.',
  'In my library I do everything, from {a} to {b}.',
]

export function inventPeople(seed: string, count: number): Person[] {
  const chosen = homes.slice(0, countriesFor(count))
  const shares = Object.fromEntries(chosen.map((one, i) => [String(i), one.share]))
  return Array.from({ length: count }, (_, number) => {
    const chance = chanceOf(seed, 'person', number)
    // every country has somebody; the rest come by share
    const home = chosen[number < chosen.length ? number : Number(chance.pickBy(shares))]!
    return person(chance, number, home)
  })
}

function person(chance: Chance, number: number, home: (typeof homes)[number]): Person {
  const [given, family] = names[home.names]
  const first = chance.pick(given)
  const name = `${first} ${chance.pick(family)}`
  const tags = [...interests].sort(() => chance.unit() - 0.5).slice(0, 2 + chance.int(3))
  const sector = chance.pickBy(sectors)
  const locale = home.languages[0] === 'es' ? 'es' : home.languages[0] === 'ar' && chance.is(0.6) ? 'ar' : 'en'
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '.')
  const email = `${plain}.${number}@people.example`
  const forgets = chance.is(0.15)
  const wish = chance.is(0.3)
    ? [
        {
          about: 'sector',
          want: chance.pickBy(sectors),
          strength: chance.is(0.2) ? 'must' : 'would like',
          text: `Somebody from another kind of library than ${sector}`,
        },
      ]
    : []
  return {
    number,
    email,
    name,
    zone: home.zone,
    locale,
    by: chance.pickBy({ webhook: 55, 'form webhook': 15, 'own form': 22, email: 8 }),
    client: chance.pickBy({ phone: 30, webmail: 32, desktop: 18, button: 12, plain: 8 }),
    provider: chance.is(0.6) ? 'postmark' : 'mime',
    answers: 0.35 + 0.6 * chance.unit() ** 0.6,
    answersAfter: chance.is(0.45) ? 0 : chance.lognormal(2, 0.8),
    forgets,
    patience: chance.lognormal(22, 0.4),
    wantsAgain: chance.is(0.55),
    application: {
      email,
      name,
      knownAs: first,
      country: chance.is(0.7) ? home.country : new Intl.DisplayNames(['en'], { type: 'region' }).of(home.country),
      place: home.town,
      timeZone: home.zone,
      sector,
      careerStage: chance.pickBy(stages),
      role: `${sector === 'school' ? 'School' : sector === 'public' ? 'Branch' : 'Reference'} librarian`,
      employer: `${home.town} ${sector === 'public' ? 'City Library' : sector === 'school' ? 'High School' : 'University'}`,
      interests: forgets && chance.is(0.6) ? [] : tags,
      about: chance.pick(abouts).replace('{a}', tags[0]!).replace('{b}', tags[1]!),
      languages: forgets ? [] : home.languages.map((language, i) => ({ language, level: i === 0 ? 'native' : 'good' })),
      locale,
      wishes: wish,
      heardFrom: chance.pick(['a colleague', 'a mailing list', 'a conference', 'the newsletter']),
      conductAccepted: true,
      standby: chance.is(0.03),
    },
  }
}
