/**
 * A link that opens a letter which is already written. It starts a new message and not an answer, so the address must
 * carry the question.
 *
 * @param word the whole body; its line end is CRLF, as RFC 6068 §5 wants
 */
export function mailto(address: string, word: string, subject?: string): string {
  const to = encodeURIComponent(address).replace('%40', '@')
  const parts = [...(subject ? [`subject=${encodeURIComponent(subject)}`] : []), `body=${encodeURIComponent(`${word}\r\n`)}`]
  return `mailto:${to}?${parts.join('&')}`
}
