import { countryName } from './countries.ts'
import { wakingTogether } from './hours.ts'
import { sharedInterests } from './interests.ts'
import { languageName } from './languages.ts'
import { levelIn } from './profile.ts'
import { type Scored, scoreSide } from './score.ts'

/**
 * Why this partner, seen from one side. Codes and their values, for other locales to phrase:
 *
 * | code | values |
 * |---|---|
 * | wish-sector, wish-region, wish-country, wish-language, wish-interests | want: the value wished for and met |
 * | wish-same-sector, wish-different-sector | theirs: the partner's sector |
 * | wish-more-experienced, wish-less-experienced, wish-similar-stage | – |
 * | wish-met | want: any other wish, in its own words |
 * | shared-interests | interests: one to three tags, as the person writes them; yours: whether the partner calls them the same |
 * | shared-language | language: another than English, which both write well |
 * | hours | hours: whole hours a day that both are awake |
 * | sectors-differ | yours, theirs |
 * | sector-same | theirs |
 * | stages-differ | which: 'more' or 'less' (the partner's experience) |
 * | language | language: the one both can write, English included |
 * | countries | theirs: the partner's country, ISO code or name |
 */
export type Reason = { code: string; values: Record<string, string | string[] | number> }

/** Two or three reasons, the best first: wishes met, then what both care about, then what makes the exchange worth it. */
export function reasonsFor(scored: Scored, u: number, v: number): Reason[] {
  const { people, profiles, interests } = scored
  const [p, q] = [profiles[u]!, profiles[v]!]
  const side = scoreSide(scored, u, v)
  const list: Reason[] = side.met.slice(0, 2).map(index => wishReason(scored, u, v, index))
  const told = list.map(({ code }) => code)
  const tags = sharedInterests(interests, u, v).map(({ term }) => term)
  const common = p.tags.filter(tag => q.tags.includes(tag) && !list.some(({ values }) => values.want === tag))
  const either = tags.filter(tag => (p.tags.includes(tag) || q.tags.includes(tag)) && tag !== list[0]?.values.want)
  const named = (common.length ? tags.filter(tag => common.includes(tag)) : either).slice(0, 3)
  const spelt = (tag: string) =>
    [...(people[u]!.interests ?? []), ...(people[v]!.interests ?? [])].find(own => own.trim().toLowerCase() === tag)?.trim() ??
    tag
  if (named.length) list.push({ code: 'shared-interests', values: { interests: named.map(spelt) } })
  const good = p.languages.filter(({ key, level }) => level > 1 && levelIn(q, key) > 1).map(({ key }) => key)
  const other = good.find(key => key !== 'english')
  if (other && !told.includes('wish-language')) list.push({ code: 'shared-language', values: { language: languageName(other) } })
  const sector = !told.some(code => code.endsWith('sector')) && p.sector && q.sector
  if (sector && p.sector !== q.sector) list.push({ code: 'sectors-differ', values: { yours: p.sector!, theirs: q.sector! } })
  const stage = !told.some(code => /experienced|stage/.test(code)) && p.stage !== null && q.stage !== null
  if (stage && p.stage !== q.stage) list.push({ code: 'stages-differ', values: { which: q.stage! > p.stage! ? 'more' : 'less' } })
  if (p.offset !== null && q.offset !== null) {
    const hours = Math.floor(wakingTogether(p.offset, q.offset) / 60)
    if (hours >= 10) list.push({ code: 'hours', values: { hours } })
  }
  if (sector && p.sector === q.sector) list.push({ code: 'sector-same', values: { theirs: q.sector! } })
  if (!other && good.length) list.push({ code: 'language', values: { language: languageName(good[0]!) } })
  list.push({ code: 'countries', values: { theirs: q.country ?? '' } })
  const same = (one: Reason, other: Reason) => one.code === other.code && String(one.values.want) === String(other.values.want)
  return list.filter((reason, i) => list.findIndex(other => same(reason, other)) === i).slice(0, 3)
}

