import { AccountClient, type ServerClient } from 'postmark'

/** An address that the provider closed, and why. */
export type Closed = { address: string; because: string; since: Date }

/**
 * What else a provider can be asked: what it may have told us while nobody listened. Every call throws when the provider
 * does not answer.
 */
export type Provider = {
  /** every address that our stream no longer writes to */
  closedAddresses: () => Promise<Closed[]>
  /** mail to us that it could not hand over and has given up on: the provider's ids */
  failedArrivals: () => Promise<string[]>
  /** has it handed over again, through the door that it always comes by */
  bringAgain: (id: string) => Promise<void>
  /** asks that all copies of mail to and from an address be removed; null without a token of the account */
  forget: ((address: string) => Promise<void>) | null
}

type Account = { token: string; requestedBy: string }

/** The most that one look brings; the provider lists the newest first. */
const most = 500

/** Postmark through its official client. A removal is the account's affair, and needs its own token. */
export function postmarkProvider(
  client: ServerClient,
  stream: string,
  account: Account | undefined,
  options: ConstructorParameters<typeof AccountClient>[1],
): Provider {
  return {
    async closedAddresses() {
      const { Suppressions } = await client.getSuppressions(stream)
      return Suppressions.map(one => ({
        address: one.EmailAddress,
        because: one.SuppressionReason,
        since: new Date(one.CreatedAt),
      })).filter(({ since }) => !Number.isNaN(since.getTime()))
    },
    async failedArrivals() {
      const { InboundMessages } = await client.getInboundMessages({ count: most, offset: 0, status: 'failed' } as never)
      return InboundMessages.map(({ MessageID }) => MessageID)
    },
    async bringAgain(id) {
      await client.retryInboundHookForMessage(id)
    },
    forget: account
      ? async address => {
          const { token, requestedBy } = account
          await new AccountClient(token, options).requestDataRemoval({
            RequestedBy: requestedBy,
            RequestedFor: address,
            NotifyWhenCompleted: false,
          })
        }
      : null,
  }
}
