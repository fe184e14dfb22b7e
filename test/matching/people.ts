import type { Applicant, Wish } from '../../src/matching/applicant.ts'
import { dice } from './support.ts'

const countries = ['KE', 'Kenya', 'Brazil', 'BR', 'India', 'NZ', 'Germany']
const sectors = ['academic', 'public', 'school', 'archive or museum', 'law firm', '図書館']
const tags = ['open access', 'cataloguing', 'outreach', 'oral history', 'preservation', 'الأرشفة', '知識管理']
const texts = [
  'I look after open access and cataloguing.',
  'بدأنا مشروع الأرشفة في مكتبة صغيرة',
  '私は知識管理と図書館の歴史に関心があります',
  'Me interesa la historia oral, outreach y la preservación',
  'สนใจการอนุรักษ์',
  '',
]
const wants: [string, string[]][] = [
  ['sector', ['same', 'different', 'public', 'academic']],
  ['career stage', ['more experienced', 'less experienced', 'similar']],
  ['region', ['Africa', 'Europe', 'Asia']],
  ['country', ['Kenya', 'IN']],
  ['language', ['English', 'es', 'Mandarin']],
  ['interests', ['oral history', 'same', 'different']],
  ['the moon', ['full']],
]

/** A round of invented people, poor in countries and rich in odd wishes, so that rules collide. */
export function inventPeople(
  seed: number,
  n: number,
  { standby = 10, country = countries }: { standby?: number; country?: string[] } = {},
): Applicant[] {
  const roll = dice(seed)
  const one = <T>(list: readonly T[]): T => list[roll(list.length)]!
  const some = <T>(list: readonly T[], most: number): T[] => Array.from({ length: roll(most + 1) }, () => one(list))
  return Array.from({ length: n }, (_, i): Applicant => {
    const wishes = Array.from({ length: roll(3) }, (): Wish => {
      const [about, values] = one(wants)
      return { about, want: one(values), strength: roll(3) === 0 ? 'must' : 'would like' }
    })
    return {
      id: `p${i}`,
      country: roll(20) === 0 ? null : one(country),
      timeZone: one(['Africa/Nairobi', 'America/Sao_Paulo', 'Pacific/Auckland', 'Nowhere/At-All', null]),
      canMeet: one(['morning', 'evening', 'any time', null]),
      sector: one([...sectors, null]),
      careerStage: one(['student', 'early career', 'mid career', 'senior', null]),
      interests: some(tags, 4),
      interestsText: one(texts),
      languages: some(['English', 'en', 'Spanish', 'pt-BR', 'Swahili'], 2).map(language => ({
        language,
        level: one(['basic', 'good', 'native']),
      })),
      wishes,
      standby: roll(100) < standby,
      previousPartners: roll(4) === 0 ? [`p${roll(n)}`, 'somebody of years ago'] : [],
      blocked: roll(8) === 0 ? [`p${roll(n)}`] : [],
      protection: one([undefined, 'none', 'first time', 'waited', 'left alone before'] as const),
    }
  })
}
