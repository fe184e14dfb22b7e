export type Direction = 'ltr' | 'rtl'

const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Mandaic}\p{Script=Samaritan}]/u
const letter = /\p{L}/u
/** Embeddings, overrides and isolates: they can turn the text after them around. LRM, RLM and ZWJ are harmless and stay. */
const turning = /[\u202a-\u202e\u2066-\u2069]/gu
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/gu
/** Numbers in groups would change places in a line from right to left: a code, a telephone number, a day. */
const groups = /\d[\s/+-]+\d|^[+-]\d/
const breaks = /[\s\u0085\u2028\u2029]+/gu

/** The direction of a text, by its first letter. A text without letters goes left to right. */
export function directionOf(text: string): Direction {
  const first = letter.exec(text)?.[0]
  return first !== undefined && rightToLeft.test(first) ? 'rtl' : 'ltr'
}

/** A value of one line: no line breaks, no control characters, nothing that turns its neighbours around. */
export const oneLine = (value: string): string => value.replace(turning, '').replace(breaks, ' ').replace(controls, '').trim()

/** A value of several lines, with the same care. Line ends become `\n`, and more than one empty line in a row is one. */
export const manyLines = (value: string): string =>
  value
    .replace(turning, '')
    .replace(/\r\n?|[\u0085\u2028\u2029]/gu, '\n')
    .replace(controls, '')
    .replace(/[^\S\n]+$/gmu, '')
    .replace(/\n{3,}/gu, '\n\n')
    .trim()

/**
 * Wraps a value in U+2068 and U+2069 when something in it runs against its line, so that it keeps its place. Nowhere
 * else: older mail programs stumble over the marks when they quote us.
 */
export function isolate(value: string, line: Direction): string {
  if (line === 'rtl' && groups.test(value)) return `\u2068${value}\u2069`
  for (const character of value) {
    if (!letter.test(character)) continue
    if (rightToLeft.test(character) !== (line === 'rtl')) return `\u2068${value}\u2069`
  }
  return value
}
