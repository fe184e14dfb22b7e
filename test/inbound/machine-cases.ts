import type { Kind } from '../../src/inbound/mail.ts'

export type MachineCase = { name: string; is: Kind | Kind[]; head: string; body: string }

const daemon = 'From: MAILER-DAEMON@mx.example.net\nReturn-Path: <>'
const report = (human: string, part: string, fields: string) =>
  `--b\nContent-Type: text/plain\n\n${human}\n\n--b\nContent-Type: message/${part}\n\n${fields}\n\n--b--\n`
const multi = (type: string) => `Content-Type: multipart/report; report-type=${type}; boundary=b`
const dsn = (fields: string, human = 'See below.') =>
  report(human, 'delivery-status', `Reporting-MTA: dns; mx.example.net\n\n${fields}`)

/** What programs say when they write to us, in the shapes and languages that they use. */
export const machines: MachineCase[] = [
  {
    name: 'dma, whose sender has no address',
    is: 'bounce-hard',
    head: 'From: MAILER-DAEMON <>\nSubject: Mail delivery failed',
    body: 'This is the DragonFly Mail Agent v0.13 at df.example.net.\n\nThere was an error delivering your mail to <sam@example.org>.\n\nmx.example.org [192.0.2.1] did not like our RCPT TO:\n550 5.1.1 <sam@example.org>: Recipient address rejected: User unknown\n\nMessage headers follow.\n\nFrom: <hello@example.net>\n',
  },
  {
    name: 'qmail',
    is: 'bounce-hard',
    head: `${daemon}\nSubject: failure notice`,
    body: 'Hi. This is the qmail-send program at example.net.\nI’m afraid I wasn’t able to deliver your message to the following addresses.\nThis is a permanent error; I’ve given up. Sorry it didn’t work out.\n\n<sam@example.org>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <hello@example.net>\nMessage-ID: <letter-1@example.net>\n',
  },
  {
    name: 'qmail, a full mailbox',
    is: 'bounce-soft',
    head: `${daemon}\nSubject: failure notice`,
    body: 'Hi. This is the qmail-send program at example.net.\n\n<sam@example.org>:\n192.0.2.1 failed after I sent the message.\nRemote host said: 552 5.2.2 Mailbox full\n\n--- Below this line is a copy of the message.\n',
  },
  {
    name: 'Exim, still trying',
    is: 'bounce-soft',
    head: `${daemon}\nAuto-Submitted: auto-replied\nSubject: Warning: message 1abc-000001-AB delayed 24 hours`,
    body: 'This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue on mx.example.net.\n\nThe address to which the message has not yet been delivered is:\n\n  sam@example.org\n\nNo action is required on your part.\n',
  },
  {
    name: 'Exim, with the real code in the diagnostic only',
    is: 'bounce-hard',
    head: `${daemon}\nX-Failed-Recipients: sam@example.org\n${multi('delivery-status')}\nSubject: Mail delivery failed: returning message to sender`,
    body: dsn(
      'Action: failed\nFinal-Recipient: rfc822;sam@example.org\nStatus: 5.0.0\nRemote-MTA: dns; mx.example.org\nDiagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist.',
    ),
  },
  {
    name: 'Postfix, an expired letter with a temporary status',
    is: 'bounce-soft',
    head: `${daemon}\n${multi('delivery-status')}\nSubject: Undelivered Mail Returned to Sender`,
    body: dsn(
      'Final-Recipient: rfc822; sam@example.org\nAction: failed\nStatus: 4.4.1\nDiagnostic-Code: X-Postfix; connect to mx.example.org[192.0.2.1]:25: Connection timed out',
    ),
  },
  {
    name: 'Postfix, a host without mail',
    is: 'bounce-hard',
    head: `${daemon}\n${multi('delivery-status')}\nSubject: Undelivered Mail Returned to Sender`,
    body: dsn(
      'Final-Recipient: rfc822; sam@nowhere.example\nAction: failed\nStatus: 5.4.4\nDiagnostic-Code: X-Postfix; Host or domain name not found. Name service error for name=nowhere.example type=A: Host not found',
    ),
  },
  {
    name: 'Postfix, delivered',
    is: 'delivered',
    head: `${daemon}\n${multi('delivery-status')}\nSubject: Successful Mail Delivery Report`,
    body: dsn('Final-Recipient: rfc822; sam@example.org\nAction: relayed\nStatus: 2.0.0'),
  },
  {
    name: 'sendmail, success without recipient fields',
    is: 'delivered',
    head: 'From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example.net>\nReturn-Path: <>\nSubject: Return receipt',
    body: 'The original message was received at Mon, 2 Mar 2026 10:00:00 GMT\n\n   ----- The following addresses had successful delivery notifications -----\n<sam@example.org>  (successfully delivered to mailbox)\n',
  },
  {
    name: 'OpenSMTPD',
    is: ['bounce-soft', 'bounce-hard'],
    head: 'From: Mailer Daemon <MAILER-DAEMON@mx.example.net>\nSubject: Delivery status notification: error',
    body: '    Hi!\n\n    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n    An error has occurred while attempting to deliver a message for\n    the following list of recipients:\n\nsam@example.org: 550 5.2.1 Mailbox disabled\n\n    Below is a copy of the original message:\n',
  },
  {
    name: 'Courier',
    is: 'bounce-hard',
    head: `From: postmaster@mx.example.net\n${multi('delivery-status')}\nSubject: NOTICE: mail delivery status.`,
    body: dsn(
      'Final-Recipient: rfc822; sam@example.org\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 User unknown',
      'UNDELIVERABLE MAIL\n\n<sam@example.org>:\n>>> RCPT TO:<sam@example.org>\n<<< 550 User unknown\n',
    ),
  },
  {
    name: 'Exchange, a recipient that it does not know',
    is: 'bounce-hard',
    head: `From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@example.org>\n${multi('delivery-status')}\nSubject: Undeliverable: Checking in`,
    body: dsn(
      'Final-Recipient: rfc822;sam@example.org\nAction: failed\nStatus: 5.1.10\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
    ),
  },
  {
    name: 'Office 365 tells of blocked senders',
    is: 'bounce-soft',
    head: `From: postmaster@example.org\n${multi('delivery-status')}\nSubject: Undeliverable: Checking in`,
    body: dsn(
      'Final-Recipient: rfc822;sam@example.org\nAction: failed\nStatus: 5.7.1\nDiagnostic-Code: smtp;550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy',
    ),
  },
  {
    name: 'old Exchange in plain words',
    is: 'bounce-hard',
    head: 'From: System Administrator <postmaster@example.org>\nSubject: Undeliverable: Checking in',
    body: 'Your message\n\n  To:      Sam\n  Subject: Checking in\n  Sent:    Mon, 2 Mar 2026 10:00:00 +0100\n\ndid not reach the following recipient(s):\n\nsam@example.org on Mon, 2 Mar 2026 10:00:03 +0100\n    The e-mail account does not exist at the organization this message was sent to.\n',
  },
  {
    name: 'Domino',
    is: 'bounce-hard',
    head: 'From: Mail Router <postmaster@domino.example.org>\nSubject: DELIVERY FAILURE: User sam (sam@example.org) not listed in Domino Directory',
    body: 'Your message\n\n  Subject: Checking in\n\nwas not delivered to:\n\n  sam@example.org\n\nbecause:\n\n  User sam (sam@example.org) not listed in Domino Directory\n',
  },
  {
    name: 'a failure in French',
    is: 'bounce-hard',
    head: `${daemon}\nSubject: Échec de la remise : Checking in`,
    body: 'Votre message n’a pas pu être remis aux destinataires suivants :\n\nsam@example.org\nL’adresse n’existe pas.\n',
  },
  {
    name: 'a failure in German',
    is: 'bounce-hard',
    head: 'From: Postmaster <postmaster@example.org>\nSubject: Unzustellbar: Checking in',
    body: 'Ihre Nachricht konnte nicht zugestellt werden.\n\nsam@example.org\nDie E-Mail-Adresse wurde nicht gefunden.\n',
  },
  {
    name: 'a failure in Spanish',
    is: 'bounce-soft',
    head: `${daemon}\nSubject: Mensaje devuelto`,
    body: 'No se pudo entregar su mensaje a sam@example.org porque el buzón está lleno.\n',
  },
  {
    name: 'a failure in Portuguese',
    is: 'bounce-hard',
    head: `${daemon}\nSubject: Falha na entrega`,
    body: 'Sua mensagem não pôde ser entregue para sam@example.org: o endereço não existe.\n',
  },
  {
    name: 'a failure in Italian',
    is: 'bounce-hard',
    head: `${daemon}\nSubject: Mancata consegna`,
    body: 'Il messaggio non è stato recapitato a sam@example.org: l’utente non esiste.\n',
  },
  {
    name: 'a failure in Polish',
    is: 'bounce-hard',
    head: `${daemon}\nSubject: Niedostarczona wiadomość`,
    body: 'Wiadomość nie mogła zostać dostarczona do sam@example.org: adres nie istnieje.\n',
  },
  {
    name: 'a failure in Russian',
    is: 'bounce-hard',
    head: 'From: mailer-daemon@example.org\nSubject: Сообщение не доставлено',
    body: 'Не удалось доставить сообщение на адрес sam@example.org: пользователь не найден.\n',
  },
  {
    name: 'a failure in Chinese',
    is: 'bounce-hard',
    head: 'From: postmaster@qq.example\nSubject: 退信通知',
    body: '您发往 sam@example.org 的邮件被退回。退信原因：收件人不存在。\n',
  },
  {
    name: 'a failure in Japanese',
    is: 'bounce-hard',
    head: 'From: postmaster@example.org\nSubject: 配信エラーのお知らせ',
    body: 'sam@example.org 宛のメールは配信できませんでした。宛先のメールアドレスが見つかりません。\n',
  },
  {
    name: 'a failure in Korean',
    is: 'bounce-hard',
    head: 'From: postmaster@example.org\nSubject: [반송] Checking in',
    body: 'sam@example.org 님에게 메일을 전송하지 못했습니다. 존재하지 않는 사용자입니다.\n',
  },
  {
    name: 'a failure in Arabic',
    is: 'bounce-hard',
    head: `${daemon}\nSubject: تعذر التسليم`,
    body: 'تعذر تسليم رسالتك إلى sam@example.org لأن العنوان غير موجود.\n',
  },
  {
    name: 'a failure in Turkish',
    is: 'bounce-hard',
    head: `${daemon}\nSubject: İleti teslim edilemedi`,
    body: 'sam@example.org adresine gönderdiğiniz ileti teslim edilemedi: kullanıcı bulunamadı.\n',
  },
  {
    name: 'a failure in Dutch',
    is: 'bounce-hard',
    head: `${daemon}\nSubject: Onbestelbaar: Checking in`,
    body: 'Uw bericht kon niet worden bezorgd bij sam@example.org. Het adres bestaat niet.\n',
  },
  {
    name: 'a failure in Swedish',
    is: 'bounce-hard',
    head: `${daemon}\nSubject: Olevererbart: Checking in`,
    body: 'Meddelandet kunde inte levereras till sam@example.org. Adressen finns inte.\n',
  },
  {
    name: 'a failure in Finnish',
    is: 'bounce-hard',
    head: `${daemon}\nSubject: Ei toimitettavissa: Checking in`,
    body: 'Viestiä ei voitu toimittaa osoitteeseen sam@example.org. Osoitetta ei löydy.\n',
  },
  {
    name: 'a failure in Indonesian',
    is: 'bounce-hard',
    head: `${daemon}\nSubject: Pesan tidak terkirim`,
    body: 'Pesan Anda ke sam@example.org tidak dapat dikirim karena alamat tidak ditemukan.\n',
  },
  {
    name: 'a failure in Vietnamese',
    is: 'bounce-hard',
    head: `${daemon}\nSubject: Thư không gửi được`,
    body: 'Không thể gửi thư của bạn tới sam@example.org: địa chỉ không tồn tại.\n',
  },
  {
    name: 'a failure in Hebrew',
    is: 'bounce-hard',
    head: `${daemon}\nSubject: לא ניתן למסירה: Checking in`,
    body: 'לא ניתן היה למסור את ההודעה אל sam@example.org. הנמען לא נמצא.\n',
  },
  {
    name: 'a failure in Greek',
    is: 'bounce-hard',
    head: `${daemon}\nSubject: Αποτυχία παράδοσης`,
    body: 'Δεν ήταν δυνατή η παράδοση του μηνύματος στο sam@example.org: ο παραλήπτης δεν υπάρχει.\n',
  },
  {
    name: 'a list that takes letters of members only',
    is: 'bounce-soft',
    head: 'From: readers-bounces@lists.example.org\nReturn-Path: <>\nSubject: Your message to readers was rejected',
    body: 'Your message to the readers mailing-list was rejected for the following reasons:\n\nYou are not allowed to post to this mailing list.\n',
  },
  {
    name: 'a filter of a Sieve script',
    is: 'bounce-soft',
    head: `From: Mail Delivery Subsystem <sam@example.org>\nReturn-Path: <>\nAuto-Submitted: auto-replied (rejected)\n${multi('disposition-notification')}\nSubject: Automatically rejected mail`,
    body: report(
      'Your message to <sam@example.org> was automatically rejected:\nI take no mail from programmes.',
      'disposition-notification',
      'Reporting-UA: mx.example.org; Dovecot Mail Delivery Agent\nFinal-Recipient: rfc822; sam@example.org\nOriginal-Message-ID: <letter-1@example.net>\nDisposition: automatic-action/MDN-sent-automatically; deleted',
    ),
  },
  {
    name: 'Outlook, deleted unread',
    is: 'read-receipt',
    head: `From: sam@example.org\n${multi('disposition-notification')}\nSubject: Not read: Checking in`,
    body: report(
      'Your message\n\n   To: Sam\n   Subject: Checking in\n\nwas deleted without being read on Monday, 2 March 2026.',
      'disposition-notification',
      'Reporting-UA: example.org; Microsoft Outlook\nFinal-Recipient: rfc822;sam@example.org\nOriginal-Message-ID: <letter-1@example.net>\nDisposition: automatic-action/MDN-sent-automatically; deleted',
    ),
  },
  {
    name: 'Thunderbird, displayed',
    is: 'read-receipt',
    head: `From: sam@example.org\n${multi('disposition-notification')}\nSubject: Return Receipt (displayed) - Checking in`,
    body: report(
      'This is a Return Receipt for the mail that you sent to sam@example.org.',
      'disposition-notification',
      'Reporting-UA: Mozilla Thunderbird\nFinal-Recipient: rfc822;sam@example.org\nDisposition: manual-action/MDN-sent-manually; displayed',
    ),
  },
  {
    name: 'a German receipt in plain words',
    is: 'read-receipt',
    head: 'From: sam@example.org\nSubject: Gelesen: Checking in',
    body: 'Ihre Nachricht\n\n   An: Sam\n   Betreff: Checking in\n\nwurde am Montag, 2. März 2026 10:00 gelesen.\n',
  },
  {
    name: 'a Spanish receipt in plain words',
    is: 'read-receipt',
    head: 'From: sam@example.org\nSubject: Leído: Checking in',
    body: 'Su mensaje\n\n   Para: Sam\n   Asunto: Checking in\n\nfue leído el lunes 2 de marzo de 2026.\n',
  },
  {
    name: 'a Chinese receipt in plain words',
    is: 'read-receipt',
    head: 'From: sam@example.org\nSubject: 已读: Checking in',
    body: '您的邮件 Checking in 已被阅读，时间为 2026-03-02 10:00。\n',
  },
  {
    name: 'a provider that passes on a complaint',
    is: 'complaint',
    head: `From: fbl@isp.example\n${multi('feedback-report')}\nSubject: Abuse report`,
    body: report(
      'This is an email abuse report.',
      'feedback-report',
      'Feedback-Type: abuse\nUser-Agent: Some-FBL/1.0\nVersion: 1\nOriginal-Rcpt-To: sam@example.org',
    ),
  },
  {
    name: 'a complaint whose type is not abuse',
    is: 'complaint',
    head: `From: fbl@isp.example\n${multi('feedback-report')}\nSubject: FW: Checking in`,
    body: report('Report.', 'feedback-report', 'Feedback-Type: not-spam\nUser-Agent: Some-FBL/1.0\nVersion: 1'),
  },
  {
    name: 'TMDA',
    is: 'challenge',
    head: 'From: sam@example.org\nReturn-Path: <>\nX-Delivery-Agent: TMDA/1.1.12\nAuto-Submitted: auto-replied\nSubject: Please confirm your message',
    body: 'This message was created automatically by mail delivery software (TMDA).\n\nYour message attached below is being held because the address has not been verified.\n\nTo release your message for delivery, please send an empty message to the following address, or use your mailer’s "Reply" feature.\n\n   sam-confirm-1@example.org\n',
  },
  {
    name: 'Boxbe',
    is: 'challenge',
    head: 'From: Sam <sam@example.org>\nAuto-Submitted: auto-replied\nSubject: Checking in (Action Required)',
    body: 'Hello,\nYour message about "Checking in" was waitlisted.\nPlease add yourself to my Guest List so your messages will be delivered to my Inbox:\nhttps://www.boxbe.com/crs?tc=1\n',
  },
  {
    name: 'SpamArrest',
    is: 'challenge',
    head: 'From: Sam <sam@example.org>\nPrecedence: junk\nSubject: Re: Checking in (verification)',
    body: 'Sam here, I’m protecting myself from receiving junk mail.\nPlease click the link below to complete the verification process.\nhttp://spamarrest.com/a2?x\n',
  },
  {
    name: 'UOL',
    is: 'challenge',
    head: 'From: sam@uol.example\nSubject: Re: Checking in - AntiSpam UOL',
    body: 'ANTI-SPAM UOL » TIRA-TEIMA\nOlá, você enviou uma mensagem para sam@uol.example. Para que sua mensagem seja encaminhada, confirme o envio da mensagem clicando aqui:\nhttp://tira-teima.as.uol.example/challengeSender.html\n',
  },
  {
    name: 'Mailinblack',
    is: 'challenge',
    head: 'From: Sam <sam@example.org>\nAuto-Submitted: auto-replied\nSubject: Demande d’authentification',
    body: 'Bonjour, afin de vérifier que vous n’êtes pas un robot, merci de vous authentifier : https://app.mailinblack.com/x\n',
  },
  {
    name: 'a filter that marked it',
    is: 'spam',
    head: 'From: x@spam.example\nX-Spam-Flag: YES\nSubject: hello',
    body: 'Buy now.\n',
  },
  {
    name: 'an officer of a bank',
    is: 'spam',
    head: 'From: x@spam.example\nSubject: Strictly confidential',
    body: 'Dear friend, I am the next of kin of a late client with 12 million dollars.\n',
  },
  {
    name: 'a discussion list',
    is: 'list',
    head: 'From: Ann <ann@example.org>\nList-Id: Readers <readers.lists.example.org>\nList-Post: <mailto:readers@lists.example.org>\nPrecedence: list\nSubject: [readers] July meeting',
    body: 'The meeting is at noon.\n',
  },
  {
    name: 'a newsletter',
    is: ['list', 'auto-reply'],
    head: 'From: News <news@example.com>\nList-Unsubscribe: <https://example.com/u>\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\nPrecedence: bulk\nSubject: Our March news',
    body: 'Read all about it.\n',
  },
  {
    name: 'our own letter, straight back',
    is: 'loop',
    head: 'From: Peer Circle <hello@mentoring.example.org>\nReply-To: r7@in.mentoring.example.org\nAuto-Submitted: auto-generated\nSubject: Are you still talking?',
    body: 'Are you still talking? Reply YES or NO.\n',
  },
  {
    name: 'our own letter, forwarded back',
    is: 'loop',
    head: 'From: Peer Circle <hello@peer.example>\nResent-From: sam@example.org\nX-Loop: sam@example.org\nX-PM-Metadata-outbox: 12\nSubject: Are you still talking?',
    body: 'Are you still talking? Reply YES or NO.\n',
  },
  {
    name: 'Gmail’s vacation answer',
    is: 'auto-reply',
    head: 'From: sam@example.org\nPrecedence: bulk\nX-Autoreply: yes\nAuto-Submitted: auto-replied\nSubject: Away Re: Checking in',
    body: 'Yes, I am away. Stop by later.\n',
  },
  {
    name: 'Lotus Notes',
    is: 'auto-reply',
    head: 'From: sam@example.org\nSubject: AUTO: Sam Sample is out of the office (returning 03/16/2026)',
    body: 'I am out of the office until 03/16/2026.\n',
  },
  {
    name: 'an autoresponder with a null sender',
    is: 'auto-reply',
    head: 'From: sam@example.org\nReturn-Path: <>\nSubject: Checking in',
    body: 'Thanks, yes.\n',
  },
  {
    name: 'a help desk',
    is: 'auto-reply',
    head: 'From: Support <help@desk.example>\nSubject: [Ticket #4711] Checking in',
    body: 'Thank you for contacting support. A ticket has been created; we will respond within two business days.\n',
  },
]

