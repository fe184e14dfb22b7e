import { listed } from './listed.ts'

/**
 * Words of confidentiality notices. A paragraph at the end is one when it names the message and at least two
 * different others of these occur, or when it begins with a phrase of `disclaimerBegins`. Lower case, at a word's start.
 */
export const messageWords: string[] = listed(`
  e-mail | email | message | mail | transmission | communication | nachricht | mitteilung | courriel | correo
  mensaje | mensagem | messaggio | bericht | meddelelse | besked | melding | meddelande | viesti | sähköposti
  wiadomoś | zpráva | správa | poruka | сообщени | письм | повідомлен | лист | съобщени | üzenet | mesaj | μήνυμα
  ileti | e-posta | الرسالة | رسالة | البريد | הודעה | דוא"ל | پیام | ایمیل | संदेश | ईमेल | বার্তা | pesan | surel
  thư | อีเมล | ข้อความ | ujumbe | barua pepe | 邮件 | 郵件 | 信息 | メール | 메일 | 메시지
`)

export const secrecyWords: string[] = listed(`
  confidential | privileged | proprietary | intended recipient | intended solely | intended only | addressee
  unauthori | disclos | dissemination | copying | delete | destroy | in error | notify | strictly prohibited
  disclaimer | liability | virus | monitored | legally | sole use | vertraulich | rechtlich geschützt | adressat
  empfänger | irrtümlich | vernichten | löschen | unbefugt | unerlaubt | informieren sie | nicht gestattet
  weitergabe | bestimmt | haftung | absender | confidentiel | destinataire | par erreur | détruire | supprimer
  interdit | diffusion | responsabilité | strictement | expéditeur | avertir | confidencial | destinatario | por error
  eliminar | borrar | prohibid | divulga | destinatário | por engano | por erro | apagar | proibid | sigilos
  privilegiad | riservat | confidenziale | per errore | cancellar | vietat | distrugg | vertrouwelijk | geadresseerde
  onterecht | ten onrechte | verwijder | vernietig | verboden | uitsluitend | bestemd | fortrolig | fejl | modtager
  slette | konfidensiel | mottaker | konfidentiell | mottagare | raderar | radera | felaktigt | luottamuksel
  vastaanottaj | poista | poufn | adresat | odbiorc | usunąć | usunięci | zabronion | důvěrn | příjemc | smazat
  dôvern | povjerljiv | primatelj | конфиденциальн | адресат | ошибочно | по ошибке | удалит | уничтож | запрещ
  конфіденційн | помилково | видаліт | заборонен | поверителн | bizalmas | címzett | törölje | confidențial
  destinatar | ștergeți | εμπιστευτικ | παραλήπτη | διαγράψτε | gizli | alıcı | siliniz | yanlışlıkla | yasak | سري
  سرية | المرسل إليه | بطريق الخطأ | حذف | محظور | חסוי | סודי | הנמען | למחוק | בטעות | محرمانه | گیرنده | गोपनीय
  প্রাপক | গোপনীয় | rahasia | penerima | hapus | bảo mật | người nhận | xóa | ความลับ | ผู้รับ | siri | mpokeaji | 机密
  機密 | 保密 | 收件人 | 删除 | 刪除 | 秘密 | 受信者 | 削除 | 破棄 | 宛先 | 기밀 | 수신인 | 수신자 | 삭제
`)

export const disclaimerBegins: string[] = listed(`
  confidentiality notice | confidentiality: | disclaimer | legal notice | privacy notice
  please consider the environment | consider the environment | think before you print
  please think of the environment | save a tree | before printing | vertraulichkeitshinweis
  hinweis zur vertraulichkeit | bitte denken sie an die umwelt | denken sie an die umwelt
  bitte prüfen sie der umwelt | der umwelt zuliebe | vor dem drucken | bevor sie diese e-mail ausdrucken
  avis de confidentialité | avant d’imprimer | avant d'imprimer | pensez à l’environnement | pensez à l'environnement
  n’imprimez ce | n'imprimez ce | ce message et toutes les pièces jointes | aviso de confidencialidad | aviso legal
  antes de imprimir | por favor, considere el medio ambiente | aviso de confidencialidade | avviso di riservatezza
  prima di stampare | rispetta l’ambiente | rispetta l'ambiente | denk aan het milieu | denk a.u.b. aan het milieu
  tænk på miljøet | tenk på miljøet | tänk på miljön | ajattele ympäristöä | zanim wydrukujesz | pomyśl o środowisku
  než tento e-mail vytisknete | myslete na životní prostředí | подумайте об окружающей среде
  пожалуйста, подумайте об окружающей среде | перед печатью | подумайте про довкілля | lütfen çevreyi
  يرجى مراعاة البيئة | חשבו על הסביבה | notice: this | important notice | this e-mail and any | this email and any
  this message and any | this communication is intended | you received this message because you are subscribed
  to unsubscribe from this group | you are receiving this because
`)

/** Who tells of themselves or of somebody else writes no notice. Whole words, lower case. */
export const narrators: string[] = listed(`
  i'm | i've | my | he | him | his | she | ich | mich | mir | mein | meine | ihm | je | j'ai | moi | m'a | yo | él
  ella | eu | meu | minha | ele | ela | io | ik | mij | mijn | hij | zij | jeg | mig | meg | jag | hon | han | minä
  minua | hän | mnie | mě | я | мне | меня | он | она | мені | мене | він | вона | εγώ | μου | bana | beni | أنا
  لي | אני | לי | הוא | היא | मैं | मुझे | वह | আমি | আমার | saya | aku | dia | tôi | mimi | yeye | ฉัน | ผม | เขา
  我 | 他 | 她 | 私 | 彼 | 彼女 | 저는 | 나는 | 그는
`)
