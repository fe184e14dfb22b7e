import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { machines } from './machine-cases.ts'

const folder = new URL('../mail/real/', import.meta.url)
const seeds = [
  ...readdirSync(folder)
    .filter(name => name.endsWith('.eml'))
    .map(name => readFileSync(new URL(name, folder))),
  ...machines.map(({ head, body }) => Buffer.from(`${head}\n\n${body}`)),
]

/** A real letter with bytes changed, pieces cut, doubled or swapped with those of another. */
export const mutated = fc
  .tuple(
    fc.constantFrom(...seeds),
    fc.constantFrom(...seeds),
    fc.array(
      fc.tuple(fc.nat(), fc.nat({ max: 400 }), fc.constantFrom('flip', 'cut', 'double', 'graft', 'turn'), fc.nat({ max: 255 })),
      { maxLength: 12 },
    ),
  )
  .map(([seed, other, changes]) => {
    let bytes = Buffer.from(seed)
    for (const [where, length, change, byte] of changes) {
      const at = bytes.length === 0 ? 0 : where % bytes.length
      const [before, piece, after] = [bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at + length)]
      if (change === 'flip') bytes[at] = byte
      else if (change === 'cut') bytes = Buffer.concat([before, after])
      else if (change === 'double') bytes = Buffer.concat([before, piece, piece, piece, after])
      else if (change === 'graft')
        bytes = Buffer.concat([before, other.subarray(where % other.length, (where % other.length) + length), after])
      else bytes = Buffer.from(bytes.toString('latin1').replaceAll('\n', byte % 2 ? '\r' : '\r\n'), 'latin1')
    }
    return bytes
  })

const pieces = fc.constantFrom(
  '\n',
  '\r',
  '\r\n',
  '\0',
  '--b',
  '--b--',
  '\nContent-Type: multipart/mixed; boundary=b\n\n',
  '\nContent-Type: text/html\n\n',
  'Subject: ',
  '=?utf-8?q?',
  '?=',
  '=?gb2312?b?',
  '>',
  '> ',
  '<blockquote>',
  '</div>',
  '<',
  '&',
  '"',
  '(',
  '<!--',
  'On Mon, Ana wrote:',
  'Am 1.1.2020 schrieb',
  '-- \n',
  'yes',
  'Final-Recipient: rfc822;',
  'Action: failed\n',
  'Status: 5.1.1\n',
  '\nContent-Type: message/delivery-status\n\n',
  '\u202e',
  'é',
  '是',
  '👍',
  ';',
  '*0*=',
  '%',
  '=\n',
  '=C3',
  '+AG',
  ' '.repeat(500),
  '>'.repeat(300),
)
/** Letters put together from the parts of letters. */
export const made = fc
  .array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 30 })), { maxLength: 80 })
  .map(parts => Buffer.from(`From: a@example.org\n${parts.join('')}`))
