import { findDates } from './dates.ts'
import { meaningOf } from './intent.ts'
import { readKind } from './kind.ts'
import { languageOf } from './language.ts'
import type { Known, Mail, Meaning, Understood } from './mail.ts'
import { latestText } from './text.ts'

/** Kinds whose words are a program's: nothing in them is a wish of the writer's. */
const wordless = new Set(['bounce-hard', 'bounce-soft', 'complaint', 'read-receipt', 'loop', 'delivered'])

/**
 * What a message says: who or what wrote it, what they newly wrote, what they mean, each with what decided.
 * Only a person's words have a meaning; a machine's never do, however much “yes” stands in them.
 *
 * @param known what we know before reading: our letters, the writer's language, our addresses, the moment
 */
export function understand(mail: Mail, known: Known = {}): Understood {
  const now = known.now ?? mail.date ?? undefined
  let text: string | undefined
  let meaning: Meaning | undefined
  const written = () => (text ??= latestText(mail, known))
  const meant = () => (meaning ??= meaningOf(written(), mail, { ...known, now }))
  const kind = readKind(mail, known, { written, meaning: meant })
  if (kind.kind === 'human') {
    const { because, ...rest } = meant()
    return { ...kind, ...rest, because, text: written() }
  }
  const said = wordless.has(kind.kind) ? '' : written()
  const until = kind.kind === 'auto-reply' ? awayUntil(said, mail.subject, known.locale, now) : undefined
  return { ...kind, intent: 'none', confidence: 0.95, language: null, text: said, ...(until && { until }) }
}

function awayUntil(text: string, subject: string, locale: string | undefined, now: Date | undefined): Date | undefined {
  if (!now) return undefined
  return findDates(`${text}\n${subject}`, languageOf(text, locale) ?? locale ?? 'en', now).until
}
