import { expect, test } from 'vitest'
import { latestText } from '../../src/inbound/text.ts'
import { flat, mailOf } from './mail-of.ts'

/** What people write that looks like what programs write. Every word is theirs. */
const prose = [
  'On Sunday we had our call, and on Monday she wrote:\n"I loved it." So yes.',
  'On 3 March 2026 at 10:00 she wrote:\nI am busy.\nSo no.',
  'She wrote me on 3.3.2026 at 10:00:\nI am busy.\nSo no.',
  'Am 3. März 2026 um 10:00 schrieb sie mir:\nIch habe keine Zeit.\nAlso nein.',
  'El 3 de marzo de 2026 a las 10:00 me escribió ella:\nno puedo.\nAsí que no.',
  "Le 3 mars 2026 à 10:00 elle m'a écrit :\nje suis occupée.\nDonc non.",
  'Noor wrote:\nI am busy until June.\nSo not now.',
  'Here is what Noor wrote:\n\nI am busy.\n\nWhat should I do?',
  'We meet on these days:\n3 March 2026 10:00\n10 March 2026 10:00\nIs that all right?',
  'Our next call is on 5 June 2026 at 10:00:\nhttps://meet.example/abc\nSee you there!',
  'My new address from 1 May 2026:\nsam.new@mail.example\nThank you.',
  'Dear team,\n\nFrom: my heart, thank you!\nWe talk each week.',
  'Name: Sam Sample\nCountry: Kenya\nPlace: Nairobi\nTime zone: Africa/Nairobi\nLanguages: English, Swahili\nSubject: libraries',
  '1. How often do you talk?\nWeekly\n2. Would you recommend it?\nYes\n3. Anything else:\nNo',
  'Yes!\n\n- we talk\n- we laugh\n- we learn\n\nSee you',
  '>:( no',
  '>_< sorry, no',
  'Date: 5 June would be good for me.\nTo be honest, I am not sure.',
  'To: everyone in the team\nThanks a lot for this programme.\nIt is great.',
  'Yes. Sent from my new desk at last, wrote you from the old one before: what a change!',
  'I sent an email from my phone yesterday but she did not answer.',
  'My iPhone broke, so I could not write. Sent her a letter instead.',
  'We talk by mobile. I sent him a message on Outlook yesterday.',
  'Please delete my e-mail address. This is confidential.',
  'This is a confidential message: he asked me for money. Please do not disclose my name to the recipient.',
  'This email is confidential. Please do not notify him, and delete it after reading. He threatened me.',
  'Regards to all of you, we are still talking every week.',
  'Yes\nSam',
  'Best',
  'Yes.\n\nNoor Ali\nnoor@mail.example\n\nis her new address, and she is fine.',
  'Her address is:\nNoor Ali\n12 Main Street\n10115 Berlin\nnoor@mail.example\n+49 30 1234567',
  'Yes!\n---\nWe talk weekly\n---\nAnd we like it',
  'Hello,\nWe wrote on 2026-03-01, on 2026-03-02, and he answered:\n"ok"\nso all fine.',
  'We agreed with noor@mail.example: weekly calls.\nAll good.',
  'I asked noor@mail.example and she wrote: all fine.\nSo yes.',
  'Von: Herzen danke!\nAn: alle',
  'De: todo corazón gracias\nPara: todo el equipo',
  'Sí: seguimos\nNo: no hay problema',
  'Yes | no | maybe',
  '| Yes, of course',
  'Gruß aus Berlin! Wir schreiben uns jede Woche.',
  'Original message: lost it, sorry. What was the question?',
  'Forwarded message: got lost, can you send again?',
  'Please forward this message to Kate.',
  'In reply to your message: yes.',
  'Still talking. 3:15 pm on Fridays:)',
  "Yes, I'm writing from my phone:\nwe talk weekly.",
  'Me and Noor:\n\n  we talk\n\n  we write\n\nall good',
  'Thanks for the mail of 3 March 2026 09:05:\nyes we talk.',
  'Yes!\n\nPS. I wrote to Kate, kate@x.example, on 2 March 2026:\nno answer yet.',
  'STOP',
  '1',
  '👍',
  '.',
  'ok',
  'Ja',
  'نعم',
  '是',
  'はい',
  '네',
  'Yes\n\nHave a good day\n\nSam Sample',
  'Ja.\n\nLG Sam',
  "Dear Kate\nI'd like a new partner, because:\n1) she never writes\n2) she is rude\n\nSam",
  '写道',
  '我写道：是的',
  'He wrote: yes',
  'Wrote: yes',
  'We talk about: mail, phone, outlook.\nNice.',
  'Quoting my grandmother: never give up.\nYes.',
  'We met at the café.\n\n\n\n\nIt was nice.',
]

test.each(prose)('stays whole: %s', text => {
  expect(flat(latestText(mailOf({ text })))).toBe(flat(text))
})

const alone = prose.filter(text => !/^[>|]/.test(text))

test.each(alone)('stays whole above a quotation: %s', text => {
  const attribution = 'On Tue, Mar 3, 2026 at 9:05 AM Peer Circle <reply+k7f3q9@checkin.example>\nwrote:'
  expect(flat(latestText(mailOf({ text: `${text}\n\n${attribution}\n\n> Hi Sam,\n>\n> Are you still?\n` })))).toBe(flat(text))
})

test.each(alone)('stays whole in HTML: %s', text => {
  const html = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>')
  expect(flat(latestText(mailOf({ html: `<div dir="ltr">${html}</div>` })))).toBe(flat(text))
})
