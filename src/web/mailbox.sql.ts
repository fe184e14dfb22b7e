import type { Sql } from '../db.ts'

/** A letter in the list of those that are held. */
export type ListedLetter = {
  id: number
  template: string
  question: string | null
  purpose: string
  subject: string | null
  opening: string
  sentAt: Date
  participantId: number | null
  coordinatorId: number | null
  name: string
  email: string
  country: string | null
  zone: string | null
  locale: string
}

const listed = (sql: Sql) => sql`
  select o.id, o.template, o.question, o.purpose, o.subject, left(o.body_text, 400) as opening, o.sent_at, o.participant_id, o.coordinator_id,
    coalesce(p.name, c.name, 'somebody we do not know') as name, coalesce(p.email, c.email, o.address, '') as email,
    p.country, coalesce(p.zone, c.zone) as zone, coalesce(p.locale, o.locale, 'en') as locale
  from outbox o left join participants p on p.id = o.participant_id left join coordinators c on c.id = o.coordinator_id`

export type Wanted = { template?: string | undefined; who?: string | undefined; before?: number | undefined; most: number }

/** Letters that left, the newest first. */
export const heldLetters = (sql: Sql, { template, who, before, most }: Wanted) => sql<ListedLetter[]>`
  ${listed(sql)}
  where o.body_text is not null and o.forgotten_at is null and o.sent_at is not null
    ${template ? sql`and o.template = ${template}` : sql``}
    ${before ? sql`and (o.sent_at, o.id) < (select sent_at, id from outbox where id = ${before})` : sql``}
    ${
      who
        ? sql`and (p.name ilike ${like(who)} or p.known_as ilike ${like(who)} or p.email ilike ${like(who)} or c.name ilike ${like(who)}
                   or c.email ilike ${like(who)} or o.address ilike ${like(who)})`
        : sql``
    }
  order by o.sent_at desc, o.id desc limit ${most}`

const like = (text: string) => `%${text.replace(/[\\%_]/g, character => `\\${character}`)}%`

export const lettersTo = (sql: Sql, participantId: number) => sql<ListedLetter[]>`
  ${listed(sql)} where o.participant_id = ${participantId} and o.sent_at is not null and o.body_text is not null order by o.sent_at, o.id`

export const countByTemplate = (sql: Sql) => sql<{ template: string; n: number }[]>`
  select template, count(*)::int as n from outbox
  where body_text is not null and forgotten_at is null and sent_at is not null group by template order by template`

export type WholeLetter = ListedLetter & {
  bodyText: string
  bodyHtml: string | null
  messageId: string | null
  roundName: string | null
}

export async function heldLetter(sql: Sql, id: number): Promise<WholeLetter | undefined> {
  const [row] = await sql<WholeLetter[]>`
    select l.*, o.body_text, o.body_html, o.message_id, r.name as round_name
    from (${listed(sql)} where o.id = ${id} and o.sent_at is not null and o.body_text is not null and o.forgotten_at is null) l
    join outbox o on o.id = l.id left join rounds r on r.id = o.round_id`
  return row
}

export async function letterHtml(sql: Sql, id: number): Promise<string | undefined> {
  const [row] = await sql<{ bodyHtml: string | null }[]>`
    select body_html from outbox where id = ${id} and sent_at is not null and forgotten_at is null`
  return row?.bodyHtml ?? undefined
}

/** The letters to the same reader before and after. */
export async function besides(sql: Sql, letter: ListedLetter): Promise<{ earlier: number | null; later: number | null }> {
  const same = letter.participantId
    ? sql`participant_id = ${letter.participantId}`
    : letter.coordinatorId
      ? sql`coordinator_id = ${letter.coordinatorId}`
      : sql`address = ${letter.email}`
  const [row] = await sql<{ earlier: number | null; later: number | null }[]>`
    select (select id from outbox where ${same} and body_text is not null and (sent_at, id) < (${letter.sentAt}, ${letter.id}::int) order by sent_at desc, id desc limit 1) as earlier,
           (select id from outbox where ${same} and body_text is not null and (sent_at, id) > (${letter.sentAt}, ${letter.id}::int) order by sent_at, id limit 1) as later`
  return row!
}

export type Heard = { id: number; source: string; receivedAt: Date; outcome: string | null }

/** What somebody sent us, as far as we say of it ourselves: when, by which door, and what was made of it. */
export const heardFrom = (sql: Sql, participantId: number, from?: Date, until?: Date) => sql<Heard[]>`
  select id, source, received_at, outcome from inbox
  where participant_id = ${participantId}
    ${from ? sql`and received_at >= ${from}` : sql``} ${until ? sql`and received_at < ${until}` : sql``}
  order by received_at, id limit 200`

export async function personNamed(sql: Sql, id: number) {
  const [row] = await sql<
    {
      id: number
      name: string
      email: string | null
      country: string | null
      place: string | null
      zone: string | null
      partner: string | null
    }[]
  >`
    select p.id, p.name, p.email, p.country, p.place, p.zone,
      (select o.name from partnership_members m join partnership_members n on n.partnership_id = m.partnership_id and n.participant_id <> m.participant_id
        join participants o on o.id = n.participant_id where m.participant_id = p.id order by m.partnership_id desc limit 1) as partner
    from participants p where p.id = ${id}`
  return row
}
