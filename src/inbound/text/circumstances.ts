import type { Known, Mail } from '../mail.ts'
import type { Circumstances } from './quotes.ts'
import { fold } from './words.ts'

/** How subjects of passed-on letters begin, in lower case. */
const forwardPrefixes = new Set(
  'fw fwd wg tr rv enc i fs vs vb vl pd fwd: doorst videresend transfer továbbítás iletilen yml تحويل 转发 轉寄 転送 전달 пересл переслано prosl proslijeđeno trs'.split(
    ' ',
  ),
)

/** Whom a quotation may credit: everybody the letter was addressed to. And whether the subject says that it is passed on. */
export function circumstancesOf(mail: Mail, known: Known): Omit<Circumstances, 'ours'> {
  const addressees = [...mail.to, ...mail.cc].slice(0, 20)
  const prefix = fold(mail.subject.slice(0, 20)).split(/[:：]/)[0]!.trim()
  return {
    credited: {
      names: addressees.map(({ name }) => fold(name).trim()).filter(name => name.length > 3),
      budget: { left: 3_000 },
      addresses: [...addressees.map(({ address }) => address), ...(known.ourAddresses ?? [])]
        .map(fold)
        .filter(one => one.length > 5),
    },
    forward: forwardPrefixes.has(prefix),
  }
}
