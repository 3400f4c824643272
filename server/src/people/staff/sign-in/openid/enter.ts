import { recordAudit, type AuditActor } from '../../../audit/audit.ts'
import { transact, type Db, type Tx } from '../../../../platform/db/db.ts'
import type { Clock } from '../../../../lib/clock.ts'
import { newId } from '../../../../lib/ids.ts'
import type { OpenIdSettings } from '../../../../lib/openid-settings.ts'
import { lockInstallation } from '../../installation.ts'
import { insertStaff } from '../../members/create.ts'
import { isLastAdmin } from '../../members/last-admin.ts'
import { listRoles } from '../../role-list.ts'
import { isSetupNeeded } from '../../setup.ts'
import { endTrust } from '../devices/end-trust.ts'
import { decide, holdsMore, statedEmail, type Candidate, type Claims } from './decide.ts'

/** As `staff_accounts` names the provider: what was linked at one issuer means nothing at another. */
export const providerId = ({ issuer }: Pick<OpenIdSettings, 'issuer'>): string => `openid:${issuer}`

export interface Entered {
  /** null: nobody is signed in. */
  person: { id: string; name: string } | null
  /** Whether the role or access of a person is another than before. */
  isChanged: boolean
}

interface Deps {
  db: Db
  clock: Clock
  settings: OpenIdSettings
}

/**
 * Who the account of the provider is here: linked, added, given the role of the claim, or refused. All of it and its
 * audit records are one transaction, in which no other change of access runs.
 */
export async function enter(deps: Deps, { claims, address }: { claims: Claims; address: string }): Promise<Entered> {
  const { clock, settings } = deps
  return transact(deps.db, async (tx) => {
    await lockInstallation(tx)
    const email = statedEmail(claims)
    const linked = await candidate(tx, settings, { subject: claims.sub })
    const sameEmail = email === null ? null : await candidate(tx, settings, { email })
    const roles = new Map((await listRoles(tx)).map(({ name, permissions }) => [name, permissions]))
    const roleNames = new Set(roles.keys())
    const isSetUp = !(await isSetupNeeded(tx))
    const decision = decide({ claims, settings, linked, sameEmail, roleNames, isSetUp })
    // The provider says so: no person of ours acts.
    const actor: AuditActor = { kind: 'system', id: null, name: settings.name, address }
    const note: Note = (action, id, details = {}) =>
      recordAudit(tx, { actor, action, subject: { kind: 'staff', id }, details }, clock)
    const refuse = async (staffId: string | null, reason: string): Promise<Entered> => {
      await note('staff.openid_refused', staffId, { reason, subject: claims.sub })
      return { person: null, isChanged: false }
    }

    if (decision.kind === 'refuse') return refuse(decision.staffId, decision.reason)
    if (decision.kind === 'create') {
      const id = await insertStaff(tx, clock, { ...decision, passwordHash: null, actor })
      await link(tx, deps, id, claims.sub)
      await note('staff.openid_linked', id)
      return { person: { id, name: decision.name }, isChanged: false }
    }
    const { staffId } = decision
    const isAdmin = decision.kind === 'enter' && decision.role === 'admin'
    if (!isAdmin && (await isLastAdmin(tx, staffId))) return refuse(staffId, 'last_admin')
    if (decision.kind === 'suspend') {
      await suspend(tx, deps, staffId, note)
      return { ...(await refuse(staffId, 'no_role')), isChanged: true }
    }
    if (decision.isNewLink) {
      await link(tx, deps, staffId, claims.sub)
      await note('staff.openid_linked', staffId)
    }
    const before = (linked ?? sameEmail)!
    const isChanged = decision.role !== before.role || decision.isReturning
    if (isChanged) await change(tx, deps, { ...decision, before }, note)
    if (holdsMore(roles.get(decision.role), roles.get(before.role))) await endOlderProofs(tx, staffId, note)
    return { person: { id: staffId, name: before.name }, isChanged }
  })
}

