/** Words that take back a part of the yes before them, in the languages of our letters and their neighbours. */
const hedges =
  /(?:^|[^\p{L}])(?:but|except|however|although|only|wrong|not|instead|moved|change[ds]?|pero|salvo|excepto|aunque|falta|mudé|mais|sauf|mas|exceto|aber|außer|ma|maar|но|لكن|إلا|غير|ليس)(?![\p{L}])/iu

const agreed =
  /^(?:(?:yes|sí|si|نعم)[,.!،\s]+)?(?:(?:all|everything|that|it|they|these)(?:['’]s| is| are)?(?: all)? |all (?:three|3)(?: facts)? are |todo |كل شيء )?(?:correct|right|true|fine|good|correcto|bien|صحيح)[.!\s]*$/iu

/**
 * Is this a yes and nothing else? "Yes, but I live in Peru now" is a correction; so is anything with a colon, or long.
 *
 * @param text newly written words
 * @param meansYes the reader took the answer as a yes
 */
export const isPlainYes = (text: string, meansYes: boolean): boolean => {
  const said = text.trim()
  if (said.length > 160 || said.includes(':') || hedges.test(said)) return false
  return meansYes || agreed.test(said)
}
