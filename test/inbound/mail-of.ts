import type { Mail } from '../../src/inbound/mail.ts'

/** A reply to our check-in with nothing special about it, but for what is given. */
export const mailOf = (given: Partial<Mail>): Mail => ({
  headers: [],
  from: { address: 'sam@mail.example', name: 'Sam Sample' },
  to: [{ address: 'reply+k7f3q9@checkin.example', name: 'Peer Circle' }],
  cc: [],
  replyTo: [],
  returnPath: null,
  subject: 'Re: Checking in',
  date: null,
  messageId: null,
  inReplyTo: null,
  references: [],
  text: null,
  html: null,
  parts: [],
  size: 0,
  ...given,
})

export const ours = [
  'Hi Sam,',
  '',
  'Are you and Noor still talking? Just reply YES or NO in your own words.',
  '',
  'Reply PAUSE to take a break or STOP to leave the programme.',
  '',
  'The Peer Circle team',
]

export const own = 'Yes, we met on 5 March.'

export const flat = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Breaks lines at spaces, as programs do. */
export function wrap(text: string, width: number): string {
  return text
    .split('\n')
    .map(line => {
      const rows: string[] = []
      for (const word of line.split(' ')) {
        const last = rows.at(-1)
        if (last !== undefined && last.length + word.length < width) rows[rows.length - 1] = `${last} ${word}`
        else rows.push(word)
      }
      return rows.join('\n')
    })
    .join('\n')
}