type Note = (action: string, id: string | null, details?: Record<string, unknown>) => Promise<void>

/**
 * When a claim gives somebody more than they had, what opened their account before does not open this one: whoever added
 * them chose their first password, and may hold less. The second factor stays, so that no claim takes it away.
 */
async function endOlderProofs(tx: Tx, staffId: string, note: Note): Promise<void> {
  await tx.deleteFrom('staff_sessions').where('staff_id', '=', staffId).execute()
  await endTrust(tx, staffId, { devices: true })
  const password = await tx
    .deleteFrom('staff_accounts')
    .where('staff_id', '=', staffId)
    .where('provider_id', '=', 'credential')
    .returning('id')
    .executeTakeFirst()
  if (password) await note('staff.password_ended', staffId)
}

async function suspend(tx: Tx, { clock, settings }: Deps, staffId: string, note: Note): Promise<void> {
  await tx.updateTable('staff').set({ active: false, updated_at: clock.now() }).where('id', '=', staffId).execute()
  await setSuspended(tx, settings, staffId, clock.now())
  await tx.deleteFrom('staff_sessions').where('staff_id', '=', staffId).execute()
  await note('staff.updated', staffId, { active: { from: true, to: false } })
}

async function change(
  tx: Tx,
  { clock, settings }: Deps,
  { before, role, isReturning }: { before: Candidate; role: string; isReturning: boolean },
  note: Note,
): Promise<void> {
  await tx
    .updateTable('staff')
    .set({ role, active: true, updated_at: clock.now() })
    .where('id', '=', before.id)
    .execute()
  if (isReturning) await setSuspended(tx, settings, before.id, null)
  await note('staff.updated', before.id, {
    ...(role === before.role ? {} : { role: { from: before.role, to: role } }),
    ...(isReturning ? { active: { from: false, to: true } } : {}),
  })
}

async function candidate(
  tx: Tx,
  settings: OpenIdSettings,
  by: { subject: string } | { email: string },
): Promise<(Candidate & { name: string }) | null> {
  const query = tx
    .selectFrom('staff')
    .leftJoin('staff_accounts as account', (join) =>
      join.onRef('account.staff_id', '=', 'staff.id').on('account.provider_id', '=', providerId(settings)),
    )
    .select([
      'staff.id',
      'staff.name',
      'staff.email',
      'staff.role',
      'staff.active',
      'account.account_id as subject',
      'account.suspended_at as suspendedAt',
    ])
  const row = await (
    'subject' in by ? query.where('account.account_id', '=', by.subject) : query.where('staff.email', '=', by.email)
  ).executeTakeFirst()
  if (!row) return null
  const { subject, suspendedAt, ...person } = row
  return { ...person, link: subject === null ? null : { subject, isSuspended: suspendedAt !== null } }
}

async function link(tx: Tx, { clock, settings }: Deps, staffId: string, subject: string): Promise<void> {
  const at = clock.now()
  await tx
    .insertInto('staff_accounts')
    .values({
      id: newId(),
      staff_id: staffId,
      provider_id: providerId(settings),
      account_id: subject,
      password: null,
      created_at: at,
      updated_at: at,
    })
    .execute()
  // Those that were opened before end as soon as the ones of the provider.
  const endsBy = new Date(at.getTime() + settings.sessionHours * 60 * 60 * 1000)
  await tx
    .updateTable('staff_sessions')
    .set((eb) => ({ ends_by: endsBy, expires_at: eb.ref('expires_at') }))
    .where('staff_id', '=', staffId)
    .execute()
}

async function setSuspended(tx: Tx, settings: OpenIdSettings, staffId: string, at: Date | null): Promise<void> {
  await tx
    .updateTable('staff_accounts')
    .set({ suspended_at: at })
    .where('staff_id', '=', staffId)
    .where('provider_id', '=', providerId(settings))
    .execute()
}
