import { fieldWords } from '@throughline/protocol/http/field-words.ts'
import { staffWords } from '@throughline/protocol/staff/words.ts'
import type { Permission } from '@throughline/protocol/permissions.ts'
import { can, everything, type Caller } from '../../platform/http/http.ts'
import { recordAudit } from '../audit/audit.ts'
import { transact, type Db, type Tx } from '../../platform/db/db.ts'
import { refuseUnlessAsSeen } from '../../lib/as-seen.ts'
import type { Clock } from '../../lib/clock.ts'
import { AppError, fieldError } from '../../lib/errors.ts'
import { ifUnique } from './if-unique.ts'
import { lockAccess } from './lock-access.ts'
import { builtInRoles, listRoles, type Role } from './role-list.ts'

export async function createRole(
  db: Db,
  clock: Clock,
  { name, permissions, by }: { name: string; permissions: Permission[]; by: Caller },
): Promise<Role> {
  refuseToGrantMore(by, permissions)
  if (builtInRoles.some((role) => role.name === name)) throw roleExists(name)
  const unique = [...new Set(permissions)]
  await transact(db, async (tx) => {
    await lockAccess(tx, clock, by)
    await ifUnique(
      tx.insertInto('roles').values({ name, permissions: unique, created_at: clock.now() }).execute(),
      () => roleExists(name),
    )
    await recordAudit(
      tx,
      {
        actor: by,
        action: 'role.created',
        subject: { kind: 'role', id: name },
        details: { permissions: unique },
      },
      clock,
    )
  })
  return { name, builtIn: false, permissions: unique }
}

/** Takes effect at once for everybody with the role. */
export async function updateRole(
  db: Db,
  clock: Clock,
  {
    name,
    permissions,
    was,
    by,
  }: { name: string; permissions: Permission[]; was?: { permissions: Permission[] } | undefined; by: Caller },
): Promise<Role> {
  return transact(db, async (tx) => {
    await lockAccess(tx, clock, by)
    const before = await customRole(tx, name)
    const seenOf = (role: { permissions: readonly Permission[] }) => ({ permissions: role.permissions.toSorted() })
    refuseUnlessAsSeen(was && seenOf(was), seenOf(before))
    refuseToGrantMore(by, [...permissions, ...before.permissions])
    const unique = [...new Set(permissions)]
    await tx.updateTable('roles').set({ permissions: unique }).where('name', '=', name).execute()
    const details = {
      added: unique.filter((permission) => !before.permissions.includes(permission)),
      removed: before.permissions.filter((permission) => !unique.includes(permission)),
    }
    await recordAudit(tx, { actor: by, action: 'role.updated', subject: { kind: 'role', id: name }, details }, clock)
    return { name, builtIn: false, permissions: unique }
  })
}

export async function deleteRole(db: Db, clock: Clock, { name, by }: { name: string; by: Caller }): Promise<void> {
  await transact(db, async (tx) => {
    await lockAccess(tx, clock, by)
    refuseToGrantMore(by, (await customRole(tx, name)).permissions)
    const people = await tx.selectFrom('staff').select('name').where('role', '=', name).orderBy('name').execute()
    const tokens = await tx
      .selectFrom('api_tokens')
      .select('name')
      .where('role', '=', name)
      .where('revoked_at', 'is', null)
      .execute()
    const holders = [...people, ...tokens].map((row) => row.name)
    if (holders.length > 0) {
      throw new AppError('conflict', staffWords.role_in_use({ names: holders.slice(0, 5) }))
    }
    await tx.deleteFrom('roles').where('name', '=', name).execute()
    await recordAudit(tx, { actor: by, action: 'role.removed', subject: { kind: 'role', id: name } }, clock)
  })
}

/** A custom role; locked until the transaction ends. */
async function customRole(tx: Tx, name: string): Promise<Role> {
  if (builtInRoles.some((role) => role.name === name)) {
    throw new AppError('conflict', staffWords.built_in_role())
  }
  const row = await tx
    .selectFrom('roles')
    .select(['name', 'permissions'])
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new AppError('not_found', staffWords.no_such_role({ name }))
  return { ...row, builtIn: false }
}

/** A role that this caller may give to somebody: it exists, and has no permission that the caller lacks. */
export async function grantableRole(db: Db | Tx, name: string, by: Caller): Promise<Role> {
  const role = (await listRoles(db)).find((item) => item.name === name)
  if (!role)
    throw new AppError('invalid_request', staffWords.no_such_role({ name }), {
      details: { errors: [fieldError('role', fieldWords.no_such_role())] },
    })
  refuseToGrantMore(by, role.permissions)
  return role
}

/** Nobody grants, or takes from others, permissions that they do not have themselves. */
export function refuseToGrantMore(by: Caller, permissions: readonly Permission[]): void {
  const missing = permissions.filter((permission) => !can(by, permission, everything))
  if (missing.length === 0) return
  throw new AppError('forbidden', staffWords.grants_more({ permissions: missing }))
}

function roleExists(name: string): AppError {
  return new AppError('already_exists', staffWords.role_taken({ name }))
}
