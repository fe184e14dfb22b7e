import { listed } from './listed.ts'

/**
 * Lines that a program adds below what somebody wrote: "Sent from my iPhone". A line is one when it is short and
 * holds a word for "sent" and a device or program; or when it begins or ends with a phrase that says it all.
 */

/** "sent", "written", in the forms that these lines use. Lower case; found at a word's start, so endings are free. */
export const sentWords: string[] = listed(`
  sent | composed | written | typed | gesendet | verschickt | geschrieben | versendet | envoyé | envoyée | envoye
  expédié | transmis | enviado | enviada | enviat | mandado | escrito | inviato | inviata | scritto | spedito
  verzonden | verstuurd | gestuur | sendt | skrevet | skickat | skickades | skickad | lähetetty | sent frá | wysłano
  wysłane | wysłana | odesláno | odoslané | odoslaná | odeslané | poslano | poslato | poslané | отправлен | отослан
  послан | надіслан | відправлен | изпратен | испратен | послат | адпраўлен | küldve | elküldve | küldött | küldtem
  trimis | expediat | στάλθηκε | εστάλη | απεστάλη | gönderildi | gönderilmiştir | göndərildi | أرسل | أُرسل | مرسل
  ارسل | تم الإرسال | تم إرسال | נשלח | ارسال | فرستاده | بھیجا | भेजा | भेजी | পাঠানো | প্রেরিত | dikirim | terkirim
  dihantar | được gửi | đã gửi | gửi từ | gửi bằng | ส่งจาก | ส่งด้วย | imetumwa | ilitumwa | ipinadala | 发自 | 發自
  发送自 | 来自 | 來自 | 传送自 | 傳送 | 寄出 | 发送 | 送信 | 보냄 | 보낸 | 보내 | 전송 | 발송 | saadetud | nosūtīts | sūtīts | išsiųsta | siųsta
  dërguar | bidalia | bidalita | anfonwyd | seolta | გაგზავნილია | ուղարկված | அனுப்பப்பட்டது | పంపబడింది
  ಕಳುಹಿಸಲಾಗಿದೆ | wassalaam kutoka
`)

/** Devices and programs. Lower case, anywhere in the line, at a word's start. */
export const devices: string[] = listed(`
  iphone | ipad | ipod | ios | айфон | айпад | آيفون | آیفون | ايفون | אייפון | アイフォン | 아이폰 | 苹果 | mac | android
  андроид | אנדרואיד | אندرويد | أندرويد | اندروید | 安卓 | 안드로이드 | galaxy | samsung | 三星 | 갤럭시 | 삼성 | huawei | 华为 | 華為
  honor | xiaomi | 小米 | redmi | poco | oppo | vivo | oneplus | realme | nokia | motorola | moto | pixel | sony
  xperia | htc | lg | blackberry | alcatel | wiko | asus | lenovo | zte | tecno | infinix | itel | nexus | windows
  surface | phone | smartphone | mobile | mobil | mobiltelefon | handy | mobilgerät | téléphone | mobiele | telefon
  telefoon | telefone | teléfono | telefono | celular | móvil | movil | telemóvel | cellulare | puhelime | mobilní
  mobiln | telefonu | komórk | телефон | смартфон | мобильн | мобілн | мобільн | мобилен | κινητό | cep telefon | هاتف
  جوال | الهاتف | موبایل | گوشی | טלפון | נייד | मोबाइल | फ़ोन | ফোন | ponsel | hp saya | điện thoại | มือถือ | simu
  cell | tablet | device | gerät | appareil | dispositivo | apparaat | enhed | enhet | laitteesta | urządzenia
  zařízení | устройств | пристро | 手机 | 手機 | 携帯 | スマートフォン | スマホ | 휴대폰 | 휴대전화 | 스마트폰 | 모바일 | outlook | gmail | yahoo
  proton | hotmail | aol | gmx | web.de | mail.ru | почты | яндекс | yandex | thunderbird | k-9 | fairemail | bluemail
  blue mail | typeapp | airmail | spark | superhuman | mailbird | mailspring | mailbox | edison | boomer | newton
  tutanota | tuta | zoho | fastmail | hey | canary | spike | nine | aqua mail | aquamail | mailmaster | mail master
  foxmail | qq | 邮箱 | 郵箱 | 网易 | 網易 | 信箱 | naver | 네이버 | daum | 카카오 | workspace | mail app | mail-app | mailapp
  email app | e-mail app | app mail | acompli | ti-85 | webmail | e-mail-app | myphone | mail for | mail pour
  mail für | posta | orange | free | laposte | libero | virgilio | wp.pl | onet | interia | seznam | email.cz
  centrum | rediff | safe-mail | mailfence | startmail | icloud | apple | watch | kindle | chromebook | secure email
  my desktop | inbox
`)

