import { listed } from './listed.ts'

/**
 * The word for "wrote" as mail programs put it above a quotation ("On … Ana wrote:"), by language. One form a
 * string, in lower case; a phrase of several words is found as it stands. Correct and add freely.
 */
export const wrote: Record<string, string[]> = {
  af: ['het geskryf', 'geskryf', 'skryf'],
  am: ['ጽፏል', 'ጻፈ', 'ጽፈዋል'],
  ar: ['كتب', 'كتبت', 'كتب/كتبت', 'كتب(ت)', 'تمت كتابة', 'كَتَب', 'كتبَ'],
  az: ['yazdı', 'yazıb'],
  be: ['напісаў', 'напісала', 'піша'],
  bg: ['написа', 'пише', 'написал', 'написала'],
  bn: ['লিখেছেন', 'লিখেছে', 'লিখেছিলেন', 'লিখলেন'],
  bs: ['je napisao', 'je napisala', 'napisao je', 'napisala je'],
  ca: ['va escriure', 'ha escrit', 'escrigué'],
  cs: ['napsal', 'napsala', 'napsal(a)', 'napsal/a', 'odesláno', 'píše'],
  cy: ['ysgrifennodd'],
  da: ['skrev', 'skriver', 'har skrevet'],
  de: ['schrieb', 'schrieben', 'schreibt', 'hat geschrieben', 'geschrieben'],
  el: ['έγραψε', 'έγραψαν', 'γράφει'],
  en: ['wrote', 'writes', 'scribbled', 'spoke thusly', 'typed', 'has written', 'said'],
  eo: ['skribis'],
  es: ['escribió', 'escribio', 'ha escrito', 'escribía', 'escribe'],
  et: ['kirjutas'],
  eu: ['idatzi zuen', 'idatzi du', 'igorleak hau idatzi du', 'idatzi'],
  fa: ['نوشت', 'نوشته', 'نوشته است', 'نوشته‌است'],
  fi: ['kirjoitti'],
  fil: ['isinulat', 'sumulat', 'sinulat'],
  fr: ['a écrit', 'a ecrit', 'a écrit le', 'écrivait', 'écrit', 'a envoyé'],
  ga: ['scríobh'],
  gl: ['escribiu'],
  gu: ['લખ્યું', 'એ લખ્યું'],
  he: ['כתב', 'כתבה', 'כתב/ה', 'כתב/כתבה', 'נכתב', 'מאת'],
  hi: ['ने लिखा', 'लिखा'],
  hr: ['je napisao', 'je napisala', 'napisao je', 'napisao/la', 'je napisao/la', 'napisa', 'piše'],
  hu: ['írta', 'ezt írta', 'a következőt írta', 'írt'],
  hy: ['գրել է', 'գրեց', 'գրել'],
  id: ['menulis'],
  is: ['skrifaði', 'ritaði'],
  it: ['ha scritto', 'scrive', 'scriveva', 'hanno scritto', 'scrisse'],
  ja: ['書きました', 'が書きました', '書いた', 'のメール', 'のメッセージ', 'さんは書きました', '作成'],
  ka: ['დაწერა', 'წერდა', 'წერს'],
  kk: ['жазды'],
  km: ['បានសរសេរ'],
  kn: ['ಬರೆದಿದ್ದಾರೆ', 'ಬರೆದರು'],
  ko: ['작성', '썼습니다', '님이 작성', '쓴 글', '쓰셨습니다', '보낸 메시지'],
  lo: ['ຂຽນ'],
  lt: ['rašė', 'parašė'],
  lv: ['rakstīja', 'raksta'],
  mk: ['напиша', 'пишува'],
  ml: ['എഴുതി', 'എഴുതിയത്'],
  mn: ['бичсэн', 'бичжээ'],
  mr: ['लिहिले', 'यांनी लिहिले', 'लिहिलं'],
  ms: ['menulis', 'tulis'],
  my: ['ရေးသား', 'ရေးခဲ့သည်'],
  nb: ['skrev', 'skriver'],
  ne: ['ले लेख्नुभयो', 'लेख्नुभयो', 'लेखे'],
  nl: ['schreef', 'schrijft', 'heeft geschreven', 'het volgende geschreven', 'geschreven'],
  nn: ['skreiv', 'skrev'],
  pa: ['ਲਿਖਿਆ'],
  pl: ['napisał', 'napisała', 'napisał(a)', 'napisał/a', 'napisano', 'napisana', 'pisze', 'napisali', 'napisał(-a)'],
  pt: ['escreveu', 'escreveram', 'escreve'],
  ro: ['a scris', 'scrie', 'au scris'],
  ru: ['написал', 'написала', 'написал(а)', 'писал', 'писала', 'писал(а)', 'пишет', 'пользователь', 'вы писали', 'написали'],
  si: ['ලිව්වේය', 'ලියා ඇත'],
  sk: ['napísal', 'napísala', 'napísal(a)', 'napísal/a', 'píše', 'napisal'],
  sl: ['je napisal', 'je napisala', 'je napisal/a', 'je napisal(a)', 'piše', 'napisal'],
  sq: ['shkroi', 'ka shkruar'],
  sr: ['je napisao', 'je napisala', 'је написао', 'је написала', 'је написао/ла', 'napisao', 'написао', 'пише'],
  sv: ['skrev', 'skriver', 'har skrivit'],
  sw: ['aliandika', 'ameandika', 'wameandika'],
  ta: ['எழுதியது', 'எழுதினார்', 'எழுதினார்கள்'],
  te: ['వ్రాశారు', 'రాశారు', 'ఇలా రాసారు'],
  th: ['เขียนว่า', 'เขียน', 'ได้เขียน'],
  tr: ['yazdı', 'şunu yazdı', 'şunları yazdı', 'tarihinde yazdı', 'yazmış', 'yazıyor'],
  uk: ['написав', 'написала', 'написав(-ла)', 'пише', 'писав', 'писала', 'написав/написала'],
  ur: ['نے لکھا', 'لکھا', 'تحریر کیا'],
  uz: ['yozdi', 'ёзди'],
  vi: ['đã viết', 'viết'],
  xh: ['wabhala', 'ubhale'],
  zh: ['写道', '寫道', '写到', '寫到', '撰寫', '编写', '來信', '来信', '写了', '書寫'],
  zu: ['wabhala', 'ubhale', 'wabhale'],
}

