import type { Line } from './lines.ts'
import { forwards, originals, tidy } from './words.ts'

/** A line of nothing but signs: dashes, underscores, equals signs, stars. */
export const isRule = (text: string): boolean => {
  const bare = text.trim()
  return (
    bare.length >= 2 && bare.length < 400 && /^(?:[-–—―_=*~•.·|━─═＝＊＿※◆◇■□●○★☆♪]\s?)+$/u.test(bare) && !/^[.·•]+$/.test(bare)
  )
}

/** A ruled line, or one that announces. */
const mayDivide = /^[\s>*]{0,20}[-–—―_=━─═>*+#]|[:：*]\s{0,8}$/

/**
 * Whether a line divides what was written from a quoted letter: "-----Original Message-----", "Begin forwarded message:".
 *
 * @returns which of the two, or null
 */
export function dividerIn(line: Line): 'original' | 'forwarded' | null {
  if (line.text.length < 4 || line.text.length > 400 || !mayDivide.test(line.text)) return null
  const text = tidy(line.text)
  if (text.length > 160) return null
  const inner = text.replace(/^[-–—―_=━─═>*+#\s]+/, '').replace(/[-–—―_=━─═<*+#:：\s]+$/, '')
  const ruled = inner.length < text.length - 3 && /^[-–—―_=━─═>*+#]/.test(text)
  if (forwards.has(inner) && (ruled || /[:：]$/.test(text))) return 'forwarded'
  if (!ruled) return null
  if (originals.has(inner)) return 'original'
  // "---------- Forwarded by Ana/Oslo on 3.3.2026 ----------", "---- 原始邮件 (Ana) ----"
  if (inner.startsWith('forwarded by ') || inner.startsWith('weitergeleitet von ') || inner.startsWith('transféré par '))
    return 'forwarded'
  for (const words of [inner.split(' ').slice(0, 2).join(' '), inner.split(' ').slice(0, 3).join(' ')]) {
    if (originals.has(words)) return 'original'
    if (forwards.has(words)) return 'forwarded'
  }
  return null
}
