/** Lines that phones and programs put below a letter, as they put them. */
export const footers: string[] = `
Sent from my iPhone
Sent from my iPad
Sent from my Galaxy
Sent from my Huawei phone
Sent from my Samsung Galaxy smartphone.
Sent from Samsung tablet
Sent from Yahoo Mail on Android
Sent from Yahoo Mail for iPhone
Sent from Outlook for Android
Sent from Outlook for iOS<https://aka.ms/o0ukef>
Sent from Mail for Windows 10
Sent from Mail<https://go.microsoft.com/fwlink/?LinkId=550986> for Windows
Get Outlook for iOS<https://aka.ms/o0ukef>
Get [Outlook for Android](https://aka.ms/AAb9ysg)
Sent with Proton Mail secure email.
Sent with [Proton Mail](https://proton.me/mail/home) secure email.
Sent from Proton Mail for iOS
Sent from Proton Mail Android
Sent via Superhuman
Sent with Spark
Sent from my BlackBerry 10 smartphone.
Sent from my Xiaomi
Sent from myMail for iOS
Sent with Aqua Mail for Android
Sent from my mobile. Please excuse brevity and typos.
Sent from AOL on Android
Sent from Gmail Mobile
Von meinem iPhone gesendet
Von meinem iPad gesendet
Von meinem Samsung Galaxy Smartphone gesendet.
Gesendet von meinem Galaxy
Gesendet mit der GMX Mail App
Gesendet mit der WEB.DE Mail App
Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.
Diese Nachricht wurde von meinem Android Mobiltelefon mit GMX Mail gesendet.
Gesendet von Outlook für Android
Holen Sie sich Outlook für iOS
Von Yahoo Mail auf Android gesendet
Gesendet von Mail für Windows
Gesendet mit Proton Mail
Envoyé de mon iPhone
Envoyé depuis mon iPad
Envoyé depuis mon appareil Galaxy
Envoyé à partir de Outlook pour Android
Télécharger Outlook pour iOS
Envoyé depuis l'application Mail Orange
Envoyé avec Proton Mail
Enviado desde mi iPhone
Enviado desde mi Huawei
Enviado desde mi dispositivo Samsung
Enviado desde Outlook para Android
Obtener Outlook para iOS
Enviado desde Yahoo Mail para Android
Enviado con Proton Mail
Enviado do meu iPhone
Enviado do meu smartphone Samsung Galaxy.
Enviado a partir do Outlook para Android
Obter o Outlook para iOS
Enviado do Yahoo Mail para iPhone
Inviato da iPhone
Inviato dal mio iPad
Inviato dal mio dispositivo Samsung
Inviato da Outlook per Android
Scarica Outlook per iOS
Inviato da Libero Mail per Android
Verstuurd vanaf mijn iPhone
Verzonden vanaf mijn Galaxy
Verzonden vanuit Outlook voor Android
Outlook voor iOS downloaden
Sendt fra min iPhone
Sendt fra min Galaxy
Hent Outlook til iOS
Få Outlook for Android
Skickat från min iPhone
Skickat från min iPad
Hämta Outlook för Android
Lähetetty iPhonesta
Lähetetty Outlook Mobilesta
Lähetetty Samsung-puhelimesta
Hanki Outlook for Android
Sent úr iPhone
Wysłane z iPhone'a
Wysłano z mojego iPhone'a
Wysłano z programu Outlook dla systemu Android
Pobierz aplikację Outlook dla systemu iOS
Odesláno z iPhonu
Odesláno z mobilního telefonu Samsung
Odoslané z iPhonu
Získat Outlook pro Android
Poslano s mojeg iPhonea
Poslano z iPhonea
Отправлено с iPhone
Отправлено с моего iPhone
Отправлено из мобильной Почты Mail.ru
Отправлено из Почты Mail.ru для Android
Отправлено из мобильной Яндекс.Почты: http://m.ya.ru/ymail
Надіслано з iPhone
Відправлено з мого Samsung
Изпратено от моя iPhone
Elküldve az iPhone-omról
iPhone-ról küldve
Trimis de pe iPhone-ul meu
Στάλθηκε από το iPhone μου
Λήψη του Outlook για Android
iPhone'umdan gönderildi
Android için Outlook'u edinin
Samsung cihazımdan gönderildi
أُرسلت من الـ iPhone
أرسلت من هاتفي Samsung Galaxy
الحصول على Outlook for Android
נשלח מה-iPhone שלי
נשלח מהאייפון שלי
ارسال شده از iPhone من
मेरे iPhone से भेजा गया
আমার iPhone থেকে পাঠানো
Dikirim dari iPhone saya
Dikirim dari ponsel saya
Dihantar daripada iPhone saya
Đã gửi từ iPhone của tôi
Gửi từ điện thoại Samsung của tôi
ส่งจาก iPhone ของฉัน
Imetumwa kutoka iPhone yangu
发自我的iPhone
发自我的 iPhone
从我的iPhone发送
來自我的 iPhone
從我的 iPhone 傳送
发自我的华为手机
发自网易邮箱大师
iPhoneから送信
私のiPhoneから送信
iPadから送信
Yahoo!メール for iPhoneから送信
나의 iPhone에서 보냄
내 갤럭시에서 보냄
Saadetud minu iPhone'ist
Nosūtīts no mana iPhone
Išsiųsta iš mano „iPhone“
Enviat des del meu iPhone
Nire iPhonetik bidalia
Non-text part: text/html
`
  .trim()
  .split('\n')
