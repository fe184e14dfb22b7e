import type { ReplyWord } from '../inbound/mail.ts'
import { localeFor, replyWord, say, type Words, wordsOf } from '../outbound/words.ts'
import { isolate } from '../outbound/words-direction.ts'
import { scopeOf } from '../outbound/words-values.ts'
import type { LinkedLetter } from './letter-links.sql.ts'
import { pageWords } from './page-words.ts'

/** Questions of our letters that a page can take an answer to. What takes more than a word is answered by replying. */
const answers: Record<string, ReplyWord[]> = {
  'check-in': ['yes', 'slow', 'no'],
  confirm: ['yes', 'remove'],
  'follow-up': ['here', 'pause', 'stop'],
  'rematch-offer': ['rematch', 'wait', 'pause'],
  'partner-left': ['rematch', 'pause', 'stop'],
  goodbye: ['rematch'],
  prompt: ['more', 'fewer', 'skip'],
  'round-open': ['yes'],
  end: ['again'],
  paused: ['resume'],
  stopped: ['undo'],
  'confirm-address': ['yes'],
  'confirm-end': ['yes'],
  'confirm-export': ['yes'],
  'confirm-erase': ['yes'],
  'other-address': ['yes'],
}

export type Asked = {
  title: string
  locale: string
  /** the word that is sent, as its reader says it, and what it means here */
  answers: { word: ReplyWord; shown: string; says: string }[]
}

/** What a letter asks, in its reader's language and in the letter's own words; undefined when only a reply can answer it. */
export function askedBy(letter: LinkedLetter): Asked | undefined {
  const about = letter.question !== null && Object.hasOwn(answers, letter.question) ? letter.question : letter.template
  if (!Object.hasOwn(answers, about)) return undefined
  const locale = localeFor(letter.locale)
  const words = wordsOf(about, locale)
  const frame = { to: { name: letter.name }, ...(letter.roundName === null ? {} : { round: letter.roundName }) }
  // the page is looked at after the letter: it asks again
  const scope = scopeOf(words, letter.zone ?? 'UTC', [{ reminder: true }, letter.data, frame])
  const phrase = (key: string): string | undefined => {
    if (!words.messages.has(key)) return undefined
    try {
      return say(words, key, scope)
        .map(({ text }) => text)
        .join('')
    } catch {
      return undefined // a value that the letter had is forgotten by now
    }
  }
  return {
    title: phrase('subject') ?? letter.subject ?? replyWords(words, answers[about]!),
    locale,
    answers: answers[about]!.map(word => ({
      word,
      shown: replyWord(words, word),
      says: phrase(`${word}Means`) ?? phrase(`${word}Button`) ?? pageWords(locale).text(`${word}Means`) ?? '',
    })),
  }
}

const replyWords = (words: Words, all: ReplyWord[]): string =>
  all.map(word => isolate(replyWord(words, word), words.dir)).join(' / ')
