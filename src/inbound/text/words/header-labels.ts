import { listed } from './listed.ts'

/** What a label at the start of a quoted header line stands for. */
export type Label = 'from' | 'sent' | 'to' | 'cc' | 'subject' | 'other'

/**
 * The labels that mail programs print above a quoted or forwarded letter (Outlook, Apple Mail, AOL, GMX, QQ, Lotus
 * Notes …), in lower case, all languages together: a label means the same wherever it occurs.
 */
export const labels: Record<Label, string[]> = {
  from: listed(`
  from | von | de | da | van | fra | från | från: | lähettäjä | frá | od | nadawca | odesílatel | odosielateľ | от
  от кого | отправитель | від | від кого | відправник | ад | от: | од | подател | изпращач | feladó | de la
  expeditor | expediteur | expéditeur | remitente | remetente | mittente | afzender | absender | avsender | afsender
  avsändare | από | αποστολέας | kimden | gönderen | kimdən | من | مِن | المرسل | מאת | فرستنده | از | منجانب | प्रेषक
  द्वारा | থেকে | প্রেরক | dari | pengirim | daripada | từ | người gửi | จาก | ผู้ส่ง | kutoka | kutoka kwa | mula kay
  mula sa | 发件人 | 寄件者 | 寄件人 | 發件人 | 发信人 | 差出人 | 送信者 | 発信者 | from(送信元) | 보낸 사람 | 보낸사람 | 발신 | 보낸이 | 발신자 | saatja
  kellelt | no | nuo | siuntėjas | sūtītājs | nga | pošiljatelj | pošiljalac | šalje | nork | igorlea | ó | oddiwrth
  remitent | remite | gửi bởi | அனுப்புநர் | వీరి నుండి | ಇಂದ | കടന്നത് | दाता | მისამართი | ուղարկող | nguồn | frå
  keneltä | кімнен | oddi wrth
`),
  sent: listed(`
  sent | date | gesendet | gesendet am | datum | envoyé | envoyé le | envoye | date d’envoi | date d'envoi
  message du | enviado | enviado el | enviado em | enviada | enviada em | enviada a | fecha | fecha de envío | data
  data de envio | inviato | data invio | verzonden | verzonden op | verstuurd | sendt | dato | skickat | skickades
  lähetetty | päivämäärä | pvm | wysłano | wysłane | data wysłania | odesláno | odoslané | dátum | отправлено | дата
  дата и время | надіслано | відправлено | изпратено | испратено | послато | poslano | poslato | poslané | elküldve
  küldve | küldés dátuma | trimis | dată | expédié | στάλθηκε | εστάλη | ημερομηνία | αποστολή | tarih | gönderildi
  gönderilme tarihi | gönderme tarihi | göndərilib | تاريخ الإرسال | تاريخ | التاريخ | أرسلت | تم الإرسال | אرسל
  נשלח | תאריך | ارسال شده | تاریخ | ارسال | بھیجا | भेजा | भेजा गया | दिनांक | तारीख | তারিখ | পাঠানো | dikirim
  tanggal | terkirim | dihantar | tarikh | ngày | đã gửi | gửi | thời gian | ส่ง | ส่งเมื่อ | วันที่ | ilitumwa
  imetumwa | tarehe | petsa | 发送时间 | 發送時間 | 寄件日期 | 傳送日期 | 日期 | 发送日期 | 已发送 | 已傳送 | 時間 | 时间 | 送信日時 | 送信日 | 日時 | 送信済み
  日付 | 보낸 날짜 | 날짜 | 보낸시간 | 보낸 시간 | 일시 | 발송일 | 전송 | saadetud | kuupäev | nosūtīts | datums | išsiųsta | dërguar
  bidalia | bidaltze-data | enviat | anfonwyd | seolta | dáta | dagsetning | gestuur | ngày gửi | sendt den
  sendt dato
  dags | күні | датум | dyddiad
`),
  to: listed(`
  pour | per
  to | an | à | a | para | aan | til | till | vastaanottaja | do | adresat | odbiorca | komu | pro | кому | до | за
  до кого | къ | získá | címzett | către | catre | la | destinataire | destinatario | destinatário | destinatari
  empfänger | ontvanger | mottaker | modtager | mottagare | προς | παραλήπτης | kime | alıcı | kimə | إلى | الى
  المستلم | אל | ל | به | گیرنده | بنام | प्रति | प्राप्तकर्ता | को | প্রতি | প্রাপক | kepada | ke | untuk | đến | tới
  người nhận | ถึง | ผู้รับ | kwa | kay | para kay | 收件人 | 收件者 | 发给 | 宛先 | 受信者 | 宛て先 | 받는 사람 | 받는사람 | 수신 | 받는이 | 수신자
  saaja | kellele | kam | kam: | saņēmējs | adresātas | gavėjas | za | prima | primalac | прима | primatelj | për
  nori | hartzailea | per a | at | go | viðtakandi | aan: | prejemnik
  kenelle | кімге | i
`),
  cc: listed(`
  cc | bcc | kopie | copie | copie à | copia | cópia | con copia | com cópia | kopi | kopia | kopio | kopija | копия
  копія | másolatot kap | másolat | κοιν. | κοινοποίηση | bilgi | نسخة | نسخة إلى | עותק | رونوشت | प्रतिलिपि
  tembusan | salinan | đồng gửi | sao y | สำเนา | 抄送 | 副本 | ccː | 참조 | 숨은참조 | キャンセル | kk | dw | skrytá kopie | kópia
  udw | afrit | cópia oculta
`),
  subject: listed(`
  thema | sujet du message
  subject | betreff | objet | sujet | asunto | assunto | oggetto | onderwerp | emne | ämne | aihe | efni | temat
  předmět | predmet | тема | тэма | предмет | относно | tárgy | subiect | θέμα | konu | mövzu | الموضوع | موضوع | נושא
  הנדון | عنوان | विषय | বিষয় | subjek | perihal | judul | chủ đề | tiêu đề | เรื่อง | หัวเรื่อง | mada | somo
  paksa | 主题 | 主題 | 主旨 | 标题 | 件名 | 題名 | 제목 | 주제 | teema | temats | tēma | tema | subjekti | zadeva | gaia | assumpte
  ábhar | pwnc | takoman
  тақырыбы | testun
`),
  other: listed(`
  reply-to | reply to | antwort an | répondre à | responder a | importance | wichtigkeit | priority | priorität
  attachments | anlagen | anhänge | pièces jointes | adjuntos | anexos | allegati | bijlagen | vedhæftede filer
  bilagor | liitteet | załączniki | přílohy | вложения | 附件 | 添付ファイル | 첨부파일 | organization | message-id | mailed-by
  newsgroups | in reply to | resent-from | on behalf of | im auftrag von | cc: | sensitivity | categories
  ردً علي | odgovori | responder-para | 回覆 | 回覆帳號 | odpověď pro | vastaus | השב | válaszcím | svara-til | membalas ke | 返信先 | жауап беру
  atbildēt uz | atsakyti | svar-til | odpowiedź do | răspunde la | ответить | одговори | odpoveď pre | responder-a | svar-till
  yanıtlama adresi | відповісти | ymateb i
`),
}
