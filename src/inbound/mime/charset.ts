import { isAscii, isUtf8 } from 'node:buffer'
import libmime from 'libmime'

/** Labels that programs write without knowing. */
const unsure = new Set(['', 'windows-1252', 'utf-8', 'unknown-8bit', 'x-unknown', 'binary', 'default'])
const multibyte = new Set(['utf-8', 'gbk', 'gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr', 'iso-2022-jp'])
type Decoder = InstanceType<typeof TextDecoder>
const decoders = new Map<string, Decoder | null>()

function decoder(name: string, fatal: boolean): Decoder | null {
  const key = `${name} ${fatal}`
  let found = decoders.get(key)
  if (found === undefined) {
    try {
      found = new TextDecoder(name, { fatal })
    } catch {
      found = null
    }
    // labels come from strangers: remember few
    if (decoders.size < 200) decoders.set(key, found)
  }
  return found
}

function attempt(bytes: Uint8Array, name: string, fatal = true): string | null {
  const known = decoder(name, fatal)
  if (!known) return attemptSeldom(bytes, name)
  try {
    return known.decode(bytes)
  } catch {
    return null
  }
}

/** Charsets that the platform does not know, by the library that mailparser decodes with; null where it fails, too. */
function attemptSeldom(bytes: Uint8Array, name: string): string | null {
  const text = libmime.decodeWord(name, 'B', Buffer.from(bytes).toString('base64'))
  return text.includes('\ufffd') ? null : text
}

/**
 * Text from bytes in whatever charset they really are, which mailparser leaves to the label. The label is a hint: bytes that are valid UTF-8 are UTF-8,
 * and where the label cannot be true or says nothing, the likeliest charset is chosen by what the letters look like.
 * Never throws; never returns NUL.
 *
 * @param label the charset as the message names it, '' when it names none
 */
export function decodeText(bytes: Uint8Array, label = ''): string {
  const text = decodeAny(
    bytes,
    label
      .trim()
      .toLowerCase()
      .slice(0, 40)
      .split(/[\s(;]/, 1)[0]!,
  )
  return text.includes('\0') ? text.replaceAll('\0', '') : text
}

function decodeAny(bytes: Uint8Array, asked: string): string {
  const label = asked && libmime.normalizeCharset(asked).toLowerCase()
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return attempt(bytes, 'utf-16le', false)!
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return attempt(bytes, 'utf-16be', false)!
  if (asked.startsWith('utf-16')) return attempt(bytes, asked === 'utf-16le' ? 'utf-16le' : 'utf-16be', false)!
  if (isAscii(bytes)) {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
    if (label.endsWith('utf-7')) return attemptSeldom(bytes, 'utf-7') ?? text
    if (text.includes('\x1b$') || text.includes('\x1b(')) return attempt(bytes, 'iso-2022-jp', false) ?? text
    return text
  }
  // three sequences of UTF-8 do not happen by accident in any other charset
  if (isUtf8(bytes) && (!multibyte.has(label) || label === 'utf-8' || sequences(bytes) >= 3)) return attempt(bytes, 'utf-8')!
  if (!unsure.has(label)) {
    const told = attempt(bytes, label, multibyte.has(label))
    if (told !== null) return told
    // mostly in its charset, with a few bytes broken on the way
    const mended = multibyte.has(label) ? attempt(bytes, label, false) : null
    if (mended !== null && broken(mended) * 20 < mended.length) return mended
  }
  if (label === 'utf-8') {
    const mended = attempt(bytes, 'utf-8', false)!
    if (broken(mended) * 4 < sequences(bytes)) return mended
  }
  return guess(bytes)
}

function broken(text: string): number {
  let count = 0
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) count += 1
  return count
}

function sequences(bytes: Uint8Array): number {
  let count = 0
  for (const byte of bytes) if (byte >= 0xc2 && byte <= 0xf4) count += 1
  return count
}

