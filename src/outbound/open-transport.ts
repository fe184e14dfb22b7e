import type { Config } from '../config.ts'
import { held } from './held.ts'
import { postmark } from './postmark.ts'
import { smtp } from './smtp.ts'
import type { Transport } from './transport.ts'

/** Where letters leave, as the configuration says: Postmark, an SMTP server, or nowhere. */
export function openTransport(config: Pick<Config, 'transport'>): Transport {
  const { transport } = config
  switch (transport.kind) {
    case 'postmark':
      return postmark(transport)
    case 'smtp':
      return smtp(transport)
    case 'held':
      return held()
  }
}
