import { randomUUID } from 'node:crypto'
import { share } from './chance.ts'
import { addressOf, type Wanted } from './checks.ts'

/** A message that the provider took. */
export type Accepted = {
  id: string
  outbox: string
  wanted: Wanted
  receivedAt: number
  /** when the search finds it; never, for some */
  searchableAt: number
}

export type Suppression = { reason: 'HardBounce' | 'SpamComplaint' | 'ManualSuppression'; since: number }

/** Everything that the provider knows. */
export class Store {
  readonly accepted: Accepted[] = []
  readonly byOutbox = new Map<string, Accepted[]>()
  readonly calls = new Map<string, number>()
  readonly faults = new Map<string, number>()
  readonly suppressions = new Map<string, Suppression>()
  readonly bounces: Record<string, unknown>[] = []
  /** addresses whose copies somebody asked to have removed */
  readonly removals: string[] = []
  searches = 0
  refused = 0
  #options: { seed: number; lagMs: [number, number]; now: () => number }
  constructor(options: { seed: number; lagMs: [number, number]; now: () => number }) {
    this.#options = options
  }

  /** Counts a letter's calls. @returns which call this is, from 1 */
  called(outbox: string): number {
    const n = (this.calls.get(outbox) ?? 0) + 1
    this.calls.set(outbox, n)
    return n
  }

  accept(wanted: Wanted, searchable = true): Accepted {
    const { seed, lagMs, now } = this.#options
    const outbox = wanted.Metadata?.outbox ?? ''
    const lag = lagMs[0] + share(seed, 'lag', outbox, this.accepted.length) * (lagMs[1] - lagMs[0])
    const message: Accepted = {
      id: randomUUID(),
      outbox,
      wanted,
      receivedAt: now(),
      searchableAt: searchable ? now() + lag : Number.POSITIVE_INFINITY,
    }
    this.accepted.push(message)
    this.byOutbox.set(outbox, [...(this.byOutbox.get(outbox) ?? []), message])
    return message
  }

  /** Messages that a search by one metadata field finds now, the newest first; the provider keeps them for 45 days. */
  search(key: string | undefined, value: string | undefined): Accepted[] {
    const { now } = this.#options
    const candidates = key === 'outbox' ? (this.byOutbox.get(value ?? '') ?? []) : this.accepted
    return candidates
      .filter(m => m.searchableAt <= now() && m.receivedAt > now() - 45 * 86_400_000)
      .filter(m => key === undefined || m.wanted.Metadata?.[key] === value)
      .toReversed()
  }

  isInactive = (address: string): boolean => this.suppressions.has(address.toLowerCase())

  suppress(address: string, reason: Suppression['reason']) {
    this.suppressions.set(address.toLowerCase(), { reason, since: this.#options.now() })
  }

  met(fault: string) {
    this.faults.set(fault, (this.faults.get(fault) ?? 0) + 1)
  }

  /** The oracle: how many times each letter was taken, and all that was counted besides. */
  stats() {
    const acceptances = Object.fromEntries([...this.byOutbox].map(([outbox, list]) => [outbox, list.length]))
    return {
      accepted: this.accepted.length,
      letters: this.byOutbox.size,
      doubled: Object.values(acceptances).filter(n => n > 1).length,
      most: Math.max(0, ...Object.values(acceptances)),
      calls: [...this.calls.values()].reduce((sum, n) => sum + n, 0),
      searches: this.searches,
      refused: this.refused,
      faults: Object.fromEntries(this.faults),
      acceptances,
    }
  }
}

/** How the provider shows a message in its search. */
export const shown = ({ id, wanted, receivedAt }: Accepted) => ({
  Tag: wanted.Tag ?? '',
  MessageID: id,
  To: [{ Email: addressOf(wanted.To) ?? '', Name: /^"?([^"<]*?)"?\s*</.exec(wanted.To ?? '')?.[1] ?? null }],
  Cc: [],
  Bcc: [],
  Recipients: [addressOf(wanted.To) ?? ''],
  ReceivedAt: new Date(receivedAt).toISOString(),
  From: wanted.From ?? '',
  Subject: wanted.Subject ?? '',
  Attachments: (wanted.Attachments ?? []).map(({ Name }) => Name),
  Status: 'Sent',
  TrackOpens: wanted.TrackOpens ?? false,
  TrackLinks: wanted.TrackLinks ?? 'None',
  Metadata: wanted.Metadata ?? {},
  MessageStream: wanted.MessageStream ?? 'outbound',
  Sandboxed: false,
})
