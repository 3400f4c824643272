import { notificationWords } from '@throughline/protocol/notifications/words.ts'
import { dayMs, minuteMs, type Clock } from '../../../lib/clock.ts'
import { AppError } from '../../../lib/errors.ts'
import { newId } from '../../../lib/ids.ts'
import { oneLine } from '../../../lib/one-line.ts'
import type { SecretBox } from '../../../lib/secrets.ts'
import { recordAudit } from '../../../people/audit/audit.ts'
import { companyName, mailboxOf, setMailboxProven, type StaffMail } from '../../../people/staff/staff.ts'
import { transact, type Db } from '../../../platform/db/db.ts'
import type { Caller } from '../../../platform/http/http.ts'
import { forgetFailure, noteAsked } from './queries.ts'
import { mailWords, type MailLanguage } from './words.ts'

export interface ProvingDeps {
  db: Db
  clock: Clock
  secrets: SecretBox
  publicUrl: string
  mail: StaffMail
}

const purpose = 'prove-staff-mailbox'
const validForMs = dayMs

/** Customers' words go only to a mailbox that the person reads: an admin may have mistyped it, or typed another one. */
export async function askForProof(deps: ProvingDeps, language: MailLanguage, by: Caller): Promise<void> {
  const { db, clock, mail, publicUrl } = deps
  const mailbox = await mailboxOf(db, refuseProgram(by))
  if (!mailbox) throw new AppError('forbidden', notificationWords.people_only())
  if ((await mail.from()) === null) throw new AppError('conflict', notificationWords.no_mail())
  if (await mail.comesBack(mailbox.address)) throw new AppError('conflict', notificationWords.own_address())
  const now = clock.now()
  if (!(await noteAsked(db, by.id, now, minuteMs))) {
    throw new AppError('too_many_requests', notificationWords.asked_just_now(), { retryAfterSeconds: 60 })
  }
  const { subject, text } = mailWords[language].proof
  const company = oneLine((await companyName(db)) ?? new URL(publicUrl).host)
  const url = `${publicUrl}/account#prove=${makeToken(deps.secrets, { staffId: by.id, address: mailbox.address, now })}`
  const words = { subject: subject(company), text: text({ name: oneLine(mailbox.name), company, url }) }
  await mail.send({ to: { name: mailbox.name, address: mailbox.address }, ...words })
}

/** By the same person, signed in: a link that went to somebody else proves nothing for them. */
export async function proveAddress(deps: ProvingDeps, token: string, by: Caller): Promise<void> {
  const { db, clock, secrets } = deps
  const staffId = refuseProgram(by)
  await transact(db, async (tx) => {
    const mailbox = await mailboxOf(tx, staffId)
    const isRight = mailbox && isTokenFor(secrets, token, { staffId, address: mailbox.address, now: clock.now() })
    if (!isRight) throw new AppError('not_found', notificationWords.link_over())
    await setMailboxProven(tx, staffId, true)
    await forgetFailure(tx, staffId)
    const subject = { kind: 'staff', id: staffId }
    await recordAudit(tx, { actor: by, action: 'staff.address_proven', subject }, clock)
  })
}

export function refuseProgram(by: Caller): string {
  if (by.kind !== 'staff') throw new AppError('forbidden', notificationWords.people_only())
  return by.id
}

interface Claim {
  staffId: string
  address: string
  now: Date
}

/** `<expiry>.<nonce>.<signature>`; nothing is kept: it proves the same thing however often it is used. */
function makeToken(secrets: SecretBox, { staffId, address, now }: Claim): string {
  const head = `${(now.getTime() + validForMs).toString(36)}.${newId().replaceAll('-', '')}`
  return `${head}.${secrets.sign(purpose, `${head} ${staffId} ${address}`).toString('base64url')}`
}

function isTokenFor(secrets: SecretBox, token: string, { staffId, address, now }: Claim): boolean {
  const [expiry = '', nonce = '', signature = '', more] = token.split('.')
  if (more !== undefined || !(Number.parseInt(expiry, 36) > now.getTime())) return false
  return secrets.verify(purpose, `${expiry}.${nonce} ${staffId} ${address}`, Buffer.from(signature, 'base64url'))
}