function wishReason({ people, profiles }: Scored, u: number, v: number, index: number): Reason {
  const want = profiles[u]!.wants.find(({ wish }) => wish === index)!
  const said = people[u]!.wishes![index]!.want.trim()
  const theirs = profiles[v]!.sector ?? ''
  switch (want.kind) {
    case 'sector':
      if (want.op === 'is') return { code: 'wish-sector', values: { want: want.value } }
      return { code: want.op === 'same' ? 'wish-same-sector' : 'wish-different-sector', values: { theirs } }
    case 'stage':
      if (want.op === 'more') return { code: 'wish-more-experienced', values: {} }
      if (want.op === 'less') return { code: 'wish-less-experienced', values: {} }
      return want.op === 'same' ? { code: 'wish-similar-stage', values: {} } : { code: 'wish-met', values: { want: said } }
    case 'region':
    case 'country':
    case 'language':
    case 'interest':
      if (want.op !== 'is') return { code: 'wish-met', values: { want: `${said} ${people[u]!.wishes![index]!.about}` } }
      return { code: want.kind === 'interest' ? 'wish-interests' : `wish-${want.kind}`, values: { want: said } }
  }
}

const sectorPhrases: Record<string, string> = {
  academic: 'an academic library',
  public: 'a public library',
  school: 'a school library',
  special: 'a special library',
  government: 'a government library',
  'archive or museum': 'an archive or museum',
}
/** 'work in a public library', 'study librarianship', or the person's own word. */
export const works = (sector: string, who: 'you' | 'they') => {
  const s = who === 'you' ? '' : 's'
  if (sector === 'studying librarianship') return who === 'you' ? 'study librarianship' : 'studies librarianship'
  return sectorPhrases[sector] ? `work${s} in ${sectorPhrases[sector]}` : `work${s} in this field: ${sector}`
}

/** "a, b and c" */
export function listed(items: string[]): string {
  const before = items.slice(0, -1).join(', ')
  // "manga and graphic novels, and children and story time"
  const and = items.some(item => item.includes(' and ')) ? ', and' : ' and'
  return before ? `${before}${and} ${items.at(-1)}` : (items[0] ?? '')
}

/** One reason in English, a sentence that can stand in the introduction: "You both …", "Your partner …". */
export function phrase({ code, values }: Reason): string {
  const word = (key: string) => String(values[key] ?? '')
  switch (code) {
    case 'wish-sector':
    case 'wish-same-sector':
    case 'wish-different-sector':
      return `Your partner ${works(word(code === 'wish-sector' ? 'want' : 'theirs'), 'they')}, as you wished.`
    case 'wish-region':
      return `Your partner lives in the part of the world that you wished for: ${word('want')}.`
    case 'wish-country':
      return `Your partner lives in the country that you wished for: ${countryName(word('want'))}.`
    case 'wish-language':
      return `Your partner writes ${word('want')}, which you wished for.`
    case 'wish-interests':
      return `Your partner knows about ${word('want')}, which you asked for.`
    case 'wish-more-experienced':
      return 'Your partner is further on in the profession, as you wished.'
    case 'wish-less-experienced':
      return 'Your partner is newer to the profession, as you wished.'
    case 'wish-similar-stage':
      return 'You are both at a similar stage of your careers, as you wished.'
    case 'wish-met':
      return `This meets your wish: ${word('want')}.`
    case 'shared-interests':
      return `You are both interested in ${listed(values.interests as string[])}.`
    case 'shared-language':
      return `You can write to each other in ${word('language')}.`
    case 'language':
      return `You both write ${word('language')} well.`
    case 'hours':
      return `You are both awake for about ${word('hours')} hours of the same day.`
    case 'sectors-differ':
      return `You ${works(word('yours'), 'you')} and your partner ${works(word('theirs'), 'they')}, so each can show the other something new.`
    case 'sector-same':
      return word('theirs') === 'studying librarianship'
        ? 'You both study librarianship.'
        : `You both ${works(word('theirs'), 'you')}.`
    case 'stages-differ':
      return word('which') === 'more'
        ? 'Your partner has been in the profession for longer than you.'
        : 'Your partner is newer to the profession than you.'
    case 'countries':
      return `Your partner lives in ${countryName(word('theirs'))}, another country than yours.`
    default:
      throw new Error(`no English words for the reason '${code}'`)
  }
}
