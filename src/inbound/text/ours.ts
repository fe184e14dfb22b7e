import { isBlank, type Line } from './lines.ts'

/** So many words in a row, the same in both, are no chance. */
const run = 4
/** A line needs so many of our words to be found by itself; shorter ones are found beside it. */
const seedWords = 5

/** The words of a line; a character each where a script has no spaces. Links and addresses are left out: programs rewrite them. */
function wordsIn(text: string): string[] {
  const words: string[] = []
  for (const piece of text.normalize('NFKC').toLowerCase().split(/\s+/)) {
    if (piece.includes('://') || piece.includes('www.') || piece.includes('@')) continue
    for (const word of piece.match(
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+/gu,
    ) ?? [])
      words.push(word)
  }
  return words
}

/**
 * Finds the lines of letters that we sent, however a program wrapped, marked or indented them: by every four words
 * in a row. A line that also holds other words is not ours when nothing marks it as quoted: somebody filled it in.
 *
 * @returns for each line 1 when it is ours
 */
export function oursAmong(lines: Line[], letters: string[]): Uint8Array {
  const ours = new Uint8Array(lines.length)
  if (letters.length === 0) return ours
  const runs = new Set<string>()
  const whole = new Set<string>()
  for (const letter of letters.slice(0, 20)) {
    const words = wordsIn(letter.slice(0, 40_000))
    for (let at = 0; at + run <= words.length; at += 1) runs.add(words.slice(at, at + run).join(' '))
    for (const line of letter.slice(0, 40_000).split('\n')) whole.add(wordsIn(line).join(' '))
  }
  const words: string[] = []
  const lineOf: number[] = []
  lines.forEach((line, at) => {
    for (const word of wordsIn(line.text)) {
      words.push(word)
      lineOf.push(at)
    }
  })
  const covered = new Uint16Array(lines.length)
  const counted = new Uint16Array(lines.length)
  let until = 0
  for (let at = 0; at < words.length; at += 1) {
    if (at + run <= words.length && runs.has(words.slice(at, at + run).join(' '))) until = at + run
    counted[lineOf[at]!]! += 1
    if (at < until) covered[lineOf[at]!]! += 1
  }
  const marked = (at: number) => lines[at]!.depth > 0 || /^(?:\t| {4})/.test(lines[at]!.text)
  const complete = (at: number) => covered[at]! >= counted[at]! * (marked(at) ? 0.8 : 1)
  for (let at = 0; at < lines.length; at += 1) if (covered[at]! >= seedWords && complete(at)) ours[at] = 1
  spread(lines, ours, at => {
    if (counted[at] === 0) return lines[at]!.text.length < 300
    // mailutils, nmh and bsd-mailx quote the letter as it travelled
    if (/^\s{0,9}(?:--[\w=.+-]{8,80}|content-[a-z-]{2,30}:.{0,120}|mime-version:.{0,20})$/i.test(lines[at]!.text)) return true
    if (covered[at]! > 0 && complete(at)) return true
    return counted[at]! > 1 && whole.has(wordsIn(lines[at]!.text).join(' '))
  })
  return ours
}

/** Takes in the short lines above and below those found, and the lines of signs or links between them. */
function spread(lines: Line[], ours: Uint8Array, belongs: (at: number) => boolean): void {
  for (const step of [1, -1]) {
    let beside = false
    for (let at = step > 0 ? 0 : lines.length - 1; at >= 0 && at < lines.length; at += step) {
      if (ours[at]) beside = true
      else if (isBlank(lines[at]!.text)) continue
      else if (beside && belongs(at)) ours[at] = 1
      else beside = false
    }
  }
}
