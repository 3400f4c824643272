import { staffWords } from '@throughline/protocol/staff/words.ts'
import { permissions as allPermissions, type Permission } from '@throughline/protocol/permissions.ts'
import type { Tx } from '../../platform/db/db.ts'
import { can, everything, type Caller } from '../../platform/http/http.ts'
import type { Clock } from '../../lib/clock.ts'
import { AppError } from '../../lib/errors.ts'
import { lockInstallation } from './installation.ts'
import { permissionsOfRoles } from './role-list.ts'
import { permissionsOfToken, tokensWithMakers } from './tokens/makers.ts'

/**
 * First in every transaction that changes who may do what: one such change at a time, and only if the caller still has
 * all rights that they had when they called. A slow body or a password that waits to be hashed takes seconds, in which
 * they may have lost them.
 */
export async function lockAccess(tx: Tx, clock: Clock, by: Caller): Promise<void> {
  await lockInstallation(tx)
  const now: Caller = { ...by, permissions: new Set(await permissionsNow(tx, clock, by)) }
  const isLess = allPermissions.some(
    (permission) => can(by, permission, everything) && !can(now, permission, everything),
  )
  if (isLess) throw new AppError('forbidden', staffWords.access_changed())
}

async function permissionsNow(tx: Tx, clock: Clock, by: Caller): Promise<Permission[]> {
  const permissionsOf = await permissionsOfRoles(tx)
  if (by.kind === 'token') {
    const token = await tokensWithMakers(tx).where('api_tokens.id', '=', by.id).executeTakeFirst()
    const isOver = !token || (token.expires_at !== null && token.expires_at <= clock.now())
    return isOver ? [] : permissionsOfToken(token, permissionsOf)
  }
  const person = await tx
    .selectFrom('staff')
    .select('role')
    .where('id', '=', by.id)
    .where('active', '=', true)
    .executeTakeFirst()
  return person && (await isSignedIn(tx, clock, by)) ? permissionsOf(person.role) : []
}

async function isSignedIn(tx: Tx, clock: Clock, { sessionId }: Caller): Promise<boolean> {
  if (sessionId === undefined) return true
  const session = await tx
    .selectFrom('staff_sessions')
    .select('id')
    .where('id', '=', sessionId)
    .where('expires_at', '>', clock.now())
    .executeTakeFirst()
  return session !== undefined
}
