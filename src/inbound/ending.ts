/**
 * How people ask to end a partnership and nothing else: the pair ends, and they stay. Leaving altogether is an opt-out, which
 * the reader of intents knows. Phrases of a short letter only; in doubt it is something else.
 */
const phrases = [
  /\b(?:end|dissolve|close|terminate|finish) (?:it|this|the|our|my) ?(?:partnership|pairing|pair|match)?\b/,
  /\b(?:end|stop) (?:being|working) (?:partners|together)\b/,
  /\b(?:terminar|acabar|finalizar|disolver) (?:la|esta|nuestra|mi) (?:pareja|relación|colaboración)\b/,
  /\b(?:terminer|mettre fin à|arrêter) (?:ce|le|notre|mon) (?:partenariat|binôme)\b/,
  /\b(?:terminar|encerrar|acabar) (?:a|esta|nossa|minha) (?:parceria|dupla)\b/,
  /\b(?:diese|die|unsere|meine) partnerschaft (?:beenden|auflösen)\b/,
]
const leavesAltogether = /\b(?:programme|program|network|emails?|letters?|list|subscription|programa|correos|lista|e-mails)\b/
/** A letter that says more than this says something else too. */
const most = 240

/** Does this letter ask to end the partnership, and only that? */
export function asksToEndPair(text: string): boolean {
  const said = text.toLowerCase().replace(/\s+/g, ' ').trim()
  return (
    said.length <= most &&
    !leavesAltogether.test(said) &&
    !/\?|\b(?:do not|don't|not want to) (?:end|stop)\b/.test(said) &&
    phrases.some(phrase => phrase.test(said))
  )
}