/** How such a line begins in languages that put a preposition or an article before the date. Lower case, whole words. */
export const opens: Record<string, string[]> = {
  af: ['op'],
  ar: ['في', 'بتاريخ', 'يوم'],
  az: ['tarixində'],
  bg: ['на'],
  bn: ['তারিখে'],
  ca: ['el', 'missatge', 'a'],
  cs: ['dne', 'od'],
  cy: ['ar'],
  da: ['den', 'på', 'd.'],
  de: ['am', 'on'],
  el: ['στις', 'την', 'στισ', 'το'],
  en: ['on', 'at', 'quoting', 'sent from'],
  es: ['el', 'en', 'con fecha'],
  et: ['kuupäeval', 'kell'],
  fa: ['در', 'به تاریخ'],
  fi: ['pe', 'ma', 'ti', 'ke', 'to', 'la', 'su'],
  fr: ['le', 'en date du', 'message du'],
  ga: ['ar'],
  gl: ['o', 'a', 'en'],
  he: ['בתאריך', 'ביום', 'ב-', 'ב', 'מאת'],
  hr: ['dana', 'u', 'na datum'],
  hu: ['ekkor', 'dátum'],
  id: ['pada', 'tanggal'],
  is: ['þann', 'á'],
  it: ['il', 'in data', 'alle'],
  ja: ['日時'],
  lt: ['data'],
  lv: ['datums'],
  mk: ['на'],
  ms: ['pada'],
  nb: ['den', 'på'],
  nl: ['op'],
  pl: ['w dniu', 'dnia', 'wiadomość napisana', 'wiadomość'],
  pt: ['em', 'no dia', 'a'],
  ro: ['pe', 'în data de', 'la', 'in'],
  ru: ['в', 'от'],
  sk: ['dňa', 'dne', 'v'],
  sl: ['dne', 'je', 'oseba'],
  sq: ['më', 'në'],
  sr: ['dana', 'дана', 'у', 'u'],
  sv: ['den', 'på'],
  sw: ['mnamo', 'tarehe'],
  th: ['เมื่อ', 'ในวันที่', 'วันที่'],
  tr: ['tarihinde'],
  uk: ['у', 'в', 'від'],
  vi: ['vào', 'vào lúc', 'ngày'],
  zh: ['在', '于', '於'],
}

/**
 * Words for a person that no mail program puts in such a line: who writes "on Monday she wrote:" is telling a
 * story. Left out are those that mean something else in a neighbour's attribution (Italian "il", Spanish "el").
 */
export const pronouns: string[] = listed(`
  i | she | he | we | they | you | me | her | him | them | who | nobody | someone | everybody | partner | ich | er
  sie | wir | ihr | mir | j'ai | elle | elles | ils | nous | vous | m'a | lui | lei | yo | ella | ellos
  nosotros | él | eu | ele | ela | eles | nós | io | noi | loro | mi | ik | hij | zij | ze | wij | jeg | hun | hon
  vi | jag | minä | hän | ja | ona | ono | oni | já | я | он | она | мы | они | вона | він | εγώ | εκείνη | ben | bana
  أنا | هو | هي | لي | אני | הוא | היא | לי | من | او | saya | aku | dia | kami | tôi | cô | anh | mimi | yeye | मैंने
  उसने | উনি | সে | 她 | 他 | 我 | 彼女 | 彼 | 私 | 그녀 | 그는
`)

/** How programs begin that credit without a date: "Quoting Ana <…>:" (Horde and its kin). */
export const citing: string[] = listed(`
  quoting | citing | zitat von | zitiere | ich zitiere | citando a | citando | cita de | selon | citation de | citat av | citat från
  citat fra | citerar | citerer | citeren | citaat van | cytat | cytuję | cituji | citace | citujem | idézet | цитирую | цитат от | lainaus
  alıntı | quote di | iqtibos | 引用 | kutipan | trích dẫn | إقتباس | اقتباس | ציטוט | نقل قول از
`)
