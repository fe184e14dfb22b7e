import type { Transport } from './transport.ts'

/**
 * Mail that is held: nothing leaves, and the letter is kept where `/mailbox` shows it. It was kept or it was not, so a
 * letter whose worker was killed is simply kept once more.
 */
export const held = (): Transport => ({
  kind: 'held',
  send: async () => ({ is: 'accepted', providerId: null }),
  find: async () => 'absent',
  close: async () => {},
})
