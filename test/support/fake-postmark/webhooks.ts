import { share, shuffled } from './chance.ts'
import { addressOf } from './checks.ts'
import type { Accepted } from './store.ts'

const minute = 60_000
/** Pauses before further tries of an event, as seen; the provider does not publish them. */
const eventPauses = [1, 5, 10, 15].map(n => n * minute)

export type EventBody = Record<string, unknown> & { RecordType: string }
export type Fate = 'delivered' | 'hard bounce' | 'soft bounce' | 'complaint' | 'out of office'

type Pending = { body: EventBody; dueAt: number; tries: number }

/** What the provider tells us of the letters it took. */
export class Webhooks {
  readonly all: EventBody[] = []
  #pending: Pending[] = []
  #options: { seed: number; now: () => number }
  /** what becomes of mail to an address; a test says otherwise where it wants to */
  fateOf: (address: string) => Fate = () => 'delivered'
  /** share of events that are told twice */
  duplicates = 0
  #ids = 693_000_000
  constructor(options: { seed: number; now: () => number }) {
    this.#options = options
  }

  accepted(message: Accepted) {
    const address = addressOf(message.wanted.To) ?? ''
    const fate = this.fateOf(address)
    if (fate === 'delivered' || fate === 'complaint') this.#tell(deliveryOf(message, address))
    if (fate !== 'delivered') this.#tell(bounceOf(message, address, fate, ++this.#ids))
  }

  #tell(body: EventBody) {
    this.all.push(body)
    const { seed, now } = this.#options
    const dueAt = now() + 2000 + share(seed, 'event', this.all.length) * 20_000
    this.#pending.push({ body, dueAt, tries: 0 })
    if (share(seed, 'twice', this.all.length) < this.duplicates) this.#pending.push({ body, dueAt: dueAt + minute, tries: 0 })
  }

  /** Makes every try that is due, in an order that the seed shuffles. @returns how many tries were made */
  async work(post: (body: string) => Promise<{ status: number }>): Promise<number> {
    const { seed, now } = this.#options
    const due = shuffled(
      this.#pending.filter(event => event.dueAt <= now()),
      seed + this.#pending.length,
    )
    this.#pending = this.#pending.filter(event => event.dueAt > now())
    for (const event of due) {
      const status = await post(JSON.stringify(event.body)).then(
        answer => answer.status,
        () => 0,
      )
      if ((status >= 200 && status < 300) || status === 403 || event.tries >= eventPauses.length) continue
      this.#pending.push({ ...event, dueAt: now() + eventPauses[event.tries]!, tries: event.tries + 1 })
    }
    return due.length
  }
}

const common = ({ id, wanted }: Accepted) => ({
  ServerID: 204_881,
  MessageStream: wanted.MessageStream ?? 'outbound',
  MessageID: id,
  Tag: wanted.Tag ?? '',
  Metadata: wanted.Metadata ?? {},
})

const deliveryOf = (message: Accepted, address: string): EventBody => ({
  RecordType: 'Delivery',
  ...common(message),
  Recipient: address,
  DeliveredAt: new Date(message.receivedAt + 1500).toISOString(),
  Details: 'smtp;250 2.0.0 OK',
})

const kinds = {
  'hard bounce': {
    RecordType: 'Bounce',
    Type: 'HardBounce',
    TypeCode: 1,
    Name: 'Hard bounce',
    Inactive: true,
    CanActivate: true,
  },
  'soft bounce': {
    RecordType: 'Bounce',
    Type: 'SoftBounce',
    TypeCode: 4096,
    Name: 'Soft bounce',
    Inactive: false,
    CanActivate: true,
  },
  'out of office': {
    RecordType: 'Bounce',
    Type: 'AutoResponder',
    TypeCode: 64,
    Name: 'Auto responder',
    Inactive: false,
    CanActivate: false,
  },
  complaint: {
    RecordType: 'SpamComplaint',
    Type: 'SpamComplaint',
    TypeCode: 100_001,
    Name: 'Spam complaint',
    Inactive: true,
    CanActivate: false,
  },
}

const bounceOf = (message: Accepted, address: string, fate: Exclude<Fate, 'delivered'>, ID: number): EventBody => ({
  ...kinds[fate],
  ...common(message),
  ID,
  From: addressOf(message.wanted.From) ?? '',
  Subject: message.wanted.Subject ?? '',
  BouncedAt: new Date(message.receivedAt + 4000).toISOString(),
  DumpAvailable: true,
  Description: kinds[fate].Name,
  Details: '',
  Email: address,
})