/** Letters of people that look like a machine’s. */
export const people: { name: string; head: string; body: string }[] = [
  {
    name: 'who quotes a delivery report',
    head: 'From: sam@example.org\nSubject: Re: Checking in\nIn-Reply-To: <1@example.net>',
    body: 'My email to her came back with "Undelivered Mail Returned to Sender", mailbox full. Is there another address?\n',
  },
  {
    name: 'whose server asks for silence',
    head: 'From: sam@example.org\nX-Auto-Response-Suppress: All\nX-MS-Exchange-Organization-SCL: -1\nAuto-Submitted: no\nSubject: RE: Checking in\nIn-Reply-To: <1@example.net>',
    body: 'Yes, every week.\n',
  },
  {
    name: 'who answers through a list',
    head: 'From: sam@example.org\nList-Id: staff <staff.example.org>\nPrecedence: list\nSubject: Re: Checking in\nIn-Reply-To: <1@example.net>',
    body: 'Yes, every week.\n',
  },
  {
    name: 'whom a filter suspects',
    head: 'From: sam@example.org\nX-Spam-Flag: YES\nX-Spam-Status: Yes, score=6\nSubject: Re: Checking in\nIn-Reply-To: <1@example.net>',
    body: 'Yes, every week.\n',
  },
  {
    name: 'who asks a new question',
    head: 'From: sam@example.org\nSubject: my mail was not delivered',
    body: 'I wrote to Noor and it was not delivered. What now?\n',
  },
  {
    name: 'who is called admin',
    head: 'From: admin@small-library.example\nSubject: Re: Checking in\nIn-Reply-To: <1@example.net>',
    body: 'No, she never answered. My last mail was rejected.\n',
  },
  {
    name: 'who has read it',
    head: 'From: sam@example.org\nSubject: Re: Checking in\nIn-Reply-To: <1@example.net>',
    body: 'Your message has been read with pleasure. Yes, we talk.\n',
  },
  {
    name: 'who sends it to themself too',
    head: 'From: sam@example.org\nCc: sam@example.org\nSubject: Re: Checking in\nIn-Reply-To: <1@example.net>',
    body: 'Yes.\n',
  },
]
