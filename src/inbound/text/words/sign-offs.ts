import { listed } from './listed.ts'

/**
 * Closing words that stand on a line of their own above a name. Lower case, without the comma. Thanks are not
 * here: they are part of what somebody says.
 */
export const signOffs: string[] = listed(`
  regards | best regards | kind regards | kindest regards | warm regards | warmest regards | with best regards
  with kind regards | with regards | many regards | sincerely | sincerely yours | yours sincerely | yours faithfully
  yours truly | yours | respectfully | best | all the best | best wishes | with best wishes | warmly | cordially | br
  kr | rgds | take care | mit freundlichen grüßen | mit freundlichen grüssen | mit freundlichem gruß
  mit freundlichem gruss | freundliche grüße | freundliche grüsse | freundlichen gruß | beste grüße | beste grüsse
  viele grüße | viele grüsse | liebe grüße | liebe grüsse | herzliche grüße | herzliche grüsse | mit besten grüßen
  mit besten grüssen | mit lieben grüßen | schöne grüße | gruß | gruss | grüße | grüsse | lg | vg | mfg | bg
  hochachtungsvoll | cordialement | bien cordialement | très cordialement | salutations | salutations distinguées
  meilleures salutations | sincères salutations | bien à vous | bien à toi | amicalement | amitiés | respectueusement
  cdlt | cdt | bises | bien amicalement | saludos | un saludo | saludos cordiales | un cordial saludo
  cordiales saludos | cordialmente | atentamente | atte | atte. | un abrazo | abrazos | saludos atentos
  muy atentamente | atenciosamente | cumprimentos | com os melhores cumprimentos | melhores cumprimentos | abraços
  um abraço | att | att. | cordiais saudações | saudações | com os meus cumprimentos | cordiali saluti
  distinti saluti | saluti | cari saluti | un saluto | un caro saluto | tanti saluti | cordialità
  met vriendelijke groet | met vriendelijke groeten | vriendelijke groet | vriendelijke groeten | hartelijke groet
  hartelijke groeten | groeten | groet | groetjes | mvg | hoogachtend | med venlig hilsen | venlig hilsen
  de bedste hilsner | bedste hilsner | mange hilsner | mvh | hilsen | vh | med vennlig hilsen | vennlig hilsen
  beste hilsen | med vänlig hälsning | med vänliga hälsningar | vänliga hälsningar | vänligen | hälsningar
  bästa hälsningar | ystävällisin terveisin | terveisin | parhain terveisin | t. | með kveðju | kveðja | pozdrawiam
  z poważaniem | serdecznie pozdrawiam | pozdrowienia | z wyrazami szacunku | s pozdravem | s úctou | s pozdravom
  lijep pozdrav | srdačan pozdrav | pozdrav | lep pozdrav | s poštovanjem | с уважением | с наилучшими пожеланиями
  всего доброго | з повагою | с уважение | поздрави | со почит | с поштовањем | üdvözlettel | tisztelettel | cu stimă
  cu respect | με εκτίμηση | φιλικά | χαιρετισμούς | με φιλικούς χαιρετισμούς | saygılarımla | saygılar
  iyi çalışmalar | hörmətlə | مع التحية | تحياتي | مع أطيب التحيات | مع خالص التحية | وتفضلوا بقبول فائق الاحترام
  בברכה | בכבוד רב | با احترام | با تشکر و احترام | सादर | भवदीय | শুভেচ্ছান্তে | salam | salam hormat | hormat saya
  trân trọng | thân mến | ขอแสดงความนับถือ | wako | wasalaam | 此致 | 敬上 | 祝好 | 顺颂商祺 | 敬具 | 以上 | 草々 | lugupidamisega
  parimate soovidega | ar cieņu | pagarbiai | me respekt | adeitasunez | salutacions
`)
