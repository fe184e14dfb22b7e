import { describe, expect, test } from 'vitest'
import { sectorKey, stageRank } from '../../src/matching/career.ts'
import { countryKey, countryName, isCountry, regionOf } from '../../src/matching/countries.ts'
import { meetingTogether, offsetOf, wakingTogether } from '../../src/matching/hours.ts'
import { wordsOf } from '../../src/matching/interests.ts'
import { languageKey, levelOf } from '../../src/matching/languages.ts'

describe('words of applications', () => {
  test('a country is one, by code or by any of its English names', () => {
    const same = [
      ['KE', 'ke', 'Kenya', ' kenya '],
      ['VN', 'Viet Nam', 'Vietnam'],
      ['TR', 'Turkey', 'Türkiye'],
      ['TT', 'Trinidad and Tobago', 'Trinidad & Tobago'],
      ['HK', 'Hong Kong', 'Hong Kong SAR China'],
      ['CI', "Cote d'Ivoire", 'Côte d’Ivoire', 'Ivory Coast'],
      ['LC', 'Saint Lucia', 'St. Lucia'],
      ['AG', 'Antigua and Barbuda'],
      ['GB', 'UK', 'United Kingdom', 'Scotland'],
    ]
    for (const names of same) expect([...new Set(names.map(countryKey))]).toEqual([names[0]])
    expect(countryKey('Atlantis')).toBe('atlantis')
    expect(isCountry('atlantis')).toBe(false)
    expect([countryKey(''), countryKey(null), countryKey(undefined)]).toEqual([null, null, null])
    expect(countryName('KE')).toBe('Kenya')
    expect(['KE', 'BR', 'TT', 'US', 'FJ', 'IN', 'FR'].map(regionOf)).toEqual([
      'Africa',
      'Latin America',
      'Latin America',
      'North America',
      'Oceania',
      'Asia',
      'Europe',
    ])
  })

  test('a language is one, by code or by name', () => {
    const same = [
      ['en', 'English', 'en-GB', 'ENGLISH'],
      ['zh', 'Chinese', 'Mandarin', 'zh-Hans'],
      ['sl', 'Slovene'],
      ['fil', 'Filipino', 'tl'],
      ['fa', 'Persian', 'Farsi'],
      ['bn', 'Bengali'],
    ]
    for (const names of same) expect(new Set(names.map(languageKey)).size).toBe(1)
    expect(languageKey('Portuguese')).not.toBe(languageKey('Spanish'))
    expect(['basic', 'good', 'native', null, 'fluent'].map(levelOf)).toEqual([1, 2, 3, 2, 2])
  })

  test('sectors and stages are read from the words that forms use', () => {
    expect(['Public library', 'university', 'archive or museum', 'prison'].map(sectorKey)).toEqual([
      'public',
      'academic',
      'archive or museum',
      'prison',
    ])
    expect([stageRank('mid career', null), stageRank(null, 20), stageRank(null, null), stageRank('studying', 30)]).toEqual([
      2,
      3,
      null,
      0,
    ])
  })

  test('hours are shared around the globe, over midnight too', () => {
    expect(offsetOf('Asia/Kathmandu')).toBe(345)
    expect(offsetOf('America/New_York')).toBe(-300)
    expect(offsetOf('Middle/Earth')).toBeNull()
    expect(wakingTogether(0, 0)).toBe(900)
    expect(wakingTogether(0, 720)).toBe(360)
    expect(wakingTogether(-600, 780)).toBe(wakingTogether(780, -600))
    expect(meetingTogether(0, 'morning', 0, 'evening')).toBe(0)
    expect(meetingTogether(0, 'evening', 600, 'morning')).toBe(60)
  })

  test('free text of any script falls into words', () => {
    expect(wordsOf('Open-Access, naïve café!')).toEqual(['open', 'access', 'naïve', 'café'])
    expect(wordsOf('図書館')).toEqual(['図書', '書館'])
    expect(wordsOf('بدأنا الأرشفة')).toHaveLength(2)
    expect(wordsOf('')).toEqual([])
  })
})