const cyrillic = 'оеаинтсрвлкмдпуяі|бгжзйфхцчшщъыьэюёїєґ'
const quotes = '“”‘’«»–—…„'
/** What a text in each charset is mostly made of, then what it also has. Tried in this order; a later one must look strictly better. */
const candidates: { name: string; common: Set<string>; seldom: Set<string>; joinsAscii: boolean }[] = [
  { name: 'windows-1252', common: 'éèàáíóúñçãõâêôäöüßåøæëïîûùìò¿¡€', joinsAscii: true },
  { name: 'windows-1250', common: 'ąćęłńóśźżáčďéěíňřšťúůýžőűäöüăîâšđ', joinsAscii: true },
  { name: 'windows-1254', common: 'ğışçöüİŞÇÖÜ', joinsAscii: true },
  { name: 'windows-1251', common: cyrillic, joinsAscii: false },
  { name: 'koi8-u', common: cyrillic, joinsAscii: false },
  { name: 'windows-1253', common: 'αοιετσνρκηπλμυωάέήίόύώς|βγδζθξφχψ', joinsAscii: false },
  { name: 'windows-1255', common: 'יוהלאתמרשבנכםן|גדזחטסעפצקךףץ', joinsAscii: false },
  { name: 'windows-1256', common: 'اليمنوترهبدسعفحقكةأ|ثجخذزشصضطظغىإآئؤء،؟', joinsAscii: false },
  { name: 'windows-874', common: 'กขคงจชซญดตถทนบปผพฟภมยรลวศษสหอฮะาำิีึืุูเแโใไ่้์', joinsAscii: false },
  {
    name: 'gb18030',
    common:
      '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过好没再联系谢请每周，。！？、您',
    joinsAscii: true,
  },
  {
    name: 'big5',
    common:
      '的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過好沒再聯繫謝請每週，。！？、您',
    joinsAscii: true,
  },
  {
    name: 'shift_jis',
    common:
      'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをんがぎぐげごだでどばびぶべぼっょゃアイルンスートリ、。',
    joinsAscii: true,
  },
  {
    name: 'euc-jp',
    common:
      'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをんがぎぐげごだでどばびぶべぼっょゃアイルンスートリ、。',
    joinsAscii: true,
  },
  { name: 'euc-kr', common: '이다는가을를에의은지고하서한도로니기사어아자시있요안세습나그대', joinsAscii: true },
  { name: 'ibm866', common: cyrillic, joinsAscii: false },
  { name: 'iso-8859-5', common: cyrillic, joinsAscii: false },
].map(({ name, common, joinsAscii }) => {
  const [often, seldom] = common.split('|')
  return { name, joinsAscii, common: new Set(often), seldom: new Set(seldom) }
})

const isLetter = /\p{L}|\p{M}/u
const isAsciiLetter = (code: number) => (code | 32) >= 97 && (code | 32) <= 122

function guess(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, 4096)
  let best = { name: 'windows-1252', score: -Infinity }
  for (const candidate of candidates) {
    const whole = attempt(bytes, candidate.name)
    if (whole === null) continue
    const text = sample.length === bytes.length ? whole : attempt(sample, candidate.name, false)!
    const score = looks(text, candidate)
    if (score > best.score) best = { name: candidate.name, score }
  }
  return attempt(bytes, best.name, false)!
}

function looks(text: string, { common, seldom, joinsAscii }: (typeof candidates)[number]): number {
  let score = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x80) continue
    const char = text[i]!
    // two bytes a character in the charsets of East Asia: count bytes, so that charsets compare
    const bytes = code >= 0x3000 ? 2 : 1
    if (common.has(char)) score += 2 * bytes
    else if (seldom.has(char)) score += bytes
    else if (quotes.includes(char)) score += 0.5
    else if (code < 0xa0 || code === 0xfffd || (code >= 0xe000 && code < 0xf900)) score -= 4
    else if (isLetter.test(char)) score += (code >= 0xac00 && code < 0xd7a4 ? 1.2 : 0.4) * bytes
    else score -= 2
    const before = text.charCodeAt(i - 1)
    if (!joinsAscii && i > 0 && isAsciiLetter(before)) score -= 3
    if (joinsAscii && bytes === 1 && before >= 0x80 && common.has(char)) score -= 1
  }
  return score
}
