import type { Mail } from '../mail.ts'
import { words } from './clauses.ts'
import { fold } from './fold.ts'
import type { Lexicon } from './lexicon.ts'

/** A word as names are written: a capital, then small letters. Scripts without capitals have no such words. */
const named = /(?<![\p{L}\p{M}])\p{Lu}\p{Ll}[\p{L}\p{M}'’-]*/gu
/** Somebody's words are looked through for so many characters, and what they answer for as many. */
const longest = 4_000

/** Who the partner is: by their stored name, and by words that look like a name and stand in our question too. Folded. */
export type Names = { known: ReadonlySet<string>; likely: ReadonlySet<string> }

/**
 * Words that name the writer's partner. Who that is may be known; else a name is what stands both in the writer's words and
 * in the letter that they quote ("Are you and Noor still talking?"). The writer's own name is none.
 */
export function namesIn(text: string, mail: Mail | null, partner: string[] = []): Names {
  const known = new Set(partner.flatMap(one => words(fold(one))).filter(one => one.length > 1))
  const quoted = `${mail?.subject ?? ''} ${(mail?.text ?? mail?.html ?? '').slice(0, longest)}`.replace(text, ' ')
  const there = new Set(quoted.match(named))
  const own = new Set(words(fold(mail?.from?.name ?? '')))
  const likely = new Set<string>()
  for (const word of text.slice(0, longest).match(named) ?? []) if (there.has(word)) likely.add(fold(word))
  return { known, likely: likely.difference(own) }
}

/** The names as one language can tell them: where every noun has a capital, or a little word begins a sentence, none is likely. */
export function namesFor({ file, little }: Pick<Lexicon, 'file' | 'little'>, { known, likely }: Names): ReadonlySet<string> {
  return file.capitalNouns ? known : known.union(likely.difference(little))
}
