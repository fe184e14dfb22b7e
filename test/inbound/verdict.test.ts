import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fromPostmark } from '../../src/inbound/postmark-inbound.ts'
import { understand } from '../../src/inbound/understand.ts'
import { senderVerdict } from '../../src/inbound/verdict.ts'

const door = {
  Name: 'Received',
  Value: 'from mx.example.org (mx.example.org [192.0.2.1])\tby p-pm-inbound1.inbound.postmarkapp.com (Postfix) with ESMTPS id 1',
}
const tests = (Value: string) => ({ Name: 'X-Spam-Tests', Value })
const spf = (Value: string) => ({ Name: 'Received-SPF', Value })
const from = 'amina@example.org'

test('a valid signature of the author’s domain passes', () => {
  expect(senderVerdict([tests('DKIM_SIGNED,DKIM_VALID,\tDKIM_VALID_AU'), door], from)).toBe('pass')
})

test('somebody else’s valid signature does not', () => {
  expect(senderVerdict([tests('DKIM_SIGNED,DKIM_VALID'), door], from)).toBe('none')
})

test.each([
  ['the author’s domain', 'amina@example.org', 'pass'],
  ['a domain below it', 'bounce@mail.example.org', 'pass'],
  ['another domain', 'x@example.com', 'none'],
  ['a domain that only ends alike', 'x@evilexample.org', 'none'],
])('SPF for %s', (_, sender, verdict) => {
  expect(senderVerdict([tests('SPF_PASS'), spf(`pass (…) envelope-from="${sender}"; client-ip=192.0.2.1`), door], from)).toBe(
    verdict,
  )
})

test('SPF that fails fails', () => {
  expect(senderVerdict([tests('SPF_FAIL'), spf('fail (…) envelope-from="amina@example.org"'), door], from)).toBe('fail')
})

test('findings that came with the message fail, wherever they stand', () => {
  expect(senderVerdict([tests('SPF_NONE'), door, tests('DKIM_VALID_AU')], from)).toBe('fail')
  expect(senderVerdict([tests('DKIM_VALID_AU'), tests('DKIM_VALID_AU'), door], from)).toBe('fail')
})

test('a second door further down opens nothing', () => {
  expect(senderVerdict([door, { Name: 'Authentication-Results', Value: 'dkim=pass' }, door], from)).toBe('none')
  expect(senderVerdict([door, tests('DKIM_VALID_AU'), door], from)).toBe('fail')
})

test('without the provider’s door nobody vouches', () => {
  expect(senderVerdict([tests('DKIM_VALID_AU')], from)).toBe('none')
})

const shared = new URL('../../../shared/postmark/', import.meta.url)
const payload = (name: string) => JSON.parse(readFileSync(new URL(`${name}.json`, shared), 'utf8'))

test.skipIf(!existsSync(shared)).each([
  ['inbound-reply', 'human', 'pass'],
  ['inbound-reply-lowercased-token', 'human', 'pass'],
  ['inbound-reply-from-other-address', 'human', 'pass'],
  ['inbound-reply-forged-from', 'human', 'fail'],
  ['inbound-with-attachment', 'human', 'pass'],
  ['inbound-no-token', 'human', 'pass'],
  ['inbound-hostile-content', 'human', 'pass'],
  ['inbound-out-of-office', 'auto-reply', 'pass'],
  ['inbound-own-loop', 'loop', 'pass'],
  ['inbound-dsn', 'bounce-soft', 'none'],
])('the provider’s %s is %s and its sender %s', (name, kind, verdict) => {
  const json = payload(name)
  const mail = fromPostmark(json)
  expect({ kind: understand(mail).kind, verdict: senderVerdict(json.Headers, mail.from?.address ?? '') }).toEqual({
    kind,
    verdict,
  })
})
