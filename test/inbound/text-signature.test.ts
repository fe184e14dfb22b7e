import { describe, expect, test } from 'vitest'
import { latestText } from '../../src/inbound/text.ts'
import { footers } from './footers.ts'
import { mailOf, own } from './mail-of.ts'

const read = (text: string) => latestText(mailOf({ text }))
const quotation = 'On Mar 3, 2026, at 9:05 AM, Peer Circle <reply@checkin.example> wrote:\n> Hi Sam'

test.each(footers)('a program’s line goes: %s', line => {
  expect(read(`${own}\n\n${line}`)).toBe(own)
  expect(read(`${own}\n${line}\n`)).toBe(own)
  expect(read(`Sí\n\n${line}\n${quotation}`)).toBe('Sí')
  expect(read(`${line}\n\n${quotation}`)).toBe('')
})

describe('a signature', () => {
  test('goes after its delimiter, above and below a quotation', () => {
    expect(read(`${own}\n\n-- \nSam Sample\nLibrarian\n+44 20 7946 0000\n\n${quotation}`)).toBe(own)
    expect(read(`${quotation}\n\n${own}\n\n--\nSam Sample`)).toBe(own)
    expect(read(`-- \nSam Sample\nLibrarian\n${quotation}\n\n${own}`)).toBe(own)
  })

  test('of name and details goes without one', () => {
    expect(read(`${own}\n\nSam Sample\nsam@mail.example\n+44 20 7946 0000`)).toBe(own)
  })

  test('stays where the writer announces it', () => {
    const text = 'Yes. My new address:\n\nSam Sample\nsam.new@mail.example\n+44 20 7946 0000'
    expect(read(text)).toBe(text)
  })

  test('takes closing words along, but no postscript', () => {
    expect(read(`${own}\n\nKind regards,\nSam Sample\nLibrarian, Nairobi`)).toBe(own)
    expect(read(`${own}\n\nMit freundlichen Grüßen\n\nMuster GmbH, Hauptstr. 1, 10115 Berlin\n\n${quotation}`)).toBe(own)
    const text = `${own}\n\nRegards\nSam\n\nPS: please pause me until June.`
    expect(read(text)).toBe(text)
  })

  test('is not what was typed below a lone delimiter', () => {
    expect(read('-- \nYes we still talk')).toBe('Yes we still talk')
    expect(read(`-- \nSam Sample\nLibrarian\n\n${quotation}`)).toBe('')
  })
})

describe('a notice of confidentiality', () => {
  const notices = [
    'This e-mail and any attachments are confidential and intended solely for the addressee. If you are not the intended recipient, please delete it.',
    'Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Adressat sind, vernichten Sie diese Mail bitte.',
    'Ce message est confidentiel et destiné au seul destinataire. Si vous l’avez reçu par erreur, merci de le supprimer.',
    'Este mensaje es confidencial y va dirigido a su destinatario. Si lo ha recibido por error, elimínelo; queda prohibida su divulgación.',
    'Esta mensagem é confidencial e destina-se ao destinatário. Se a recebeu por engano, deve apagar a mensagem.',
    'Questo messaggio è riservato al destinatario. Se ricevuto per errore, vi preghiamo di cancellarlo.',
    'Dit bericht is vertrouwelijk en uitsluitend bestemd voor de geadresseerde.',
    'Это сообщение конфиденциально и предназначено только адресату. Если вы получили его по ошибке, удалите его.',
    'Ta wiadomość jest poufna i przeznaczona dla adresata. Jeżeli otrzymali ją Państwo omyłkowo, prosimy ją usunąć.',
    'Bu e-posta gizli bilgiler içerebilir. Alıcı değilseniz lütfen siliniz.',
    '本邮件含有保密信息，仅供收件人使用。如误收请立即删除。',
    'Please consider the environment before printing this e-mail.',
    'Avant d’imprimer ce message, pensez à l’environnement.',
  ]

  test.each(notices)('goes: %s', notice => {
    expect(read(`${own}\n\n${notice}`)).toBe(own)
    expect(read(`${own}\n\n${quotation}\n\n${notice}`)).toBe(own)
  })

  test('is not a person’s secret', () => {
    const text = 'Yes.\n\nThis message is confidential: he asked me for money, please do not disclose it to the recipient.'
    expect(read(text)).toBe(text)
  })
})
