const sectors: [RegExp, string][] = [
  [/^(academic|universit|higher ed|college|research lib|tertiary)/, 'academic'],
  [/^(public|municipal|community lib|city lib)/, 'public'],
  [/^(school|primary school|secondary school|k-?12)/, 'school'],
  [/^(special|corporate|law|medical|health|hospital|business)/, 'special'],
  [/^(government|national|parliament|state lib)/, 'government'],
  [/^(archiv|museum|galler|heritage)/, 'archive or museum'],
  [/^(study|student|lis student)/, 'studying librarianship'],
]

/** One of the programme's seven sectors for the words that forms use; other words stand for themselves, in lower case. */
export function sectorKey(sector: string | null | undefined): string | null {
  const said = sector?.normalize('NFKC').trim().toLowerCase()
  if (!said) return null
  return sectors.find(([pattern]) => pattern.test(said))?.[1] ?? said
}

/** Place on the ladder of a career, 0 student to 4 retired; from the years when the stage says nothing; null when neither does. */
export function stageRank(stage: string | null | undefined, years: number | null | undefined): number | null {
  const said = stage?.trim().toLowerCase() ?? ''
  if (/student|studying/.test(said)) return 0
  if (/early|new|junior|beginn/.test(said)) return 1
  if (/mid/.test(said)) return 2
  if (/senior|late|experienced|manager|director/.test(said)) return 3
  if (/retired|emerit/.test(said)) return 4
  if (typeof years !== 'number' || !Number.isFinite(years)) return null
  return years < 1 ? 0 : years < 7 ? 1 : years < 15 ? 2 : 3
}
