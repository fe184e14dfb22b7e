import { expect, test } from 'vitest'
import { asksToEndPair } from '../../src/inbound/ending.ts'

test.each([
  'Please end our partnership.',
  'Vorrei terminare la nostra collaborazione.',
  'Ik wil ons partnerschap beëindigen.',
  'Jag vill avsluta vårt partnerskap.',
  'Jeg vil gerne afslutte vores partnerskab.',
  'Jeg vil avslutte partnerskapet vårt.',
  'Haluan lopettaa parityöskentelymme.',
  'Chcę zakończyć nasze partnerstwo.',
  'Chci ukončit naše partnerství.',
  'Я хочу завершить нашу пару.',
  'Прошу закінчити наше партнерство.',
  'Θέλω να τερματίσω τη συνεργασία μας.',
  'Ortaklığımızı bitirmek istiyorum.',
  'أريد إنهاء شراكتنا.',
  'אני רוצה לסיים את השותפות שלנו.',
  'ما می‌خواهیم همکاری‌مان را تمام کنیم.',
  'मैं हमारी साझेदारी समाप्त करना चाहता हूँ।',
  '我想结束我们的搭档关系。',
  'パートナー関係を終わらせたいです。',
  '파트너 관계를 끝내고 싶습니다.',
  'Tôi muốn kết thúc cặp đôi này.',
  'Saya ingin mengakhiri pasangan ini.',
  'Nataka kumaliza ushirikiano wetu.',
])('asks to end the pair, and not to leave altogether: %s', text => {
  expect(asksToEndPair(text)).toBe(true)
})

test.each([
  'Jag vill inte avsluta vårt partnerskap.',
  'Wij willen ons partnerschap niet beëindigen, het gaat goed.',
  'Я не хочу завершить нашу пару.',
  'Nie chcę zakończyć nasze partnerstwo.',
  'Ortaklığımızı bitirmek istemiyorum.',
  'パートナー関係を終わらせたくないです。',
  '我不想结束我们的搭档关系。',
  'मैं हमारी साझेदारी समाप्त नहीं करना चाहता।',
  'Should we end our partnership?',
])('does not ask for it: %s', text => {
  expect(asksToEndPair(text)).toBe(false)
})
