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
/** The same in languages where the end of a word is no end to a regular expression, or where it says who, when and how. */
const others = [
  /(?:terminare|concludere|chiudere|sciogliere) (?:la |questa )?(?:nostra |mia )?(?:coppia|collaborazione|partnership)/,
  /(?:ons|het|dit|mijn) (?:partnerschap|koppel|duo) (?:te )?(?:beëindigen|stopzetten)/,
  /(?:avsluta|upplösa) (?:vårt |det här |detta |mitt )?partnerskap/,
  /(?:afslutte|opløse) (?:vores |dette |mit )?partnerskab/,
  /(?:avslutte|oppløse) (?:vårt |dette |mitt )?partnerskap/,
  /(?:lopettaa|päättää|purkaa) (?:parityöskentely|kumppanuu|parimme)/,
  /(?:zakończyć|rozwiązać) (?:nasze |to |moje |naszą |tę )?(?:partnerstwo|parę)/,
  /(?:ukončit|rozpustit) (?:naše |toto |naši |tuto )?(?:partnerství|dvojici)/,
  /(?:завершить|закончить|прекратить|распустить) (?:нашу |эту |наше |это )?(?:пару|партн[её]рство)/,
  /(?:закінчити|завершити|припинити) (?:нашу |цю |наше |це )?(?:пару|партнерство)/,
  /(?:τερματίσω|τερματίσουμε|λήξουμε|λύσουμε) (?:αυτή )?την? (?:συνεργασία|σύμπραξη)/,
  /(?:ortaklığımızı|ortaklığı|eşleşmemizi|eşleşmeyi) (?:bitirmek|sonlandırmak|bitirelim|sonlandıralım)/,
  /(?:إنهاء|انهاء|أنهي|ننهي) (?:هذه )?(?:شراكتنا|شراكتي|الشراكة)/,
  /(?:לסיים|להפסיק|לפרק) את (?:השותפות|הזוגיות|הצמד)/,
  /(?:همکاری|مشارکت|شراکت)\S* را (?:تمام|پایان|خاتمه)/,
  /(?:साझेदारी|जोड़ी) (?:को )?(?:समाप्त|ख़त्म|खत्म)/,
  /(?:结束|結束|解除|终止|終止)(?:我们|我們|这个|這個|这段|這段)?的?(?:搭档|搭檔|伙伴|夥伴|配对|配對|结对|結對)/,
  /(?:パートナー(?:関係|シップ)?|ペア)を(?:終わら|終了|解消)/,
  /(?:파트너|짝) ?관계를? ?(?:끝내|종료)/,
  /(?:kết thúc|chấm dứt) (?:cặp đôi|việc ghép đôi|quan hệ đối tác|mối quan hệ đối tác)/,
  /(?:mengakhiri|menghentikan) (?:pasangan|kemitraan)/,
  /(?:kumaliza|kusitisha|kuvunja) (?:ushirikiano|jozi)/,
]
/** Little words that say no, shortly before; and endings that say it behind. */
const notBefore =
  /(?:^|[^\p{L}])(?:non|niet|geen|inte|ikke|en|emme|nie|nechci|nechceme|не|δεν|μην?|לא|لا|لن|नहीं|不|没|沒|别|別|không|chưa|tidak|jangan|bukan|sitaki|hatutaki)(?:[^\p{L}]|$)[^.!,;:。！，、]{0,30}$|(?:不|没|沒|别|別)[\p{Script=Han}]{0,6}$/u
const notBehind = /^[^.!,;:。！，、]{0,14}(?:ない|ません|않|지 마|istemi|değil|नहीं|نمی|نکن)/

const leavesAltogether = /\b(?:programme|program|network|emails?|letters?|list|subscription|programa|correos|lista|e-mails)\b/
/** A letter that says more than this says something else too. */
const most = 240

function saidIn(said: string, phrase: RegExp): boolean {
  const found = phrase.exec(said)
  if (!found) return false
  return !notBefore.test(said.slice(0, found.index)) && !notBehind.test(said.slice(found.index + found[0].length))
}

/** Does this letter ask to end the partnership, and only that? */
export function asksToEndPair(text: string): boolean {
  const said = text.toLowerCase().replace(/\s+/g, ' ').trim()
  return (
    said.length <= most &&
    !leavesAltogether.test(said) &&
    !/\?|\b(?:do not|don't|not want to) (?:end|stop)\b/.test(said) &&
    (phrases.some(phrase => phrase.test(said)) || others.some(phrase => saidIn(said, phrase)))
  )
}