/** A line that begins so is one, whatever follows, when it is short and stands alone. */
export const begins: string[] = listed(`
  get bluemail | get blue mail | get typeapp | get yahoo mail | get spark | get aqua mail | get gmail | try proton mail
  签名由 | 由 网易邮箱大师
  sent from my | sent from mail | sent from outlook | sent via | sent with | sent using | sent by my | get outlook for
  get the outlook | download outlook | obtenir outlook | obtenez outlook | télécharger outlook | téléchargez outlook
  obtener outlook | obtén outlook | obter o outlook | obter outlook | obtenha o outlook | outlook für
  holen sie sich outlook | laden sie outlook | scarica outlook | ottieni outlook | outlook voor | hent outlook
  få outlook | skaffa outlook | hämta outlook | hanki outlook | pobierz outlook | pobierz aplikację outlook
  získat outlook | stáhněte si outlook | získať outlook | скачать outlook | получите outlook | получить outlook
  отримайте outlook | завантажити outlook | λήψη του outlook | αποκτήστε το outlook | outlook’u edinin
  outlook'u edinin | outlook'u indirin | edinin outlook | الحصول على outlook | احصل على outlook | קבל את outlook
  dapatkan outlook | tải outlook | tải về outlook | รับ outlook | 获取 outlook | 下载 outlook | 取得 outlook | outlook を入手
  android용 outlook | ios용 outlook | von meinem | von unterwegs gesendet | diese nachricht wurde von meinem
  diese nachricht wurde von mobile.de | diese e-mail wurde von | von mobil gesendet | envoyé de mon | envoyé depuis
  envoyé à partir | envoyé avec | envoyé via | enviado desde | enviado do meu | enviado a partir | enviado de mi
  enviado via | enviado con | enviado com o | enviada do | inviato da | inviato dal | inviato con | verzonden vanaf
  verzonden met | verstuurd vanaf | verstuurd vanuit | sendt fra | sendt via | sendt med | skickat från
  skickades från | skickat med | lähetetty | wysłano z | wysłane z | odesláno z | odoslané z | poslano s | poslano z
  отправлено с | отправлено из | отправлено через | надіслано з | надіслано із | відправлено з | изпратено от | küldve
  trimis de pe | trimis din | στάλθηκε από | dikirim dari | dikirim menggunakan | gửi từ | được gửi từ | đã gửi từ
  发自我的 | 來自我的 | 从我的 | 從我的 | 寄自我的 | 我的iphone | imetumwa kutoka | brevi manu | please excuse brevity | excuse my brevity
  please excuse my brevity | please excuse any typos | please excuse typos | pardon any typos | typed on my
  sent on the go | this message was sent from | this email was sent from my | composed on | virus-free | virenfrei
  garanti sans virus | libre de virus | livre de vírus | senza virus | virusvrij | non-text part | scanned by
  this email has been checked for viruses | diese e-mail wurde von avast | l’absence de virus | l'absence de virus
  este correo electrónico ha sido comprobado | este e-mail foi verificado | mail priva di virus | no virus found
  без вирусов | не містить вірусів | do you yahoo!? | yahoo! mail: | yahoo mail: search | all new yahoo mail
  powered by | mailtrack | sender notified by | entschuldige bitte die kürze | bitte entschuldigen sie die kürze
  veuillez excuser ma brièveté | excusez ma brièveté | disculpe la brevedad | por favor, disculpa mi brevedad
  scusate la brevità | excuse les fautes
`)

/** Footers whose telling words come last. */
export const ends: string[] = listed(`
  reacted via gmail | hat über gmail reagiert | a réagi via gmail | ha reaccionado a través de gmail | reagiu através do gmail
  ha reagito tramite gmail | heeft gereageerd via gmail | zareagował przez gmaila | отреагировал через gmail | gmail で応答しました
  edinin | indirin | を入手 | を取得 | 다운로드 | 가져오기 | downloaden
  gesendet | geschickt | から送信 | より送信 | から送信されました | 보냄 | 전송됨 | 傳送 | 发送 | 寄出 | gönderildi | gönderilmiştir | से भेजा गया
  থেকে পাঠানো | থেকে পাঠানো হয়েছে | lähetetty | küldve | via mobile | from mobile | from my mobile | from my iphone
  by galaxy
`)
