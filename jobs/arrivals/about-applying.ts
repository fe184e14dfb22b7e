import { conductVersion } from '../../src/conduct.ts'
import { readFields } from '../../src/inbound/form.ts'
import { subjectOf } from '../../src/outbound/letter-of.sql.ts'
import { localeFor, plainWord } from '../../src/outbound/words.ts'
import { readApplication } from '../../src/programme/application.ts'
import {
  type ApplicationRow,
  currentApplication,
  findApplication,
  markApplicationConfirmed,
  markConductAccepted,
  withdraw,
} from '../../src/programme/applications.sql.ts'
import { changeFacts, confirmAddress, type Facts } from '../../src/programme/participants.sql.ts'
import { isPlainYes } from '../../src/programme/plain-yes.ts'
import { openRound } from '../../src/programme/rounds.sql.ts'
import { askToConfirm, settleApplication } from '../acts/apply.ts'
import { type Acting, isoOrNull, mayAnswer, send } from '../acts/context.ts'
import { erase } from '../acts/erase.ts'
import { openAgain } from '../acts/leave.ts'
import { leftToAPerson, thank } from './answers.ts'
import type { Answer } from './participant.ts'

/** The labels that a reply may name its answers by; the letter shows the same. */
const labels = {
  name: 'Name',
  country: 'Country',
  place: 'Place',
  timeZone: 'Time zone',
  languages: 'Languages',
  interests: 'Interests',
  sector: 'Sector',
  careerStage: 'Career stage',
  role: 'Role',
  employer: 'Employer',
  about: 'About me',
  conductAccepted: 'Code of conduct',
} as const
/** The fields by all the names that our letter may have given them: in English, and in the reader's language. */
const asFields = (names: string[], locale: string) =>
  names.map(field => {
    const own = plainWord('missing', `label.${field}`, localeFor(locale))
    return { field, label: labels[field as keyof typeof labels] ?? field, also: own ? [own] : [] }
  })

/** What an applicant answers: the facts read back, missing answers, a mistake, a new round. Undefined when it is none of these. */
export async function aboutApplying(acting: Acting, a: Answer): Promise<string | undefined> {
  const { tx, now } = acting
  const { word } = a.understood
  const question = a.letter?.question
  if (word === 'remove') return removeApplication(acting, a)
  if (a.openAddress === 'apply' && !a.hasToken) return tellHowToApply(acting, a)
  if (
    question !== 'confirm' &&
    question !== 'missing' &&
    question !== 'round-open' &&
    question !== 'accepted' &&
    question !== 'waiting-list'
  )
    return undefined
  const id = subjectOf(a.letter!.purpose, 'application')
  const application = id ? await findApplication(tx, id) : await currentApplication(tx, a.person.id)
  if (!application || application.state === 'removed') return undefined
  if (question === 'missing') return missingAnswered(acting, a, application)
  if (question === 'accepted' || question === 'waiting-list') return undefined
  if (saysYes(a)) {
    await openAgain(acting, a.person, a.receivedAt)
    await confirmAddress(tx, a.person.id, now)
    await markApplicationConfirmed(tx, application.id, a.receivedAt)
    return settleApplication(acting, application.id)
  }
  const told = await factsIn(acting, a, application, Object.keys(labels))
  if (told) {
    await askToConfirm(acting, application, `inbox:${a.inboxId}`)
    return 'facts corrected; read back again'
  }
  return leftToAPerson(acting, a, 'corrects the three facts', 'correction', application.id)
}

/** Somebody we know asks how to take part. */
async function tellHowToApply(acting: Acting, a: Answer): Promise<string> {
  const { world, tx, now } = acting
  const round = await openRound(tx, now)
  if (await mayAnswer(acting, `participant:${a.person.id}`, false))
    await send(acting, {
      purpose: `apply-form/inbox:${a.inboxId}`,
      template: 'apply-form',
      to: { participantId: a.person.id },
      data: { applyUrl: `${world.config.publicUrl}/apply`, closesAt: isoOrNull(round?.closesAt ?? null) },
      inReplyTo: a.messageId,
      answers: a.subject,
    })
  return 'told how to apply'
}

/** Only a plain yes confirms: "yes, but I live in Peru now" is a correction. */
const saysYes = (a: Answer) =>
  a.hasToken &&
  isPlainYes(
    a.understood.text,
    a.understood.word === 'yes' || a.understood.word === 'ok' || (a.understood.intent === 'still-talking' && a.sure),
  )

async function missingAnswered(acting: Acting, a: Answer, application: ApplicationRow): Promise<string> {
  const { tx, now } = acting
  const asked = application.missing.length > 0 ? application.missing : Object.keys(labels)
  if (!(await factsIn(acting, a, application, asked)))
    return leftToAPerson(acting, a, 'answers what was missing, in words that no rule reads')
  // the address answered us; the three facts are still read back before anybody is paired
  await confirmAddress(tx, a.person.id, now)
  const settled = await settleApplication(acting, application.id)
  if (settled.startsWith('already')) await thank(acting, a, { answer: 'corrected' })
  return `missing answers came; ${settled}`
}

/** Takes the answers that a reply holds. @returns whether it held any that we understood */
async function factsIn({ tx, now }: Acting, a: Answer, application: ApplicationRow, asked: string[]): Promise<boolean> {
  const { answers: found } = readFields(a.understood.text, asFields(asked, a.person.locale))
  if (Object.keys(found).length === 0) return false
  const read = readApplication({ ...found, country: found.country ?? a.person.country })
  const facts: Facts = {}
  if (found.name && read.name) facts.name = read.name
  if (found.country && read.country) facts.country = read.country
  if (found.place && read.place) facts.place = read.place
  if (read.zone && (found.timeZone || found.country)) facts.zone = read.zone
  if (found.languages && read.languages.length > 0) facts.languages = read.languages
  if (found.interests && read.interests.length > 0) facts.interests = read.interests
  if (found.sector && read.sector) facts.sector = read.sector
  if (found.careerStage && read.careerStage) facts.careerStage = read.careerStage
  if (found.about && read.about) facts.about = read.about
  await changeFacts(tx, a.person.id, facts)
  const accepts =
    found.conductAccepted !== undefined && readApplication({ conductAccepted: found.conductAccepted }).conductAccepted
  if (accepts) await markConductAccepted(tx, application.id, conductVersion, now)
  return Object.keys(facts).length > 0 || accepts
}

/** "It was not me": the application goes, and with it whoever had never confirmed. */
async function removeApplication(acting: Acting, a: Answer): Promise<string> {
  const { tx, now } = acting
  const removed = await withdraw(tx, a.person.id, 'removed', now)
  if (removed.length === 0) return 'nothing to remove'
  if (a.person.confirmedAt === null && a.person.email) {
    await send(acting, {
      purpose: `removed/inbox:${a.inboxId}`,
      template: 'removed',
      to: { address: a.person.email, locale: a.person.locale },
      data: {},
    })
    await erase(acting, a.person)
    return 'application removed, and all that it said'
  }
  await send(acting, { purpose: `removed/inbox:${a.inboxId}`, template: 'removed', to: { participantId: a.person.id }, data: {} })
  return 'application removed'
}
