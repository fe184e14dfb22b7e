const minute = 60_000
/** The provider's pauses before each of its ten further tries, about ten and a half hours together. */
export const inboundPauses = [1, 5, 10, 10, 10, 15, 30, 60, 120, 360].map(n => n * minute)

type Post = (body: string) => Promise<{ status: number }>

type Incoming = {
  id: string
  body: string
  status: 'Scheduled' | 'Processed' | 'Failed'
  tries: number
  dueAt: number
  at: number
}

/** Mail for us at the provider, and its tries to hand it over. */
export class Inbound {
  readonly messages = new Map<string, Incoming>()
  #now: () => number
  constructor({ now }: { now: () => number }) {
    this.#now = now
  }

  /** A mail has come in. @param payload as the provider posts it; its `MessageID` is the key */
  receive(payload: { MessageID: string }) {
    const at = this.#now()
    this.messages.set(payload.MessageID, {
      id: payload.MessageID,
      body: JSON.stringify(payload),
      status: 'Scheduled',
      tries: 0,
      dueAt: at,
      at,
    })
  }

  /** Makes every try that is due, twenty at a time. A 403 ends the tries of a message for good, as the provider says. */
  async work(post: Post): Promise<number> {
    const due = [...this.messages.values()].filter(message => message.status === 'Scheduled' && message.dueAt <= this.#now())
    for (let i = 0; i < due.length; i += 20) await Promise.all(due.slice(i, i + 20).map(message => this.#try(message, post)))
    return due.length
  }

  async #try(message: Incoming, post: Post) {
    const status = await post(message.body).then(
      answer => answer.status,
      () => 0,
    )
    if (status >= 200 && status < 300) message.status = 'Processed'
    else if (status === 403 || message.tries >= inboundPauses.length) message.status = 'Failed'
    else message.dueAt = this.#now() + inboundPauses[message.tries]!
    message.tries += 1
  }

  list(status?: string) {
    return [...this.messages.values()]
      .filter(message => !status || message.status.toLowerCase() === status.toLowerCase())
      .map(({ id, status, at }) => ({ MessageID: id, Status: status, Date: new Date(at).toISOString() }))
  }

  retry(id: string): boolean {
    const message = this.messages.get(id)
    if (message?.status !== 'Failed') return false
    Object.assign(message, { status: 'Scheduled', dueAt: this.#now(), tries: 0 })
    return true
  }
}
