import type { ReplyWord } from '../inbound/mail.ts'

type Answer = { word: ReplyWord; says: string }
type Question = { asks: (partner: string) => string; answers: Answer[] }

const confirm = (asks: string, says: string): Question => ({ asks: () => asks, answers: [{ word: 'yes', says }] })

/**
 * The questions of our letters that a page can take an answer to, with the words that each understands. What takes more
 * than a word is answered by replying.
 */
const questions: Record<string, Question> = {
  'check-in': {
    asks: partner => `Are you and ${partner} still talking?`,
    answers: [
      { word: 'yes', says: 'we are in touch' },
      { word: 'slow', says: 'we are in touch, but it is hard to keep up' },
      { word: 'no', says: 'I have not heard back' },
    ],
  },
  confirm: {
    asks: () => 'Is what our letter says about you right?',
    answers: [
      { word: 'yes', says: 'all three facts are right, and this is my address' },
      { word: 'remove', says: 'I did not apply: delete it' },
    ],
  },
  'follow-up': {
    asks: () => 'Is everything all right?',
    answers: [
      { word: 'here', says: 'I am here, and will write this week' },
      { word: 'pause', says: 'I need some weeks' },
      { word: 'stop', says: 'I cannot go on this time' },
    ],
  },
  'rematch-offer': {
    asks: () => 'Would you like a new partner?',
    answers: [
      { word: 'rematch', says: 'introduce me to someone else' },
      { word: 'wait', says: 'I give my partner more time' },
      { word: 'pause', says: 'no partner for now' },
    ],
  },
  'partner-left': {
    asks: () => 'Would you like another partner?',
    answers: [
      { word: 'rematch', says: 'introduce me to someone else' },
      { word: 'pause', says: 'not now; I need a break too' },
      { word: 'stop', says: 'I leave the round as well' },
    ],
  },
  goodbye: {
    asks: () => 'Would you like another partner?',
    answers: [{ word: 'rematch', says: 'introduce me to someone else' }],
  },
  prompt: {
    asks: () => 'Would you like other topics?',
    answers: [
      { word: 'more', says: 'send me more' },
      { word: 'fewer', says: 'send me fewer' },
      { word: 'skip', says: 'leave the next one out' },
    ],
  },
  'round-open': {
    asks: () => 'Is what our letter says about you still right?',
    answers: [{ word: 'yes', says: 'it is: I want to take part' }],
  },
  end: { asks: () => 'Would you like to take part again?', answers: [{ word: 'again', says: 'I join the next round' }] },
  paused: { asks: () => 'Are you back?', answers: [{ word: 'resume', says: 'I am back' }] },
  stopped: { asks: () => 'You have left. Was that a mistake?', answers: [{ word: 'undo', says: 'I want to stay' }] },
  'confirm-address': confirm('Is this the address that we should write to?', 'write to me here'),
  'confirm-end': confirm('Should your partnership end?', 'end it'),
  'confirm-export': confirm('Did you ask for your data?', 'I did: send it to me'),
  'confirm-erase': confirm('Should we erase everything about you?', 'erase me; this cannot be undone'),
}

/** The question of a letter, by what it asks, else by its kind; undefined when only a reply can answer it. */
export const questionOf = (question: string | null, template: string): Question | undefined =>
  (question !== null && Object.hasOwn(questions, question) ? questions[question] : undefined) ??
  (Object.hasOwn(questions, template) ? questions[template] : undefined)
