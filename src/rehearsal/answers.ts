import type { Chance } from './chance.ts'

/** How people say things in a letter. Many ways, in the languages that invented people write. */
const ways = {
  yes: {
    en: [
      'YES',
      'Yes',
      'yes, we are in touch',
      'Yes! We write every week.',
      'All good, thank you',
      'Yes, we had a nice call last Sunday',
      'yes :)',
    ],
    es: ['SÍ', 'sí', 'Sí, seguimos en contacto', 'Todo bien, nos escribimos cada semana', 'si'],
    ar: ['نعم', 'نعم، نحن على تواصل'],
  },
  slow: { en: ['SLOW', 'slow', 'Slow, but we are in touch'], es: ['LENTO', 'lento'], ar: ['ببطء'] },
  no: {
    en: [
      'NO',
      'No',
      'I have not heard back from my partner',
      'My partner has not answered my last two letters.',
      'No, no answer for weeks',
    ],
    es: ['NO', 'No he recibido respuesta', 'Mi pareja no me contesta desde hace semanas'],
    ar: ['لا', 'لم يصلني أي رد'],
  },
  stop: {
    en: ['STOP', 'Please take me off the list, I cannot go on.', 'I would like to leave the programme'],
    es: ['PARAR', 'Quiero dejar el programa, por favor'],
    ar: ['إيقاف'],
  },
  here: { en: ['HERE', 'Here! Sorry, I was busy and will write this week.'], es: ['AQUÍ'], ar: ['HERE'] },
  rematch: { en: ['REMATCH', 'rematch please'], es: ['CAMBIO'], ar: ['شريك جديد'] },
  wait: { en: ['WAIT'], es: ['ESPERAR'], ar: ['انتظار'] },
  again: { en: ['AGAIN', 'Again, please!'], es: ['AGAIN'], ar: ['AGAIN'] },
  more: { en: ['MORE'], es: ['MÁS'], ar: ['MORE'] },
  fewer: { en: ['FEWER'], es: ['MENOS'], ar: ['FEWER'] },
  odd: {
    en: [
      'Hmm, perhaps after the harvest, let us see how it goes with the committee.',
      'Could you tell me whether the conference bursary is still open?',
      '👍',
      'Thank you for this topic, it made me think of my grandmother',
    ],
    es: ['¿Cuándo termina la ronda?', 'Gracias'],
    ar: ['شكرا'],
  },
  report: {
    en: [
      'I am uncomfortable with the messages my partner sends me. They ask for photos and I do not want that.',
      'My partner asked me to lend money. This does not feel right.',
    ],
    es: ['Mi pareja me pide fotos y me siento incómoda'],
    ar: ['I feel uncomfortable, my partner asks for photos'],
  },
  pause: { en: ['PAUSE', 'PAUSE, I am in hospital for some weeks'], es: ['PAUSA'], ar: ['توقف مؤقت'] },
} as const

export type Saying = keyof typeof ways

export const say = (chance: Chance, what: Saying, locale: 'en' | 'es' | 'ar'): string => chance.pick<string>(ways[what][locale])

/** An automatic reply, as servers and people write them. */
export const awayNote = (chance: Chance, until: Date): string => {
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(until)
  return chance.pick([
    `I am out of the office until ${day} and will answer when I am back.`,
    `Thank you for your message. I am on leave and return on ${day}.`,
    `Automatic reply: away until ${day}.`,
  ])
}
