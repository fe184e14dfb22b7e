import { expect, test } from 'vitest'
import { countryName, countryOf } from '../../src/programme/countries.ts'

test.each([
  ['Germany', 'DE'],
  ['Serbia', 'RS'],
  ['Vietnam', 'VN'],
  ['Yemen', 'YE'],
  ['Zimbabwe', 'ZW'],
  ['Vanuatu', 'VU'],
  ['Curaçao', 'CW'],
  ['Myanmar', 'MM'],
  ['East Timor', 'TL'],
  ['Côte d’Ivoire', 'CI'],
  ['Türkiye', 'TR'],
  ['uk', 'GB'],
  ['U.S.A.', 'US'],
  [' peru ', 'PE'],
  ['ke', 'KE'],
  ['The Netherlands', 'NL'],
])('%s is %s', (given, code) => {
  expect(countryOf(given)).toBe(code)
})

test.each(['Wakanda', 'Kenya / Uganda', 'Kenya and Uganda', 'DD', 'ZZ', 'EU', '', 7, null, ['KE', 'UG']])(
  '%j is no country',
  given => {
    expect(countryOf(given)).toBeNull()
  },
)

test('every country that people choose from the list is known by its name, and by its code', () => {
  const names = new Intl.DisplayNames(['en'], { type: 'region' })
  for (const code of 'AF AL DZ AR AM AU AT AZ BD BE BO BA BW BR BG CM CA CL CN CO CR HR CU CY CZ DK EC EG EE ET FJ FI FR GE DE GH GR GT HK HU IS IN ID IR IQ IE IL IT JM JP JO KZ KE KR KW LV LB LT LU MG MW MY MT MX MA MZ NA NP NL NZ NG NO PK PA PG PY PE PH PL PT QA RO RU RW WS SA SN RS SG SK SI ZA ES LK SD SE CH SY TW TZ TH TT TN TR UG UA AE GB US UY UZ VE VN YE ZM ZW'.split(
    ' ',
  )) {
    expect(countryOf(names.of(code)), code).toBe(code)
    expect(countryOf(countryName(code)), code).toBe(code)
  }
})
