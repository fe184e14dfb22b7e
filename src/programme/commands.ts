import type { FlagKind } from './flags.sql.ts'

/** What a coordinator may ask for. */
export type Act =
  | 'rematch'
  | 'snooze'
  | 'write'
  | 'end'
  | 'send'
  | 'note'
  | 'assign'
  | 'talking'
  | 'stopped'
  | 'accept'
  | 'refuse'
  | 'yes'
  | 'slow'
  | 'no'
  | 'done'
  | 'drop'

export type Command = { act: Act; arguments: { days?: number; text?: string; to?: string } }

const ofPair: Act[] = ['rematch', 'snooze', 'write', 'send', 'talking', 'end', 'note', 'assign', 'done']
const ofPerson: Act[] = ['rematch', 'snooze', 'write', 'note', 'assign', 'done']
const ofTask: Act[] = ['done', 'snooze', 'write', 'note', 'assign']

const acts: Record<FlagKind, Act[]> = {
  'never started': ofPair,
  'gone quiet': ofPair,
  'one-sided': ofPair,
  bounced: ofPair,
  'asked for help': ofPair,
  'left alone': ofPerson,
  unread: ['yes', 'slow', 'no', 'write', 'done', 'snooze', 'note', 'assign'],
  correction: ['accept', 'write', 'done', 'snooze', 'note', 'assign'],
  duplicate: ['accept', 'refuse', 'write', 'snooze', 'note', 'assign'],
  approval: ['accept', 'refuse', 'write', 'snooze', 'note', 'assign', 'done'],
  'no address': ['done', 'snooze', 'note', 'assign'],
  'other address': ofTask,
  unsent: ['done', 'snooze', 'note', 'assign'],
  'doubtful letter': ['send', 'drop', 'snooze', 'note', 'assign'],
  lapsed: ['done'],
  'to share': ['accept', 'refuse', 'write', 'snooze', 'note', 'assign'],
  'broken arrival': ['done', 'snooze', 'note', 'assign'],
}

/** The commands that fit a flag, in the order in which a digest offers them. */
export const actsFor = (kind: FlagKind): Act[] => acts[kind] ?? ofTask

/** The three or four commands that a digest shows; the rest work too. */
export const offered = (kind: FlagKind, suggestion: string): string[] => {
  const shown = actsFor(kind)
    .filter(act => act !== 'note' && act !== 'assign' && act !== 'send')
    .slice(0, 5)
    .map(act => (act === 'snooze' ? 'snooze 14d' : act))
  return suggestion ? [suggestion, ...shown.filter(one => one.split(' ')[0] !== suggestion.split(' ')[0])] : shown
}

const usualSnooze = 14

/** A command as it was read from a reply. */
export function commandOf(item: { act: string; days?: number; note?: string; to?: string }): Command {
  const act = item.act as Act
  return {
    act,
    arguments: {
      ...(act === 'snooze' ? { days: Math.min(180, Math.max(1, item.days ?? usualSnooze)) } : {}),
      ...(item.note ? { text: item.note.slice(0, 500) } : {}),
      ...(item.to ? { to: item.to.slice(0, 200) } : {}),
    },
  }
}

type Names = { kind?: FlagKind; who: string; other: string | null; next: string | null; actAt: Date; until: Date; zone: string }

/** What the receipt says will be done, and when, in the coordinator's own zone. */
export function describe({ act, arguments: given }: Command, { kind, who, other, next, actAt, until, zone }: Names): string {
  const place = zone.split('/').at(-1)!.replaceAll('_', ' ')
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(actAt)
  const day = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long' }).format(until)
  const at = `At ${time} (${place})`
  switch (act) {
    case 'rematch':
      if (!next) return `${at} we look for a partner for ${who}; nobody is free now, so ${who} is first when somebody is.`
      return `${at} we introduce ${who} to ${next}${other ? `, and ${other} gets the “partner has moved on” letter` : ''}.`
    case 'snooze':
      return `Snoozed until ${day}.`
    case 'write':
      return `${at} we write to ${other ? `${who} and ${other}` : who}, in your name, and ask how it goes.`
    case 'send':
      return other ? `${at} we send both the letter with two ideas for slow pairs.` : `${at} the letter is sent once more.`
    case 'end':
      return `${at} the partnership of ${who} and ${other} ends, and both get a goodbye.`
    case 'note':
      return 'Noted.'
    case 'assign':
      return `Handed to ${given.to ?? 'nobody'}.`
    case 'talking':
      return `${at} this closes: they are talking.`
    case 'stopped':
      return `${at} this closes: they have stopped.`
    case 'accept':
      return kind === 'to share' ? `${at} what ${who} wrote goes into the next letter.` : `${at} ${who} is accepted.`
    case 'refuse':
      return kind === 'to share'
        ? `${at} this closes: it stays out of the letters.`
        : `${at} the application of ${who} is refused.`
    case 'yes':
    case 'slow':
    case 'no':
      return `${at} the answer of ${who} is taken as ${act.toUpperCase()}.`
    case 'done':
      return `${at} this closes as done.`
    case 'drop':
      return `${at} the letter is given up.`
  }
}
