/** Messages built to hurt whoever reads them. Each is made when asked for: they are large. */
export const hostile: Record<string, () => Buffer> = {
  '5 MB of one letter': () => letter('a'.repeat(5_000_000)),
  '5 MB of quote marks on one line': () => letter('> '.repeat(2_500_000)),
  '5 MB of quoted lines': () => letter('> yes\n'.repeat(900_000)),
  'quotes nested ever deeper': () => letter(Array.from({ length: 2000 }, (_, i) => `${'>'.repeat(i)} still?`).join('\n')),
  '5 MB of attributions': () => letter('Am 1. 1. 2020 um 1:1 schrieb'.repeat(180_000)),
  'attributions that never end': () => letter('On Mon, 1 Mar 2027 at 09:00, '.repeat(170_000)),
  '5 MB of blank lines': () => letter('\n'.repeat(5_000_000)),
  '5 MB of spaces': () => letter(' '.repeat(5_000_000)),
  '5 MB of carriage returns': () => letter('\r'.repeat(5_000_000)),
  '5 MB of lines that look like boundaries': () => letter('--b\n'.repeat(1_250_000)),
  '200,000 headers': () => Buffer.from(`From: a@example.org\n${'X-Long: header\n'.repeat(200_000)}\nyes\n`),
  'one header of 5 MB': () => Buffer.from(`From: a@example.org\nSubject: ${'x'.repeat(5_000_000)}\n\nyes\n`),
  'a header folded 200,000 times': () => Buffer.from(`From: a@example.org\nSubject: x\n${' y\n'.repeat(200_000)}\nyes\n`),
  '100,000 addresses': () => Buffer.from(`From: a@example.org\nTo: ${'b@example.org, '.repeat(100_000)}\n\nyes\n`),
  'an address of brackets': () => Buffer.from(`From: ${'<('.repeat(200_000)}\n\nyes\n`),
  'encoded words that never end': () => Buffer.from(`From: a@example.org\nSubject: ${'=?utf-8?q?='.repeat(40_000)}\n\nyes\n`),
  '1,000 nested parts': () => nested(1000),
  '50 nested parts': () => nested(50),
  '100,000 parts': () => Buffer.from(`${head('multipart/mixed; boundary=b')}\n${'--b\n\nyes\n'.repeat(100_000)}--b--\n`),
  'a boundary that matches itself': () => Buffer.from(`${head('multipart/mixed; boundary="-"')}\n${'---\n'.repeat(500_000)}`),
  '5 MB of HTML tags': () => html('<div>'.repeat(1_000_000)),
  '5 MB of tags that never close': () => html('<a href="'.repeat(550_000)),
  '5 MB of HTML entities': () => html('&amp;'.repeat(1_000_000)),
  'comments that never close': () => html('<!-- '.repeat(1_000_000)),
  'quotations nested in HTML': () => html(`${'<blockquote>'.repeat(100_000)}yes`),
  'tables nested in HTML': () => html(`${'<table><tr><td>'.repeat(60_000)}yes`),
  'invalid UTF-8': () =>
    Buffer.concat([Buffer.from(head('text/plain; charset=utf-8')), Buffer.from('\n'), Buffer.alloc(500_000, 0xc3)]),
  'every byte there is': () =>
    Buffer.concat([Buffer.from(`${head('text/plain')}\n`), Buffer.from(Array.from({ length: 65_536 }, (_, i) => i % 256))]),
  NULs: () => Buffer.concat([Buffer.from(`${head('text/plain')}\n`), Buffer.alloc(1_000_000)]),
  'NULs in the headers': () => Buffer.from('From: a@exa\0mple.org\nSub\0ject: y\0es\n\nyes\n'),
  'a compressed bomb': () =>
    Buffer.from(
      `${head('application/zip')}Content-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=bomb.zip\n\n${'UEsDBBQAAAAIAA'.repeat(100_000)}\n`,
    ),
  'header injection': () =>
    Buffer.from('From: a@example.org\nSubject: =?utf-8?q?yes=0D=0ABcc:_victim@example.org=0D=0A?=\n\nyes\n'),
  'a delivery report of 5 MB': () =>
    Buffer.from(
      `${head('multipart/report; report-type=delivery-status; boundary=b')}\n--b\nContent-Type: message/delivery-status\n\n${'Final-Recipient: rfc822; a@example.org\n\n'.repeat(125_000)}\n--b--\n`,
    ),
  'a charset nobody knows': () =>
    Buffer.concat([Buffer.from(`${head('text/plain; charset="x-%s-\'"')}\n`), Buffer.alloc(300_000, 0xe9)]),
  '300 kB of UTF-7': () => letter('+AGEAYQ'.repeat(45_000), 'utf-7'),
  'parameters without end': () =>
    Buffer.from(`From: a@example.org\nContent-Type: text/plain${'; a*1*=%'.repeat(50_000)}\n\nyes\n`),
  'soft line breaks only': () =>
    Buffer.from(`${head('text/plain')}Content-Transfer-Encoding: quoted-printable\n\n${'= '.repeat(2_000_000)}\n`),
  'broken base64': () => Buffer.from(`${head('text/plain')}Content-Transfer-Encoding: base64\n\n${'!@#$\n'.repeat(900_000)}\n`),
  'words with marks on marks': () => letter(`yes${'\u0301'.repeat(400_000)}`),
  'emoji joined to emoji': () => letter('👩‍👩‍👧‍👦‍'.repeat(60_000)),
  'dates without end': () => letter('until 1.1.1.1.1.1.1.1. '.repeat(100_000)),
  'a sentence without end': () => letter('yes no not never still stop pause until since because '.repeat(60_000)),
  'dashes without end': () => letter('-- \n'.repeat(400_000)),
  'From lines without end': () => letter('From: a\nSent: b\nTo: c\nSubject: d\n'.repeat(100_000)),
}

const head = (type: string) =>
  `From: Ana <ana@example.org>\nTo: r1@in.example.org\nSubject: Re: hello\nIn-Reply-To: <1@example.org>\nMIME-Version: 1.0\nContent-Type: ${type}\n`
const letter = (text: string, charset = 'utf-8') => Buffer.from(`${head(`text/plain; charset=${charset}`)}\n${text}\n`)
const html = (text: string) => Buffer.from(`${head('text/html; charset=utf-8')}\n${text}\n`)

function nested(depth: number): Buffer {
  let text = head('multipart/mixed; boundary=b0')
  for (let i = 0; i < depth; i++) text += `\n--b${i}\nContent-Type: multipart/mixed; boundary=b${i + 1}\n`
  return Buffer.from(`${text}\n--b${depth}\nContent-Type: text/plain\n\nyes\n`)
}
