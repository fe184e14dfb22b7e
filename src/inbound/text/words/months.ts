/**
 * Names of months, short and long, alone and beside a day (Slavic and Finnic languages inflect them), in lower case
 * and without a full stop. From the locale data of Unicode (CLDR)
 * and of the GNU C library, whose short forms differ.
 */
export const months: Record<string, string> = {
  af: `
    jan feb mrt apr mei jun jul aug sep okt nov des januarie februarie maart april junie julie augustus september
    oktober november desember
  `,
  am: `
    ጃን ፌብ ማርች ኤፕሪ ሜይ ጁን ጁላይ ኦገስ ሴፕቴ ኦክቶ ኖቬም ዲሴም ጃንዋሪ ፌብሩዋሪ ኤፕሪል ኦገስት ሴፕቴምበር ኦክቶበር ኖቬምበር ዲሴምበር
  `,
  ar: `
    يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
    آب آذار أبر أغس أفريل أكت أوت أيار أيلول تشرين تموز جانفي جوان جويلية حزيران دجنبر ديس سبت شباط شتنبر غشت
    فبر فيفري كانون مار ماي نوف نونبر نيسان ينا يول يوليوز يون
  `,
  az: `
    yan fev mar apr may iyn iyl avq sen okt noy dek yanvar fevral mart aprel iyun iyul avqust sentyabr oktyabr
    noyabr dekabr
  `,
  be: `
    сту лют сак кра мая май чэр ліп жні вер кас ліс сне студзеня студзень лютага люты сакавіка сакавік красавіка
    красавік чэрвеня чэрвень ліпеня ліпень жніўня жнівень верасня верасень кастрычніка кастрычнік лістапада лістапад
    снежня снежань
  `,
  bg: `
    януари февруари март април май юни юли август септември октомври ноември декември
    яну
  `,
  bn: `
    জানু ফেব মার্চ এপ্রি এপ্রিল মে জুন জুল জুলাই আগ আগস্ট সেপ সেপ্ট অক্টো নভে নভেম্বর ডিসে জানুয়ারি ফেব্রুয়ারি
    সেপ্টেম্বর অক্টোবর ডিসেম্বর
  `,
  bs: `
    jan feb mar apr maj jun jul aug sep okt nov dec januar februar mart april juni juli august septembar oktobar
    novembar decembar
  `,
  ca: `
    gen febr març d’abr abr maig juny jul d’ag ag set d’oct oct nov des gener febrer d’abril abril juliol d’agost
    agost setembre d’octubre octubre novembre desembre
  `,
  cs: `
    led úno bře dub kvě čvn čvc srp zář říj lis pro ledna leden února únor března březen dubna duben května květen
    června červen července červenec srpna srpen září října říjen listopadu listopad prosince prosinec
    čec čen
  `,
  cy: `
    ion chwef chw maw ebr mai meh gorff gor awst medi hyd tach rhag ionawr chwefror mawrth ebrill mehefin gorffennaf
    hydref tachwedd rhagfyr
    aws med rha
  `,
  da: `
    jan feb mar apr maj jun jul aug sep okt nov dec januar februar marts april juni juli august september oktober
    november december
  `,
  de: `
    jan feb märz mär apr mai juni jun juli jul aug sept sep okt nov dez januar februar april august september
    oktober november dezember
    jän jänner
  `,
  el: `
    ιαν φεβ μαρ απρ μαΐ ιουν ιουλ αυγ σεπ οκτ νοε δεκ ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου
    αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου
    απρίλιος αύγ αύγουστος δεκέμβριος ιανουάριος ιούλ ιούλιος ιούν ιούνιος μάι μάιος μάρ μάρτιος νοέ
    νοέμβριος οκτώβριος σεπτέμβριος φεβρουάριος
  `,
  en: `
    jan feb mar apr may jun jul aug sep oct nov dec january february march april june july august september october
    november december
  `,
  eo: `
    jan feb mar apr maj jun jul aŭg sep okt nov dec januaro februaro marto aprilo majo junio julio aŭgusto septembro
    oktobro novembro decembro
  `,
  es: `
    ene feb mar abr may jun jul ago sept oct nov dic enero febrero marzo abril mayo junio julio agosto septiembre
    octubre noviembre diciembre
    setiembre
  `,
  et: `
    jaan veebr märts apr mai juuni juuli aug sept okt nov dets jaanuar veebruar aprill august september oktoober
    november detsember
  `,
  eu: `
    urt ots mar api mai eka uzt abu ira urr aza abe urtarrila otsaila martxoa apirila maiatza ekaina uztaila abuztua
    iraila urria azaroa abendua
  `,
  fa: `
    ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر
  `,
  fi: `
    tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu tammikuuta tammikuu helmikuuta helmikuu
    maaliskuuta maaliskuu huhtikuuta huhtikuu toukokuuta toukokuu kesäkuuta kesäkuu heinäkuuta heinäkuu elokuuta
    elokuu syyskuuta syyskuu lokakuuta lokakuu marraskuuta marraskuu joulukuuta joulukuu
  `,
  fil: `
    ene peb mar abr may hun hul ago set okt nob dis enero pebrero marso abril mayo hunyo hulyo agosto setyembre
    oktubre nobyembre disyembre
  `,
  fr: `
    janv févr mars avr mai juin juil août sept oct nov déc janvier février avril juillet septembre octobre novembre
    décembre
    aoû fév jui
  `,
  ga: `
    ean feabh márta aib beal meith iúil lún mfómh dfómh samh noll eanáir feabhra aibreán bealtaine meitheamh lúnasa
    samhain nollaig
    fómhair
  `,
  gl: `
    xan feb mar abr maio xuño xul ago set out nov dec xaneiro febreiro marzo abril xullo agosto setembro outubro
    novembro decembro
    xuñ
  `,
  gu: `
    જાન્યુ ફેબ્રુ માર્ચ એપ્રિલ મે જૂન જુલાઈ ઑગસ્ટ સપ્ટે ઑક્ટો નવે ડિસે જાન્યુઆરી ફેબ્રુઆરી સપ્ટેમ્બર ઑક્ટોબર નવેમ્બર
    ડિસેમ્બર
  `,
  he: `
    ינו׳ פבר׳ מרץ אפר׳ מאי יוני יולי אוג׳ ספט׳ אוק׳ נוב׳ דצמ׳ ינואר פברואר אפריל אוגוסט ספטמבר אוקטובר נובמבר דצמבר
    אוג אוק אפר דצמ יול יונ ינו נוב ספט פבר
  `,
  hi: `
    जन॰ फ़र॰ मार्च अप्रैल मई जून जुल॰ अग॰ सित॰ अक्टू॰ नव॰ दिस॰ जनवरी फ़रवरी जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर
  `,
  hr: `
    sij velj ožu tra svi lip srp kol ruj lis stu pro siječnja siječanj veljače veljača ožujka ožujak travnja travanj
    svibnja svibanj lipnja lipanj srpnja srpanj kolovoza kolovoz rujna rujan listopada listopad studenoga studeni
    prosinca prosinac
  `,
  hu: `
    jan febr márc ápr máj jún júl aug szept okt nov dec január február március április május június július augusztus
    szeptember október november december
  `,
  hy: `
    հնվ փտվ մրտ ապր մյս հնս հլս օգս սեպ հոկ նոյ դեկ հունվարի հունվար փետրվարի փետրվար մարտի մարտ ապրիլի ապրիլ մայիսի
    մայիս հունիսի հունիս հուլիսի հուլիս օգոստոսի օգոստոս սեպտեմբերի սեպտեմբեր հոկտեմբերի հոկտեմբեր նոյեմբերի
    նոյեմբեր դեկտեմբերի դեկտեմբեր
  `,
  id: `
    jan feb mar apr mei jun jul agu sep okt nov des januari februari maret april juni juli agustus september oktober
    november desember
  `,
  is: `
    jan feb mar apr maí jún júl ágú sep okt nóv des janúar febrúar mars apríl júní júlí ágúst september október
    nóvember desember
  `,
  it: `
    gen feb mar apr mag giu lug ago set ott nov dic gennaio febbraio marzo aprile maggio giugno luglio agosto
    settembre ottobre novembre dicembre
  `,
  ka: `
    იან თებ მარ აპრ მაი ივნ ივლ აგვ სექ ოქტ ნოე დეკ იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო
    სექტემბერი ოქტომბერი ნოემბერი დეკემბერი
  `,
  kk: `
    қаң ақп нау сәу мам мау шіл там қыр қаз қар жел қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек
    қазан қараша желтоқсан
  `,
  km: `
    មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ
  `,
  kn: `
    ಜನ ಫೆಬ್ರ ಮಾರ್ಚ್ ಏಪ್ರಿ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗ ಸೆಪ್ಟೆಂ ಅಕ್ಟೋ ನವೆಂ ಡಿಸೆಂ ಜನವರಿ ಫೆಬ್ರವರಿ ಏಪ್ರಿಲ್ ಆಗಸ್ಟ್ ಸೆಪ್ಟೆಂಬರ್ ಅಕ್ಟೋಬರ್
    ನವೆಂಬರ್ ಡಿಸೆಂಬರ್
  `,
  lo: `
    ມ.ກ ກ.ພ ມ.ນ ມ.ສ ພ.ພ ມິ.ຖ ກ.ລ ສ.ຫ ກ.ຍ ຕ.ລ ພ.ຈ ທ.ວ ມັງກອນ ກຸມພາ ມີນາ ເມສາ ພຶດສະພາ ມິຖຸນາ ກໍລະກົດ ສິງຫາ ກັນຍາ ຕຸລາ
    ພະຈິກ ທັນວາ
  `,
  lt: `
    sausio sausis vasario vasaris kovo kovas balandžio balandis gegužės gegužė birželio birželis liepos liepa
    rugpjūčio rugpjūtis rugsėjo rugsėjis spalio spalis lapkričio lapkritis gruodžio gruodis
    bal birž geg gruod kov lapkr liep rugp rugs saus spal vas
  `,
  lv: `
    janv febr marts apr maijs jūn jūl aug sept okt nov dec janvāris februāris aprīlis jūnijs jūlijs augusts
    septembris oktobris novembris decembris
  `,
  mk: `
    јан фев мар апр мај јун јул авг сеп окт ное дек јануари февруари март април јуни јули август септември октомври
    ноември декември
  `,
  ml: `
    ജനു ഫെബ്രു മാർ ഏപ്രി മേയ് ജൂൺ ജൂലൈ ഓഗ സെപ്റ്റം ഒക്ടോ നവം ഡിസം ജനുവരി ഫെബ്രുവരി മാർച്ച് ഏപ്രിൽ ഓഗസ്റ്റ്
    സെപ്റ്റംബർ ഒക്‌ടോബർ നവംബർ ഡിസംബർ
  `,
  mr: `
    जाने फेब्रु मार्च एप्रि मे जून जुलै ऑग सप्टें ऑक्टो नोव्हें डिसें जानेवारी फेब्रुवारी एप्रिल ऑगस्ट सप्टेंबर
    ऑक्टोबर नोव्हेंबर डिसेंबर
  `,
  ms: `
    jan feb mac apr mei jun jul ogo sep okt nov dis januari februari april julai ogos september oktober november
    disember
  `,
  my: `
    ဇန် ဖေ မတ် မေ ဇွန် ဇူ စက် အောက် နို ဒီ ဇန်နဝါရီ ဖေဖော်ဝါရီ ဧပြီ ဇူလိုင် ဩဂုတ် စက်တင်ဘာ အောက်တိုဘာ နိုဝင်ဘာ
    ဒီဇင်ဘာ
  `,
  nb: `
    jan feb mars mar apr mai juni jun juli jul aug sep okt nov des januar februar april august september oktober
    november desember
  `,
  ne: `
    जनवरी फेब्रुअरी मार्च अप्रिल मे जुन जुलाई अगस्ट सेप्टेम्बर अक्टोबर नोभेम्बर डिसेम्बर
  `,
  nl: `
    jan feb mrt apr mei jun jul aug sep okt nov dec januari februari maart april juni juli augustus september
    oktober november december
  `,
  nn: `
    jan feb mars mar apr mai juni jun juli jul aug sep okt nov des januar februar april august september oktober
    november desember
  `,
  pa: `
    ਜਨ ਫ਼ਰ ਮਾਰਚ ਅਪ੍ਰੈ ਮਈ ਜੂਨ ਜੁਲਾ ਅਗ ਸਤੰ ਅਕਤੂ ਨਵੰ ਦਸੰ ਜਨਵਰੀ ਫ਼ਰਵਰੀ ਅਪ੍ਰੈਲ ਜੁਲਾਈ ਅਗਸਤ ਸਤੰਬਰ ਅਕਤੂਬਰ ਨਵੰਬਰ ਦਸੰਬਰ
  `,
  pl: `
    sty lut mar kwi maj cze lip sie wrz paź lis gru stycznia styczeń lutego luty marca marzec kwietnia kwiecień maja
    czerwca czerwiec lipca lipiec sierpnia sierpień września wrzesień października październik listopada listopad
    grudnia grudzień
  `,
  pt: `
    jan fev mar abr mai jun jul ago set out nov dez janeiro fevereiro março abril maio junho julho agosto setembro
    outubro novembro dezembro
  `,
  ro: `
    ian feb mar apr mai iun iul aug sept oct nov dec ianuarie februarie martie aprilie iunie iulie august septembrie
    octombrie noiembrie decembrie
  `,
  ru: `
    янв февр мар март апр мая май июн июнь июл июль авг сент окт нояб дек января январь февраля февраль марта апреля
    апрель июня июля августа август сентября сентябрь октября октябрь ноября ноябрь декабря декабрь
    ноя сен
  `,
  si: `
    දුරුතු නවම් මැදින් බක් වෙසක් පොසොන් ඇසළ නිකිණි බිනර වප් ඉල් උඳුවප්
  `,
  sk: `
    jan feb mar apr máj jún júl aug sep okt nov dec januára január februára február marca marec apríla apríl mája
    júna júla augusta august septembra september októbra október novembra november decembra december
  `,
  sl: `
    jan feb mar apr maj jun jul avg sep okt nov dec januar februar marec april junij julij avgust september oktober
    november december
  `,
  sq: `
    jan shk mar pri maj qer korr gush sht tet nën dhj janar shkurt mars prill qershor korrik gusht shtator tetor
    nëntor dhjetor
    gsh kor
  `,
  sr: `
    јан феб мар апр мај јун јул авг сеп окт нов дец јануар фебруар март април август септембар октобар новембар
    децембар
  `,
  'sr-Latn': `
    jan feb mar apr maj jun jul avg sep okt nov dec januar februar mart april avgust septembar oktobar novembar
    decembar
  `,
  sv: `
    jan feb mars apr maj juni juli aug sep okt nov dec januari februari april augusti september oktober november
    december
  `,
  sw: `
    jan feb mac apr mei jun jul ago sep okt nov des januari februari machi aprili juni julai agosti septemba oktoba
    novemba desemba
  `,
  ta: `
    ஜன பிப் மார் ஏப் மே ஜூன் ஜூலை ஆக செப் அக் நவ டிச ஜனவரி பிப்ரவரி மார்ச் ஏப்ரல் ஆகஸ்ட் செப்டம்பர் அக்டோபர் நவம்பர்
    டிசம்பர்
  `,
  te: `
    జన ఫిబ్ర మార్చి ఏప్రి మే జూన్ జులై ఆగ సెప్టెం అక్టో నవం డిసెం జనవరి ఫిబ్రవరి ఏప్రిల్ ఆగస్టు సెప్టెంబర్ అక్టోబర్
    నవంబర్ డిసెంబర్
  `,
  th: `
    ม.ค ก.พ มี.ค เม.ย พ.ค มิ.ย ก.ค ส.ค ก.ย ต.ค พ.ย ธ.ค มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม
    สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม
  `,
  tr: `
    oca şub mar nis may haz tem ağu eyl eki kas ara ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim
    kasım aralık
  `,
  uk: `
    січ лют бер квіт трав черв лип серп вер жовт лист груд січня січень лютого лютий березня березень квітня квітень
    травня травень червня червень липня липень серпня серпень вересня вересень жовтня жовтень листопада листопад
    грудня грудень
    гру жов кві лис сер тра чер
  `,
  ur: `
    جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر
  `,
  uz: `
    yan fev mar apr may iyn iyl avg sen okt noy dek yanvar fevral mart aprel iyun iyul avgust sentabr oktabr noyabr
    dekabr
  `,
  zh: `
    一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月
  `,
  zu: `
    jan feb mas eph mey jun jul aga sep okt nov dis januwari februwari mashi ephreli meyi juni julayi agasti
    septhemba okthoba novemba disemba
  `,
  // what the lists of ICU lack: Vietnamese and Swahili as Gmail writes them, German and English with one letter more
  more: `thg tháng th мес jum mac sept agosto`,
  // languages that only the C library writes dates in: Aragonese, Asturian, Breton, Gaelic, Sorbian, Kurdish, Maltese, Occitan, Walloon, Yiddish
  glibc: `
    aviento chinero chuliol chunyo agostu avientu febreru marzu mayu payares setiembre xineru xunetu xunu
    ochobre xin pay xnt cʼhwevrer c'hwevrer ebrel eost genver gouere gwengolo kerzu meurzh mezheven c'hwe meu
    ebr gou gwe mez faoilleach màrt cèitean dàmhair dùbhlachd gearran giblean lùnastal iuchar samhain sultain
    ògmhios fhaoilleach ghearran mhàrt ghiblean chèitean apryl awgust meja měrc nowember apryla awgusta
    februara januara julija junija meje měrca nowembra oktobra awg měr adar cotmeh gulan hezîran kanûn mijdar
    nîsan sibat tebax tîrmeh çile îlon reşemeh avrêl awwissu diċembru frar jannar lulju mejju novembru
    ottubru settembru ġunju decembre febrièr genièr julhet junh octòbre d'octòbre nobiyembre septiyembre avri
    awousse decimbe djanvî djulete djun fevrî måss nôvimbe octôbe setimbe mås אַפּריל אויגוסט אקטאבער
    דעצעמבער יאַנואַר מערץ נאוועמבער סעפּטעמבער פֿעברואַר יאַנ פֿעב מאַר אַפּר אױג סעפּ אָקט נאָװ דעצ
  `,
  // the Jalali calendar
  jalali: `فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند`,
}
