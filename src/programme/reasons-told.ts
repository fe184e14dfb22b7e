import { listed, works } from '../matching/reasons.ts'
import { countryName } from './countries.ts'
import type { Reason } from './proposals.sql.ts'

const languageNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' })
const languageName = (code: string) => {
  try {
    return languageNames.of(code) ?? code
  } catch {
    return code // a language that somebody wrote in words of their own
  }
}

/**
 * A reason as a coordinator reads it, about two others: "Both are interested in …", "Hugo works in …, as Amina wished." A
 * reason without a code, a coordinator's own, stands as it was written.
 *
 * @param own whose reason it is, as they are called
 */
export function told({ words, code, values = {} }: Reason, own: string, partner: string): string {
  const word = (key: string) => String(values[key] ?? '')
  switch (code) {
    case 'wish-sector':
    case 'wish-same-sector':
    case 'wish-different-sector':
      return `${partner} ${works(word(code === 'wish-sector' ? 'want' : 'theirs'), 'they')}, as ${own} wished.`
    case 'wish-region':
      return `${partner} lives in the part of the world that ${own} wished for: ${word('want')}.`
    case 'wish-country':
      return `${partner} lives in ${countryName(word('want'))}, as ${own} wished.`
    case 'wish-language':
      return `${partner} writes ${languageName(word('want'))}, as ${own} wished.`
    case 'wish-interests':
      return `${partner} knows about ${word('want')}, which ${own} asked for.`
    case 'wish-more-experienced':
      return `${partner} is further on in the profession, as ${own} wished.`
    case 'wish-less-experienced':
      return `${partner} is newer to the profession, as ${own} wished.`
    case 'wish-similar-stage':
      return `Both are at a similar stage of their careers, as ${own} wished.`
    case 'wish-met':
      return `This meets a wish of ${own}: ${word('want')}.`
    case 'shared-interests':
      return `Both are interested in ${listed(values.interests as string[])}.`
    case 'shared-language':
      return `They can write to each other in ${languageName(word('language'))}.`
    case 'language':
      return `Both write ${languageName(word('language'))} well.`
    case 'hours':
      return `Both are awake for about ${word('hours')} hours of the same day.`
    case 'sectors-differ':
      return `${own} ${works(word('yours'), 'they')} and ${partner} ${works(word('theirs'), 'they')}, so each can show the other something new.`
    case 'sector-same':
      return word('theirs') === 'studying librarianship' ? 'Both study librarianship.' : `Both ${works(word('theirs'), 'you')}.`
    case 'stages-differ':
      return word('which') === 'more'
        ? `${partner} has been in the profession for longer than ${own}.`
        : `${partner} is newer to the profession than ${own}.`
    case 'countries':
      return `${partner} lives in ${countryName(word('theirs'))}.`
    default:
      return words
  }
}
