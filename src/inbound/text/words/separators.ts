import { listed } from './listed.ts'

/**
 * What programs write between dashes above a quoted letter: "-----Original Message-----". Lower case, without the
 * dashes. `forwarded` are those that say that the letter is passed on: then what follows may be all there is to read.
 */
export const original: string[] = listed(`
  mail original | mail d'origine | 回复的原邮件 | 回覆的原郵件 | 转发的原邮件 | originale mail | posta originale | email original
  e-mail originale | ursprungliga meddelandet | první zpráva | původní text
  original message | original appointment | reply message | in reply to | previous message | quoted message
  original mail | original email | message original | message d’origine | message d'origine | message initial
  courriel original | e-mail original | e-mail d’origine | e-mail d'origine | ursprüngliche nachricht
  ursprungliche nachricht | originalnachricht | original-nachricht | originale nachricht | antwort nachricht
  ursprüngliche mail | originalmail | mensaje original | correo original | missatge original | mensagem original
  mensaxe orixinal | messaggio originale | messaggio originario | oorspronkelijk bericht | origineel bericht
  originele bericht | oorspronklike boodskap | original meddelelse | oprindelig meddelelse | oprindelig besked
  den oprindelige meddelelse | opprinnelig melding | opprinneleg melding | original melding | originalmeddelande
  ursprungligt meddelande | ursprungligt mail | alkuperäinen viesti | upphafleg skilaboð | oryginalna wiadomość
  wiadomość oryginalna | wiadomość oryginalna od | původní zpráva | pôvodná správa | původní e-mail
  originalna poruka | izvorna poruka | originalno sporočilo | izvirno sporočilo | prvobitna poruka | оригинална порука
  исходное сообщение | оригинальное сообщение | первоначальное сообщение | исходное письмо | початкове повідомлення
  оригінальне повідомлення | вихідне повідомлення | пачатковае паведамленне | оригинално съобщение
  първоначално съобщение | оригинална порака | eredeti üzenet | eredeti levél | mesaj original | mesajul original
  mesaj inițial | αρχικό μήνυμα | πρωτότυπο μήνυμα | orijinal mesaj | orjinal mesaj | özgün ileti | özgün mesaj
  orijinal ileti | orijinal mesajınız | الرسالة الأصلية | رسالة أصلية | رسالة أصليّة | הודעה מקורית | ההודעה המקורית
  پیام اصلی | پیام اصلی شما | اصل پیغام | मूल संदेश | মূল বার্তা | மூல செய்தி | అసలు సందేశం | pesan asli | mesej asal
  thư gốc | tin nhắn gốc | thông điệp gốc | ข้อความเดิม | ข้อความต้นฉบับ | ujumbe asili | ujumbe wa awali
  orihinal na mensahe | 原始邮件 | 原始郵件 | 原郵件 | 原邮件 | 原始信件 | 原文邮件 | 原信件 | 回复的邮件 | 回复邮件 | 回覆的郵件 | 答复邮件 | 原始訊息 | 元のメッセージ
  元のメール | オリジナルメッセージ | 原文 | 원본 메시지 | 원본 메일 | 원본메일 | 원본 이메일 | 원문 | algne kiri | algne sõnum | originālā ziņa
  sākotnējais ziņojums | originalus laiškas | pradinis pranešimas | mesazhi origjinal | jatorrizko mezua
  neges wreiddiol | an teachtaireacht bhunaidh | ursprünglicher text | originaltext | originální zpráva | původní mail
  originalno pismo | message précédent
`)

export const forwarded: string[] = listed(`
  forwarded message | begin forwarded message | start of forwarded message | forwarded by | forwarded letter
  forwarded mail | forwarded email | fwd | forward message | weitergeleitete nachricht
  anfang der weitergeleiteten nachricht | anfang der weitergeleiteten e-mail | beginn der weitergeleiteten nachricht
  weitergeleitete mail | weitergeleitet von | message transféré | message transmis | début du message réexpédié
  début du message transféré | message réexpédié | courriel transféré | transféré par | mensaje reenviado
  inicio del mensaje reenviado | correo reenviado | missatge reenviat | inici del missatge reenviat
  mensagem reencaminhada | mensagem encaminhada | início da mensagem encaminhada | início da mensagem reenviada
  messaggio inoltrato | inizio messaggio inoltrato | inizio del messaggio inoltrato | doorgestuurd bericht
  begin doorgestuurd bericht | doorgezonden bericht | videresendt meddelelse | videresendt besked
  start på videresendt besked | videresendt melding | videresendt e-post | begynnelse på videresendt melding
  vidarebefordrat meddelande | vidarebefordrat mejl | vidarebefordrat brev | välitetty viesti
  edelleenlähetetty viesti | välitetty viesti alkaa | áframsend skilaboð | przekazana wiadomość
  wiadomość przekazana dalej | początek przekazywanej wiadomości | przekazywana wiadomość | przeposłaná zpráva
  přeposlaná zpráva | přeposlaný e-mail | začátek přeposílané zprávy | preposlaná správa | začiatok preposlanej správy
  proslijeđena poruka | prosleđena poruka | posredovano sporočilo | прослеђена порука | пересылаемое сообщение
  пересланное сообщение | переадресованное сообщение | начало переадресованного сообщения | пересланное письмо
  переслане повідомлення | початок листа, що пересилається | переадресоване повідомлення | препратено съобщение
  препратена порака | továbbított üzenet | továbbított levél | a továbbított üzenet kezdete | mesaj redirecționat
  mesaj redirecţionat | început mesaj redirecționat | προωθημένο μήνυμα | έναρξη προωθημένου μηνύματος
  yönlendirilen mesaj | iletilen mesaj | iletilmiş ileti | iletilen ileti | رسالة معاد توجيهها | رسالة مُعاد توجيهها
  بداية الرسالة المعاد توجيهها | הודעה שהועברה | תחילת ההודעה שהועברה | پیام هدایت‌شده | پیام بازارسال‌شده
  अग्रेषित संदेश | फ़ॉरवर्ड किया गया संदेश | ফরোয়ার্ড করা বার্তা | pesan terusan | pesan yang diteruskan
  mesej dimajukan | thư được chuyển tiếp | thư đã chuyển tiếp | bắt đầu thư được chuyển tiếp | ข้อความที่ส่งต่อ
  ujumbe uliosambazwa | ipinasang mensahe | 转发邮件 | 转发的邮件 | 轉寄郵件 | 轉寄的郵件 | 转发邮件信息 | 转发消息 | 被转发邮件 | 開始轉寄郵件 | 下面是被转发的邮件
  以下是轉寄的訊息 | 転送されたメッセージ | 転送メッセージ | 転送メール | 転送されたメール | 전달된 메시지 | 전달된 메일 | 전달 메시지 | edastatud kiri | edastatud sõnum
  pārsūtītā ziņa | pārsūtītais ziņojums | persiųstas laiškas | persiųstas pranešimas | mesazh i përcjellë
  birbidalitako mezua | neges wedi’i hanfon ymlaen | aangestuurde boodskap | mensaxe reenviada
`)
