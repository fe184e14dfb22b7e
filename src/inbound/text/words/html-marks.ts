import { listed } from './listed.ts'

/**
 * Classes, ids and names by which mail programs mark their HTML. Lower case; Outlook's "x_" and Yahoo's "ydp1a2b3c"
 * before them are taken off first. Sources: letters seen, the programs' own source where it is public.
 */

/** The element holds a quoted letter. */
export const quoting = new Set(
  listed(`
  yahoo_quoted | yahoo-quoted-begin | protonmail_quote | tutanota_quote | quoted-content | quote
  moz-forward-container | moz-email-headers-table | zmail_extra | isreplycontent | isforwardcontent | referencetext
  original-content | ntes-mailmaster-quote | messagereplysection | mail-editor-reference-message-container
  mail_quote | mailquote | sh-quoted-content | front-blockquote | iwcquote | aolmail_quote | cf_quote | nylas-quote
  spark_quote | canary_quote | bluemail_quote | gwquote | replymessage | hmquote | mimestream-quote | eudora-quote
  zoho_quote | rc_quote | mb-quote | mail-quote | mcntmail-quote | quoted-text | airmail_quote | alimail-quote
  edo-original
`),
)

/** Blockquotes so marked are quotations; one without a mark may be the writer's own emphasis. */
export const citing = new Set(
  listed(`
  gmail_quote | cite | clean_bq | blockquote | moz-cite | protonmail_quote | tutanota_quote | quote
  gmail_quote_container | mail_blockquote | hey-quote | yandex-quote | reply | alternate
`),
)

/** The element says who is quoted. */
export const crediting = new Set(
  listed(`
  gmail_attr | moz-cite-prefix | airmail_on | reply-intro | replyheader | aolmail_on | mcntmail-reply-header
  yahoo-quoted-header | gmail_sendername_attr
`),
)

/** From this element on, everything belongs to the letter that is answered. */
export const cutting = new Set(
  listed(`
  divrplyfwdmsg | appendonsend | stopspelling | zwchr | outlookmessageheader | ms-outlook-mobile-body-separator-line
  reply-forward-header | origmsghdr | replysplit | composer_quote_divider | ntes-quote-header
`),
)

/** The element holds the signature that the program adds by itself. */
export const signing = new Set(
  listed(`
  gmail_signature | gmail_signature_prefix | moz-signature | signature | protonmail_signature_block
  zmail_signature_below | tutanota_signature | mailspring-signature | nylas-signature | front-signature
  hey-signature | mimestream-signature
`),
)
