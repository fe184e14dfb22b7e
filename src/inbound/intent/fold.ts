/** Letters that compatibility decomposition leaves alone, and how people type them without their keyboard. */
const plain: Record<string, string> = { ß: 'ss', æ: 'ae', ø: 'o', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ə: 'e' }

/** Persian and Urdu letters as Arabic writes them, so that one keyboard's letters match the other's. */
const arabic: Record<string, string> = { ک: 'ك', ی: 'ي', ى: 'ي', ے: 'ي', ة: 'ه', ہ: 'ه', ھ: 'ه', ۀ: 'ه', ۃ: 'ه', ں: 'ن' }

/** The first digit of every block that our languages use. */
const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10]

/** Western digits for Arabic, Persian, Devanagari, Bengali, Thai and full-width ones. */
function westernDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59\uff10-\uff19]/g, digit => {
    const code = digit.charCodeAt(0)
    return String(code - zeros.findLast(zero => zero <= code)!)
  })
}

/**
 * The text as our word lists are written: lower case, without accents, vowel points, joiners or direction marks, in
 * western digits, apostrophes plain, letters held down ("yesss") let go. The same function folds messages and lists,
 * so it may lose distinctions but never makes the two disagree. Linear in the text's length.
 *
 * @param marks kept where accents tell words apart that would else be one (Vietnamese tones)
 */
export function fold(text: string, marks: 'stripped' | 'kept' = 'stripped'): string {
  let folded = text.toLowerCase()
  if (/[^\x00-\x7f]/.test(folded)) {
    folded = westernDigits(folded.normalize('NFKC'))
      .toLowerCase()
      .normalize(marks === 'kept' ? 'NFC' : 'NFD')
      // accents; Hebrew points; Arabic vowels, hamza and tatweel; the dot below of Devanagari and Bengali
      .replace(/[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640\u06d6-\u06ed\u093c\u09bc]/g, '')
      .normalize('NFC')
      .replace(/\p{Cf}|\ufe0f/gu, '')
      .replace(/[’‘ʼ`´′＇‛]/g, "'")
      .replace(/[ßæøœłđðþıə]/g, letter => plain[letter]!)
      // apostrophes inside Cyrillic and Hebrew words are part of the word
      .replace(/([\u0400-\u04ff\u05d0-\u05ea])['׳](?=[\u0400-\u04ff\u05d0-\u05ea])/g, '$1')
  }
  if (/[\u0621-\u06ff]/.test(folded))
    folded = folded
      .replace(/[کیىےةہھۀۃں]/g, letter => arabic[letter]!)
      // Persian writes its verbal prefixes apart, joined or with a joiner: one form
      .replace(/(^|[^\u0621-\u06ff])(ن?مي) +(?=[\u0621-\u06ff])/g, '$1$2')
  return folded.replace(/n't\b/g, 'nt').replace(/([a-z\u0370-\u05ff])\1\1+/g, '$1')
}
