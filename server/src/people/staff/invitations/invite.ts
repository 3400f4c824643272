import { invitationDays, type InvitationLanguage } from '@throughline/protocol/staff/invitations.ts'
import type { StaffMember } from '@throughline/protocol/staff/members.ts'
import { staffWords } from '@throughline/protocol/staff/words.ts'
import { recordAudit } from '../../audit/audit.ts'
import { transact, type Db, type Tx } from '../../../platform/db/db.ts'
import type { Caller } from '../../../platform/http/http.ts'
import { dayMs, minuteMs, type Clock } from '../../../lib/clock.ts'
import { AppError } from '../../../lib/errors.ts'
import { companyName } from '../installation.ts'
import { lockAccess } from '../lock-access.ts'
import { insertStaff, type NewStaff } from '../members/create.ts'
import { staffById } from '../members/member.ts'
import { grantableRole } from '../roles.ts'
import { invitationMail, type StaffMail } from './invitation-mail.ts'
import { hashOfToken, invitationUrl, newToken } from './invitation-token.ts'
import { withoutSignIn } from './without-sign-in.ts'

export interface InvitingDeps {
  db: Db
  clock: Clock
  publicUrl: string
  mail: StaffMail
  /** People sign in by the company's provider only: a password that they choose would open nothing. */
  passwordsOff: boolean
}

interface Inviting {
  language: InvitationLanguage
  by: Caller
}

/** Said before anybody is invited, so that a screen does not offer what cannot work. */
export async function invitationOffer({ mail, passwordsOff }: Pick<InvitingDeps, 'mail' | 'passwordsOff'>): Promise<{
  from: string | null
  why: 'no_mail' | 'passwords_off' | null
}> {
  if (passwordsOff) return { from: null, why: 'passwords_off' }
  const from = await mail.from()
  return { from, why: from === null ? 'no_mail' : null }
}

/** Adds a person who chooses their password by a link. They are there even if the mail does not leave. */
export async function createInvited(
  deps: InvitingDeps,
  { language, by, ...person }: Omit<NewStaff, 'password'> & Inviting,
): Promise<StaffMember> {
  await grantableRole(deps.db, person.role, by)
  await refuseWithoutMail(deps, person.email)
  const made = await transact(deps.db, async (tx) => {
    await lockAccess(tx, deps.clock, by)
    const id = await insertStaff(tx, deps.clock, { ...person, passwordHash: null, actor: by })
    return { id, token: await putInvitation(tx, deps.clock, id, by) }
  })
  return send(deps, { ...made, language, by })
}

/** Sends the first link, or another one: earlier ones end. */
export async function invite(
  deps: InvitingDeps,
  { id, language, by }: Inviting & { id: string },
): Promise<StaffMember> {
  const token = await transact(deps.db, async (tx) => {
    const { email, active } = await withoutSignIn(tx, deps.clock, id, by)
    if (!active) throw new AppError('conflict', staffWords.access_is_off())
    await refuseWithoutMail(deps, email)
    return putInvitation(tx, deps.clock, id, by)
  })
  return send(deps, { id, token, language, by })
}

async function refuseWithoutMail(deps: InvitingDeps, email: string): Promise<void> {
  if ((await invitationOffer(deps)).from === null) throw new AppError('conflict', staffWords.no_invitations())
  if (await deps.mail.comesBack(email)) throw new AppError('conflict', staffWords.invitation_to_channel({ email }))
}

/** One mail a minute for each person, however often it is revoked meanwhile: nobody's mailbox is flooded by us. */
async function putInvitation(tx: Tx, clock: Clock, staffId: string, by: Caller): Promise<string> {
  const now = clock.now()
  const before = await tx
    .selectFrom('staff_invitations')
    .select('made_at')
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  const waitMs = (before?.made_at.getTime() ?? -Infinity) + minuteMs - now.getTime()
  if (waitMs > 0) {
    throw new AppError('too_many_requests', staffWords.invited_just_now(), {
      retryAfterSeconds: Math.ceil(waitMs / 1000),
    })
  }
  const token = newToken()
  const expiresAt = new Date(now.getTime() + invitationDays * dayMs)
  const row = { token_hash: hashOfToken(token), made_at: now, expires_at: expiresAt, sent_at: null, failure: null }
  await tx
    .insertInto('staff_invitations')
    .values({ staff_id: staffId, ...row })
    .onConflict((conflict) => conflict.column('staff_id').doUpdateSet(row))
    .execute()
  const subject = { kind: 'staff', id: staffId }
  const details = { until: expiresAt.toISOString() }
  await recordAudit(tx, { actor: by, action: 'staff.invited', subject, details }, clock)
  return token
}

/** After the commit, since a server may keep us waiting. What became of it is kept beside the invitation. */
async function send(
  { db, clock, mail, publicUrl }: InvitingDeps,
  { id, token, language, by }: Inviting & { id: string; token: string },
): Promise<StaffMember> {
  const { name, email, invitation } = (await staffById(db, id))!
  const company = (await companyName(db)) ?? new URL(publicUrl).host
  const until = new Date(invitation?.expiresAt ?? clock.now())
  const url = invitationUrl(publicUrl, token)
  const text = invitationMail({ language, by: by.name, name, company, url, until })
  const failure = await mail.send({ to: { name, address: email }, ...text }).then(
    () => null,
    (error: unknown) => {
      if (error instanceof AppError) return error.wording
      throw error
    },
  )
  await db
    .updateTable('staff_invitations')
    .set(failure ? { failure: JSON.stringify(failure) } : { sent_at: clock.now() })
    // Another one may have been sent, or this one revoked, meanwhile.
    .where('token_hash', '=', hashOfToken(token))
    .execute()
  return (await staffById(db, id))!
}
