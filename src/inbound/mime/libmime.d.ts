/** What is used of libmime, the library of header values that mailparser is made with; it brings no types of its own. */
declare module 'libmime' {
  const libmime: {
    /** one header line, folded or not, without any decoding of words */
    decodeHeader(line: string): { key: string; value: string }
    /** encoded words to text, RFC 2047 */
    decodeWords(value: string): string
    /** the inside of one encoded word to text; never throws, and reads a charset that it does not know as UTF-8 */
    decodeWord(charset: string, encoding: 'B' | 'Q', text: string): string
    /** `text/plain; charset=…`, RFC 2045 and 2231 */
    parseHeaderValue(value: string): { value: string | false; params: Record<string, string> }
    normalizeCharset(name: string): string
  }
  export default libmime
}
