import type { Intent } from '../mail.ts'

const signs: [RegExp, Intent, number][] = [
  [/👍|👌|✅|☑|✔|💯|🆗|🤝/u, 'still-talking', 0.88],
  [/👎|❌|🚫|🙅|✖/u, 'not-talking', 0.82],
  [/❤|♥|💙|💚|💛|💜|🧡|🩷|😊|🙂|😀|😃|😄|😁|🥰|🎉|🙌|🤗/u, 'still-talking', 0.6],
  [/😢|😞|😔|🙁|☹|😭|😕|🤷/u, 'not-talking', 0.45],
]

/** What a message says that has no words but signs; undefined when it has words, or none of the signs. */
export function readSigns(text: string): { intent: Intent; confidence: number } | undefined {
  if (/[\p{L}\p{N}]/u.test(text)) return undefined
  const found = signs.filter(([sign]) => sign.test(text))
  if (!found.length) return undefined
  const good = found.some(([, intent]) => intent === 'still-talking')
  if (good && found.some(([, intent]) => intent !== 'still-talking')) return { intent: 'none', confidence: 0.3 }
  return { intent: found[0]![1], confidence: found[0]![2] }
}
